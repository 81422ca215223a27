"""The files that came in, import by import, and taking one import back at any later time."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from rocb_desktop.services.file_result import COUNTS
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session
from rocb_desktop.store.imports import read_imports

MOST_LISTED = 200
WORKBOOK = "workbook"  # its rows are this desk's own words: they are corrected, not taken back


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file of an import: `kind` is card, pack, reply, return ... or workbook."""

    name: str
    kind: str
    sender: str
    administration: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """One import: `at` is UTC; `counts` are of records; `undone` says when it was taken back, None while it stands."""

    id: str
    at: datetime
    files: tuple[ReceivedFile, ...]
    counts: dict[str, int]
    undone: datetime | None

    @property
    def can_undo(self) -> bool:
        """Whether it can be taken back, or brought in again."""
        return any(file.kind != WORKBOOK for file in self.files)

    @property
    def senders(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(file.sender for file in self.files))


@lane("read")
def list_imports(session: Session) -> list[ImportEntry]:
    """The newest imports, the newest first."""
    rows = read_imports(session.db, MOST_LISTED)
    return [_entry(list(found)) for _id, found in groupby(rows, key=lambda row: row[0])]


def _entry(rows: Sequence[Sequence[Any]]) -> ImportEntry:
    record, at, *_names, undone = rows[0]
    files = tuple(
        ReceivedFile(name, kind, sender, office, json.loads(counts))
        for _id, _at, name, kind, sender, office, counts, _undone in reversed(rows)
    )
    return ImportEntry(record, _time(at), files, _sum(file.counts for file in files), _time(undone) if undone else None)


def _sum(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    every = list(counts)
    return {name: sum(one.get(name, 0) for one in every) for name in COUNTS}


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
