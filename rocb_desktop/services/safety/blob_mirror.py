"""The files of materials and evidence in the second place: copied there once, read back, and brought back from there.

Nothing is ever deleted there, but what was erased: copies that lie there may speak of files that no record names here.
"""

import json
import logging
from collections.abc import Collection, Mapping
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import MAX_SIZE
from rocb_desktop.exchange.streams import Tick, copy_stream
from rocb_desktop.reports.files import streamed
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import blob_place, blobs_in, ticks
from rocb_desktop.store.materials import named_blobs
from rocb_desktop.store.settings import read_setting, write_setting

ERASED_FILES = "erased_files"  # setting: hashes of what was erased and may still lie in the second place
_ROUNDS = 2  # a file is read, and what was written is read back
_log = logging.getLogger(__name__)


def mirror_blobs(session: Session, place: Path) -> tuple[int, int]:
    """Copy to `place` what is not there yet: how many were copied, and how many could not. Stop leaves whole files."""
    _drop_erased(session, place)
    new = [path for path in blobs_in(session.profile.path) if not _is_there(path, blob_place(place, path.name))]
    tick = ticks(session, _ROUNDS * sum(path.stat().st_size for path in new))
    copied = sum(_copy(path, blob_place(place, path.name), tick) for path in new)
    return copied, len(new) - copied


def bring_back_blobs(folder: Path, named: Mapping[str, int], places: Collection[Path], tick: Tick | None) -> int:
    """Bring the files that records name and that are not in the profile `folder` back from `places`; the count."""
    count = 0
    for digest, size in named.items():
        target = blob_place(folder, digest)
        if _has(target, size):
            continue
        found = (blob_place(place, digest) for place in places)
        count += any(_has(source, size) and _copy(source, target, tick) for source in found)
    return count


def note_erased_files(session: Session, digests: Collection[str]) -> None:
    """Remember what is to go from the second place when it is connected the next time."""
    write_setting(session.db, ERASED_FILES, json.dumps(sorted({*_erased(session), *digests})))


def _erased(session: Session) -> list[str]:
    found: list[str] = json.loads(read_setting(session.db, ERASED_FILES, "[]"))
    return found


def _drop_erased(session: Session, place: Path) -> None:
    """Delete there what was erased here, but what another record names as well."""
    erased = _erased(session)
    if not erased:
        return
    try:
        for digest in set(erased) - named_blobs(session.db).keys():
            blob_place(place, digest).unlink(missing_ok=True)
    except OSError as error:  # it was pulled out: they go the next time
        _log.warning("erased files stay in the second place: %s", error.errno)
        return
    write_setting(session.db, ERASED_FILES, "[]")


def _is_there(source: Path, target: Path) -> bool:
    return _has(target, source.stat().st_size)


def _has(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _copy(source: Path, target: Path, tick: Tick | None) -> bool:
    """Whether the file lies at `target` now, whole and read back; a damaged one is never copied."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with source.open("rb") as stream, streamed(target) as written:
            digest = copy_stream(stream, written, MAX_SIZE, tick)[0]
            written.flush()
            written.seek(0)
            if {digest, copy_stream(written, None, MAX_SIZE, tick)[0]} != {target.name}:
                raise UserError("not_the_file")
    except (OSError, UserError) as error:
        _log.warning("a file was not copied: %s", error)
        return False
    return True
