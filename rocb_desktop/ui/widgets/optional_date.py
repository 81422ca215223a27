"""A day that may stay unknown: a button adds it, another takes it away."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.look import font
from rocb_desktop.ui.widgets.button import button, icon_button
from rocb_desktop.ui.widgets.day_edit import DayEdit
from rocb_desktop.ui.widgets.field import Field


class OptionalDateField(Field):
    """value() is None until the person adds a day; `changed` when they add, choose or take it away."""

    changed = Signal()

    def __init__(self, title: str, hint: str = "", *, near: date, parent: QWidget | None = None) -> None:
        """`near` is the day that a new date begins with."""
        self._near = near
        holder = QWidget()
        self.edit = DayEdit(near)
        self.edit.setFont(font("body"))
        self.edit.setAccessibleName(title)
        self.add_button = button(_("Add the date"), small=True, icon="calendar", on_press=self._add)
        self.add_button.setAccessibleDescription(title)
        self.clear_button = icon_button(_("Take the date away"), "x", on_press=self._clear)
        self.clear_button.setAccessibleDescription(title)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.clear_button)
        row.addWidget(self.add_button)
        row.addStretch(0)
        super().__init__(title, holder, hint, parent=parent)
        self.edit.changed.connect(lambda _day: self.changed.emit())
        self.edit.textEdited.connect(lambda _text: self.changed.emit())  # also when it is no day yet
        self.edit.editingFinished.connect(self.left)
        self._show(False)

    def value(self) -> date | None:
        """The day, or None."""
        if self.edit.isHidden():
            return None
        return self.edit.day()

    def set_value(self, day: date | None) -> None:
        """Shows a day or none; nothing is told."""
        blocked = self.edit.blockSignals(True)
        self.edit.set_day(day or self._near)
        self.edit.blockSignals(blocked)
        self._show(day is not None)

    def set_near(self, near: date) -> None:
        """The day that a new date begins with from now on."""
        self._near = near
        if self.edit.isHidden():
            self.set_value(None)

    def unread(self) -> str:
        """What is written, when a day was added and it cannot be read; else an empty text."""
        return "" if self.edit.isHidden() or not self.edit.problem() else self.edit.text().strip() or "?"

    def show_unread(self, text: str) -> None:
        """Shows words again that could not be read; nothing is told."""
        self.edit.setText(text)
        self._show(True)

    def focus(self) -> None:
        target = self.add_button if self.edit.isHidden() else self.edit
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        self._show(True)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _clear(self) -> None:
        self.set_value(None)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show(self, there: bool) -> None:
        self.edit.setHidden(not there)
        self.clear_button.setHidden(not there)
        self.add_button.setHidden(there)
