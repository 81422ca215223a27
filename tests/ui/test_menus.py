"""Keys and menus: every action is there, works, and leaves a text field its own."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from small_pages import actions_of, page_of, press

from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import list_workshops
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.blobs import blobs_in
from rocb_desktop.services.survey.evidence import add_evidence
from rocb_desktop.ui import tools
from rocb_desktop.ui.dialogs.help_dialog import HelpDialog
from rocb_desktop.ui.dialogs.my_key_dialog import MyKeyDialog
from rocb_desktop.ui.window import MainWindow

OpenWindow = Callable[..., MainWindow]


def test_pages_by_key_and_back(qtbot: QtBot, window: MainWindow) -> None:
    press(window, "Ctrl+2")
    assert window.pages.key == "send"
    assert window.windowTitle() == "Send – ROCB Desktop"
    press(window, "Alt+Left")
    assert window.pages.key == "log"
    assert not window.pages.can_go_back


def test_f6_goes_through_the_areas_and_back(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    page.text.edit.setFocus()
    places: list[QWidget | None] = []
    for _step in range(4):
        press(window, "F6")
        places.append(QApplication.focusWidget())
    assert places == [window.status, window.sidebar._list, page.save, page.text.edit]
    press(window, "Shift+F6")
    assert page.save.hasFocus()


def test_f9_makes_a_rail_and_back(qtbot: QtBot, window: MainWindow) -> None:
    press(window, "F9")
    assert window.sidebar.width() == 48
    press(window, "F9")
    assert window.sidebar.width() == 216


def test_in_a_narrow_window_f9_opens_the_sidebar_over_the_page(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(683, 384)
    qtbot.waitUntil(lambda: window.sidebar.width() == 48)
    press(window, "F9")
    assert window.sidebar.width() == 216
    assert window.pages.x() == 48
    qtbot.waitUntil(lambda: window.menus.stop.isEnabled())
    press(window, "Esc")
    assert window.sidebar.width() == 48


def test_every_menu_action_has_words_and_its_own_key(window: MainWindow) -> None:
    actions = actions_of(window)
    assert all(action.text() for action in actions if action.isVisible())
    keys = [action.shortcut().toString() for action in actions if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+1", "Ctrl+2", "Alt+Left", "F1", "F6", "Shift+F6", "F9", "Ctrl+Z", "Ctrl+Shift+Z"} <= set(keys)
    assert {"Ctrl+O", "Ctrl+E", "Ctrl+S", "Ctrl+Return", "Esc"} <= set(keys)


def test_ctrl_enter_presses_the_primary_button_and_ctrl_z_takes_it_back(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    window.sidebar.setFocus()
    qtbot.waitUntil(lambda: not window.menus.undo.isEnabled())
    press(window, "Ctrl+Return")
    qtbot.waitUntil(lambda: page.count.text() == "1 actions")
    qtbot.waitUntil(lambda: window.menus.undo.isEnabled())
    window.sidebar.setFocus()
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: page.count.text() == "0 actions")
    qtbot.waitUntil(lambda: window.menus.redo.isEnabled())
    press(window, "Ctrl+Shift+Z")
    qtbot.waitUntil(lambda: page.count.text() == "1 actions")


def test_ctrl_z_in_a_text_field_is_the_fields_own(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    page.save.click()
    qtbot.waitUntil(lambda: window.undo.can_undo)
    page.text.edit.setFocus()
    QTest.keyClicks(page.text.edit, "word")
    press(window, "Ctrl+Z")
    assert page.text.text() == ""
    qtbot.waitUntil(lambda: not window.work.jobs())
    assert page.count.text() == "1 actions"
    # and so is the menu's while the field has something to undo
    QTest.keyClicks(page.text.edit, "word")
    window.menus.undo.trigger()
    assert page.text.text() == ""
    assert window.undo.can_undo


def test_an_undo_elsewhere_takes_the_notice_away(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    page.save.click()
    qtbot.waitUntil(lambda: page.notices.text() == "Action saved.")
    window.go("send")
    window.undo.undo()
    qtbot.waitUntil(lambda: page_of(window).notices.text() == "Taken back.")
    assert page.notices.text() == ""


def test_help_opens_for_the_page_and_holds_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    press(window, "F1")
    dialog = window.findChild(HelpDialog)
    assert dialog is not None
    assert "Ctrl+1" in dialog.text.toPlainText()
    dialog.close()


def test_the_tools_make_a_safe_copy_and_check_the_data(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    tools.back_up(window)
    qtbot.waitUntil(lambda: page.notices.text() == "A backup was made, opened again and checked.")
    qtbot.waitUntil(lambda: "today" in window.sidebar._foot.accessibleName())
    tools.check(window)
    qtbot.waitUntil(lambda: page.notices.text().startswith("Your data is whole."))


def test_tables_that_differ_can_be_made_again(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    window.work.run(_spoil)
    tools.check(window)
    qtbot.waitUntil(lambda: bool(page.notices.findChildren(QPushButton)))
    again = next(made for made in page.notices.findChildren(QPushButton) if made.text() == "Make the tables again")
    again.click()
    qtbot.waitUntil(lambda: page.notices.text() == "The tables were made again.")


def test_a_damaged_file_is_put_right(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    page = page_of(window)
    window.work.run(_harm_file, tmp_path)
    tools.check(window)
    qtbot.waitUntil(lambda: "Damaged on this computer: note.txt" in page.notices.text())
    next(made for made in page.notices.findChildren(QPushButton) if made.text() == "Put right").click()
    qtbot.waitUntil(lambda: page.notices.text().startswith("1 damaged file was removed."))


@lane("write")
def _harm_file(session: Session, folder: Path) -> Outcome:
    (folder / "note.txt").write_text("Training notes")
    action = log_action(session, list_workshops(session)[0].id, "others", text="A quiz").value
    add_evidence(session, action, folder / "note.txt")
    for blob in blobs_in(session.profile.path):
        blob.write_bytes(b"harmed")
    return Outcome()


@lane("write")
def _spoil(session: Session) -> Outcome:
    with session.db.atomic():
        session.db.execute("UPDATE workshop SET title='Cats'")
    return Outcome()


def test_my_key_is_shown_in_eight_words(qtbot: QtBot, window: MainWindow) -> None:
    tools.show_key(window)
    dialog = window.findChild(MyKeyDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.words is not None)
    dialog.accept()
