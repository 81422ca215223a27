"""A small form inside a card: fields, Save and Cancel; opened for a new record ("") or an old one (its id)."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.field import Field
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label

Values = Mapping[str, Any]


class InlineForm(QFrame):
    """Subclasses build `fields` by name and read and write them. `saved(record, values)`, `cancelled()`, `changed()`.

    `record` is the id of what is changed, "" for a new one, None while the form is closed.
    """

    saved = Signal(str, object)
    cancelled = Signal()
    changed = Signal()

    def __init__(self, save_words: str, parts: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "note")
        self.record: str | None = None
        self._begun: Values = {}
        self.title_label = label("", "label")
        self.save_button = button(save_words, icon="check", small=True, on_press=self._save)
        self.cancel_button = button(_("Cancel"), small=True, on_press=self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        for part in (self.title_label, *parts, FlowRow([self.save_button, self.cancel_button], gap=8)):
            column.addWidget(part)
        self.hide()

    def fields(self) -> Mapping[str, Field]:
        """The fields by the name that the service knows them by."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """What is in the form, as the service takes it."""
        raise NotImplementedError

    def show_values(self, values: Values) -> None:
        """Fill the fields; what is not named is empty."""
        raise NotImplementedError

    def open(self, record: str, title: str, values: Values) -> None:
        """Show the form for a record, and give it the keyboard."""
        self.record = record
        self.title_label.setText(title)
        self.setAccessibleName(title)
        for field in self.fields().values():
            field.set_error("")
        self.show_values(values)
        self._begun = self.values()
        self.show()
        next(iter(self.fields().values())).focus()

    def close_form(self) -> None:
        """It was saved, or thrown away."""
        self.record = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the form; where something was typed, it leads to [Cancel] and throws nothing away."""
        if event.key() != Qt.Key.Key_Escape or self.record is None:
            super().keyPressEvent(event)
        elif self.values() == self._begun:
            self._cancel()
        else:
            self.cancel_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _save(self) -> None:
        if self.record is not None:
            self.saved.emit(self.record, self.values())

    def _cancel(self) -> None:
        self.close_form()
        self.cancelled.emit()
