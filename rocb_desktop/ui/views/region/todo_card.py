"""The list of what waits: a line each, with the button that does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import line
from rocb_desktop.ui.widgets.rows import ItemRow


@dataclass(frozen=True)
class Task:
    """One line: what waits, the word on its button, icon and its colour role, what pressing does."""

    text: str
    press: str
    icon: str
    role: str
    run: Callable[[], object]


class ToDoCard(Card):
    """What waits, most pressing first; says so when nothing does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("To do"), parent=parent)
        self.body.setContentsMargins(16, 4, 16, 8)
        self.body.setSpacing(0)
        self._buttons: list[QPushButton] = []
        self._parts: list[QWidget] = []
        self.set_tasks(())

    def set_tasks(self, tasks: Sequence[Task]) -> None:
        """Shows other tasks."""
        for old in self._parts:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts, self._buttons = [], []
        if not tasks:
            self._put(ItemRow(_("Nothing waits for you here."), icon="circle-check", icon_role="ok"))
        for number, task in enumerate(tasks):
            if number:
                self._put(line())
            pressed = button(task.press, on_press=task.run, small=True)
            # Many lines, few words: which "Check" it is must be heard too.
            pressed.setAccessibleName(f"{task.press}: {task.text}")
            self._buttons.append(pressed)
            row = ItemRow(task.text, icon=task.icon, icon_role=task.role, end=pressed)
            row.setContentsMargins(0, 0, 0, 0)
            self._put(row)

    def buttons(self) -> list[QPushButton]:
        """The button of each task, in order."""
        return list(self._buttons)

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self.body.addWidget(part)
