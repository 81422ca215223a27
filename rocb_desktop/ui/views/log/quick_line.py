"""One line to log what was done today: what kind, what, after which workshop; Enter saves it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rocb_desktop.domain.action import MAX_TEXT, TYPES
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.views.workshop.workshop_words import title_and_month
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import ChoiceField, Field, LineField
from rocb_desktop.ui.widgets.field_row import FieldRow
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuickLine(Card):
    """`logged` and `more` give the line as fields of an action: to be saved, or to go on with in the form.

    `changed` while the person types or chooses.
    """

    logged = Signal(object)
    more = Signal(object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self.kind = ChoiceField(_("What did you do?"), [(one.id, one.label) for one in TYPES.values()])
        self.text = LineField(_("In a few words"), example=_("For example: slides sent to all stations"))
        self.text.edit.setMaxLength(MAX_TEXT)
        self.workshop = ChoiceField(_("Workshop"))
        self.save_button = button(_("Save"), icon="check", on_press=self.save)
        self.more_button = button(_("More details"), "link", on_press=lambda: self.more.emit(self.entry()))
        self._hint = label("", "hint")
        self._hint.setContentsMargins(4, 0, 4, 0)
        self.body.setSpacing(4)
        self.body.setContentsMargins(12, 10, 12, 10)
        self.add(FieldRow([(self.kind, 220, 1), (self.text, 200, 1), (self.workshop, 200, 1)]))
        below = QHBoxLayout()
        below.addWidget(self._hint, 1)
        below.addWidget(FlowRow([self.more_button, self.save_button], align="end"))
        below.setContentsMargins(0, 0, 4, 0)
        self.body.addLayout(below)
        for inside in (self.kind.combo, self.text.edit, self.workshop.combo):
            inside.installEventFilter(self)
        for field in (self.kind, self.text, self.workshop):
            field.changed.connect(lambda *_value: self.changed.emit())

    def set_choices(self, workshops: Sequence[Workshop], today: date, preset: Workshop | None) -> None:
        """The workshops to choose from, today, and the workshop that it most likely is."""
        fresh = self._today == date.min
        self._today = today
        self.workshop.set_options([(one.id, title_and_month(one)) for one in workshops])
        if fresh and preset is not None:
            self.workshop.set_value(preset.id)
        words = _("For today, {date}. Press Enter to save.").format(date=format_date(today))
        self._hint.setText(words)

    def entry(self) -> dict[str, Any]:
        """The line as fields of an action that is done today."""
        return {
            "workshop": str(self.workshop.value() or ""),
            "type": str(self.kind.value() or ""),
            "text": self.text.text(),
            "date": self._today.isoformat(),
        }

    def restore(self, kept: Mapping[str, Any]) -> None:
        """What was typed and not saved."""
        self.kind.set_value(kept.get("type"))
        self.workshop.set_value(kept.get("workshop"))
        self.text.set_text(str(kept.get("text", "")))

    def begin(self) -> None:
        """Ready for another action of the same workshop."""
        self.text.set_text("")

    def save(self) -> None:
        """Tell that the line is to be saved."""
        self.logged.emit(self.entry())

    def fields(self) -> Mapping[str, Field]:
        """The fields by their names in the log; what is wrong with the day is wrong with the workshop here."""
        return {"type": self.kind, "text": self.text, "workshop": self.workshop, "date": self.workshop}

    def first_focus(self) -> QWidget:
        """Where the keyboard starts: a letter chooses the kind, Tab goes on to the words."""
        return self.kind.combo

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                if not event.isAutoRepeat():  # a key that is held logs once
                    self.save()
                return True
        return super().eventFilter(watched, event)
