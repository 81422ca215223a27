"""The people on the left of People and keys: found by name, each with the state of its key."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rocb_desktop.domain.administration import ROCB, name_of
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.services.trust.contacts import OFFICE, Contact
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import font
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.widgets.label import label

_MOST = 500  # rows; a longer list would keep the window busy
_BADGES = {
    "checked": "words_checked",
    "trusted": "trusted",
    "unchecked": "key_not_checked",
    "waiting": "not_checked",
    "unknown": "not_checked",
    "different": "words_different",
    "ended": "key_ended",
    "old": "old_key",
    "disputed": "offices_disagree",
}

_QUIET = ("checked", "trusted", "unchecked")


def state_badge(contact: Contact) -> BadgeSpec:
    """The state of a contact's key."""
    return badge(_BADGES[contact.state])


def role_words(contact: Contact) -> str:
    """What a contact is, and where."""
    place = name_of(contact.administration)
    if contact.key == OFFICE:
        return _("Regional office")
    if contact.role == Role.ROCB or (not contact.role and contact.administration == ROCB):
        return _("Officer of ROCB A/P")
    if contact.role == Role.FOCAL_POINT:
        return _("Focal point, {administration}").format(administration=place)
    if contact.role == Role.PARTICIPANT:
        return _("Participant, {administration}").format(administration=place)
    return _("Says to be from {administration}").format(administration=place)


class ContactList(Card):
    """`chosen(key)` follows the current person. `add_asked`, `share_asked`: the two buttons at the foot."""

    chosen = Signal(str)
    add_asked = Signal()
    share_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._contacts: tuple[Contact, ...] = ()
        self.search = QLineEdit()
        self.search.setProperty("role", "search")
        self.search.setFont(font("body"))
        self.search.setPlaceholderText(_("Find a person"))
        self.search.setAccessibleName(_("Find a person"))
        _put_glass(self.search)
        self.search.textChanged.connect(lambda _text: self._show())
        self.list = ItemList(_("People"))
        self.add_button = button(_("Add a person"), icon="plus", on_press=self.add_asked.emit)
        self.share_button = button(_("Share my key"), icon="key-round", on_press=self.share_asked.emit)
        holder = QWidget()
        row = QVBoxLayout(holder)
        row.setContentsMargins(16, 6, 16, 10)
        row.addWidget(self.search)
        self.add(holder)
        self.add(self.list, 1)
        self.more = label("", "hint")
        self.more.setContentsMargins(16, 4, 16, 4)
        self.add(self.more)
        self.more.hide()
        self.set_foot(FlowRow([self.add_button, self.share_button]))
        self.list.chosen.connect(lambda key: self.chosen.emit(str(key)))

    def set_contacts(self, contacts: Sequence[Contact]) -> None:
        """Show these people; the current one stays if it is still there."""
        self._contacts = tuple(contacts)
        self._show()

    def key(self) -> str:
        """The current person's key, or ""."""
        return str(self.list.key() or "")

    def choose(self, key: str) -> None:
        """Make a person current, without telling."""
        blocked = self.list.blockSignals(True)
        self.list.choose(key)
        self.list.blockSignals(blocked)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    def _show(self) -> None:
        wanted = normalise_name(self.search.text())
        shown = [
            one
            for one in self._contacts
            if wanted in normalise_name(one.name) or wanted in normalise_name(name_of(one.administration))
        ]
        self.list.set_items([_item(one) for one in shown[:_MOST]])
        more = len(shown) - _MOST
        said = ngettext("{n} more person: find them by name.", "{n} more people: find them by name.", more)
        self.more.setText(said.format(n=more))
        self.more.setVisible(more > 0)


def _put_glass(search: QLineEdit) -> None:
    """The magnifying glass before the words; QLineEdit's own actions stand too low beside a taller line."""
    glass = IconView("search", "ink_2", 16)
    glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    row = QHBoxLayout(search)
    row.setContentsMargins(12, 0, 0, 0)
    row.addWidget(glass)
    row.addStretch(1)
    search.setTextMargins(24, 0, 0, 0)


def _item(contact: Contact) -> Item:
    picture = "building-2" if contact.key == OFFICE else "user"
    copies = contact.forked and contact.state in _QUIET  # the pane says both
    shown = badge("two_copies") if copies else state_badge(contact)
    return Item(contact.key, contact.name, role_words(contact), shown, picture)
