"""The reading pane of a participant: workshops with the state of each reply, key, last contact, notes, what to do."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.national.roster import Roster, RosterPerson
from rocb_desktop.services.national.seats import Seat
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.keys.contact_list import state_badge
from rocb_desktop.ui.views.national.roster_words import last_contact, left_words, seat_words
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.badge import Badge
from rocb_desktop.ui.widgets.badge_words import badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.facts import Facts
from rocb_desktop.ui.widgets.flow import FlowRow, TopLayout
from rocb_desktop.ui.widgets.label import label, line
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.rows import ItemRow

_ICONS = {
    "accepted": ("circle-check", "ok"),
    "to_review": ("circle-dot", "info"),
    "correction_asked": ("reply", "warn"),
    "on_behalf": ("pencil", "ok"),
    "no_reply": ("circle-x", "err"),
    "not_due": ("calendar", "ink_2"),
    "absent": ("circle-dashed", "ink_2"),
    "no_survey": ("ban", "ink_2"),
}


class PersonPane(QWidget):
    """Says by signals what is asked for; nothing is decided here. Workshops and spellings are named by their ids."""

    reply_asked = Signal(str)
    attendance_asked = Signal(str)
    enter_asked = Signal(str)
    remind_asked = Signal()
    left_asked = Signal()
    back_asked = Signal()
    join_asked = Signal()
    part_asked = Signal(str)
    note_asked = Signal()
    key_asked = Signal()
    give_back_asked = Signal()
    give_on_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person: RosterPerson | None = None
        self._roster: Roster | None = None
        self._column = TopLayout(self)
        self._column.setSpacing(current().space["cardGap"])
        self._cards: list[QWidget] = []

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    def show_person(self, roster: Roster, person: RosterPerson | None) -> None:
        """Show another person; None says how to choose one. A button leaves the keyboard to its successor."""
        self.person, self._roster = person, roster
        held = self._held()
        for old in self._cards:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._cards = self._built(roster, person) if person is not None else [_nobody()]
        for card in self._cards:
            self._column.add_top(card)
            card.show()
        if held is not None:
            self._hold(held)

    def _held(self) -> tuple[int, str] | None:
        """Place and words of the button of this pane that has the keyboard."""
        buttons, focus = self._buttons(), self.window().focusWidget()  # also below an open dialog
        found = next((place for place, one in enumerate(buttons) if one is focus), None)
        return None if found is None else (found, buttons[found].accessibleName())

    def _hold(self, held: tuple[int, str]) -> None:
        """Give the keyboard to the button of the same words, else to the one that stands in its place."""
        place, words = held
        buttons = self._buttons()
        same = [one for one in buttons if one.accessibleName() == words]
        there = buttons[min(place, len(buttons) - 1)] if buttons else None
        wanted = there if there in same else next(iter(same), there)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> list[QPushButton]:
        """What can be pressed, in reading order."""
        return [one for card in self._cards for one in card.findChildren(QPushButton) if not one.isHidden()]

    def _built(self, roster: Roster, person: RosterPerson) -> list[QWidget]:
        cards: list[QWidget] = [self._head(person), self._workshops(roster, person)]
        if len(person.row.spellings) > 1:
            cards.append(self._spellings(person))
        cards.append(self._note(person))
        return cards

    def _head(self, person: RosterPerson) -> Card:
        card = Card(person.name, left_words(person))
        card.set_corner(_key_badge(person))
        if person.left is not None and not person.left.stand_in:
            words = _("Name who answers. Then reminders go to that person.")
            name_one = button(_("Name a stand-in"), small=True, on_press=self.left_asked.emit)
            card.add(Message("warn", _("Nobody answers for {name}.").format(name=person.name), words, [name_one]))
        if person.given:
            card.add(self._given(person))
        facts = [(_("Post"), person.post), (_("E-mail"), person.email), (_("Last contact"), last_contact(person))]
        card.add(Facts(facts))
        deeds = self._deeds(person)
        widest = max(made.sizeHint().width() for made in deeds)
        card.add(EvenGrid(deeds, columns=2, least=widest, gap=8))
        more = self._more(person)
        if more:
            card.add(FlowRow(more))
        return card

    def _given(self, person: RosterPerson) -> Message:
        """What colleagues handed over to this person, and the file for them once their key is here."""
        said = ngettext(
            "{n} action is handed over to {name}.", "{n} actions are handed over to {name}.", person.given
        ).format(n=person.given, name=person.name)
        if person.contact is None or person.contact.role != Role.PARTICIPANT:
            return Message(
                "info", said, _("You can give it on when their key is here: it comes with their first file.")
            )
        give = button(_("Make the file"), small=True, icon="file-output", on_press=self.give_on_asked.emit)
        give.setAccessibleDescription(said)
        return Message("info", said, _("Give it on: only this person can open the file."), [give])

    def _deeds(self, person: RosterPerson) -> list[QPushButton]:
        """What is most often wanted."""
        deeds = [button(_("Remind"), icon="bell", small=True, on_press=self.remind_asked.emit)]
        if not person.is_asked:
            deeds = []
        if person.left is None:
            deeds.append(button(_("Has left"), icon="arrow-right", small=True, on_press=self.left_asked.emit))
        else:
            deeds.append(button(_("Who answers"), icon="pencil", small=True, on_press=self.left_asked.emit))
            deeds.append(button(_("Did not leave"), icon="undo-2", small=True, on_press=self.back_asked.emit))
        return [*deeds, button(_("Same person as"), icon="users", small=True, on_press=self.join_asked.emit)]

    def _more(self, person: RosterPerson) -> list[QPushButton]:
        if person.contact is None:
            return []
        return [
            button(_("Key and eight words"), "link", "key-round", small=True, on_press=self.key_asked.emit),
            button(_("Lost the laptop"), "link", "hand-helping", small=True, on_press=self.give_back_asked.emit),
        ]

    def _workshops(self, roster: Roster, person: RosterPerson) -> Card:
        card = Card(_("Workshops"))
        card.body.setSpacing(0)
        seats = [seat for seat in person.row.seats if seat.status not in ("did_not_attend", "not_known")]
        for place, seat in enumerate(seats):
            if place:
                card.add(line())
            card.add(self._seat_row(roster, seat))
        if not seats:
            card.add(label(_("This person is on no list of this survey."), "hint"))
        card.add(self._add_workshop(roster, person))
        return card

    def _seat_row(self, roster: Roster, seat: Seat) -> QWidget:
        workshop = roster.workshop(seat.workshop)
        if workshop is None:  # seats are those of the workshops of the roster
            return QWidget()
        icon, role = _ICONS[seat.status]
        row = ItemRow(short_title(workshop), seat_words(seat, workshop, roster.today), icon=icon, icon_role=role)
        links = [_link(_("Attendance"), short_title(workshop), lambda: self.attendance_asked.emit(seat.workshop))]
        reply = seat.reply
        if reply is not None:
            links.insert(0, _link(_("Open reply"), short_title(workshop), lambda: self.reply_asked.emit(reply.id)))
        if seat.status == "no_reply":
            links.append(
                _link(_("Enter the reply"), short_title(workshop), lambda: self.enter_asked.emit(seat.workshop))
            )
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addWidget(row)
        if seat.new_name:
            row.detail_label.setText(_("{words}. New name: ROCB A/P learns of it with the return.").format(
                words=row.detail_label.text()))  # fmt: skip
        column.addWidget(FlowRow(links))
        return holder

    def _add_workshop(self, roster: Roster, person: RosterPerson) -> QWidget:
        missing = [seat.workshop for seat in person.row.seats if seat.status in ("did_not_attend", "not_known")]
        more = button(_("Was at another workshop"), "link", "plus", small=True)
        more.clicked.connect(lambda _on=False: self.attendance_asked.emit(missing[0]))
        if not missing:
            more.hide()  # setVisible(True) here would open a window: it has no parent yet
        return more

    def _spellings(self, person: RosterPerson) -> Card:
        card = Card(_("Spellings of the name"), _("Joined here. All replies are kept."))
        for listed, name in person.row.spellings:
            if listed == person.key:
                card.add(ItemRow(name, _("The name shown"), icon="user"))
                continue
            apart = button(_("Take apart"), small=True, on_press=_calling(self.part_asked.emit, listed))
            apart.setAccessibleDescription(name)
            card.add(ItemRow(name, icon="user", end=apart))
        return card

    def _note(self, person: RosterPerson) -> Card:
        card = Card(_("Your note"), _("It stays in your office and goes to the next focal point."))
        card.add(label(person.note or _("Nothing is written yet."), "body" if person.note else "hint"))
        words = _("Change the note") if person.note else _("Write a note")
        card.add(FlowRow([button(words, icon="pencil", small=True, on_press=self.note_asked.emit)]))
        return card


def _nobody() -> Card:
    card = Card(_("No person chosen"))
    card.add(label(_("Choose one in the table."), "hint"))
    return card


def _key_badge(person: RosterPerson) -> Badge:
    spec = state_badge(person.contact) if person.contact is not None else badge("no_key")
    return Badge(spec.key)


def _link(words: str, about: str, on_press: Callable[[], object]) -> QPushButton:
    made = button(words, "link", small=True, on_press=on_press)
    made.setAccessibleName(f"{words}: {about}")
    return made


def _calling(tell: Callable[[str], object], what: str) -> Callable[[], object]:
    return lambda: tell(what)
