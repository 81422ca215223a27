"""Promise: on the last workshop day, tick what you will do and by when; each tick becomes a planned action."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from rocb_desktop.domain.action import MAX_TEXT, TYPES, ActionType
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.survey.promises import Promise, first_due, make_promises
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.field import DateField, LineField
from rocb_desktop.ui.widgets.field_row import FieldRow
from rocb_desktop.ui.widgets.label import label, line
from rocb_desktop.ui.work import Work


class PromiseDialog(WorkingDialog):
    """`made(Outcome)`: what was ticked is in the log, planned."""

    made = Signal(object)

    def __init__(self, work: Work, workshop: Workshop, today: date, parent: QWidget | None = None) -> None:
        super().__init__(work, _("What will you do?"), parent, size=QSize(720, 640))
        self._workshop = workshop
        opens = format_date(workshop.window.opens)
        self.set_title(
            _("What will you do after {workshop}?").format(workshop=short_title(workshop)),
            _("Tick what you will do, and by when. The survey asks about it on {date}.").format(date=opens)
            if workshop.surveyed
            else _("Tick what you will do, and by when."),
        )
        due = first_due(workshop, today)
        self.rows = [PromiseRow(kind, due, workshop.start.first(), self._count) for kind in TYPES.values()]
        card = Card(padding=12)
        card.body.setSpacing(4)
        for row in self.rows:
            if row is not self.rows[0]:
                card.add(line())
            card.add(row)
        self.add(card)
        self.add(label(_("It stays on this computer. You can change every plan later in your action log."), "hint"))
        self.keep_button = button(_("Promise"), "primary", "check", on_press=self.keep)
        self.set_buttons([button(_("Cancel"), on_press=self.reject), self.keep_button])
        self._count()
        self.rows[0].box.setFocus()

    def keep(self) -> None:
        """Write what is ticked into the log."""
        ticked = [row for row in self.rows if row.box.isChecked()]
        if all(row.day.check() for row in ticked):
            promises = [row.promise() for row in ticked]
            self.run(make_promises, self._workshop.id, promises, done=self._done, label=_("Saving"))

    def _count(self) -> None:
        any_ticked = any(row.box.isChecked() for row in self.rows)
        set_off(self.keep_button, "" if any_ticked else _("Tick at least one thing you will do."))

    def _done(self, outcome: Outcome) -> None:
        self.made.emit(outcome)
        self.accept()


class PromiseRow(QWidget):
    """One type of action: a tick, and once it is ticked, what exactly and by when."""

    def __init__(self, kind: ActionType, due: date, first: date, on_tick: Callable[[], None]) -> None:
        super().__init__()
        self.kind = kind
        self.box: QCheckBox = tick(kind.label)
        self.text = LineField(_("What exactly?"), optional=True)
        self.text.edit.setMaxLength(MAX_TEXT)
        self.day = DateField(_("By when?"), due, first=first)
        for field, name in ((self.text, _("What exactly?")), (self.day, _("By when?"))):
            field.control.setAccessibleName(_("{action}: {question}").format(action=kind.label, question=name))
        self._more = FieldRow([(self.text, 240, 1), (self.day, 196, 0)])
        self._more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 4, 6)
        column.setSpacing(2)
        column.addWidget(self.box)
        column.addWidget(self._more)
        self.box.toggled.connect(self._more.setVisible)
        self.box.toggled.connect(lambda _on: on_tick())

    def promise(self) -> Promise:
        """What was promised here."""
        return Promise(self.kind.id, self.day.value().isoformat(), self.text.text())
