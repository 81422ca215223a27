"""Receiving files: what importing them would do, and doing it - whole or not at all, file by file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import read_file
from rocb_desktop.exchange.seal import MAX_FILE
from rocb_desktop.services.arrival import Arrival, FileResult, examine, receive
from rocb_desktop.services.backups import backup_if_old
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.texts import ngettext

COUNTS = ("new", "changed", "same", "conflicts", "waiting", "held")


@dataclass(frozen=True, slots=True)
class Preview:
    """What importing `files` does: totals are counts of records, but `refused`, which counts files."""

    files: tuple[FileResult, ...]
    import_id: str = ""
    totals: dict[str, int] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        return sum(1 for result in self.files if result.error is not None)

    @property
    def nothing_new(self) -> bool:
        return not any(self.totals[name] for name in ("new", "changed", "conflicts", "waiting", "held"))


class _LookedOnly(Exception):  # noqa: N818 - not an error: it takes a preview's writes back
    pass


@lane("write")
def preview(session: Session, paths: Sequence[Path], trust: bool = False) -> Preview:
    """Do the import in a transaction and take it back: what is shown is what would happen. Changes nothing."""
    results: list[FileResult] = []
    try:
        with session.db.atomic():
            results = _each(session, paths, trust, "")
            raise _LookedOnly
    except _LookedOnly:
        return _sum_up(results, "")


@lane("write")
def accept(session: Session, paths: Sequence[Path], trust: bool = False) -> Outcome:
    """Import files. `trust`: the eight words of unknown senders were compared and are the same.

    A file that is refused leaves no trace; the others count. The value is a Preview with the import's id. Raises the
    UserError of the file when all were refused.
    """
    backup_if_old(session)
    import_id = session.ids.token(8).hex()
    tables: set[str] = set()
    with session.db.atomic():
        results = _each(session, paths, trust, import_id, tables)
    done = _sum_up(results, import_id)
    if done.files and done.refused == len(done.files):
        error = done.files[0].error
        assert error is not None
        raise error
    return Outcome(frozenset(tables | {"import"}), said(done), None, done)


def said(done: Preview) -> str:
    """One sentence for what an import did."""
    if done.nothing_new:
        return ngettext("Nothing new in this file.", "Nothing new in these files.", len(done.files))
    count = done.totals["new"] + done.totals["changed"] + done.totals["conflicts"]
    if not count:
        return ngettext(
            "The file waits until you know its sender.", "The files wait until you know their senders.", len(done.files)
        )
    sentence = ngettext("{count} record imported.", "{count} records imported.", count)
    return sentence.format(count=count)


def _each(
    session: Session, paths: Sequence[Path], trust: bool, import_id: str, tables: set[str] | None = None
) -> list[FileResult]:
    results: list[FileResult] = []
    for number, path in enumerate(paths):
        session.progress(number, len(paths))
        results.append(_one(session, path, trust, import_id, set() if tables is None else tables))
    return results


def _one(session: Session, path: Path, trust: bool, import_id: str, tables: set[str]) -> FileResult:
    try:
        arrival = open_arrival(session, path)
        with session.db.atomic():
            return receive(session, arrival, trust, import_id, tables)
    except UserError as error:
        return FileResult(path.name, error=error)


def open_arrival(session: Session, path: Path, progress: Callable[[int, int], None] | None = None) -> Arrival:
    """Read and verify a file, and say who sent it. Raises UserError; writes nothing."""
    data = read_bytes(path)
    return examine(session, path.name, data, read_file(data, [session.keys.identity], progress or session.progress))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file a person chose, never more than a file may have."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise UserError("too_large", path=path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError("bad_path", path=str(path)) from error
    except OSError as error:
        raise UserError("cannot_open", path=str(path)) from error


def _sum_up(results: list[FileResult], import_id: str) -> Preview:
    totals = {name: sum(result.counts.get(name, 0) for result in results) for name in COUNTS}
    return Preview(tuple(results), import_id, totals)
