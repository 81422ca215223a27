"""First run: three steps with mouse or keyboard, the pack's list of names, errors under their field, language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fiji import Fiji
from hands import button_of, focused, press, put_in_front, tab_to, words_on
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from region import Region

from rocb_desktop import paths, texts
from rocb_desktop.services.arriving.first_look import PackLook
from rocb_desktop.services.profile.people import show_key
from rocb_desktop.services.region.workshops import list_workshops
from rocb_desktop.services.session import open_session
from rocb_desktop.ui.dialogs.help_dialog import HelpDialog
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.dialogs.setup_dialog import SetupDialog
from rocb_desktop.ui.views.setup.setup_names import NameStep
from rocb_desktop.ui.views.setup.setup_safe import SafeStep
from rocb_desktop.ui.views.setup.setup_steps import PersonStep, RoleStep

pytestmark = pytest.mark.usefixtures("styled")


@pytest.fixture
def setup(qtbot: QtBot) -> Iterator[SetupDialog]:
    dialog = SetupDialog(None)
    qtbot.addWidget(dialog)
    put_in_front(qtbot, dialog)
    yield dialog
    dialog.hide()


def fill_in(setup: SetupDialog, name: str, administration: str) -> None:
    assert isinstance(setup.step, PersonStep)
    setup.step.name.set_text(name)
    setup.step.administration.set_value(administration)


def go_on(qtbot: QtBot, setup: SetupDialog) -> None:
    qtbot.waitUntil(setup.next_button.isVisible)
    press(setup.next_button)


def test_a_participant_in_three_steps_with_the_keyboard(qtbot: QtBot, setup: SetupDialog) -> None:
    assert setup.windowTitle() == "Set up ROCB Desktop"
    qtbot.waitUntil(lambda: "I took part in a workshop" in focused().accessibleName())
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    step = setup.step
    assert isinstance(step, PersonStep)
    qtbot.waitUntil(step.name.edit.hasFocus)
    QTest.keyClicks(step.name.edit, "Sina Leota")
    tab_to(step.administration.combo)
    QTest.keyClicks(step.administration.combo, "Samoa")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    safe = setup.step
    assert isinstance(safe, SafeStep)
    assert "sina-leota-ws" in words_on(setup)
    QTest.keyClick(setup, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = setup.profile_path
    assert made == paths.default_profiles_dir() / "sina-leota-ws"
    qtbot.waitUntil(lambda: "Your profile is ready." in words_on(setup))
    assert "Next: open your workshop pack" in words_on(setup)
    go_on(qtbot, setup)
    assert not setup.isVisible() and setup.result() == SetupDialog.DialogCode.Accepted
    session = open_session(made, readonly=True)
    assert (session.profile.role, session.profile.administration) == ("participant", "WS")
    session.close()


def test_enter_on_cancel_cancels(setup: SetupDialog) -> None:
    cancel = button_of(setup, "Cancel")
    tab_to(cancel)
    QTest.keyClick(cancel, Qt.Key.Key_Return)
    assert not setup.isVisible() and setup.result() == SetupDialog.DialogCode.Rejected


def test_a_focal_point_writes_down_the_words(qtbot: QtBot, setup: SetupDialog) -> None:
    assert isinstance(setup.step, RoleStep)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    go_on(qtbot, setup)
    assert "ROCB A/P can answer you." in words_on(setup) and "Your focal point and" not in words_on(setup)
    fill_in(setup, "Mere Qalo", "FJ")
    go_on(qtbot, setup)
    go_on(qtbot, setup)
    qtbot.waitUntil(lambda: "Write them down." in words_on(setup))
    assert "Your eight words" in words_on(setup)


def test_an_officer_of_rocb_has_no_administration_to_choose(qtbot: QtBot, setup: SetupDialog) -> None:
    assert isinstance(setup.step, RoleStep)
    setup.step.tiles.set_value("rocb")
    go_on(qtbot, setup)
    assert isinstance(setup.step, PersonStep)
    qtbot.waitUntil(setup.step.name.edit.hasFocus)
    assert not setup.step.administration.isVisible()
    setup.step.name.set_text("Mayumi Ito")
    go_on(qtbot, setup)
    go_on(qtbot, setup)
    assert setup.profile_path is not None
    session = open_session(setup.profile_path, readonly=True)
    assert session.profile.administration == "ROCB"
    qtbot.waitUntil(lambda: "The eight words of ROCB A/P" in words_on(setup))
    said = words_on(setup)
    assert "Print them on the workshop handout." in said
    assert all(word.text in said for word in show_key(session).anchor_words)
    assert "anchor-for-paper.key is the second office key" in said
    session.close()


def test_what_is_missing_is_said_under_its_field(qtbot: QtBot, setup: SetupDialog) -> None:
    go_on(qtbot, setup)
    step = setup.step
    assert isinstance(step, PersonStep)
    go_on(qtbot, setup)
    assert setup.step is step
    assert (step.name.error(), step.administration.error()) == ("Write your name.", "Choose your administration.")
    assert step.name.edit.hasFocus()
    step.name.set_text("Sina Leota")
    go_on(qtbot, setup)
    assert (step.name.error(), step.administration.combo.hasFocus()) == ("", True)


def test_a_folder_that_cannot_be_used_is_said_and_another_chosen(
    qtbot: QtBot, setup: SetupDialog, tmp_path: Path
) -> None:
    go_on(qtbot, setup)
    fill_in(setup, "Sina Leota", "WS")
    go_on(qtbot, setup)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder", encoding="utf-8")
    setup.set_folder(in_the_way / "sina")
    go_on(qtbot, setup)
    assert setup.profile_path is None
    assert isinstance(setup.step, SafeStep)
    qtbot.waitUntil(lambda: "cannot be opened or written" in words_on(setup))
    assert setup.step.folder_button.hasFocus()
    setup.set_folder(tmp_path / "good")
    go_on(qtbot, setup)
    assert setup.profile_path == tmp_path / "good"


def test_back_keeps_what_was_answered(qtbot: QtBot, setup: SetupDialog) -> None:
    go_on(qtbot, setup)
    fill_in(setup, "Sina Leota", "WS")
    QTest.keyClick(setup, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert isinstance(setup.step, RoleStep)
    go_on(qtbot, setup)
    assert isinstance(setup.step, PersonStep)
    assert (setup.step.name.text(), setup.step.administration.value()) == ("Sina Leota", "WS")


def test_another_language_keeps_what_was_answered(qtbot: QtBot, setup: SetupDialog) -> None:
    go_on(qtbot, setup)
    fill_in(setup, "Sina Leota", "WS")
    setup.set_language("fr")
    assert texts.language() == "fr"
    assert isinstance(setup.step, PersonStep)
    assert setup.step.name.text() == "Sina Leota"
    go_on(qtbot, setup)
    go_on(qtbot, setup)
    assert setup.profile_path is not None
    session = open_session(setup.profile_path, readonly=True)
    assert session.profile.lang == "fr"
    session.close()


def test_giving_up_makes_nothing(setup: SetupDialog) -> None:
    QTest.keyClick(setup, Qt.Key.Key_Escape)
    assert not setup.isVisible()
    assert setup.profile_path is None
    assert not paths.default_profiles_dir().exists()


def answer_words(same: bool) -> None:
    """While the pack's own dialog is in front: compare the words, then import or close."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, ImportDialog) or dialog.is_working or dialog.check is None:
        QTimer.singleShot(20, lambda: answer_words(same))
        return
    if not same:
        press(dialog.check.later_button)
        dialog.reject()
        return
    press(dialog.check.same_button)
    _import(dialog)


