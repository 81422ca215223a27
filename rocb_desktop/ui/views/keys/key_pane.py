"""The right of People and keys: one person's key with its eight words, what is held of it, and what was decided."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from rocb_desktop.domain.erasure import ERASED
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.arriving.arrival_warnings import copies_words
from rocb_desktop.services.trust.contacts import OFFICE
from rocb_desktop.services.trust.key_details import KeyDetail, Said
from rocb_desktop.services.trust.key_past import LaterBlock
from rocb_desktop.texts import _, format_date, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.history.record_counts import record_words
from rocb_desktop.ui.views.keys.contact_list import role_words, state_badge
from rocb_desktop.ui.widgets.badge import Badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.details import Details
from rocb_desktop.ui.widgets.flow import FlowRow, TopLayout
from rocb_desktop.ui.widgets.label import label, line
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.rows import ItemRow
from rocb_desktop.ui.widgets.words import KeyWords

_LATER_SHOWN = 12


class KeyPane(QWidget):
    """The cards of one key. What is pressed in them is asked for by a signal; nothing is decided here."""

    confirm_asked = Signal()
    end_asked = Signal()
    lift_asked = Signal()
    replace_asked = Signal()
    give_back_asked = Signal()
    erase_asked = Signal()
    admit_asked = Signal(str)
    settle_asked = Signal(str)
    withdraw_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.detail: KeyDetail | None = None
        self._column = TopLayout(self)
        self._column.setSpacing(current().space["cardGap"])
        self._cards: list[QWidget] = []

    def show_detail(self, detail: KeyDetail | None, first: Sequence[QWidget] = ()) -> None:
        """Show one key; `first` are parts of the page that come before it."""
        self.detail = detail
        for old in self._cards:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._cards = list(first) + (self._built(detail) if detail is not None else [])
        for card in self._cards:
            self._column.add_top(card)
            card.show()

    def _built(self, detail: KeyDetail) -> list[QWidget]:
        cards: list[QWidget] = []
        if detail.dispute:
            cards.append(self._dispute_card(detail))
        if detail.contact.state not in ("waiting", "different"):
            cards.append(self._key_card(detail))
        if detail.held:
            cards.append(self._held_card(detail))
        if detail.history:
            cards.append(_history_card(detail.history))
        return cards

    def _key_card(self, detail: KeyDetail) -> Card:
        contact = detail.contact
        card = Card(contact.name, _about(detail), padding=current().space["formCardPadding"])
        card.set_corner(Badge(state_badge(contact).key))
        card.body.setSpacing(current().space["m"])
        if contact.forked:
            card.add(Message("warn", copies_words(contact.name)))
        card.add(label(_("Eight words of {name}").format(name=contact.name), "label"))
        card.add(KeyWords([word.text for word in detail.words], " ".join(word.digits for word in detail.words)))
        if contact.key == OFFICE:
            card.add(label(_("You find them on the handout of every workshop. They never change."), "hint"))
        if detail.ssh:
            details = Details(_("Key for the help desk"))
            details.add_code(detail.ssh)
            card.add(details)
        if buttons := self._buttons(detail):
            card.add(FlowRow(buttons))
        return card

    def _buttons(self, detail: KeyDetail) -> list[QPushButton]:
        """What this profile may decide, most wanted first; what takes away comes last."""
        contact = detail.contact
        if not detail.may_decide:
            return []
        made: list[QPushButton] = []
        if detail.may_confirm:
            made.append(button(_("The words are the same"), icon="check", small=True, on_press=self.confirm_asked.emit))
        if contact.role in (Role.PARTICIPANT, Role.FOCAL_POINT):
            made.append(button(_("Give back the work"), icon="reply", small=True, on_press=self.give_back_asked.emit))
        if contact.state != "old":
            made.append(button(_("New key"), icon="key-round", small=True, on_press=self.replace_asked.emit))
        if detail.lifts and contact.state != "old":
            made.append(button(_("Take the end back"), icon="undo-2", small=True, on_press=self.lift_asked.emit))
        if contact.state not in ("ended", "old"):
            made.append(button(_("End this key"), "delete", "ban", small=True, on_press=self.end_asked.emit))
        if contact.role == Role.PARTICIPANT:
            made.append(button(_("Erase this person"), "delete", "trash-2", small=True, on_press=self.erase_asked.emit))
        return made

    def _dispute_card(self, detail: KeyDetail) -> Card:
        """Both words side by side with who said them; whoever may chooses, the others read whom to ask."""
        title = _("Two officers say different things about {name}").format(name=detail.contact.name)
        card = Card(title, _("Nothing from this key counts until one word holds. Nothing is lost."), kind="failed")
        for said in detail.dispute:
            end = self._hold_button(said) if detail.may_settle else None
            card.add(ItemRow(said.text, _who_and_when(said), icon="message-square-text", end=end))
        if not detail.may_settle:
            solve = _("Ask the two offices which word is right: one of them takes its own back.")
            back = button(_("Take back the word of my office"), small=True, on_press=self.withdraw_asked.emit)
            actions = [back] if detail.may_withdraw else []
            card.add(Message("info", _("ROCB A/P can decide which word holds."), solve, actions))
        return card

    def _hold_button(self, said: Said) -> QPushButton:
        hold = button(_("Let this word hold"), small=True, on_press=lambda: self.settle_asked.emit(said.change))
        hold.setAccessibleDescription(f"{said.by}: {said.text}")
        return hold

    def _held_card(self, detail: KeyDetail) -> Card:
        """What is kept and does not count, with the reason; single later blocks can be let in."""
        total = sum(things.count for things in detail.held)
        title = ngettext("{n} record is held", "{n} records are held", total).format(n=total)
        said = _("Held is kept and does not count. It is released when the reason goes.")
        if any(things.reason == ERASED for things in detail.held):
            said = _("Held does not count. What was erased does not come back.")
        card = Card(title, said)
        for things in detail.held:
            card.add(ItemRow(record_words(things.kind, things.count), things.why, icon="lock", icon_role="warn"))
        if detail.may_decide and detail.later:
            card.add(line())
            card.add(label(_("What came after the last good file"), "label"))
            for later in detail.later[:_LATER_SHOWN]:
                card.add(self._later_row(later))
        return card

    def _later_row(self, later: LaterBlock) -> ItemRow:
        what = ", ".join(record_words(kind, count) for kind, count in later.kinds)
        day = _("Came on {date}").format(date=format_date(later.day)) if later.day is not None else ""
        let_in = button(_("Let it in"), small=True, on_press=lambda: self.admit_asked.emit(later.id))
        let_in.setAccessibleDescription(f"{what}. {day}")
        return ItemRow(what, day, icon="file-input", end=let_in)


def _about(detail: KeyDetail) -> str:
    words = role_words(detail.contact)
    if detail.contact.state == "unknown":
        return _("{role}. Nobody has confirmed this key: what it wrote is kept and does not count.").format(role=words)
    if detail.contact.state == "old":
        return _("{role}. Another key has taken the place of this one.").format(role=words)
    if detail.contact.replaces:
        return _("{role}. A new key: it took the place of an older one.").format(role=words)
    return words


def _who_and_when(said: Said) -> str:
    day = format_date(said.at.astimezone().date())
    return _("{name}, {date}").format(name=said.by, date=day)


def _history_card(history: Sequence[Said]) -> Card:
    card = Card(_("What was decided about this key"), _("Newest first. Dates are those of the computer that wrote it."))
    for place, said in enumerate(history):
        if place:
            card.add(line())
        card.add(ItemRow(said.text, _who_and_when(said), icon="key-round"))
    return card
