"""Receiving files: what importing them would do, and doing it - whole or not at all, file by file."""

import gc
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import read_file
from rocb_desktop.exchange.seal import MAX_FILE
from rocb_desktop.services.arrival import Arrival, FileResult, examine, receive
from rocb_desktop.services.backups import backup_if_old
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.store.database import STORE_CODES
from rocb_desktop.texts import ngettext

COUNTS = ("new", "changed", "same", "conflicts", "waiting", "held")
PARTS = 100  # steps of progress for each file


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


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file to receive: its name, and the way to its bytes (which may raise UserError)."""

    name: str
    read: Callable[[], bytes]


@dataclass(slots=True)
class _Round:
    """One go over some parcels. `everybody` and `trusted` (keys) say whose eight words were compared."""

    session: Session
    everybody: bool
    trusted: Collection[str]
    import_id: str = ""  # "" in a preview: nothing is remembered
    tables: set[str] = field(default_factory=set)

    def over(self, parcels: Sequence[Parcel]) -> list[FileResult]:
        results: list[FileResult] = []
        for number, parcel in enumerate(parcels):
            self.session.progress(number * PARTS, len(parcels) * PARTS)
            results.append(self._one(parcel, number, len(parcels)))
        return results

    def _one(self, parcel: Parcel, number: int, of: int) -> FileResult:
        def progress(at: int, lines: int) -> None:
            self.session.progress(number * PARTS + PARTS * at // max(lines, 1), of * PARTS)

        try:
            arrival = _open(self.session, parcel.name, parcel.read(), progress)
            trusted = self.everybody or arrival.file.header.sender.key in self.trusted
            with self.session.db.atomic():
                return receive(self.session, arrival, trusted, self.import_id, self.tables)
        except UserError as error:
            if error.code in STORE_CODES:  # not the file's fault: nothing of the whole import may stay
                raise
            return FileResult(parcel.name, error=error)


@lane("write")
def preview(session: Session, paths: Sequence[Path], trust: bool = False, trusted: Collection[str] = ()) -> Preview:
    """Do the import in a transaction and take it back: what is shown is what would happen. Changes nothing."""
    return preview_parcels(session, _parcels(paths), trust, trusted)


def preview_parcels(
    session: Session, parcels: Sequence[Parcel], trust: bool = False, trusted: Collection[str] = ()
) -> Preview:
    with _many_objects(), session.db.taken_back():
        return _sum_up(_Round(session, trust, trusted).over(parcels), "")


@lane("write")
def accept(session: Session, paths: Sequence[Path], trust: bool = False, trusted: Collection[str] = ()) -> Outcome:
    """Import files. `trust`: the eight words of all unknown senders were compared and are the same; `trusted`: of
    the senders with these keys.

    A file that is refused leaves no trace; the others count. The value is a Preview with the import's id. Raises the
    UserError of the file when all were refused.
    """
    return accept_parcels(session, _parcels(paths), trust, trusted)


def accept_parcels(
    session: Session, parcels: Sequence[Parcel], trust: bool = False, trusted: Collection[str] = ()
) -> Outcome:
    backup_if_old(session)
    going = _Round(session, trust, trusted, session.ids.token(8).hex())
    with _many_objects(), session.db.atomic():
        done = _sum_up(going.over(parcels), going.import_id)
    if done.files and done.refused == len(done.files):
        error = done.files[0].error
        assert error is not None
        raise error
    return Outcome(frozenset(going.tables | {"import"}), said(done), None, done)


@contextmanager
def _many_objects() -> Iterator[None]:
    """No search for reference cycles while a large file is read: there are none, and it took half of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


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


def _parcels(paths: Sequence[Path]) -> list[Parcel]:
    return [Parcel(path.name, partial(read_bytes, path)) for path in paths]


def open_arrival(session: Session, path: Path, progress: Callable[[int, int], None] | None = None) -> Arrival:
    """Read and verify a file, and say who sent it. Raises UserError; writes nothing."""
    return _open(session, path.name, read_bytes(path), progress)


def _open(session: Session, name: str, data: bytes, progress: Callable[[int, int], None] | None = None) -> Arrival:
    return examine(session, name, data, read_file(data, session.keys.identities, progress or session.progress))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file a person chose, never more than a file may have."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE + 1)
    except FileNotFoundError as error:
        raise UserError("bad_path", path=str(path)) from error
    except OSError as error:
        raise UserError("cannot_open", path=str(path)) from error
    if len(data) > MAX_FILE:
        raise UserError("too_large", path=path.name)
    return data


def _sum_up(results: list[FileResult], import_id: str) -> Preview:
    totals = {name: sum(result.counts.get(name, 0) for result in results) for name in COUNTS}
    return Preview(tuple(results), import_id, totals)
