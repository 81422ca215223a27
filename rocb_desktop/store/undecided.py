"""Which fields of which records wait for a person, because two versions differ."""

from collections.abc import Sequence

from rocb_desktop.domain.undecided import asked_fields, settles_itself
from rocb_desktop.store.blocks import marks
from rocb_desktop.store.database import Database

_REPLIES = ("reply", "reply_on_behalf", "national_reply")


def read_undecided(db: Database, record: str = "") -> list[tuple[str, str, str]]:
    """Record, kind and field of every question that waits, of one record or of all."""
    where, values = ("WHERE record=?", [record]) if record else ("", [])
    found: dict[tuple[str, str], list[str]] = {}
    query = f"SELECT record, kind, field FROM conflict {where} ORDER BY record"
    for one, kind, field in db.execute(query, values):
        found.setdefault((one, kind), []).append(field)
    return [(one, kind, field) for (one, kind), names in found.items() for field in asked_fields(kind, names)]


def count_undecided(db: Database, round_number: int) -> int:
    """Answers behind the tables of a round on which two versions disagree and nobody has decided: those of counting
    replies, what is said of the workshop itself, and who was there.
    """
    unasked = sorted({name for kind in _REPLIES for name in settles_itself(kind)})
    return sum(
        _count(db, f"{rows} AND w.round = ? {more}", (*values, round_number))
        for rows, more, values in (
            (f"reply r ON r.id = c.record AND c.field NOT IN ({marks(unasked)}){_OF}", "AND r.counts = 1", unasked),
            ("workshop w ON w.id = c.record WHERE 1", "", ()),
            (f"participation r ON r.id = c.record{_OF}", "", ()),
        )
    )


_OF = " CROSS JOIN workshop w ON w.id = r.workshop WHERE 1"


def _count(db: Database, rows: str, values: Sequence[object]) -> int:
    # conflicts are few: start from them (CROSS JOIN keeps SQLite from starting with every reply)
    query = f"SELECT count(DISTINCT c.record || ' ' || c.field) FROM conflict c CROSS JOIN {rows}"
    return int(db.execute(query, values).fetchone()[0])
