"""Which files are to be received: those that a person chose, and of a folder those that are ours by their content."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.exchange.recognition import is_ours
from rocb_desktop.exchange.seal import MAX_FILE
from rocb_desktop.services.arriving.blob_intake import rocb_in
from rocb_desktop.services.isolation import only_this_file
from rocb_desktop.services.session import Session

_STEP = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file to receive: its name, and the way to its bytes (which may raise UserError). `path` is where it lies,
    `waits` its id in the waiting room, `parts` are the files that it was joined from.
    """

    name: str
    read: Callable[[], bytes]
    path: Path | None = None
    waits: str = ""
    parts: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """`others` are the names in a folder that are no files of ours; a folder within it ends in a slash."""

    parcels: tuple[Parcel, ...]
    others: tuple[str, ...] = ()


def gather(session: Session, paths: Sequence[Path]) -> Gathered:
    """Every file of `paths` as a parcel; a folder gives its own files, those of folders and links within it not."""
    parcels: list[Parcel] = []
    others: list[str] = []
    look = partial(_stop_if_asked, session)
    for path in paths:
        entries = _entries(path) if path.is_dir() else None
        if entries is None:
            parcels.append(_parcel(path, look))
            continue
        for entry in entries:
            look()
            if _may_be_ours(entry):
                parcels.append(_parcel(Path(entry.path), look))
            else:
                others.append(entry.name + ("/" if entry.is_dir(follow_symlinks=False) else ""))
    return Gathered(tuple(parcels), tuple(others))


def _entries(folder: Path) -> "list[os.DirEntry[str]] | None":
    """What a folder holds, by name; None when it cannot be looked into: reading it then says why."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return None


def _may_be_ours(entry: "os.DirEntry[str]") -> bool:
    """Whether a file of a folder is to be received; what cannot be read is, so that a person hears of it."""
    try:
        if not entry.is_file(follow_symlinks=False):
            return False
        with open(entry.path, "rb") as stream:
            with only_this_file(entry.name):
                return is_ours(stream, entry.stat().st_size)
    except (OSError, UserError):
        return True


def _parcel(path: Path, look: Callable[[], None]) -> Parcel:
    return Parcel(path.name, partial(read_bytes, path, look), path)


def _stop_if_asked(session: Session) -> None:
    if session.stop_requested.is_set():
        raise Cancelled


def _nothing() -> None:
    """Nobody can press Stop here."""


def whole_bytes(path: Path) -> bytes:
    """A file as it lies, with the files that go along in it. Raises UserError bad_path, cannot_open."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError("bad_path", path=str(path)) from error
    except OSError as error:
        raise UserError("cannot_open", path=str(path)) from error


def read_bytes(path: Path, look: Callable[[], None] = _nothing) -> bytes:
    """The bytes of a file a person chose, never more than a file may have; of one with materials, without
    them. `look` is called between two pieces, and may raise Cancelled: a stick can be slow.
    """
    inside = rocb_in(path)
    if inside is not None:
        return inside
    data = BytesIO()
    try:
        with path.open("rb") as stream:
            while (piece := stream.read(_STEP)) and data.tell() <= MAX_FILE:
                data.write(piece)
                look()
    except FileNotFoundError as error:
        raise UserError("bad_path", path=str(path)) from error
    except OSError as error:
        raise UserError("cannot_open", path=str(path)) from error
    if data.tell() > MAX_FILE:
        raise UserError("too_large", path=path.name)
    return data.getvalue()
