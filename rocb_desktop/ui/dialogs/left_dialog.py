"""An officer left: since when, and who answers in their place."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.national.roster import RosterPerson
from rocb_desktop.services.national.stand_ins import note_left
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import LineField
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.optional_date import OptionalDateField
from rocb_desktop.ui.work import Work


class LeftDialog(WorkingDialog):
    """`noted(Outcome)`. `names`: who may stand in; any other name can be written."""

    noted = Signal(object)

    def __init__(
        self, work: Work, person: RosterPerson, names: Sequence[str], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(work, _("Has left"), parent, size=QSize(620, 520))
        self._name, left = person.name, person.left
        self.set_title(_("{name} has left").format(name=person.name))
        self.gone_on = OptionalDateField(_("Left on"), near=today)
        self.stand_in = LineField(
            _("Who answers in their place"),
            _("A colleague who knows what was done. Reminders go to this person."),
            text=left.stand_in if left else "",
            optional=True,
        )
        completer = QCompleter(list(names), self.stand_in.edit)
        completer.setCaseSensitivity(completer.caseSensitivity().CaseInsensitive)
        self.stand_in.edit.setCompleter(completer)
        self.note = LineField(_("Note"), text=left.note if left else "", optional=True)
        self._kept = left.gone_on if left else ""  # perhaps a month alone, which the field cannot show
        if left is not None and left.gone_on:
            self.gone_on.set_value(PartialDate.parse(left.gone_on).first())
        self.cancel_button = button(_("Cancel"), on_press=self.reject)
        self.save_button = button(_("Save"), "primary", "check", on_press=self.save)
        card = Card()
        for part in (self.stand_in, self.gone_on, self.note):
            card.add(part)
        card.add(label(_("What {name} sent stays and counts. You can undo this.").format(name=person.name), "hint"))
        self.add(card)
        self.set_buttons([self.cancel_button, self.save_button])
        self.stand_in.focus()

    def save(self) -> None:
        """Keep it."""
        self.stand_in.set_error("")
        day = self.gone_on.value()
        same_month = bool(self._kept) and day is not None and PartialDate.parse(self._kept).first() == day
        gone_on = self._kept if same_month else day.isoformat() if day else ""
        self.run(note_left, self._name, gone_on, self.stand_in.text(), self.note.text(), done=self._done)

    def failed(self, error: Exception) -> None:
        if isinstance(error, UserError) and error.values.get("field") in ("stand_in", "name"):
            self.stand_in.set_error(error.what())
            self.stand_in.focus()

    def _done(self, outcome: Outcome) -> None:
        self.noted.emit(outcome)
        self.accept()
