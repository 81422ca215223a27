"""A file on its way out with the materials or evidence it names: written in streams, and read back whole."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import safe_name
from rocb_desktop.exchange.bundle import MAX_ALL, Blob, open_bundle, write_bundle
from rocb_desktop.exchange.streams import Tick, copy_stream
from rocb_desktop.reports.files import streamed
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import size_of, ticks

_ROUNDS = 3  # each blob is read into the file, read back, and hashed with it


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: its SHA-256 and size, and how many blobs go along."""

    digest: str
    size: int
    blobs: int = 0


Put = Callable[[bytes, Sequence[str]], Made]


@contextmanager
def bundled(session: Session, path: Path, blobs: Sequence[Blob]) -> Iterator[Put]:
    """As reports.files.staged: gives a function that writes a file's bytes, and with them the blobs, sealed to the
    readers it is given. At the end of the block the file gets its name, or nothing is left of it.
    """
    with streamed(path) as stream:
        tick = ticks(session, _ROUNDS * sum(blob.size for blob in blobs))

        def put(data: bytes, readers: Sequence[str]) -> Made:
            recipients = [*readers, session.keys.office] if readers else []
            if blobs:
                write_bundle(stream, safe_name(path.name), data, blobs, recipients, tick)
            else:
                stream.write(data)
            stream.flush()
            if blobs:
                _read_back(session, stream, {blob.hash for blob in blobs}, tick)
            stream.seek(0)
            made = Made(*copy_stream(stream, None, MAX_ALL, tick), len(blobs))
            stream.seek(0, 2)
            return made

        yield put


def _read_back(session: Session, stream: BinaryIO, wanted: set[str], tick: Tick) -> None:
    """Every blob comes out of the file as it was signed. A sealed file is sealed to oneself too."""
    with open_bundle(stream) as bundle:
        found = {bundle.extract(packed, None, session.keys.identities, tick)[0] for packed in bundle.blobs}
    if found != wanted:
        raise UserError("file_gone")


def copy_checked(session: Session, source: Path, target: Path, digest: str) -> None:
    """Copy a file that was made here, and read the copy back. Raises UserError file_gone when it is another by now."""
    size = size_of(source) if source.is_file() else 0
    tick = ticks(session, 2 * size)
    with streamed(target) as written:
        try:
            with source.open("rb") as stream:
                copied = copy_stream(stream, written, MAX_ALL, tick)[0]
        except FileNotFoundError as error:
            raise UserError("file_gone") from error
        written.flush()
        written.seek(0)
        if copied != digest or copy_stream(written, None, MAX_ALL, tick)[0] != digest:
            raise UserError("file_gone")
