"""The national return: what it will hold, the sign-off of a named head, and the file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fiji import Fiji
from hands import button_of, focused, press, put_in_front, tab_to, wait_ready, words_on
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rocb_desktop.services.national.return_desk import ReturnDesk, return_desk
from rocb_desktop.ui.dialogs.my_key_dialog import MyKeyDialog
from rocb_desktop.ui.dialogs.return_dialog import ReturnDialog
from rocb_desktop.ui.views.national.return_contents import cannot_make, due_words, missing_words
from rocb_desktop.ui.work import Work

WorkOf = Callable[[Path], Work]
pytestmark = pytest.mark.usefixtures("styled")


def desk_of(fiji: Fiji) -> ReturnDesk:
    with fiji.at("focal") as session:
        found = return_desk(session)
    assert found is not None
    return found


@pytest.fixture
def dialog(qtbot: QtBot, work_of: WorkOf, fiji: Fiji) -> ReturnDialog:
    made = ReturnDialog(work_of(fiji.folder / "focal"), desk_of(fiji))
    put_in_front(qtbot, made)
    return made


def signed(fiji: Fiji) -> tuple[str, ...]:
    with fiji.at("focal") as session:
        row = session.db.execute("SELECT number, signed_by, post, date FROM national_return").fetchone()
    return tuple(str(cell or "") for cell in row) if row else ()


def test_the_preview_says_what_is_in_it_and_what_is_not(dialog: ReturnDialog) -> None:
    said = words_on(dialog)
    assert "National return no. 1 will hold 4 replies" in said
    assert "9 replies are not in this return: 5 to review, 1 correction asked, 3 no reply." in said
    assert "Exactly what leaves this computer" in said
    assert dialog.close_button.hasFocus()
    assert not dialog.sign_off.isVisible()


def test_a_signed_return_with_the_keyboard(qtbot: QtBot, dialog: ReturnDialog, fiji: Fiji) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.sign_off.choice.isAncestorOf(focused()))
    assert not dialog.sign_off.is_signed  # nobody but a person says that the head agreed
    QTest.keyClick(focused(), Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: dialog.sign_off.is_signed)
    tab_to(dialog.sign_off.name.edit)
    QTest.keyClicks(focused(), "Ratu Isoa")
    tab_to(dialog.sign_off.post.edit)
    QTest.keyClicks(focused(), "Comptroller")
    QTest.keyClick(focused(), Qt.Key.Key_Return)  # a consent begins empty: the question takes the keyboard
    qtbot.waitUntil(lambda: dialog.sign_off.naming.isAncestorOf(focused()))
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert dialog.sign_off.naming.value() == "named"
    with qtbot.waitSignal(dialog.made) as made:
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert made.args[0].value.name.startswith("FJ_return_2021")
    assert signed(fiji) == ("1", "Ratu Isoa", "Comptroller", "2021-11-05")


def test_a_signature_needs_name_and_post(dialog: ReturnDialog, fiji: Fiji) -> None:
    press(dialog.make_button)
    press(button_of(dialog, "The head has signed off"))
    press(dialog.make_button)
    assert dialog.sign_off.name.error() == "Write the name of the head who signed off."
    assert dialog.sign_off.post.error()
    assert signed(fiji) == ()


def test_a_return_can_go_unsigned(qtbot: QtBot, dialog: ReturnDialog, fiji: Fiji) -> None:
    dialog.show_sign_off()
    qtbot.waitUntil(dialog.sign_off.choice.isVisible)
    assert "it is not signed off yet" in words_on(dialog)
    with qtbot.waitSignal(dialog.made):
        press(dialog.make_button)
    assert signed(fiji)[:3] == ("1", "", "")


def test_what_cannot_be_sealed_says_why(qtbot: QtBot, dialog: ReturnDialog, fiji: Fiji) -> None:
    (fiji.folder / "focal" / "files").write_text("in the way", encoding="utf-8")
    dialog.show_sign_off()
    qtbot.waitUntil(dialog.sign_off.choice.isVisible)
    press(button_of(dialog, "Not signed off yet"))
    press(dialog.make_button)
    qtbot.waitUntil(lambda: "cannot be opened or written" in dialog.notices.text())
    assert dialog.make_button.isEnabled() and dialog.isVisible()
    assert signed(fiji) == ()


def test_words_for_other_rounds(fiji: Fiji) -> None:
    desk = desk_of(fiji)
    assert cannot_make(desk) == ""
    assert due_words(desk) == "The next return is due at ROCB A/P on 27 November 2021."
    assert missing_words(desk)


def test_my_key_can_be_read_aloud_and_saved(qtbot: QtBot, work_of: WorkOf, fiji: Fiji, tmp_path: Path) -> None:
    dialog = MyKeyDialog(work_of(fiji.folder / "focal"))
    put_in_front(qtbot, dialog)
    wait_ready(qtbot, dialog)
    qtbot.waitUntil(lambda: "My eight words" in words_on(dialog))
    assert "The eight words of ROCB A/P" in words_on(dialog)
    assert dialog.words is not None and len(dialog.words.accessibleDescription().split(", ")) == 8
    with qtbot.waitSignal(dialog.card_made):
        dialog.save_card(tmp_path / "FJ_card")
    assert (tmp_path / "FJ_card.rocb").is_file()
    assert "It holds no secret." in dialog.notices.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
