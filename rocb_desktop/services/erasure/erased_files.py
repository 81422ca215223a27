"""Files on this computer that still hold what was erased: found by what is in them, not by their names."""

import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import read_file
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.arriving.parts import waiting_parts
from rocb_desktop.services.sending.sent import files_folder
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import PARTS_FOLDER, STAGING
from rocb_desktop.services.survey.opening import opened_copies
from rocb_desktop.store.erased_bodies import Body
from rocb_desktop.store.imports import read_waiting, read_waiting_data, release_waiting


@dataclass(frozen=True, slots=True)
class Dropped:
    """How many files were deleted. `stays`: those that hold it and lie outside the profile, or could not be deleted;
    `unread`: names of files that came in parts and are not whole, so that nobody can tell what they hold.
    """

    files: int
    stays: tuple[Path, ...]
    unread: tuple[str, ...]


def drop_files(session: Session, bodies: Collection[Body]) -> Dropped:
    """Delete every file in this profile that holds the text of one of `bodies`, also one that waits for its sender,
    whoever brought it; name the others.
    """
    made = _files_made(session)
    ours = [path for path in made if session.profile.path in path.parents]
    inside = list(dict.fromkeys([*_files_here(session), *ours]))
    outside = [path for path in made if path not in inside]
    gone = [path for path in inside if _holds(session, path, bodies) and _delete(path)]
    stays = [path for path in (*inside, *outside) if path not in gone and _holds(session, path, bodies)]
    waited = [str(row[0]) for row in read_waiting(session.db) if _waits_with(session, str(row[0]), bodies)]
    with session.db.atomic():
        for file in waited:
            release_waiting(session.db, file)
    unread = tuple(sorted({one.name for one in waiting_parts(session)}))
    return Dropped(len(gone) + len(waited), tuple(stays), unread)


def drop_opened(digests: Collection[str]) -> tuple[Path, ...]:
    """Delete copies that were opened for another program, of the files `digests`; those that could not be deleted."""
    held = [path for path in opened_copies() if _digest(path) in digests] if digests else []
    return tuple(path for path in held if not _delete(path))


def _files_here(session: Session) -> list[Path]:
    """What this profile keeps besides its store, its keys and the files of records, which go by their hash."""
    found = []
    for folder in (files_folder(session), session.profile.path / STAGING):
        found += [path for path in _below(folder) if PARTS_FOLDER not in path.relative_to(folder).parts[:1]]
    return found


def _files_made(session: Session) -> list[Path]:
    """Files that were made here, wherever they lie, as far as that is known."""
    paths = [Path(row[0]) for row in session.db.execute("SELECT path FROM sent").fetchall()]
    return [path for path in dict.fromkeys(paths) if path.is_file()]


def _below(folder: Path) -> Iterator[Path]:
    for place, _folders, names in os.walk(folder):
        yield from (Path(place) / name for name in sorted(names))


def _delete(path: Path) -> bool:
    with suppress(OSError):  # on Windows another program may hold it: it is named instead
        path.unlink()
        return True
    return False


def _holds(session: Session, path: Path, bodies: Collection[Body]) -> bool:
    try:
        return _has_text(session, read_bytes(path), bodies)
    except (OSError, UserError):  # what nobody can open here tells nobody anything
        return False


def _waits_with(session: Session, file: str, bodies: Collection[Body]) -> bool:
    try:
        return _has_text(session, read_waiting_data(session.db, file), bodies)
    except UserError:  # as above
        return False


def _has_text(session: Session, data: bytes, bodies: Collection[Body]) -> bool:
    file = read_file(data, session.keys.identities)
    said = ((item.block.key, change) for item in file.blocks for change in item.block.changes)
    return any((key, change.id) in bodies and change.fields is not None for key, change in said)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:  # somebody else's
        return ""
