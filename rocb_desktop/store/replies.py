"""Replies: rows to domain objects, and the collapse of an administration's replies for the tables."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rocb_desktop.domain.clock import DATE_LINE_DAYS, PartialDate
from rocb_desktop.domain.reply import Reply
from rocb_desktop.store.database import Database

_LATE = "r.received > date(w.closes, '+1 day')"
_QUERY = (
    "SELECT r.id, r.workshop, r.person, coalesce(r.name, p.name, ''), coalesce(r.administration, p.administration, ''),"
    " r.answers, coalesce(r.version, 1), r.status, r.source, r.received,"
    f" CASE WHEN w.approximate = 1 OR r.received IS NULL THEN NULL ELSE {_LATE} END"
    " FROM reply r LEFT JOIN person p ON p.id = r.person LEFT JOIN workshop w ON w.id = r.workshop"
)


def read_replies(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[Reply]:
    """Replies by workshop and name. `where` speaks of r (reply), p (person) and w (workshop)."""
    rows = db.execute(f"{_QUERY} WHERE {where} ORDER BY w.round, w.number, 5, 4, r.id", values)
    return [
        Reply(
            record,
            workshop or "",
            person or "",
            name,
            office,
            json.loads(answers),
            version,
            status,
            source,
            PartialDate.parse(received) if received else None,
            None if late is None else bool(late),
        )
        for record, workshop, person, name, office, answers, version, status, source, received, late in rows
    ]


@dataclass(frozen=True, slots=True)
class Collapsed:
    """One administration's replies for one workshop as one: yes 3, not yet 2, no 1, not known None.

    `code` is None for a reply whose administration nobody knows: it counts as one. `late` is 1 when every reply was
    late, 0 when one was in time, None when that cannot be said.
    """

    workshop: int
    code: str | None
    actions: tuple[int | None, ...]
    effects: int | None
    efficiency: int | None
    project: int | None
    late: int | None
    replies: int


_ANSWERS = (
    "share_materials",
    "submit_report",
    "make_recommendations",
    "inhouse_workshop",
    "operational_manual",
    "others",
    "effects",
    "efficiency",
    "project",
)
_COUNTED = "FROM workshop w JOIN reply r ON r.workshop = w.id AND r.counts = 1 WHERE w.round = ?1 AND w.surveyed = 1"
# Named administrations in the order of an index, so that nothing is sorted; then those nobody knows, each for itself.
_COLLAPSE = f"""
SELECT w.number, r.administration, {", ".join(f"max(r.{name})" for name in _ANSWERS)},
    min(r.received), count(r.received), count(*), w.closes, w.approximate
{_COUNTED} AND r.administration IS NOT NULL GROUP BY w.number, r.administration
UNION ALL
SELECT w.number, NULL, {", ".join(f"r.{name}" for name in _ANSWERS)},
    r.received, r.received IS NOT NULL, 1, w.closes, w.approximate
{_COUNTED} AND r.administration IS NULL
"""


def collapse_round(db: Database, round_number: int) -> list[Collapsed]:
    """Rule 5 of the survey, question by question: yes, else not yet, else no, else not known."""
    return [
        _collapsed(number, code, answers, _all_late(first, dated, count, closes, about), count)
        for number, code, *answers, first, dated, count, closes, about in db.execute(_COLLAPSE, (round_number,))
    ]


def _collapsed(number: int, code: str | None, answers: Sequence[int | None], late: int | None, count: int) -> Collapsed:
    effects, efficiency, project = answers[6:]
    return Collapsed(number, code, tuple(answers[:6]), effects, efficiency, project, late, count)


def _all_late(first: str | None, dated: int, count: int, closes: str | None, approximate: int | None) -> int | None:
    """0 when one reply was in time; None when that cannot be known; 1 when the first came after the date line."""
    if approximate or first is None or closes is None:
        return None
    in_time = PartialDate.parse(first).last() <= date.fromisoformat(closes) + timedelta(days=DATE_LINE_DAYS)
    if in_time:
        return 0
    return 1 if dated == count else None


def count_undecided(db: Database, round_number: int) -> int:
    """Answers of counting replies on which two versions disagree and nobody has decided."""
    query = (
        # conflicts are few: start from them (CROSS JOIN keeps SQLite from starting with every reply)
        "SELECT count(*) FROM conflict c CROSS JOIN reply r ON r.id = c.record CROSS JOIN workshop w ON w.id = r.workshop"
        " WHERE w.round = ? AND r.counts = 1"
    )
    return int(db.execute(query, (round_number,)).fetchone()[0])
