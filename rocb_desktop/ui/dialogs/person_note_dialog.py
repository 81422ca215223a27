"""A note about a person, which stays in the office."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.services.national.person_notes import note_person
from rocb_desktop.services.national.roster import RosterPerson
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import TextField
from rocb_desktop.ui.work import Work


class PersonNoteDialog(WorkingDialog):
    """`noted(Outcome)`."""

    noted = Signal(object)

    def __init__(self, work: Work, person: RosterPerson, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Your note"), parent, size=QSize(560, 440))
        self._name = person.name
        self.set_title(
            _("Your note about {name}").format(name=person.name),
            _("It is in no return. The next focal point gets it when you hand over."),
        )
        self.text = TextField(_("Note"), rows=6)
        self.text.set_text(person.note)
        card = Card()
        card.add(self.text)
        self.add(card)
        self.cancel_button = button(_("Cancel"), on_press=self.reject)
        self.save_button = button(_("Save"), "primary", "check", on_press=self.save)
        self.set_buttons([self.cancel_button, self.save_button])
        self.text.focus()

    def save(self) -> None:
        """Keep it."""
        self.run(note_person, self._name, self.text.text(), done=self._done)

    def _done(self, outcome: Outcome) -> None:
        self.noted.emit(outcome)
        self.accept()
