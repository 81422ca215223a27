"""Small pages over real services, for tests of the window that holds them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from rocb_desktop.services.region.workshops import list_workshops
from rocb_desktop.services.survey.actions import list_actions, log_action
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.registry import PageEntry
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.field import LineField
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.window import MainWindow
from rocb_desktop.ui.work import Work


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
