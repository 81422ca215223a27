"""Who belongs where: the people of this administration and each workshop's place for them, read in one way for all.

Names come from the pack's lists of names, from what this office noted itself, and from the replies. Spellings that
somebody joined are one person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rocb_desktop.domain.clock import window_state
from rocb_desktop.domain.one_person import entry_of, rank
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.roster import Attended
from rocb_desktop.domain.spelling import canonical, is_joined
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.session import Session
from rocb_desktop.store.roster import read_attendance, read_joins
from rocb_desktop.store.workshops import read_name_list

REPLIED = ("accepted", "to_review", "correction_asked")
EXPECTED = (*REPLIED, "on_behalf", "no_reply")


@dataclass(frozen=True, slots=True)
class Seat:
    """One person at one workshop. `status` is accepted, to_review, correction_asked, on_behalf (the office entered the
    reply), no_reply, not_due (the survey is not open yet), absent (invited, and noted as absent), no_survey (another
    role than participant), did_not_attend (the workshop's list of names does not have them) or not_known (there is no
    list). `reply` is the one that counts, `others` are kept beside it. `listed`: under which spelling they stand here.
    `new_name`: not on the list that ROCB A/P sent.
    """

    workshop: str
    status: str
    reply: Reply | None = None
    listed: str = ""
    noted: Attended | None = None
    others: tuple[Reply, ...] = ()
    new_name: bool = False


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A person of this administration, with a seat for each workshop in their order. `key` is the spelling that stands
    for all `spellings` (normalised, each with the name as it was written).
    """

    name: str
    seats: tuple[Seat, ...]
    key: str = ""
    spellings: tuple[tuple[str, str], ...] = ()

    def seat(self, workshop: str) -> Seat | None:
        return next((one for one in self.seats if one.workshop == workshop), None)


@dataclass(slots=True)
class Names:
    """What is said about names: the lists of the packs, the office's own notes, and the joins; by workshop where it is
    of one.
    """

    lists: dict[str, tuple[str, ...]]
    noted: dict[str, list[Attended]]
    joins: Mapping[str, str]
    written: dict[str, str] = field(default_factory=dict)  # normalised name: as it was first written

    def key(self, name: str) -> str:
        return canonical(self.joins, normalise_name(name))

    def any_list(self, workshop: str) -> bool:
        return bool(self.lists.get(workshop) or self.noted.get(workshop))


def read_names(session: Session, workshops: Sequence[Workshop]) -> Names:
    """The names of this administration at these workshops."""
    code, noted = session.profile.administration, dict[str, list[Attended]]()
    for one in read_attendance(session.db, code, [workshop.id for workshop in workshops]):
        noted.setdefault(one.workshop, []).append(one)
    lists = {
        one.id: tuple(name for office, name in read_name_list(session.db, one.id) if office == code)
        for one in workshops
    }
    found = Names(lists, noted, read_joins(session.db).get(code, {}))
    for name in (name for listed in lists.values() for name in listed):
        found.written.setdefault(normalise_name(name), name)
    for one in (one for listed in noted.values() for one in listed):
        found.written.setdefault(one.listed, one.name or one.listed)
    return found


def our_workshops(
    names: Names, workshops: Sequence[Workshop], replies: Sequence[Reply], administration: str
) -> tuple[Workshop, ...]:
    """The workshops in which this administration took part, as far as anything here says so."""
    replied = {reply.workshop for reply in replies}
    return tuple(
        one
        for one in workshops
        if administration in one.administrations
        or names.any_list(one.id)
        or one.id in replied
        or not one.administrations
    )


def seat_rows(names: Names, workshops: Sequence[Workshop], replies: Sequence[Reply], today: date) -> list[DeskRow]:
    """One row a person. A second signed reply of one name to one workshop has a row of its own, until somebody says
    that it is the same person. National replies are of no person.
    """
    held = _held(names, [reply for reply in replies if reply.source != "national"])
    keys = dict.fromkeys([*(names.key(listed) for listed in names.written), *held])
    rows = [_row(names, key, workshops, held.get(key, {}), today) for key in keys]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.key))


def _held(names: Names, replies: Sequence[Reply]) -> dict[str, dict[str, list[Reply]]]:
    """Replies by row and workshop, the one that counts first: signed before entered, then the newest."""
    held: dict[str, dict[str, list[Reply]]] = {}
    for reply in sorted(replies, key=lambda one: rank(entry_of(one)), reverse=True):
        listed = normalise_name(reply.name)
        key = names.key(reply.name)
        names.written.setdefault(listed, reply.name)
        mine = held.setdefault(key, {}).get(reply.workshop, [])
        if reply.source == "own" and mine and not is_joined(names.joins, listed):
            key = f"{key} {reply.id}"
            names.written[key] = reply.name
        held.setdefault(key, {}).setdefault(reply.workshop, []).append(reply)
    return held


def _row(
    names: Names, key: str, workshops: Sequence[Workshop], held: Mapping[str, list[Reply]], today: date
) -> DeskRow:
    spellings = {listed: name for listed, name in names.written.items() if canonical(names.joins, listed) == key}
    name = spellings.get(key) or next(iter(spellings.values()))
    seats = tuple(_seat(names, one, spellings, held.get(one.id, []), today) for one in workshops)
    return DeskRow(name, seats, key, tuple(sorted(spellings.items())))


def _seat(
    names: Names, workshop: Workshop, spellings: Mapping[str, str], replies: Sequence[Reply], today: date
) -> Seat:
    on_list = [name for name in names.lists.get(workshop.id, ()) if normalise_name(name) in spellings]
    noted = next((one for one in names.noted.get(workshop.id, ()) if one.listed in spellings), None)
    reply = replies[0] if replies else None
    listed = noted.listed if noted else normalise_name(on_list[0]) if on_list else ""
    if reply is not None:
        listed = listed or normalise_name(reply.name)
    is_new = bool(names.lists.get(workshop.id)) and bool(listed) and not on_list
    status = _replied(reply) if reply is not None else _silent(names, workshop, noted, bool(on_list), today)
    return Seat(workshop.id, status, reply, listed, noted, tuple(replies[1:]), is_new)


def _replied(reply: Reply) -> str:
    if reply.source != "own":
        return "on_behalf"
    # a reply that ROCB A/P let in directly is still one to look at here
    return reply.status if reply.status in REPLIED else "to_review"


def _silent(names: Names, workshop: Workshop, noted: Attended | None, on_list: bool, today: date) -> str:
    """Where there is no reply: whether one is expected, and why not."""
    if noted is not None and noted.role not in ("", "participant"):
        return "no_survey"
    if noted is not None and noted.attended == "no":
        return "absent"
    if noted is not None or on_list:
        return "not_due" if window_state(workshop.window, today) == "not_open" else "no_reply"
    return "did_not_attend" if names.any_list(workshop.id) else "not_known"
