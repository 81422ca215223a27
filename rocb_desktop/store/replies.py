"""Replies: rows to domain objects, and the collapse of an administration's replies for the tables."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from rocb_desktop.domain.clock import PartialDate
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


# In time 0, not known 1, late 2: the least of them decides, and not known is said as NULL.
_ALL_LATE = f"nullif(min(CASE WHEN w.approximate = 1 OR r.received IS NULL THEN 1 ELSE 2 * ({_LATE}) END), 1) / 2"
_COLLAPSE = f"""
SELECT w.number, r.administration, max(r.share_materials), max(r.submit_report), max(r.make_recommendations),
    max(r.inhouse_workshop), max(r.operational_manual), max(r.others), max(r.effects), max(r.efficiency),
    max(r.project), {_ALL_LATE}, count(*)
FROM workshop w JOIN reply r ON r.workshop = w.id AND r.counts = 1
WHERE w.round = ? AND w.surveyed = 1
GROUP BY w.number, r.administration, CASE WHEN r.administration IS NULL THEN r.id END
ORDER BY w.number, r.administration
"""


def collapse_round(db: Database, round_number: int) -> list[Collapsed]:
    """Rule 5 of the survey, question by question: yes, else not yet, else no, else not known."""
    rows = db.execute(_COLLAPSE, (round_number,))
    return [Collapsed(row[0], row[1], tuple(row[2:8]), *row[8:13]) for row in rows]


def count_undecided(db: Database, round_number: int) -> int:
    """Answers of counting replies on which two versions disagree and nobody has decided."""
    query = (
        "SELECT count(*) FROM conflict c JOIN reply r ON r.id = c.record JOIN workshop w ON w.id = r.workshop"
        " WHERE w.round = ? AND r.counts = 1"
    )
    return int(db.execute(query, (round_number,)).fetchone()[0])
