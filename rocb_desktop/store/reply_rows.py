"""Row of the table `reply`: answers as numbers for the tables, and whether and why the reply counts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from rocb_desktop.domain.change import RecordState, Value
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.store.blocks import chunks, marks
from rocb_desktop.store.cells import cell
from rocb_desktop.store.database import Database

CODES = {"yes": 3, "not_yet": 2, "no": 1}
_NOT_ANSWERS = frozenset(
    "workshop person participant administration name version date source received version_received channel judged"
    " replies taken".split()
)
_CODED = (*(f"q1_{action}" for action in ACTIONS), "q3", "q4", "q5")
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


@dataclass(slots=True)
class _Around:
    """What a reply's row needs from other records."""

    author: str = ""
    role: Role = Role.UNKNOWN
    granted_by: Role = Role.UNKNOWN
    administration: str | None = None
    received: str | None = None
    decision: str | None = None
    judged: frozenset[str] = frozenset()


def rows(db: Database, states: list[RecordState]) -> list[tuple[object, ...]]:
    around = _around(db, [state.record for state in states])
    return [_row(state, around.get(state.record, _Around())) for state in states]


def _row(state: RecordState, around: _Around) -> tuple[object, ...]:
    values = state.values
    behalf = state.kind != "reply"
    office = values.get("administration") if behalf else around.administration
    status = _entered(state) if behalf else _status(state, around)
    counts = status not in ("unconfirmed", "to_review", "correction_asked") and not values.get("withdrawn")
    answers = {name: value for name, value in values.items() if name not in _NOT_ANSWERS}
    return (
        state.record,
        values.get("workshop"),
        values.get("participant") if behalf else values.get("person"),
        around.author,
        office or None,
        cell("name", values.get("name")) if behalf else None,  # a signed reply's name is its person's
        "own" if not behalf else status,
        cell("version", values.get("version")),
        cell("date", values.get("date")),
        *[_code(values.get(name)) for name in _CODED],
        cell("q7", values.get("q7")),
        _as_json(answers),
        cell("received", values.get("received")) if behalf else around.received,
        status,
        int(counts),
        int(bool(state.conflicts)),
    )


def _code(value: Value) -> int | None:
    return CODES.get(value) if isinstance(value, str) else None


def _entered(state: RecordState) -> str:
    """Where a reply that an office entered comes from."""
    if state.kind == "national_reply":
        return "national"
    source = state.values.get("source")
    return source if source in ("workbook", "national") and isinstance(source, str) else "on_behalf"


def _status(state: RecordState, around: _Around) -> str:
    """Where a signed reply stands: a review counts only for the very changes it judged."""
    if around.role is Role.UNKNOWN:
        return "unconfirmed"
    heads = {change.id for changes in state.heads.values() for change in changes}
    if around.decision is not None and heads <= around.judged:
        return "accepted" if around.decision == "accept" else "correction_asked"
    if around.role is Role.FOCAL_POINT and around.decision is None and state.values.get("version"):
        return "accepted"  # rule 10: a focal point's own reply is covered by the head's sign-off, never blocked
    direct = around.decision is None and around.granted_by in (Role.ROCB, Role.ANCHOR)
    return "direct" if direct and around.role is Role.PARTICIPANT else "to_review"


def _around(db: Database, records: list[str]) -> dict[str, _Around]:
    found: dict[str, _Around] = {}
    for some in chunks(records):
        _authors(db, some, found)
        _reviews(db, some, found)
    return found


def _authors(db: Database, records: Sequence[str], found: dict[str, _Around]) -> None:
    """Author, the author's standing, and the first date its office or ROCB A/P received one of the reply's blocks.

    Where a replacement key wrote on, the reply's author is the key that still counts.
    """
    query = (
        "SELECT c.record, coalesce(b.author, me.value) AS author, s.role, s.granted_by, s.administration, min(r.date)"
        " FROM change c LEFT JOIN block b ON b.seq = c.block"
        " LEFT JOIN setting me ON me.key = 'key'"
        " LEFT JOIN standing s ON s.key = coalesce(b.author, me.value) AND s.disputed = 0"
        " LEFT JOIN received_block r ON r.block = b.id AND r.stage = '' AND r.administration IN ('', s.administration)"
        f" WHERE c.record IN ({marks(records)}) AND c.kind = 'reply' AND c.held IS NULL"
        " GROUP BY c.record, author ORDER BY s.ended DESC, s.person = '' DESC, author"
    )
    for record, author, role, by, office, received in db.execute(query, records):
        earlier = found[record].received if record in found else None
        first = min((day for day in (earlier, received) if day), default=None)
        found[record] = _Around(author, Role(role or "unknown"), Role(by or "unknown"), office, first)


def _reviews(db: Database, records: Sequence[str], found: dict[str, _Around]) -> None:
    query = (
        "SELECT r.reply, r.administration, r.decision, r.judged, EXISTS (SELECT 1 FROM conflict c"
        " WHERE c.record = r.id AND c.field IN ('decision', 'judged')) FROM review r"
        f" WHERE r.reply IN ({marks(records)})"
    )
    for reply, office, decision, judged, undecided in db.execute(query, records):
        around = found.get(reply)
        if around is not None and around.administration == office:
            around.decision = decision  # two reviews that disagree judge nothing, until somebody decides
            around.judged = frozenset() if undecided else frozenset(_texts(judged))


def _texts(judged: str | None) -> list[str]:
    read = json.loads(judged or "[]")
    return [item for item in read if isinstance(item, str)] if isinstance(read, list) else []
