"""Replies: rows to domain objects, and the collapse of an administration's replies for the tables."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rocb_desktop.domain.clock import DATE_LINE_DAYS, PartialDate
from rocb_desktop.domain.one_person import Entry, passed_over
from rocb_desktop.domain.reply import Reply
from rocb_desktop.store.database import Database
from rocb_desktop.store.roster import read_joins

# Only a day decides; of a month alone lateness is not known, as in the clock.
_DAY = "CASE WHEN length(r.received) = 10 THEN r.received END"
_LATE = f"({_DAY}) > date(w.closes, '+1 day')"
_QUERY = (
    "SELECT r.id, r.workshop, r.person, coalesce(r.name, p.name, ''), coalesce(r.administration, p.administration, ''),"
    " r.answers, coalesce(r.version, 1), r.status, r.source, r.received,"
    f" CASE WHEN w.approximate = 1 THEN NULL ELSE {_LATE} END,"
    " EXISTS (SELECT 1 FROM standing s WHERE s.key = r.author AND s.checked = 'not_checked')"
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
            bool(unchecked),
        )
        for record, workshop, person, name, office, answers, version, status, source, received, late, unchecked in rows
    ]


def count_unchecked(db: Database, replies: Sequence[str]) -> int:
    """How many of `replies` (record ids) are of people whose words nobody compared."""
    query = (
        "SELECT count(*) FROM json_each(?) j JOIN reply r ON r.id = j.value"
        " JOIN standing s ON s.key = r.author WHERE s.checked = 'not_checked'"
    )
    return int(db.execute(query, (json.dumps(list(replies)),)).fetchone()[0])


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
_COUNTED = (
    "FROM workshop w JOIN reply r ON r.workshop = w.id AND r.counts = 1 WHERE w.round = ?1 AND w.surveyed = 1 {but}"
)
# Named administrations in the order of an index, so that nothing is sorted; then those nobody knows, each for itself.
_COLLAPSE = f"""
SELECT w.number, r.administration, {", ".join(f"max(r.{name})" for name in _ANSWERS)},
    min({_DAY}), count({_DAY}), count(*), w.closes, w.approximate
{_COUNTED} AND r.administration IS NOT NULL GROUP BY w.number, r.administration
UNION ALL
SELECT w.number, NULL, {", ".join(f"r.{name}" for name in _ANSWERS)},
    {_DAY}, ({_DAY}) IS NOT NULL, 1, w.closes, w.approximate
{_COUNTED} AND r.administration IS NULL
"""


def collapse_round(db: Database, round_number: int) -> list[Collapsed]:
    """Rule 5 of the survey, question by question: yes, else not yet, else no, else not known."""
    twice = [*answered_twice(db, round_number), *replaced_by_national(db, round_number)]
    but = "AND r.id NOT IN (SELECT value FROM json_each(?2))" if twice else "AND ?2 IS NOT NULL"
    rows = db.execute(_COLLAPSE.format(but=but), (round_number, json.dumps(twice)))
    return [
        _collapsed(number, code, answers, _all_late(first, dated, count, closes, about), count)
        for number, code, *answers, first, dated, count, closes, about in rows
    ]


def count_on_behalf(db: Database, round_number: int) -> int:
    """Counting replies of a round that an office entered for somebody, and not those that another reply stands for."""
    rows = db.execute(
        "SELECT r.id FROM workshop w JOIN reply r ON r.workshop = w.id AND r.counts = 1"
        " WHERE w.round = ? AND w.surveyed = 1 AND r.source = 'on_behalf'",
        (round_number,),
    ).fetchall()
    if not rows:
        return 0
    passed = {*answered_twice(db, round_number), *replaced_by_national(db, round_number)}
    return sum(row[0] not in passed for row in rows)


_ENTRY = "r.id, r.workshop, r.administration, coalesce(r.name, p.name, ''), r.source = 'own', coalesce(r.received, '')"
# Rows entered for somebody, where somebody of that administration also answered in person.
_BESIDE_OWN = f"""
SELECT {_ENTRY}
FROM (SELECT DISTINCT workshop, administration FROM reply WHERE source = 'own' AND counts = 1) own
CROSS JOIN reply r ON r.workshop = own.workshop AND r.administration = own.administration AND r.counts = 1
CROSS JOIN workshop w ON w.id = r.workshop LEFT JOIN person p ON p.id = r.person
WHERE w.round = ? AND r.source NOT IN ('own', 'national')
"""
_IN_PERSON = f"""
SELECT {_ENTRY} FROM workshop w JOIN reply r ON r.workshop = w.id
JOIN person p ON p.id = r.person WHERE w.round = ? AND r.counts = 1 AND r.source = 'own'
"""
_OF_JOINED = f"""
SELECT {_ENTRY} FROM workshop w JOIN reply r ON r.workshop = w.id AND r.counts = 1 LEFT JOIN person p ON p.id = r.person
WHERE w.round = ? AND r.source <> 'national' AND r.administration IN (SELECT value FROM json_each(?))
"""


def answered_twice(db: Database, round_number: int) -> list[str]:
    """Replies beside another of the same person that counts, and stands for them (rules 5 and 12). All are kept."""
    joins = read_joins(db)
    rows = db.execute(_BESIDE_OWN, (round_number,)).fetchall()
    if rows:
        rows += db.execute(_IN_PERSON, (round_number,)).fetchall()
    if joins:
        rows += db.execute(_OF_JOINED, (round_number, json.dumps(sorted(joins)))).fetchall()
    entries = {
        record: Entry(record, place, code or "", name, bool(own), received)
        for record, place, code, name, own, received in rows
    }
    return sorted(passed_over(entries.values(), joins))


def replaced_by_national(db: Database, round_number: int) -> list[str]:
    """Replies of a workshop for which their administration gave a national reply, which counts alone (rule 5); of
    several national replies the one its focal point signed.
    """
    query = (
        "SELECT r.id FROM workshop w JOIN reply r ON r.workshop = w.id AND r.counts = 1 WHERE w.round = ? AND r.id <> ("
        "SELECT n.id FROM reply n WHERE n.workshop = r.workshop AND n.administration = r.administration"
        " AND n.source = 'national' AND n.counts = 1 ORDER BY n.person IS NOT NULL, n.date DESC, n.id LIMIT 1)"
    )
    return [row[0] for row in db.execute(query, (round_number,))]


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
