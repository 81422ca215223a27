"""My key at the foot of People and keys: whether it counts, its words, the hand-over, a colleague at ROCB A/P."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.contacts import Contacts
from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.rows import ItemRow


class MyKeyCard(Card):
    """`words_asked`, `hand_over_asked`, `officer_asked`: its buttons. What a role has no use for is not shown."""

    words_asked = Signal()
    hand_over_asked = Signal()
    officer_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("My key"))
        self.words_button = button(_("Show my words"), icon="fingerprint-pattern", on_press=self.words_asked.emit)
        self.hand_over_button = button(_("Hand over"), icon="hand-helping", on_press=self.hand_over_asked.emit)
        self.officer_button = button(_("Add a colleague"), icon="users", on_press=self.officer_asked.emit)
        self._row = ItemRow(_("My key"), " ", icon="key-round")
        self.add(self._row)
        self.add(FlowRow([self.words_button, self.hand_over_button, self.officer_button]))

    def show_state(self, contacts: Contacts) -> None:
        """Say whether the own key counts yet, or no longer."""
        self.hand_over_button.setVisible(contacts.role != Role.PARTICIPANT)
        self.officer_button.setVisible(contacts.role == Role.ROCB and contacts.holds_anchor)
        self._row.detail_label.setText(_said(contacts))


def _said(contacts: Contacts) -> str:
    if contacts.own_ended:
        return _("Your key was ended. What you wrote before counts; what you write now does not.")
    if contacts.role == Role.PARTICIPANT:
        return _("Read your eight words aloud when your focal point asks for them.")
    if not contacts.confirmed:
        return _("ROCB A/P has not confirmed your key yet. What you do is kept, and counts as soon as it does.")
    return _("Confirmed. Read your eight words aloud when somebody asks for them.")
