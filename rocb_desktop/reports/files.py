"""Writes a finished file whole or not at all: what was there before stays until the new one is complete on the disk."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from rocb_desktop.domain.errors import UserError

NO_SPACE = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
NO_PLACE = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG)


def write_whole(path: Path, content: bytes) -> None:
    """Puts the content at `path`; UserError disk_full, bad_path or cannot_open, and then nothing has changed."""
    unfinished = path.with_name(path.name + ".part")
    try:
        try:
            with unfinished.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            unfinished.replace(path)
        except OSError:
            with suppress(OSError):  # a stick that was pulled out: there is nothing left to tidy
                unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise file_error(error, path) from error


def file_error(error: OSError, path: Path) -> UserError:
    """What the system says about a file, as a person can put it right."""
    if error.errno in NO_SPACE:
        return UserError("disk_full")
    if error.errno in NO_PLACE:
        return UserError("bad_path", path=str(path))
    return UserError("cannot_open", path=str(path))
