"""Which national returns are missing, and how far every administration was heard of: the data of ROCB A/P's board."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.clearing import CLEARED
from rocb_desktop.domain.kinds import Audience, Role
from rocb_desktop.exchange.block import stream_name
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.clearance import clearance_of
from rocb_desktop.services.region.workshops import require_role
from rocb_desktop.services.session import Session
from rocb_desktop.store.people import read_officers
from rocb_desktop.store.replies import read_replies
from rocb_desktop.store.workshops import read_participations, read_workshops

_OF_PEOPLE = "w.round=? AND r.source<>'national'"  # what was compiled of replies is none more


@dataclass(frozen=True, slots=True)
class Gap:
    """Blocks of one stream that are not here, though later ones are; `name` is the author's."""

    stream: str
    name: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One administration in a round. `workshops` it took part in; `replies` of people that are here; the last return's
    number (0: none), day, who signed it off ("": nobody yet) and what `changed` after clearance; `expected`: it has a
    focal point, whose return is `overdue` after the day `due` (None where no workshop gives one); `heard` when a file
    of theirs came last.
    """

    administration: str
    name: str
    workshops: int
    replies: int
    number: int
    returned: date | None
    signed_by: str
    expected: bool
    overdue: bool
    due: date | None
    focal_point: str
    key_known: bool
    heard: date | None
    missing: tuple[Gap, ...]
    changed: tuple[str, ...] = ()


@lane("read")
def missing_returns(session: Session, round_number: int) -> list[BoardRow]:
    """Every administration that took part in the round, or of which something is here; by name.

    Raises UserError not_allowed.
    """
    require_role(session, Role.ROCB)
    took, dues = _took_part(session, round_number)
    replied = _count(reply.administration for reply in read_replies(session.db, _OF_PEOPLE, (round_number,)))
    returns = _returns(session, round_number)
    codes = {code for code in {*took, *replied, *returns} if code}
    today = session.clock.today()
    heard, gaps = _heard(session), _gaps(session)
    rows = []
    for code in codes:
        number, day, signed = returns.get(code, (0, None, ""))
        officers = read_officers(session.db, Role.FOCAL_POINT, code)
        due = dues.get(code)
        rows.append(
            BoardRow(
                code,
                name_of(code),
                took.get(code, 0),
                replied.get(code, 0),
                number,
                day,
                signed,
                bool(officers),
                bool(officers) and not number and due is not None and today > due,
                due,
                ", ".join(one.name for one in officers),
                bool(officers),
                heard.get(code),
                gaps.get(code, ()),
                _changed(session, round_number, code) if number else (),
            )
        )
    return sorted(rows, key=lambda row: row.name)


def _changed(session: Session, round_number: int, code: str) -> tuple[str, ...]:
    """What changed after the head cleared it."""
    found = clearance_of(session, round_number, code)
    return found.changed if found.state == CLEARED else ()


def _took_part(session: Session, round_number: int) -> tuple[dict[str, int], dict[str, date]]:
    """How many surveyed workshops each administration took part in, and by when its return is due."""
    counts: dict[str, int] = {}
    dues: dict[str, date] = {}
    for one in read_workshops(session.db, "round=? AND surveyed=1", (round_number,)):
        people = read_participations(session.db, one.id)
        listed = {person.administration for person in people if person.role == "participant"}
        for code in {*one.administrations, *listed}:
            counts[code] = counts.get(code, 0) + 1
            dues[code] = max(dues.get(code, one.window.return_due), one.window.return_due)
    return counts, dues


def _count(codes: Iterable[str]) -> dict[str, int]:
    return {code: len(list(found)) for code, found in groupby(sorted(codes))}


def _returns(session: Session, round_number: int) -> dict[str, tuple[int, date | None, str]]:
    query = "SELECT administration, number, date, signed_by FROM national_return WHERE round=?"
    rows = session.db.execute(query, (str(round_number),))
    return {code: (number, date.fromisoformat(day) if day else None, by or "") for code, number, day, by in rows}


def _heard(session: Session) -> dict[str, date]:
    """The day of the last file from each administration."""
    rows = session.db.execute("SELECT administration, max(at) FROM import GROUP BY administration")
    return {code: datetime.fromisoformat(at).astimezone().date() for code, at in rows}


def _gaps(session: Session) -> dict[str, tuple[Gap, ...]]:
    """Missing block numbers, by administration: only of the classes that ROCB A/P may see, and only below a block that
    is here - what is later nobody can know.
    """
    query = (
        "SELECT b.administration, b.author, b.nonce, b.audience, b.number, coalesce(s.name, '') FROM block b"
        " LEFT JOIN standing s ON s.key = b.author WHERE b.audience IN (?,?) AND b.administration<>''"
        " ORDER BY b.administration, b.author, b.nonce, b.audience, b.number"
    )
    found: dict[str, list[Gap]] = {}
    rows = session.db.execute(query, (Audience.ROCB, Audience.ALL))
    for (code, author, nonce, audience, name), some in groupby(rows, key=lambda row: (*row[:4], row[5])):
        here = {row[4] for row in some}
        numbers = tuple(number for number in range(1, max(here)) if number not in here)
        if numbers:
            found.setdefault(code, []).append(Gap(stream_name(author, nonce, audience), name, numbers))
    return {code: tuple(gaps) for code, gaps in found.items()}
