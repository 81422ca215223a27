"""The files that came in, import by import, their list as a workbook, and taking one import back at any later time."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.search_words import typed_words
from rocb_desktop.reports.file_list import save_file_list_xlsx
from rocb_desktop.services.arriving.file_result import COUNTS
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.services.session import Session
from rocb_desktop.store.imports import import_ids, kinds_of, mark_undone, read_import_files, read_imports
from rocb_desktop.store.search import records_with
from rocb_desktop.store.taken_back import bring_back_import, take_back_import
from rocb_desktop.texts import _, ngettext

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


@lane("read")
def import_keys(session: Session, order: str = "", descending: bool = False, words: str = "") -> list[str]:
    """Ids of all imports, the newest first or in the order of a column of their list; with `words` only those of
    whose files, senders or administrations each of them begins a word.
    """
    typed = typed_words(words)
    only = records_with(session.db, "import", typed) if typed else None
    return import_ids(session.db, order, descending, only)


@lane("read")
def imports_of(session: Session, ids: Sequence[str]) -> list[ImportEntry | None]:
    """What the list says of each of these imports; None of one that is gone."""
    rows = read_import_files(session.db, ids)
    found = {id: _entry(list(files)) for id, files in groupby(rows, key=lambda row: row[0])}
    return [found.get(id) for id in ids]


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


@lane("draw")
def save_file_list(
    path: Path, title: str, subtitle: str, headings: Sequence[str], rows: Sequence[Sequence[str]], foot: str = ""
) -> Path:
    """Write what became of each file; the value is where. Raises UserError: disk_full, bad_path, cannot_open."""
    save_file_list_xlsx(path, title, subtitle, headings, rows, foot)
    return path


def undo_words() -> str:
    """What taking an import back does not do, to be read before it."""
    return _("Erasures are not undone, nor are receipts already sent; the people you trusted stay trusted.")


def undo_of_import(import_id: str) -> Undo:
    """The way back from an import."""
    return Undo(undo_import, (import_id,))


@lane("write")
def undo_import(session: Session, import_id: str) -> Outcome:
    """Take out what an import brought, as if it had never come; its own Undo brings it in again.

    The value is how many records it touched. Raises UserError bad_value: there is no such import, or it was a workbook.
    """
    with session.db.atomic():
        _mark(session, import_id, session.clock.now().isoformat())
        written = take_back_import(session.db, session.desk, import_id)
    count = len(written.touched)
    words = ngettext("The import was taken back: {count} record.", "The import was taken back: {count} records.", count)
    undo = Undo(import_again, (import_id,))
    return Outcome(frozenset(written.tables | {"import"}), words.format(count=count), undo, count)


@lane("write")
def import_again(session: Session, import_id: str) -> Outcome:
    """Bring in again what was taken back with an import. Raises UserError as undo_import."""
    with session.db.atomic():
        _mark(session, import_id, "")
        written = bring_back_import(session.db, session.desk, import_id)
    count = len(written.touched)
    words = ngettext("Imported again: {count} record.", "Imported again: {count} records.", count)
    return Outcome(frozenset(written.tables | {"import"}), words.format(count=count), undo_of_import(import_id), count)


def _mark(session: Session, import_id: str, at: str) -> None:
    if not kinds_of(session.db, import_id) - {WORKBOOK}:
        raise UserError("bad_value", value=import_id)
    mark_undone(session.db, import_id, at)