def _import(dialog: ImportDialog) -> None:
    if dialog.is_working or not dialog.import_button.isVisible():
        QTimer.singleShot(20, lambda: _import(dialog))
        return
    dialog.imported.connect(lambda _outcome: QTimer.singleShot(0, dialog.accept))
    press(dialog.import_button)


def test_open_the_pack_press_your_name_done(qtbot: QtBot, setup: SetupDialog, fiji: Fiji) -> None:
    setup.open_pack(fiji.packs[0])
    step = setup.step
    assert isinstance(step, NameStep)
    assert "Press your name." in words_on(setup) or step.title == "Who are you?"
    answer_words(same=True)
    qtbot.waitUntil(step.list.hasFocus)
    QTest.keyClick(step.list, Qt.Key.Key_Down)  # the first name
    QTest.keyClick(step.list, Qt.Key.Key_Down)
    QTest.keyClick(step.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(setup.step, SafeStep))
    with qtbot.waitSignal(setup.accepted):
        go_on(qtbot, setup)
    assert setup.profile_path is not None
    session = open_session(setup.profile_path, readonly=True)
    assert (session.profile.name, session.profile.administration) == ("Litia Bola", "FJ")
    (workshop,) = list_workshops(session)
    assert workshop.short_title == "PCA (Pacific)" and setup.workshop == workshop.id
    session.close()


def test_a_pack_given_to_the_app_is_taken_and_not_shown_again(
    qtbot: QtBot, setup: SetupDialog, fiji: Fiji, region: Region
) -> None:
    setup.take_pack([region.file("reply"), fiji.packs[0]])
    step = setup.step
    assert isinstance(step, NameStep)
    assert "The workshop pack is opened, not checked yet: Post Clearance Audit (Pacific)." in words_on(setup)
    answer_words(same=True)
    qtbot.waitUntil(step.list.hasFocus)
    QTest.keyClick(step.list, Qt.Key.Key_Down)
    QTest.keyClick(step.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(setup.step, SafeStep))
    with qtbot.waitSignal(setup.accepted):
        go_on(qtbot, setup)
    assert setup.shown == [fiji.packs[0]]


