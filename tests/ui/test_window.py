"""The window around the pages: first paint, sidebar, menus, keys, breakpoints, theme, language, closing."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rocb_desktop import texts
from rocb_desktop.services.actions import list_actions, log_action
from rocb_desktop.services.faces import read_face
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.preferences import load_preferences
from rocb_desktop.services.session import STORE, Session, open_session
from rocb_desktop.services.workshops import list_workshops
from rocb_desktop.ui import theme, tools
from rocb_desktop.ui.dialogs.help_dialog import HelpDialog
from rocb_desktop.ui.dialogs.my_key_dialog import MyKeyDialog
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.registry import PageEntry
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.field import LineField
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.window import MainWindow
from rocb_desktop.ui.work import Work

OpenWindow = Callable[..., MainWindow]


class LogForTest(Page):
    """Counts the log's entries, adds one, has a text field with a draft."""

    shows = frozenset({"action"})
    title = "Action log"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self.count = label("")
        self.text = LineField("What did you do?")
        self.save = button("Save action", "primary", on_press=self.add)
        self.set_buttons(self.save)
        self.sheet.add(self.text)
        self.sheet.add(self.count)
        self.draft = self.keep_draft("", lambda: {"text": self.text.text()}, self.text)
        self.draft.offer(lambda data: self.text.set_text(data["text"]))
        self.arrived: list[dict[str, Any]] = []

    def arrive(self, **what: Any) -> None:
        self.arrived.append(what)
        super().arrive(**what)

    def add(self) -> None:
        self.work.run(list_workshops, done=lambda found: self.do(log_action, found[0].id, "others", text="A quiz"))

    def reload(self) -> None:
        self.load(list_actions)

    def show_content(self, value: Any) -> None:
        self.count.setText(f"{len(value)} actions")


class OtherForTest(LogForTest):
    title = "Send"


@dataclass(frozen=True)
class _Entry(PageEntry):
    def page_class(self) -> type[Page]:
        return LogForTest if self.key == "log" else OtherForTest


def entries(role: str) -> Sequence[PageEntry]:
    return (
        _Entry(role, "log", "Action log", "notebook-pen", ""),
        _Entry(role, "send", "Send and receive", "send", "", "tools"),
    )


@pytest.fixture
def window(qtbot: QtBot, office: Path, open_window: OpenWindow) -> MainWindow:
    made = open_window(office, entries)
    made.resize(1366, 768)
    with qtbot.waitSignal(made.ready):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: not made.work.jobs())
    qtbot.waitUntil(made.isActiveWindow)
    return made


def page_of(window: MainWindow) -> LogForTest:
    page = window.pages.current_page()
    assert isinstance(page, LogForTest)
    return page


def press(window: MainWindow, keys: str) -> None:
    """A key press where the keyboard is, as a person does it."""
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(keys))


def actions_of(window: MainWindow) -> list[QAction]:
    found: list[QAction] = []

    def walk(widget: QWidget) -> None:
        for action in widget.actions():
            menu = action.menu()
            if isinstance(menu, QWidget):
                walk(menu)
            elif not action.isSeparator():
                found.append(action)

    walk(window.menuBar())
    return found


