"""The bytes of materials and evidence: each once, below blobs/ by its SHA-256, and checked when it is read."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.domain.material import MAX_SIZE, StoredFile, is_hash
from rocb_desktop.exchange.bundle import Blob
from rocb_desktop.exchange.streams import Tick, copy_stream
from rocb_desktop.reports.files import file_error
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.store.materials import FILE_KINDS, named_blobs, read_evidence, read_materials
from rocb_desktop.texts import _

BLOBS_FOLDER, STAGING = "blobs", "staging"
PARTS_FOLDER = "parts"  # of staging: what stays there until it is whole
WAITING_FOLDER = "waiting"  # of staging: what came with files that wait for their sender
CHANGED = frozenset(FILE_KINDS)


def blob_place(folder: Path, digest: str) -> Path:
    """Where the bytes of this hash lie, or would, in a profile or in its second place."""
    if not is_hash(digest):
        raise ValueError(digest)
    return folder / BLOBS_FOLDER / digest[:2] / digest


def blob_path(session: Session, digest: str) -> Path:
    """Where the bytes of this hash lie, or would."""
    return blob_place(session.profile.path, digest)


def blobs_in(folder: Path) -> Iterator[Path]:
    """Every blob of a profile or of its second place, whether it is whole or not."""
    return (path for path in sorted((folder / BLOBS_FOLDER).glob("??/*")) if is_hash(path.name))


def staging_folder(session: Session, *names: str) -> Path:
    """A folder for what is not whole yet; made when it is not there."""
    folder = session.profile.path.joinpath(STAGING, *names)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise file_error(error, folder) from error
    return folder


def is_here(session: Session, file: StoredFile) -> bool:
    """Whether a file of this hash and size lies here; its bytes are looked at when it is used."""
    try:
        return blob_path(session, file.hash).stat().st_size == file.size
    except OSError:
        return False


def ticks(session: Session, total: int) -> Tick:
    """Reports bytes as progress; raises Cancelled when the person pressed Stop."""
    done = 0

    def tick(more: int) -> None:
        nonlocal done
        done += more
        session.progress(min(done, total), max(total, 1))

    return tick


def looks(session: Session) -> Tick:
    """Only looks whether Stop was pressed: somebody else moves the bar."""

    def tick(_more: int) -> None:
        if session.stop_requested.is_set():
            raise Cancelled

    return tick


def checked_blob(session: Session, file: StoredFile, tick: Tick | None = None) -> Path:
    """Where the bytes of a file lie, after they were read and are those that were signed.

    Raises UserError: not_copied when they are not here, not_the_file when they are others.
    """
    path = blob_path(session, file.hash)
    try:
        with path.open("rb") as stream:
            digest, _size = copy_stream(stream, None, MAX_SIZE, tick)
    except OSError as error:
        raise UserError("not_copied", name=file.shown) from error
    if digest != file.hash:
        raise UserError("not_the_file", name=file.shown)
    return path


def size_of(path: Path) -> int:
    """Bytes of a file that a person chose. Raises UserError bad_path, cannot_open."""
    try:
        if not path.is_file():
            raise UserError("bad_path", path=str(path))
        return path.stat().st_size
    except OSError as error:
        raise file_error(error, path) from error


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file that a person chose, also while it is read. Raises UserError bad_path, cannot_open."""
    try:
        with path.open("rb") as stream:
            yield stream
    except IsADirectoryError as error:  # it is there, and it is no file
        raise UserError("cannot_open", path=str(path)) from error
    except OSError as error:
        raise file_error(error, path) from error


def material_blobs(session: Session, workshop: str) -> list[Blob]:
    """The files of a workshop's materials that are here, each once."""
    files = {one.file.hash: one.file for one in read_materials(session.db, "workshop=?", (workshop,))}
    return [_blob(session, file) for file in files.values() if is_here(session, file)]


def evidence_blobs(session: Session, records: Collection[str]) -> list[Blob]:
    """The files of these pieces of evidence that are here, each once."""
    files = {one.file.hash: one.file for one in read_evidence(session.db) if one.id in records}
    return [_blob(session, file) for file in files.values() if is_here(session, file)]


def all_blobs(session: Session) -> list[Blob]:
    """Every file that is here and that a record speaks of, each once."""
    files = (StoredFile(digest, size, "", "") for digest, size in sorted(named_blobs(session.db).items()))
    return [_blob(session, file) for file in files if is_here(session, file)]


def _blob(session: Session, file: StoredFile) -> Blob:
    return Blob(file.hash, file.size, blob_path(session, file.hash))


@lane("write")
def remove_changed(session: Session, digest: str) -> Outcome:
    """Delete a file that is no longer what was signed; one that is stays."""
    path = blob_path(session, digest)
    with opened(path) as stream:
        changed = copy_stream(stream, None, 2 * MAX_SIZE)[0] != digest
    if not changed:
        return Outcome(CHANGED)
    path.unlink(missing_ok=True)
    return Outcome(CHANGED, _("The changed file was removed. Copy it again from a pack file, or ask for it."))
