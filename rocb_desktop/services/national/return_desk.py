"""The focal point's round at one look: who replied to which workshop, what waits for review, what a return holds."""

import json
from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.change import derive
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.quote import limit_id
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.arriving.waiting import WaitingFile, list_waiting
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.clearance import Clearance, clearance_id, clearance_of
from rocb_desktop.services.national.national_seats import NationalSeat, NationalSide, national_seats
from rocb_desktop.services.national.returns import national_return
from rocb_desktop.services.national.seats import EXPECTED, REPLIED, DeskRow, Seat, our_workshops, read_names, seat_rows
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.sending.receipts import count_due
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.store.blocks import marks
from rocb_desktop.store.people import read_officers
from rocb_desktop.store.replies import read_replies
from rocb_desktop.store.workshops import read_rounds

__all__ = ["REPLIED", "DeskRow", "NationalSeat", "ReturnDesk", "Seat", "return_desk"]


@dataclass(frozen=True, slots=True)
class ReturnDesk:
    """`ready` of `expected` replies are accepted; `expected` is None while no workshop's list of names is here.

    `changed`: the next return would say something else than the last, which had `number` (0: there was none).
    `known_office`: ROCB A/P's key is here, so that a return can be sealed.
    """

    round: int
    rounds: tuple[int, ...]
    administration: str
    today: date
    workshops: tuple[Workshop, ...]
    rows: tuple[DeskRow, ...]
    national: tuple[NationalSeat, ...]
    to_review: tuple[Reply, ...]
    accepted: tuple[Reply, ...]
    me: str
    expected: int | None
    number: int
    changed: bool
    known_office: bool
    waiting: tuple[WaitingFile, ...] = ()
    nationals: tuple[Reply, ...] = ()
    clearance: Clearance | None = None
    receipts_due: int = 0
    not_surveyed: tuple[Workshop, ...] = ()  # to which a reply came all the same

    @property
    def ready(self) -> int:
        return len(self.accepted)

    @property
    def holds(self) -> bool:
        """Whether a return would hold anything."""
        return bool(self.accepted or self.nationals)

    def workshop(self, record: str) -> Workshop | None:
        return next((one for one in (*self.workshops, *self.not_surveyed) if one.id == record), None)

    def count(self, status: str) -> int:
        """How many seats have a status."""
        return sum(seat.status == status for row in self.rows for seat in row.seats)

    def next_due(self) -> date | None:
        """The first day from today on by which a return is asked for; None when all have passed."""
        days = (one.window.return_due for one in self.workshops)
        return min((day for day in days if day >= self.today), default=None)


@lane("read")
def return_desk(session: Session, round_number: int | None = None) -> ReturnDesk | None:
    """A round of this administration, by default the newest; None before the first workshop is here."""
    rounds = read_rounds(session.db)
    if not rounds:
        return None
    chosen = round_number if round_number in rounds else rounds[0]
    found = national_return(session, chosen)
    code, today = session.profile.administration, session.clock.today()
    names = read_names(session, found.workshops)
    ours = our_workshops(names, found.workshops, found.replies, code)
    rows = tuple(seat_rows(names, ours, found.replies, today))
    before = _last_return(session, chosen, code)
    any_names = any(names.any_list(one.id) for one in ours)
    accepted, cleared = found.counted, clearance_of(session, chosen)
    said = {reply.id for reply in (*accepted, *found.nationals)}
    return ReturnDesk(
        chosen,
        tuple(rounds),
        code,
        today,
        ours,
        rows,
        tuple(national_seats(session, ours, rows, NationalSide(found, before, cleared))),
        (*found.with_status("to_review", "direct"), *found.astray),
        accepted,
        me(session),
        sum(seat.status in EXPECTED for row in rows for seat in row.seats) if any_names else None,
        found.number,
        bool(said) and (said != before or _newer(session, chosen, code, before)),
        bool(read_officers(session.db, Role.ROCB)),
        tuple(list_waiting(session)),
        found.nationals,
        cleared,
        count_due(session),
        tuple(find_workshop(session, one) for one in dict.fromkeys(reply.workshop for reply in found.astray)),
    )


def _last_return(session: Session, chosen: int, code: str) -> set[str]:
    row = session.db.execute(
        "SELECT replies FROM national_return WHERE round=? AND administration=?", (str(chosen), code)
    ).fetchone()
    return set(json.loads(row[0] or "[]")) if row else set()


def _newer(session: Session, chosen: int, code: str, replies: set[str]) -> bool:
    """Whether one of the replies of the last return has new answers since, or its clearance or a limit on one of its
    texts changed.
    """
    ids = [*sorted(replies), clearance_id(chosen, code)]
    query = (
        "SELECT DISTINCT record, kind FROM change WHERE seq > (SELECT max(seq) FROM change WHERE record=?)"
        f" AND (record IN ({marks(ids)}) OR kind='quote_limit')"
    )
    newest = derive("national_return", str(chosen), code)
    rows = session.db.execute(query, (newest, *ids)).fetchall()
    limited = {record for record, kind in rows if kind == "quote_limit"}
    return len(rows) > len(limited) or bool(limited and limited & _limits_of(session, replies))


def _limits_of(session: Session, replies: set[str]) -> set[str]:
    """The records of every limit that may stand on texts of these replies."""
    ids = sorted(replies)
    found = read_replies(session.db, f"r.id IN ({marks(ids)})", ids)
    return {limit_id(one.id, field, one.administration) for one in found for field in one.answers}
