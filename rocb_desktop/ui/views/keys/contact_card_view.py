"""My contact card: how ROCB A/P and the people at home reach this office, and whether that is right today."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.services.profile.contact_card import ContactCard
from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.facts import Facts
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.message import Message


class ContactCardView(Card):
    """`right_asked`: all of it is right today. `change_asked`: to be written anew."""

    right_asked = Signal()
    change_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("My contact card"), " ", parent=parent)
        self.shown: ContactCard | None = None
        self.old = Message(
            "info",
            _("Is this still right?"),
            _("Nobody has checked it for a year. ROCB A/P writes to this address."),
        )
        self.facts = Facts()
        self.right_button = button(_("This is right today"), icon="check", on_press=self.right_asked.emit)
        self.change_button = button(_("Change"), icon="pencil", on_press=self.change_asked.emit)
        self.add(self.old)
        self.add(self.facts)
        self.add(FlowRow([self.right_button, self.change_button]))
        self.old.hide()
        self.hide()

    def show_card(self, card: ContactCard) -> None:
        """What is known by now."""
        self.shown = card
        who = card.person
        self.set_context(card.checked)
        self.facts.set_facts(
            [
                (_("Name"), who.name),
                (_("Post"), who.post),
                (_("Division"), who.division),
                (_("E-mail"), who.email),
                (_("Telephone"), who.phone),
            ]
        )
        self.old.setVisible(card.due)
        self.show()
