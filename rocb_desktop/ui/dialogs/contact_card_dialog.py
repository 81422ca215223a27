"""The own contact card, written anew: whoever writes it says that it is right today."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.contact_card import ContactCard, keep_card
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import LineField
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.work import Work


class ContactCardDialog(WorkingDialog):
    """`saved(Outcome)`."""

    saved = Signal(object)

    def __init__(self, work: Work, card: ContactCard, parent: QWidget | None = None) -> None:
        super().__init__(work, _("My contact card"), parent, size=QSize(600, 640))
        who = card.person
        self.set_title(_("My contact card"), card.checked)
        self.name = LineField(_("Name"), text=who.name)
        self.post = LineField(_("Post"), text=who.post, optional=True)
        self.division = LineField(_("Division"), text=who.division, optional=True)
        self.email = LineField(_("E-mail"), text=who.email, optional=True)
        self.phone = LineField(_("Telephone"), text=who.phone, example=_("for example +679 123 4567"), optional=True)
        sheet = Card()
        for part in (self.name, self.post, self.division, self.email, self.phone):
            sheet.add(part)
        hint = _("It goes to ROCB A/P with the next return. No open file holds the address or the telephone.")
        sheet.add(label(hint, "hint"))
        self.add(sheet)
        self.cancel_button = button(_("Cancel"), on_press=self.reject)
        self.save_button = button(_("Save, right today"), "primary", "check", on_press=self.save)
        self.set_buttons([self.cancel_button, self.save_button])
        self.name.focus()

    def save(self) -> None:
        """Keep it, with today as the day of the check."""
        self.name.set_error("")
        parts = (self.name, self.post, self.division, self.email, self.phone)
        self.run(keep_card, *(part.text() for part in parts), done=self._done)

    def failed(self, error: Exception) -> None:
        if isinstance(error, UserError) and error.values.get("field") == "name":
            self.name.set_error(error.what())
            self.name.focus()

    def _done(self, outcome: Outcome) -> None:
        self.saved.emit(outcome)
        self.accept()