def test_nobody_is_taken_by_accident(qtbot: QtBot, setup: SetupDialog, fiji: Fiji) -> None:
    setup.open_pack(fiji.packs[0])
    names = setup.step
    assert isinstance(names, NameStep)
    qtbot.waitUntil(names.list.hasFocus)
    QTest.keyClick(names.list, Qt.Key.Key_Return)
    assert setup.step is names and names.list.key() is None
    assert setup.profile_path is None
    assert "Press your name in the list." in words_on(setup)
    qtbot.waitUntil(lambda: button_of(setup, "My name is not in the list").isVisible())
    press(button_of(setup, "My name is not in the list"))
    assert isinstance(setup.step, PersonStep)


def test_a_name_pressed_by_mistake_is_seen_and_taken_back(qtbot: QtBot, setup: SetupDialog, fiji: Fiji) -> None:
    setup.open_pack(fiji.packs[0])
    names = setup.step
    assert isinstance(names, NameStep)
    qtbot.waitUntil(names.list.hasFocus)
    QTest.keyClick(names.list, Qt.Key.Key_Down)
    QTest.keyClick(names.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Not you? Go back." in words_on(setup))
    assert "You are Jone Ratu, Fiji." in words_on(setup) and setup.profile_path is None
    press(setup.back_button)
    again = setup.step
    assert isinstance(again, NameStep) and not again.check()
    assert (setup.answers.administration, setup.answers.name) == ("", "")


def test_f1_explains_the_set_up(qtbot: QtBot, setup: SetupDialog) -> None:
    QTest.keyClick(setup, Qt.Key.Key_F1)
    help = setup.findChild(HelpDialog)
    assert help is not None and "Open a workshop pack" in help.text.toPlainText()
    help.close()


PEOPLE = (
    *(("FJ", f"Officer {letter}") for letter in "ABCDEFG"),
    *(("WS", "Sina Leota"), ("WS", "Lani Fuimaono"), ("PF", "Éline Tābi")),
)


def shown_names(step: NameStep) -> list[str]:
    model = step.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_long_list_is_narrowed_and_a_new_name_is_written(qtbot: QtBot, setup: SetupDialog, fiji: Fiji) -> None:
    setup.answers.pack = PackLook(fiji.packs[0], ("A workshop",), PEOPLE)
    setup._show("name")
    step = setup.step
    assert isinstance(step, NameStep)
    qtbot.waitUntil(step.search.edit.hasFocus)
    QTest.keyClicks(step.search.edit, "elin")
    assert shown_names(step) == ["Éline Tābi"]
    step.search.set_text("")
    step.administration.set_value("WS")
    step.administration.changed.emit("WS")
    assert shown_names(step) == ["Sina Leota", "Lani Fuimaono"]
    QTest.keyClick(step.search.edit, Qt.Key.Key_Down)
    assert step.list.hasFocus() and step.list.key() == ("WS", "Sina Leota")
    QTest.keyClicks(step.search.edit, "Mele Tuala")
    assert step.nobody.isVisible() and shown_names(step) == [] and not step.check()
    press(step.none_button)
    written = setup.step
    assert isinstance(written, PersonStep)
    assert (written.name.text(), written.administration.value()) == ("Mele Tuala", "WS")


def test_the_pack_can_be_decided_about_later(qtbot: QtBot, setup: SetupDialog, region: Region) -> None:
    setup.open_pack(region.file("pack"))
    assert isinstance(setup.step, PersonStep)  # this pack brings no names
    assert "The workshop pack is opened, not checked yet: WTO TFA." in words_on(setup)
    qtbot.waitUntil(setup.step.name.edit.isVisible)
    fill_in(setup, "Sina Leota", "WS")
    go_on(qtbot, setup)
    answer_words(same=False)
    go_on(qtbot, setup)
    qtbot.waitUntil(lambda: "Your profile is ready." in words_on(setup))
    assert setup.isVisible()
    QTest.keyClick(setup, Qt.Key.Key_Escape)  # there is a profile: closing is finishing
    assert setup.result() == SetupDialog.DialogCode.Accepted


def test_a_file_that_is_no_pack_is_refused_kindly(setup: SetupDialog, region: Region) -> None:
    setup.open_pack(region.file("card"))
    assert isinstance(setup.step, RoleStep)
    assert setup.frame is not None
    assert "not a workshop pack" in setup.frame.notices.text()


@pytest.mark.parametrize("size", [(1366, 736), (1024, 568), (683, 352)])
def test_it_fits(setup: SetupDialog, size: tuple[int, int]) -> None:
    setup.resize(*size)
    assert (setup.width(), setup.height()) == size
