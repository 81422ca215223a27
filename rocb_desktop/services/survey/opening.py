"""Foreign files leave the store as copies: saved where a person says, or marked as foreign and handed to a program."""

import os
import stat
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import MAX_SIZE, StoredFile, ending_of, fits, safe_name
from rocb_desktop.exchange.streams import Tick, copy_stream
from rocb_desktop.reports.files import file_error, streamed
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import checked_blob, ticks
from rocb_desktop.store.materials import read_evidence, read_materials, read_own_materials
from rocb_desktop.store.source_documents import read_source_documents
from rocb_desktop.texts import _

_PREFIX = "rocb-desktop-"
_MARK = ".rocb-desktop-copy"  # in a folder that this app made, and may delete
_DAY = 24 * 3600
_FROM_INTERNET = "[ZoneTransfer]\r\nZoneId=3\r\n"
_QUARANTINE = "com.apple.quarantine"


def find_file(session: Session, record: str) -> StoredFile:
    """What a material, an own one or a piece of evidence says of its file. Raises UserError bad_value."""
    files = [one.file for one in read_materials(session.db, "id=?", (record,))]
    files += [one.file for one in read_own_materials(session.db, "id=?", (record,))]
    files += [one.file for one in read_source_documents(session.db, "id=?", (record,))]
    files += [one.file for one in read_evidence(session.db, "id=?", (record,))]
    if not files:
        raise UserError("bad_value", value=record)
    return files[0]


@lane("read")
def check_file(session: Session, record: str) -> bool:
    """Whether the bytes here are those that were signed. Raises UserError not_copied."""
    try:
        checked_blob(session, find_file(session, record))
    except UserError as error:
        if error.code != "not_the_file":
            raise
        return False
    return True


@lane("write")
def save_file(session: Session, record: str, path: Path) -> Outcome:
    """Save a copy under a name or in a folder, after its bytes were checked. The value is where it lies."""
    file = find_file(session, record)
    tick = ticks(session, 2 * file.size)
    target = path / safe_name(file.name) if path.is_dir() else path
    _copy(checked_blob(session, file, tick), target, tick)
    return Outcome(frozenset(), _("A copy was saved. The file is complete and not changed."), None, target)


@lane("write")
def open_copy(session: Session, record: str) -> Outcome:
    """A copy to hand to the computer's own program, marked as one that came from elsewhere. The value is its path.

    Raises UserError: not_opened for a type that the app does not open, or bytes that are not of the type.
    """
    file = find_file(session, record)
    if not file.type.opens:
        raise UserError("not_opened", type=ending_of(file.name) or _("unknown"))
    tick = ticks(session, 2 * file.size)
    source = checked_blob(session, file, tick)
    with source.open("rb") as stream:
        if not fits(file.name, stream.read(1024)):
            raise UserError("not_opened", name=file.name)
    now = session.clock.now().timestamp()
    target = _own_folder(now) / safe_name(file.name)
    _copy(source, target, tick)
    mark_foreign(target, sys.platform, int(now))
    return Outcome(frozenset(), "", None, target)


def _copy(source: Path, target: Path, tick: Tick) -> None:
    with source.open("rb") as stream, streamed(target) as written:
        copy_stream(stream, written, MAX_SIZE, tick)


def _own_folder(now: float) -> Path:
    """A new folder for one copy; those of other days go, as far as no program holds them."""
    place = Path(tempfile.gettempdir())
    for left in place.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if _is_own(left) and now - left.stat().st_mtime > _DAY:
                rmtree(left, ignore_errors=True)
    try:
        made = Path(tempfile.mkdtemp(prefix=_PREFIX))
        (made / _MARK).touch()
    except OSError as error:
        raise file_error(error, place) from error
    return made


def _is_own(folder: Path) -> bool:
    """Whether this app made a folder for this person: others write into the temporary folder too, and take any name."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or not (folder / _MARK).is_file():
        return False
    return sys.platform == "win32" or found.st_uid == os.getuid()


def opened_copies() -> list[Path]:
    """Every copy that was handed to another program and lies there still."""
    found: list[Path] = []
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # somebody else's
            if _is_own(folder):
                found += [path for path in sorted(folder.iterdir()) if path.is_file() and not path.is_symlink()]
    return found


def mark_foreign(path: Path, system: str, now: int) -> None:
    """Say to the system that a file came from elsewhere, so that its programs take care: on Windows the stream that
    browsers write, on macOS their quarantine. Elsewhere than on Windows the copy is read-only too.
    """
    with suppress(OSError):  # a temporary folder on a disk without such marks
        if system == "win32":
            path.with_name(f"{path.name}:Zone.Identifier").write_text(_FROM_INTERNET, encoding="ascii", newline="")
        elif system == "darwin":
            value = f"0083;{now:08x};ROCB Desktop;"
            subprocess.run(["/usr/bin/xattr", "-w", _QUARANTINE, value, str(path)], check=False, timeout=10)
    if system != "win32":  # there a read-only file could not be deleted any more
        path.chmod(0o400)
