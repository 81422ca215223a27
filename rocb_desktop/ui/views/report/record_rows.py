"""Rows of records that can be changed and removed, one below the other with a line between them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.badge import Badge
from rocb_desktop.ui.widgets.badge_words import BadgeSpec
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import line
from rocb_desktop.ui.widgets.rows import ItemRow


@dataclass(frozen=True, slots=True)
class RecordRow:
    """What a row says; `change` and `remove` are what its buttons do, None for a row that is only read."""

    title: str
    detail: str = ""
    badge: BadgeSpec | None = None
    change: Callable[[], object] | None = None
    remove: Callable[[], object] | None = None
    change_words: str = ""


class RecordRows(QWidget):
    """set_rows() shows other rows. The keyboard stays at its line, or on the line that came into its place;
    `emptied` when there is none left to hold it.
    """

    emptied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._parts: list[QWidget] = []
        self.rows: tuple[RecordRow, ...] = ()

    def set_rows(self, rows: Sequence[RecordRow]) -> None:
        """Shows other rows."""
        held = self._keyboard()
        for old in self._parts:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts, self.rows = [], tuple(rows)
        for place, row in enumerate(self.rows):
            if place:
                self._put(line())
            self._put(_shown(row))
        self.setVisible(bool(self.rows))
        if held is not None:
            self._hold(*held)

    def _keyboard(self) -> tuple[int, int] | None:
        """The line that has the keyboard, and how far from the end of the line its button is."""
        for place, part in enumerate(self._lines()):
            for back, one in enumerate(reversed(part.findChildren(QPushButton))):
                if one.hasFocus():
                    return place, back
        return None

    def _hold(self, place: int, back: int) -> None:
        """Qt would hand the keyboard on to whatever comes next, which may be the [Undo] of what was just removed."""
        lines = self._lines()
        if not lines:
            self.emptied.emit()
            return
        part = lines[min(place, len(lines) - 1)]
        part.show()  # a layout shows what is new only later, and what is hidden takes no keyboard
        buttons = part.findChildren(QPushButton)
        if buttons:
            buttons[-1 - min(back, len(buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lines(self) -> list[ItemRow]:
        return [part for part in self._parts if isinstance(part, ItemRow)]

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)


def _shown(row: RecordRow) -> QWidget:
    ends: list[QWidget] = [Badge(row.badge.key, **dict(row.badge.values))] if row.badge is not None else []
    deeds = ((row.change_words or _("Change"), row.change), (_("Remove"), row.remove))
    for words, act in deeds:
        if act is not None:
            made = button(words, "link", small=True, on_press=act)
            made.setAccessibleName(_("{words}: {what}").format(words=words, what=row.title))
            ends.append(made)
    return ItemRow(row.title, row.detail, end=FlowRow(ends, gap=8) if ends else None)
