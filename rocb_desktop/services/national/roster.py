"""The focal point's participants: who was at which workshop, how far each reply is, who was reminded, who left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.clock import window_state
from rocb_desktop.domain.kinds import Role, person_of
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.roster import Reminder, StandIn
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.giving_on import given_counts
from rocb_desktop.services.national.returns import national_return
from rocb_desktop.services.national.seats import DeskRow, Names, Seat, our_workshops, read_names, seat_rows
from rocb_desktop.services.national.spellings import Question, questions
from rocb_desktop.services.national.stand_ins import Leavers, read_leavers
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust.contacts import Contact, list_contacts
from rocb_desktop.store.people import PersonRow, read_person
from rocb_desktop.store.roster import about_listed, read_notes, read_reminders
from rocb_desktop.store.workshops import read_rounds

ASKED = ("no_reply", "correction_asked")  # states in which an open or closed survey still waits for the person


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """One person with all their workshops. `contact` is their key here, None without one; `left` who left."""

    row: DeskRow
    contact: Contact | None
    post: str
    email: str
    left: StandIn | None
    reminders: tuple[Reminder, ...]
    note: str = ""  # what this office wrote about them for itself
    given: int = 0  # actions that colleagues handed over to them, and that this office can give on

    @property
    def key(self) -> str:
        return self.row.key

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def is_asked(self) -> bool:
        """Whether a survey waits for an answer of this person."""
        return any(seat.status in ASKED for seat in self.row.seats)

    def states(self) -> set[str]:
        """Every state this person can be looked for by."""
        found = {seat.status for seat in self.row.seats}
        found |= {"new_name"} if any(seat.new_name for seat in self.row.seats) else set()
        return found | ({"left"} if self.left is not None else set())


@dataclass(frozen=True, slots=True)
class Roster:
    """A round of this administration: its people, and where two of them may be one."""

    round: int
    rounds: tuple[int, ...]
    administration: str
    today: date
    workshops: tuple[Workshop, ...]
    people: tuple[RosterPerson, ...]
    questions: tuple[Question, ...]
    lists_here: bool

    def count(self, status: str) -> int:
        """How many seats have a status; how many people for left."""
        if status == "left":
            return sum(person.left is not None for person in self.people)
        seats = (seat for person in self.people for seat in person.row.seats)
        return sum(seat.new_name if status == "new_name" else seat.status == status for seat in seats)

    def person(self, key: str) -> RosterPerson | None:
        return next((one for one in self.people if one.key == key), None)

    def workshop(self, record: str) -> Workshop | None:
        return next((one for one in self.workshops if one.id == record), None)

    def filtered(self, workshop: str = "", state: str = "", name: str = "") -> tuple[RosterPerson, ...]:
        """Who is looked for: with a place at a workshop, in a state (there, when both are given), by part of a name."""
        wanted = normalise_name(name)
        return tuple(one for one in self.people if _is_wanted(one, workshop, state, wanted))


def _is_wanted(person: RosterPerson, workshop: str, state: str, wanted: str) -> bool:
    named = not wanted or any(wanted in listed for listed, _name in person.row.spellings)
    if not named:
        return False
    seat = person.row.seat(workshop) if workshop else None
    if workshop and (seat is None or not _has_place(seat)):
        return False
    if not state or (state == "left" and person.left is not None):
        return not state or state in person.states()
    if seat is None:
        return state in person.states()
    return seat.new_name if state == "new_name" else seat.status == state


def _has_place(seat: Seat) -> bool:
    return seat.status not in ("did_not_attend", "not_known")


@lane("read")
def list_roster(session: Session, round_number: int | None = None) -> Roster | None:
    """A round, by default the newest; None before the first workshop is here."""
    rounds = read_rounds(session.db)
    if not rounds:
        return None
    chosen = round_number if round_number in rounds else rounds[0]
    found = national_return(session, chosen)
    code, today = session.profile.administration, session.clock.today()
    names = read_names(session, found.workshops)
    workshops = our_workshops(names, found.workshops, found.replies, code)
    rows = seat_rows(names, workshops, found.replies, today)
    facts = _Facts.of(session, names)
    people = tuple(facts.person(row) for row in rows)
    lists_here = any(names.any_list(one.id) for one in workshops)
    asked = questions(rows, names.joins)
    return Roster(chosen, tuple(rounds), code, today, workshops, people, asked, lists_here)


@dataclass(slots=True)
class _Facts:
    """What is known of people beside their replies."""

    session: Session
    names: Names
    contacts: Mapping[str, Contact]
    addresses: Mapping[str, PersonRow]
    leavers: Leavers
    reminders: Mapping[str, list[Reminder]]
    notes: Mapping[str, str]
    given: Mapping[str, int]

    @classmethod
    def of(cls, session: Session, names: Names) -> "_Facts":
        code = session.profile.administration
        contacts = {one.key: one for one in list_contacts(session).contacts if one.administration == code}
        by_name = {names.key(one.name): one for one in contacts.values() if one.role in (Role.PARTICIPANT, "")}
        addresses = {key: found for key in contacts if (found := read_person(session.db, person_of(key))) is not None}
        reminders: dict[str, list[Reminder]] = {}
        for one in read_reminders(session.db, code):
            reminders.setdefault(names.key(one.name), []).append(one)
        notes, leavers = read_notes(session.db, code), read_leavers(session)
        return cls(session, names, by_name, addresses, leavers, reminders, notes, given_counts(session))

    def person(self, row: DeskRow) -> RosterPerson:
        contact = self.contacts.get(row.key)
        said = self.addresses.get(contact.key) if contact is not None else None
        noted = [seat.noted for seat in row.seats if seat.noted is not None]
        post = (said.post if said else "") or next((one.post for one in noted if one.post), "")
        email = (said.email if said else "") or next((one.email for one in noted if one.email), "")
        reminders = tuple(self.reminders.get(row.key, ()))
        code = self.session.profile.administration
        notes = [self.notes.get(about_listed(code, listed), "") for listed, _name in row.spellings]
        note = "\n".join(filter(None, notes))
        given = self.given.get(normalise_name(contact.name if contact is not None else row.name), 0)
        return RosterPerson(row, contact, post, email, self.leavers.by_key.get(row.key), reminders, note, given)


def is_open(workshop: Workshop, today: date) -> bool:
    """Whether the survey of a workshop has opened."""
    return window_state(workshop.window, today) != "not_open"


def asked_of(person: RosterPerson, workshops: Sequence[Workshop], *, coming: bool = False) -> list[Workshop]:
    """The workshops of which a person still owes the reply; with `coming` those whose survey opens later."""
    wanted = ("not_due",) if coming else ASKED
    owing = {seat.workshop for seat in person.row.seats if seat.status in wanted}
    return [one for one in workshops if one.id in owing]
