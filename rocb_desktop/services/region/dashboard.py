"""The state of a round on one screen: how many replied, who did not, what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from rocb_desktop.analysis import chart_data
from rocb_desktop.analysis.heard_from import HeardFrom, HeardState, heard_from
from rocb_desktop.domain.chart import ReplyRates
from rocb_desktop.domain.clock import DAYS_OPEN, window_state
from rocb_desktop.domain.figures import Share
from rocb_desktop.domain.pc_date import DateDoubt
from rocb_desktop.domain.tables import Tables
from rocb_desktop.domain.workshop import TookPart, Workshop
from rocb_desktop.services.history.conflicts import count_to_decide
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.pc_date import doubt_about_today
from rocb_desktop.services.region.tables import RoundCount, count_round, current_round
from rocb_desktop.services.sending.sent import list_sent
from rocb_desktop.services.session import Session
from rocb_desktop.store.workshops import read_rounds

SUB_REGIONAL = "sub-regional"
ToDoKind = Literal[
    "files_wait", "not_listed", "undecided", "others_decide", "no_number", "differs", "not_named", "make_pack"
]


@dataclass(frozen=True, slots=True)
class NextDate:
    """The next opening or closing of a survey window, `days` from today.

    `passed` is how many of the DAYS_OPEN days of an open window are behind (0 when it opens only). `approximate`:
    only the workshop's month is known, and so only about when.
    """

    workshop: Workshop
    event: Literal["opens", "closes"]
    day: date
    days: int
    passed: int
    approximate: bool


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A surveyed workshop from which replies are missing. `missing` is None when nobody knows how many took part,
    `codes` who is missing where there is a list. `state` is not_open, open or closed.
    """

    workshop: Workshop
    replied: int
    took_part: int | None
    missing: int | None
    codes: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something that waits for this desk: `count` of it, at `workshop` if it is about one; `page` is where to do it."""

    kind: ToDoKind
    page: str
    count: int = 1
    workshop: Workshop | None = None
    what: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """One administration and one surveyed workshop: did it reply, and if not, why is there nothing?"""

    workshop: Workshop
    state: HeardState


@dataclass(frozen=True, slots=True)
class RoundDashboard:
    """Everything the round's page shows; `rounds` are the years there are, newest first.

    `replied` and `sub_regional` are None where the number that took part cannot be relied on.
    """

    round: int
    rounds: tuple[int, ...]
    today: date
    tables: Tables
    replied: Share | None
    sub_regional: Share | None
    effects: Share
    next_date: NextDate | None
    heard: HeardFrom
    outstanding: tuple[Outstanding, ...]
    to_do: tuple[ToDo, ...]
    rates: ReplyRates
    standings: Mapping[str, tuple[Standing, ...]]
    doubt: DateDoubt | None = None


@lane("read")
def round_dashboard(session: Session, round_number: int | None = None) -> RoundDashboard | None:
    """A round, or the current one; None before the first. Raises UserError unknown_round."""
    chosen = current_round(session) if round_number is None else round_number
    if chosen is None:
        return None
    counted, today = count_round(session, chosen), session.clock.today()
    tables, surveyed = counted.tables, _surveyed(counted)
    heard = heard_from(chosen, counted.facts, counted.took_part, counted.rows)
    sub_regional = tables.replies.totals.get(SUB_REGIONAL)
    outstanding = _outstanding(counted, today)
    return RoundDashboard(
        chosen,
        tuple(read_rounds(session.db)),
        today,
        tables,
        tables.replies.all.share,
        sub_regional.share if sub_regional else None,
        tables.effects.share,
        _next_date(surveyed, today),
        heard,
        outstanding,
        _to_do(session, counted, outstanding, today),
        chart_data.reply_rates(tables),
        {one.code: tuple(_standing(one.code, w, counted, today) for w in surveyed) for one in heard.administrations},
        doubt_about_today(session),
    )


def _surveyed(counted: RoundCount) -> list[Workshop]:
    numbers = {row.workshop for row in counted.tables.replies.rows}
    return [one for one in counted.workshops if one.number in numbers]


def _next_date(workshops: list[Workshop], today: date) -> NextDate | None:
    """The nearest opening or closing from today on; of two on one day, the closing."""
    found = []
    for one in workshops:
        window = one.window
        if today <= window.closes and today >= window.opens:
            passed = min((today - window.opens).days, DAYS_OPEN)
            found.append(NextDate(one, "closes", window.closes, window.days_left(today), passed, window.approximate))
        elif today < window.opens:
            found.append(NextDate(one, "opens", window.opens, (window.opens - today).days, 0, window.approximate))
    return min(found, key=lambda item: (item.day, item.event != "closes", item.workshop.number), default=None)


def _outstanding(counted: RoundCount, today: date) -> tuple[Outstanding, ...]:
    """Open windows first, then by number: nobody is ordered by how much is missing."""
    replied = {row.workshop: row.replied for row in counted.tables.replies.rows}
    found = [_missing(one, replied[one.number], counted, today) for one in _surveyed(counted)]
    # Before the opening a missing reply is not late: a survey that nobody answered yet is left out, as in Table 1.
    asked = [item for item in found if item.state != "not_open" or item.replied]
    waiting = [item for item in asked if item.missing is None or item.missing > 0]
    order = {"open": 0, "closed": 1, "not_open": 2}
    return tuple(sorted(waiting, key=lambda item: (order[item.state], item.workshop.number)))


def _missing(one: Workshop, replied: int, counted: RoundCount, today: date) -> Outstanding:
    part: TookPart = counted.took_part[one.number]
    answered = {row.code for row in counted.rows if row.workshop == one.number}
    codes = tuple(code for code in part.codes if code not in answered)
    # A reply without a name may be from any of them: who is missing is then not known, only how many.
    named = codes if None not in answered else ()
    missing = None if part.count is None else max(part.count - replied, 0)
    return Outstanding(one, replied, part.count, missing, named, window_state(one.window, today))


def _standing(code: str, one: Workshop, counted: RoundCount, today: date) -> Standing:
    part = counted.took_part[one.number]
    if any(row.workshop == one.number and row.code == code for row in counted.rows):
        return Standing(one, "replied")
    if not part.listed:
        return Standing(one, "not_known")
    if code not in part.codes:
        return Standing(one, "did_not_take_part")
    return Standing(one, "not_asked" if window_state(one.window, today) == "not_open" else "no_reply")


def _to_do(
    session: Session, counted: RoundCount, outstanding: tuple[Outstanding, ...], today: date
) -> tuple[ToDo, ...]:
    found: list[ToDo] = []
    files = int(session.db.execute("SELECT count(*) FROM waiting").fetchone()[0])
    if files:
        found.append(ToDo("files_wait", "inbox", files))
    if counted.tables.undecided:
        kind: ToDoKind = "undecided" if count_to_decide(session) else "others_decide"
        found.append(ToDo(kind, "history", counted.tables.undecided, what={"show": "conflicts"}))
    packed = {one.record for one in list_sent(session) if one.kind == "pack"}
    for one in _surveyed(counted):
        found += _about(one, counted, needs_pack=one.id not in packed, today=today)
    return tuple(found)


def _about(one: Workshop, counted: RoundCount, *, needs_pack: bool, today: date) -> list[ToDo]:
    part, number = counted.took_part[one.number], one.number
    rows = [row for row in counted.rows if row.workshop == number]
    here = {"workshop": one.id}
    counts: dict[ToDoKind, int] = {
        "not_listed": sum(row.workshop == number for row in counted.not_listed),
        "no_number": int(part.count is None),
        "differs": int(part.stated is not None and part.stated != part.count),
        "not_named": sum(row.code is None for row in rows),
        "make_pack": int(needs_pack and not rows and window_state(one.window, today) != "closed"),
    }
    return [ToDo(kind, "workshops", count, one, here) for kind, count in counts.items() if count]
