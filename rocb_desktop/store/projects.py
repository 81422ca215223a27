"""Projects that followed a workshop: rows to domain objects."""

from collections.abc import Sequence

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.project import Project
from rocb_desktop.store.database import Database

_WORDS = ("workshop", "person", "title", "novelty", "stage", "term", "support", "text", "recommendation")
_COLUMNS = ", ".join(f"coalesce({name}, '')" for name in _WORDS)


def read_projects(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[Project]:
    """By the day they began, then by name."""
    rows = db.execute(
        f"SELECT id, date, {_COLUMNS} FROM project WHERE {where} ORDER BY date IS NULL, date, title COLLATE NOCASE, id",
        values,
    )
    return [
        Project(id=record, date=PartialDate.parse(day) if day else None, **dict(zip(_WORDS, words, strict=True)))
        for record, day, *words in rows
    ]
