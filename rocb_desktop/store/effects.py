"""Measured effects: rows to domain objects."""

from collections.abc import Sequence

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.effect import Effect
from rocb_desktop.store.database import Database

_COLUMNS = {"before": "value_before", "after": "value_after"}  # a word that SQL keeps for itself
_WORDS = ("workshop", "person", "title", "before", "after", "unit", "action", "text")
_SELECT = ", ".join(f"coalesce({_COLUMNS.get(name, name)}, '')" for name in _WORDS)


def read_effects(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[Effect]:
    """By the day they were measured, then by what was measured."""
    rows = db.execute(
        f"SELECT id, date, {_SELECT} FROM effect WHERE {where} ORDER BY date IS NULL, date, title COLLATE NOCASE, id",
        values,
    )
    return [
        Effect(id=record, date=PartialDate.parse(day) if day else None, **dict(zip(_WORDS, words, strict=True)))
        for record, day, *words in rows
    ]
