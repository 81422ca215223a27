"""My key at the foot of People and keys: whether it counts, its words, the hand-over, a colleague at ROCB A/P."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.trust.contacts import Contacts
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.rows import ItemRow


class MyKeyCard(Card):
    """Its buttons ask by their signals; what a role has no use for is not shown. `erased` records are hidden, and wait
    to be deleted here; `key`, `name` and `administration` are the own ones, `confirms`: the office key of ROCB A/P lies
    here.
    """

    words_asked = Signal()
    hand_over_asked = Signal()
    officer_asked = Signal()
    sync_asked = Signal()
    data_asked = Signal()
    wipe_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("My key"))
        self.words_button = button(_("Show my words"), icon="fingerprint-pattern", on_press=self.words_asked.emit)
        self.hand_over_button = button(_("Hand over"), icon="hand-helping", on_press=self.hand_over_asked.emit)
        self.sync_button = button(_("Copy for colleagues"), icon="copy", on_press=self.sync_asked.emit)
        self.officer_button = button(_("Add a colleague"), icon="users", on_press=self.officer_asked.emit)
        self.data_button = button(_("My data"), icon="user", on_press=self.data_asked.emit)
        self.wipe_button = button(_("Delete for good"), "delete", "trash-2", small=True, on_press=self.wipe_asked.emit)
        self.erased, self.key, self.name, self.administration, self.confirms = 0, "", "", "", False
        self._row = ItemRow(_("My key"), " ", icon="key-round")
        self._waits = ItemRow(" ", _("It is hidden. You decide when it goes."), icon="trash-2", end=self.wipe_button)
        self.add(self._row)
        buttons = [self.words_button, self.data_button, self.hand_over_button, self.sync_button, self.officer_button]
        self.add(FlowRow(buttons))
        self.add(self._waits)
        self._waits.hide()

    def show_state(self, contacts: Contacts) -> None:
        """Say whether the own key counts yet, or no longer."""
        for made in (self.hand_over_button, self.sync_button):
            made.setVisible(contacts.role != Role.PARTICIPANT)
        self.officer_button.setVisible(contacts.role == Role.ROCB and contacts.holds_anchor)
        self.data_button.setVisible(contacts.role == Role.PARTICIPANT)
        self._row.detail_label.setText(_said(contacts))
        self.erased, self.key = contacts.erased, contacts.key
        self.name, self.administration = contacts.name, contacts.administration
        self.confirms = contacts.holds_anchor
        said = ngettext(
            "{n} erased record is still on this computer", "{n} erased records are still on this computer", self.erased
        )
        self._waits.title_label.setText(said.format(n=self.erased))
        self._waits.setVisible(bool(self.erased))


def _said(contacts: Contacts) -> str:
    if contacts.own_ended:
        return _("Your key was ended. What you wrote before counts; what you write now does not.")
    if contacts.role == Role.PARTICIPANT:
        return _("Read your eight words aloud when your focal point asks for them.")
    if not contacts.confirmed:
        return _("ROCB A/P has not confirmed your key yet. What you do is kept, and counts as soon as it does.")
    return _("Confirmed. Read your eight words aloud when somebody asks for them.")
