"""Several replies of one person to one workshop: which of them counts (rules 5 and 12)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.spelling import canonical, is_joined

Joins = Mapping[str, Mapping[str, str]]  # by administration, which spelling of a name is which other


@dataclass(frozen=True, slots=True)
class Entry:
    """A reply that counts by itself. `received` is the receiver's day, "" when it is not known."""

    record: str
    workshop: str
    administration: str
    name: str
    own: bool
    received: str


def entry_of(reply: Reply) -> Entry:
    own, received = reply.source == "own", str(reply.received or "")
    return Entry(reply.id, reply.workshop, reply.administration, reply.name, own, received)


def rank(entry: Entry) -> tuple[bool, str, str]:
    """Of several replies of one person the one with the highest rank counts: signed, then received last."""
    return entry.own, entry.received, entry.record


def passed_over(entries: Iterable[Entry], joins: Joins) -> set[str]:
    """Records of replies beside another of the same person, which stands for them: a signed one comes before one
    entered on behalf, under whatever spelling; of several by spellings that somebody joined the one that was received
    last is the newest version. Two people of one name are two people until somebody joins them.
    """
    seats: dict[tuple[str, str, str], list[Entry]] = {}
    for one in entries:
        if name := normalise_name(one.name):
            seat = one.workshop, one.administration, canonical(joins.get(one.administration, {}), name)
            seats.setdefault(seat, []).append(one)
    return {record for seat in seats.values() if len(seat) > 1 for record in _passed(seat, joins)}


def _passed(seat: list[Entry], joins: Joins) -> set[str]:
    own = [one for one in seat if one.own]
    found = {one.record for one in seat if own and not one.own}
    joined = [one for one in own or seat if is_joined(joins.get(one.administration, {}), normalise_name(one.name))]
    return found | {one.record for one in sorted(joined, key=rank)[:-1]}