def test_the_window_is_painted_before_the_store_and_the_pages_are_imported(office: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from rocb_desktop.ui import app;"
        "a = app.application(); w = app.make_window(Path(sys.argv[1])); w.show(); a.processEvents();"
        "heavy = set('sqlite3 sqlite_utils matplotlib numpy openpyxl nacl pyrage rocb_desktop.ui.page'.split());"
        "print(sorted(heavy & set(sys.modules))); w.work.close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(office)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_it_opens_on_the_first_page_of_the_role(window: MainWindow) -> None:
    assert window.windowTitle() == "Action log – ROCB Desktop"
    assert page_of(window).count.text() == "0 actions"
    face = read_face(window.profile)
    assert face is not None
    assert (face.role, face.name) == ("rocb", "Mayumi Ito")


def test_without_a_face_the_store_says_who_it_is(qtbot: QtBot, sina: Path, open_window: OpenWindow) -> None:
    assert read_face(sina) is None
    window = open_window(sina, entries)
    assert window.role == ""
    with qtbot.waitSignal(window.ready):
        window.show()
    assert window.role == "participant"
    assert window.sidebar._head.accessibleName() == "Sina Leota. Participant, Samoa"


def test_pages_by_key_and_back(qtbot: QtBot, window: MainWindow) -> None:
    press(window, "Ctrl+2")
    assert window.pages.key == "send"
    assert window.windowTitle() == "Send – ROCB Desktop"
    press(window, "Alt+Left")
    assert window.pages.key == "log"
    assert not window.pages.can_go_back


def test_a_page_is_built_once_and_told_where_to_arrive(window: MainWindow) -> None:
    first = page_of(window)
    window.go("send")
    window.go("log", new=True)
    assert page_of(window) is first
    assert first.arrived[-1] == {"new": True}
    with pytest.raises(KeyError):
        window.go("charts")


def test_the_sidebar_opens_pages_by_enter_and_says_what_waits(qtbot: QtBot, window: MainWindow) -> None:
    window.sidebar.set_counts({"send": 2})
    window.sidebar.setFocus()
    press(window, "Down")
    assert window.pages.key == "log"
    press(window, "Return")
    assert window.pages.key == "send"
    names = [item.data(Qt.ItemDataRole.AccessibleTextRole) for item in window.sidebar._list.rows()]
    assert names == ["Show the menu", "Action log", "Send and receive, 2 things wait"]


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


@pytest.mark.parametrize(("width", "sidebar"), [(1366, 216), (1200, 216), (1199, 184), (900, 184), (899, 48)])
def test_the_sidebar_follows_the_width(qtbot: QtBot, window: MainWindow, width: int, sidebar: int) -> None:
    window.resize(width, 600)
    qtbot.waitUntil(lambda: window.sidebar.width() == sidebar)
    qtbot.waitUntil(lambda: window.pages.width() == width - sidebar)


def test_the_window_shrinks_to_200_percent_on_a_small_laptop(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(683, 384)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (683, 384))


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
    qtbot.waitUntil(lambda: page_of(window).notices.text() == "Action removed.")
    assert page.notices.text() == ""


@lane("write")
def _work_long(session: Session) -> Outcome:
    session.progress(1, 4)
    session.stop_requested.wait(10)
    session.progress(2, 4)
    return Outcome()


def test_long_work_stands_in_the_status_bar_and_esc_stops_it(qtbot: QtBot, window: MainWindow) -> None:
    window.work.run(_work_long, label="Importing")
    qtbot.waitUntil(lambda: "Importing, 25 %" in window.status.text())
    assert "Press Esc to stop" in window.status.text()
    qtbot.waitUntil(lambda: window.menus.stop.isEnabled())
    press(window, "Esc")
    qtbot.waitUntil(lambda: page_of(window).notices.text() == "Stopped. Nothing was changed.")
    assert "Importing" not in window.status.text()


def test_the_status_bar_says_when_the_work_was_saved(qtbot: QtBot, window: MainWindow) -> None:
    page_of(window).save.click()
    qtbot.waitUntil(lambda: "All changes saved at " in window.status.text())
    assert "No internet needed" in window.status.text()


def test_the_theme_is_changed_at_once_and_kept(qtbot: QtBot, window: MainWindow) -> None:
    window.set_theme("dark")
    assert theme.current().theme == "dark"
    assert load_preferences().theme == "dark"


def test_another_language_builds_the_pages_again_and_loses_nothing(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    page.text.set_text("half a sent")
    window.set_language("fr")
    qtbot.waitUntil(lambda: window.pages.current_page() is not page)
    assert texts.language() == "fr"
    qtbot.waitUntil(lambda: page_of(window).text.text() == "half a sent")
    window.close()
    session = open_session(window.profile)
    assert session.profile.lang == "fr"
    session.close()
    face = read_face(window.profile)
    assert face is not None


def test_a_store_that_cannot_be_opened_says_why_and_can_be_tried_again(
    qtbot: QtBot, office: Path, open_window: OpenWindow
) -> None:
    (office / STORE).rename(office / "moved.sqlite")
    window = open_window(office, entries)
    window.show()
    qtbot.waitUntil(lambda: bool(_words(window, f"There is no profile in the folder “{office}”.")))
    (office / "moved.sqlite").rename(office / STORE)
    with qtbot.waitSignal(window.ready):
        window.open_store()
    assert page_of(window).count.text() == ""


def _words(window: MainWindow, sentence: str) -> list[QWidget]:
    return [found for found in window.findChildren(QWidget) if getattr(found, "text", str)() == sentence]


def test_closing_keeps_what_is_typed_and_where_the_window_stood(qtbot: QtBot, window: MainWindow) -> None:
    page_of(window).text.set_text("not saved yet")
    window.close()
    assert not window.work.is_open
    assert load_preferences().window != ""
    session = open_session(window.profile)
    assert session.db.execute("SELECT count(*) FROM draft").fetchone()[0] == 1
    session.close()


def test_help_opens_for_the_page_and_holds_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    press(window, "F1")
    dialog = window.findChild(HelpDialog)
    assert dialog is not None
    assert "Ctrl+1" in dialog.text.toPlainText()
    dialog.close()


def test_every_control_of_the_frame_has_a_name(window: MainWindow) -> None:
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName(), widget


def test_a_narrow_window_has_its_status_bar_only_for_long_work(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(683, 384)
    qtbot.waitUntil(lambda: not window.status.isVisible())
    job = window.work.run(_work_long, label="Importing")
    qtbot.waitUntil(window.status.isVisible)
    job.stop()
    qtbot.waitUntil(lambda: not window.status.isVisible())


def test_the_tools_make_a_safe_copy_and_check_the_data(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    tools.back_up(window)
    qtbot.waitUntil(lambda: page.notices.text() == "A safe copy was made.")
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
