"""Writes a finished file whole or not at all: what was there before stays until the new one is complete on the disk."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from rocb_desktop.domain.errors import UserError

NO_SPACE = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
# A stick that was pulled out, a shared folder whose computer went away.
GONE = tuple(
    getattr(errno, name)
    for name in (
        *("EIO", "ENODEV", "ENXIO", "ESTALE", "ENOTCONN", "ENETDOWN", "ENETUNREACH", "ENETRESET", "EHOSTDOWN"),
        *("EHOSTUNREACH", "ECONNABORTED", "ECONNRESET", "ETIMEDOUT", "EREMOTEIO", "ENOMEDIUM"),
    )
    if hasattr(errno, name)
)
# What Windows says of the same: path or name of the network not found or deleted, device not ready or gone, time over.
WINDOWS_GONE = (21, 31, 53, 54, 55, 59, 64, 67, 71, 121, 433, 1167, 1231, 1232)
NO_PLACE = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG)


def write_whole(path: Path, content: bytes) -> None:
    """Puts the content at `path`; UserError disk_full, bad_path or cannot_open, and then nothing has changed."""
    with staged(path) as put:
        put(content)


@contextmanager
def staged(path: Path, *, hidden: bool = False) -> Iterator[Callable[[bytes], None]]:
    """Gives a function that writes the whole content beside `path`, on the disk and read back; at the end of the block
    it gets its name. When the block ends badly nothing is left of it. Raises UserError as `write_whole`.

    `hidden`: until then it has a name that no file program shows and no other computer takes for a file.
    """
    with _unfinished(path, "." if hidden else "") as part:
        yield lambda content: _put(part, content)


@contextmanager
def streamed(path: Path) -> Iterator[BinaryIO]:
    """As `staged`, for what is too large to hold: a stream beside `path`, which gets its name when all is on disk."""
    with _unfinished(path) as part, part.open("w+b") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def _unfinished(path: Path, begins: str = "") -> Iterator[Path]:
    part = path.with_name(f"{begins}{path.name}.part")
    try:
        try:
            yield part
            part.replace(path)
        except BaseException:
            with suppress(OSError):  # a stick that was pulled out: there is nothing left to tidy
                part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise file_error(error, path) from error


def _put(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if path.read_bytes() != content:
        raise OSError(errno.EIO, "what was written reads back as something else")


def file_error(error: OSError, path: Path) -> UserError:
    """What the system says about a file, as a person can put it right."""
    if error.errno in NO_SPACE:
        return UserError("disk_full")
    if getattr(error, "winerror", None) in WINDOWS_GONE or error.errno in GONE:
        return UserError("place_gone", path=str(path))
    if error.errno in NO_PLACE:
        return UserError("bad_path", path=str(path))
    return UserError("cannot_open", path=str(path))
