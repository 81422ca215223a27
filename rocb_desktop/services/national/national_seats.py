"""The bottom row of the focal point's round: where each workshop's national reply stands."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rocb_desktop.domain.clearing import CLEARED
from rocb_desktop.domain.clock import window_state
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.national.clearance import Clearance
from rocb_desktop.services.national.counted import counted_in_round
from rocb_desktop.services.national.returns import NationalReturn
from rocb_desktop.services.national.seats import EXPECTED, DeskRow
from rocb_desktop.services.national.stale_nationals import changed_since_compiled
from rocb_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class NationalSeat:
    """A workshop's national reply: `status` is in_return (of return `number`), cleared, changed (compiled, and its
    people say something else since), compiled, accepted (ready), to_review, correction_asked, no_reply or not_due; with
    the numbers of its replies. `national` is what was compiled, if it was.
    """

    workshop: str
    status: str
    accepted: int
    to_review: int
    corrections: int
    missing: int
    national: Reply | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class NationalSide:
    """What the bottom row is read from: the round, the ids of the last return, and the clearance."""

    found: NationalReturn
    before: Collection[str]
    clearance: Clearance


def national_seats(
    session: Session, workshops: Sequence[Workshop], rows: Sequence[DeskRow], side: NationalSide
) -> Iterator[NationalSeat]:
    """The bottom row, workshop by workshop."""
    compiled = {one.workshop: one for one in side.found.nationals}
    counted = counted_in_round(session, side.found.round, side.found.administration) if compiled else {}
    changed = changed_since_compiled(session, side.found.nationals, counted)
    for place, workshop in enumerate(workshops):
        seats = [row.seats[place] for row in rows]
        counts = {status: sum(seat.status == status for seat in seats) for status in EXPECTED}
        national = compiled.get(workshop.id)
        counts["accepted"] += counts.pop("on_behalf")
        held = [seat.reply.id for seat in seats if seat.reply is not None and seat.status in ("accepted", "on_behalf")]
        counting = [national.id] if national is not None else held
        status = "changed" if workshop.id in changed else _status(session, workshop, counts, national)
        if status in ("accepted", "compiled"):
            status = _further(counting, held, side) or status
        yield NationalSeat(
            workshop.id,
            status,
            counts["accepted"],
            counts["to_review"],
            counts["correction_asked"],
            counts["no_reply"],
            national,
            side.found.number,
        )


def _status(session: Session, workshop: Workshop, counts: dict[str, int], national: Reply | None) -> str:
    if national is not None:
        return "compiled"
    silent = "not_due" if window_state(workshop.window, session.clock.today()) == "not_open" else "no_reply"
    return next((one for one in EXPECTED if counts.get(one)), silent)


def _further(counting: Sequence[str], held: Sequence[str], side: NationalSide) -> str:
    """Sent in the last return, or cleared by the head as it is; "" for neither."""
    if {*counting, *held} <= set(side.before):
        return "in_return"
    items = {reply.id for _workshop, reply in side.clearance.items}
    cleared = side.clearance.state == CLEARED and not side.clearance.changed
    return "cleared" if cleared and set(counting) <= items else ""
