"""Compiling and clearing in the window: who said what, the decision, undo, the sheet, the sign-off of the return."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from fiji import Fiji, make_fiji
from hands import button_of, focused, press, words_on
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from rocb_desktop.domain.clearing import CLEARED, NOT_NAMED, WITH_HEAD
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.clearance import SignOff, clearance_of, naming_of, set_clearance
from rocb_desktop.services.national.compiling import compilation
from rocb_desktop.services.national.quotes import quotes_of
from rocb_desktop.services.national.returns import ACCEPT, find_reply, review_reply
from rocb_desktop.ui.dialogs.clearance_dialog import ClearanceDialog
from rocb_desktop.ui.dialogs.compile_dialog import CompileDialog
from rocb_desktop.ui.dialogs.return_dialog import ReturnDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.national_return_page import NationalReturnPage
from rocb_desktop.ui.views.national.sign_off import SignOffCard

OpenPage = Callable[..., Page]
PLACE = "2021/3"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    fiji = make_fiji(tmp_path_factory.mktemp("made") / "fiji")
    file = fiji.send("Tomasi Bale", 3, date(2021, 11, 2), q4_text="Fewer forms.", q7="members_anonymous")
    with fiji.at("focal") as session:
        accept(session, [file])
        for name in ("Jone Ratu", "Tomasi Bale"):
            review_reply(session, find_reply(session, f"{PLACE}/{name}").id, ACCEPT)
    return fiji


@pytest.fixture
def fiji(made: Fiji, tmp_path: Path) -> Fiji:
    shutil.copytree(made.folder, tmp_path / "fiji")
    return Fiji(tmp_path / "fiji")


@pytest.fixture
def page(open_page: OpenPage, fiji: Fiji) -> NationalReturnPage:
    return cast(NationalReturnPage, open_page(fiji.folder / "focal", "national_return"))


def open_compile(qtbot: QtBot, page: NationalReturnPage) -> CompileDialog:
    """Enter on the bottom row, in the column of the workshop."""
    view = page.matrix.matrix
    view.setFocus()
    view.setCurrentIndex(view.matrix.index(len(view.matrix.rows) - 1, 3))
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.window().findChild(CompileDialog) is not None)
    dialog = page.window().findChild(CompileDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.lines) and "Quotes:" in words_on(dialog.sheet_card))
    return dialog


def bottom(page: NationalReturnPage) -> str:
    cells = page.matrix.matrix.matrix.rows[-1].cells
    return cells[2].state


def test_who_differs_is_decided_with_the_keyboard(qtbot: QtBot, page: NationalReturnPage, fiji: Fiji) -> None:
    dialog = open_compile(qtbot, page)
    assert "They differ in 2 answers" in dialog.context_label.text()
    assert [one.line.field.id for one in dialog.lines] == ["q4_text", "q5"]
    assert "New or enhanced project: Yes" in words_on(dialog.sheet_card)
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and focused().window() is dialog)
    dialog.lines[1].tiles.focus()
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: "New or enhanced project: No" in words_on(dialog.sheet_card))
    assert "What is the project?" not in words_on(dialog.sheet_card)
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.ready and bottom(page) == "compiled")
    assert page.notices.text() == "National reply kept: Disruptive Technologies."
    with fiji.at("focal") as session:
        found = compilation(session, PLACE)
        assert found.national is not None and found.national.answers["q5"] == "no"
    press(button_of(page.notices, "Undo"))
    qtbot.waitUntil(lambda: page.ready and bottom(page) == "ready")


def test_a_new_text_is_written_from_all(qtbot: QtBot, page: NationalReturnPage, fiji: Fiji) -> None:
    dialog = open_compile(qtbot, page)
    line = dialog.lines[0]
    assert line.text.isHidden() and "Without our name" in words_on(dialog.sheet_card)
    press(dialog, "Write a new text")
    qtbot.waitUntil(line.text.isVisible)
    assert "Fewer forms." in line.text.text()
    line.text.set_text("An hour less, and fewer forms.")
    qtbot.waitUntil(lambda: "An hour less, and fewer forms." in words_on(dialog.sheet_card))
    press(dialog.keep_button)
    qtbot.waitUntil(lambda: page.ready and bottom(page) == "compiled")
    again = open_compile(qtbot, page)
    assert again.lines[0].text.text() == "An hour less, and fewer forms."
    press(again.remove_button)
    qtbot.waitUntil(lambda: page.ready and bottom(page) == "ready")
    assert "merged question by question" in page.notices.text()


def test_escape_throws_no_decision_away(qtbot: QtBot, page: NationalReturnPage, fiji: Fiji) -> None:
    dialog = open_compile(qtbot, page)
    first = dialog.decided()
    press(dialog, "Write a new text")
    dialog.lines[0].text.set_text("An hour less, and fewer forms.")
    dialog.lines[1].tiles.focus()
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.window().findChild(CompileDialog) is None)
    assert page.notices.text().startswith("The national reply was not kept.")
    press(button_of(page.notices, "Go on"))
    qtbot.waitUntil(lambda: page.window().findChild(CompileDialog) is not None)
    again = page.window().findChild(CompileDialog)
    assert again is not None
    qtbot.waitUntil(again.begun_message.isVisible)
    assert again.decided()["q4_text"].value == "An hour less, and fewer forms."
    qtbot.waitUntil(lambda: "New or enhanced project: No" in words_on(again.sheet_card))
    QTest.keyClick(again, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.window().findChild(CompileDialog) is None)
    third = open_compile(qtbot, page)
    qtbot.waitUntil(third.begun_message.isVisible)
    assert third.decided()["q5"].value == "no"
    press(button_of(third, "Begin again"))
    assert third.decided() == first and not third.begun_message.isVisible()
    third.reject()
    qtbot.waitUntil(lambda: page.window().findChild(CompileDialog) is None)
    last = open_compile(qtbot, page)
    assert not last.begun_message.isVisible()
    last.reject()


def test_what_changed_since_is_said(qtbot: QtBot, open_page: OpenPage, fiji: Fiji) -> None:
    page = cast(NationalReturnPage, open_page(fiji.folder / "focal", "national_return"))
    press(open_compile(qtbot, page).keep_button)
    qtbot.waitUntil(lambda: page.ready and bottom(page) == "compiled")
    newer = fiji.send("Jone Ratu", 3, date(2021, 11, 5), q5="no", q5_text="")
    page.work.run(accept, [newer])
    qtbot.waitUntil(lambda: page.ready and bottom(page) == "compile_again")
    dialog = open_compile(qtbot, page)
    assert "Changed since it was compiled: Jone Ratu." in words_on(dialog)
    assert "1 reply is still to review." in words_on(dialog)
    dialog.reject()
    press(page.make_button)
    qtbot.waitUntil(lambda: page.window().findChild(ReturnDialog) is not None)
    making = page.window().findChild(ReturnDialog)
    assert making is not None
    older = "The national reply of Disruptive Technologies is older than the answers of its people."
    assert older in words_on(making)
    making.reject()


def test_what_came_while_the_dialog_was_open_is_not_kept_unseen(
    qtbot: QtBot, page: NationalReturnPage, fiji: Fiji
) -> None:
    dialog = open_compile(qtbot, page)
    with fiji.at("focal") as session:  # another window of this desk
        accept(session, [fiji.send("Jone Ratu", 3, date(2021, 11, 5), q4_text="Nobody has read this yet.")])
    press(dialog.keep_button)
    qtbot.waitUntil(lambda: "This was changed again since you saw it." in dialog.notices.text())
    with fiji.at("focal") as session:
        assert compilation(session, PLACE).national is None
    dialog.reject()


def open_clearance(qtbot: QtBot, page: NationalReturnPage) -> ClearanceDialog:
    press(page.clear_button)
    qtbot.waitUntil(lambda: page.window().findChild(ClearanceDialog) is not None)
    dialog = page.window().findChild(ClearanceDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.ready and dialog.sign_off is not None and dialog.sign_off.isVisible())
    return dialog


def test_the_head_clears_and_the_return_is_signed(qtbot: QtBot, page: NationalReturnPage, fiji: Fiji) -> None:
    dialog = open_clearance(qtbot, page)
    sign_off = dialog.sign_off
    assert sign_off is not None and "The head has not got the sheet yet." in words_on(dialog)
    dialog.make_sheet("pdf")
    (place,) = dialog.findChildren(QFileDialog)
    place.reject()
    qtbot.waitUntil(lambda: not dialog.findChildren(QFileDialog))  # it goes, and does not gather
    dialog.save_sheet(fiji.folder / "sheet.pdf")
    qtbot.waitUntil(lambda: (fiji.folder / "sheet.pdf").exists() and not dialog.is_working)
    press(button_of(dialog, "With the head"))
    press(dialog.keep_button)
    qtbot.waitUntil(lambda: page.ready and page.notices.text() == "Noted: the sheet is with the head.")
    dialog = open_clearance(qtbot, page)
    sign_off = dialog.sign_off
    assert sign_off is not None and "With the head since 21 December 2021." in words_on(dialog)
    press(button_of(dialog, "Cleared"))
    press(dialog.keep_button)
    assert sign_off.name.error() == "Write the name of the head who signed off."
    sign_off.name.set_text("Ratu Isoa")
    sign_off.post.set_text("Comptroller")
    sign_off.naming.set_value(NOT_NAMED)
    press(dialog.keep_button)
    qtbot.waitUntil(lambda: page.ready and bottom(page) == "cleared")
    with fiji.at("focal") as session:
        assert clearance_of(session, 2021).state == CLEARED and naming_of(session, 2021) == {"FJ"}
    press(page.make_button)
    qtbot.waitUntil(lambda: page.window().findChild(ReturnDialog) is not None)
    making = page.window().findChild(ReturnDialog)
    assert making is not None
    qtbot.waitUntil(making.isVisible)
    assert making.sign_off.name.text() == "Ratu Isoa" and making.sign_off.is_signed
    assert "Tables 4 and 7 count Fiji and do not name it." in words_on(making)
    qtbot.waitUntil(lambda: not making.is_working and making.make_button.isEnabled())
    press(making.make_button)
    qtbot.waitUntil(lambda: page.host.pages.key == "send")  # type: ignore[attr-defined]  # the window is the host
    with fiji.at("focal") as session:
        found = clearance_of(session, 2021)
        assert found.cleared and found.date == "2021-12-21"


def test_a_quote_is_lowered_where_the_head_reads_it(qtbot: QtBot, page: NationalReturnPage, fiji: Fiji) -> None:
    dialog = open_clearance(qtbot, page)
    assert dialog.quotes is not None
    choice = dialog.quotes.choices[0]
    choice.combo.setFocus()
    QTest.keyClick(choice.combo, Qt.Key.Key_Down)
    with fiji.at("focal") as session:
        qtbot.waitUntil(lambda: quotes_of(session, 2021)[0].consent == "members_attributed")
    qtbot.waitUntil(lambda: not dialog.is_working and dialog.notices.isVisible())
    press(button_of(dialog.notices, "Undo"))
    with fiji.at("focal") as session:
        qtbot.waitUntil(lambda: quotes_of(session, 2021)[0].consent == "public")
    dialog.reject()


def test_a_lowered_quote_can_be_taken_back_after_closing(qtbot: QtBot, page: NationalReturnPage, fiji: Fiji) -> None:
    dialog = open_clearance(qtbot, page)
    assert dialog.quotes is not None
    dialog.quotes.choices[0].combo.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not dialog.is_working and dialog.notices.isVisible())
    assert "Each choice is kept at once." in words_on(dialog)
    press(button_of(dialog, "Close"))
    qtbot.waitUntil(lambda: page.notices.text() == "The text may be used for less now.")
    press(button_of(page.notices, "Undo"))
    with fiji.at("focal") as session:
        qtbot.waitUntil(lambda: quotes_of(session, 2021)[0].consent == "public")


def test_the_return_is_unsigned_until_the_head_cleared_what_it_holds(
    qtbot: QtBot, open_page: OpenPage, fiji: Fiji
) -> None:
    page = cast(NationalReturnPage, open_page(fiji.folder / "focal", "national_return"))
    assert not open_making(qtbot, page).is_signed
    with fiji.at("focal") as session:
        set_clearance(session, 2021, CLEARED, SignOff("Ratu Isoa", "Comptroller", naming=NOT_NAMED))
    page.mark_stale()
    qtbot.waitUntil(lambda: page.ready and bottom(page) == "cleared")
    assert open_making(qtbot, page).is_signed
    press(page.pane.accept_button)
    qtbot.waitUntil(lambda: page.ready and page.notices.text().startswith("Accepted"))
    changed = open_making(qtbot, page)
    assert not changed.is_signed and changed.said() == SignOff()


def open_making(qtbot: QtBot, page: NationalReturnPage) -> SignOffCard:
    """The second step of making the return, closed again."""
    qtbot.waitUntil(lambda: page.ready and page.make_button.isEnabled())
    press(page.make_button)
    dialog = page.window().findChild(ReturnDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.sign_off.choice.isVisible)
    card = dialog.sign_off
    card.setParent(None)
    dialog.reject()
    qtbot.waitUntil(lambda: page.window().findChild(ReturnDialog) is None)
    return card


def test_with_the_head_is_a_state_of_its_own(qtbot: QtBot, page: NationalReturnPage, fiji: Fiji) -> None:
    dialog = open_clearance(qtbot, page)
    assert dialog.sign_off is not None
    dialog.sign_off.choice.set_value(WITH_HEAD)
    dialog.sign_off.choice.changed.emit(WITH_HEAD)
    assert dialog.sign_off.said().name == "" and dialog.sign_off.check()
    dialog.reject()
    assert bottom(page) == "ready"


def test_receipts_are_handed_on_when_nothing_is_left(qtbot: QtBot, page: NationalReturnPage) -> None:
    assert page.list.receipts_button.isHidden() or not page.list.receipts_button.isVisible()
    while page.list.table.rows_model.rows():
        left = len(page.list.table.rows_model.rows())
        qtbot.waitUntil(lambda: page.ready and page.pane.accept_button.isEnabled())
        press(page.pane.accept_button)
        qtbot.waitUntil(lambda left=left: page.ready and len(page.list.table.rows_model.rows()) < left)  # type: ignore[misc]  # a default binds the number
    qtbot.waitUntil(page.list.receipts_button.isVisible)
    assert "Hand on 5 receipts." in words_on(page.list)


def test_one_reply_is_compiled_without_a_decision(qtbot: QtBot, page: NationalReturnPage) -> None:
    place = page.matrix.matrix.matrix.columns[0].key
    dialog = page.compile(str(place))
    qtbot.waitUntil(lambda: "Nothing to decide" in words_on(dialog))
    assert "One reply counts here." in words_on(dialog) and "All say this" not in words_on(dialog)
    qtbot.waitUntil(dialog.keep_button.hasFocus)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
