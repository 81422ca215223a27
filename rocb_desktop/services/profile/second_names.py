"""What the folder of copies is called in the second place: several profiles may share a name, and a stick."""

import hashlib
import logging
from pathlib import Path

from rocb_desktop.store.copies import check_copy

_log = logging.getLogger(__name__)


def names_in(place: Path, folder: Path, key: str) -> tuple[Path, Path]:
    """The folder in `place` for the profile in `folder` with this key, and what an older version called it."""
    mark = hashlib.sha256(key.encode()).hexdigest()[:8]
    return place / f"ROCB {folder.name} {mark}", place / f"ROCB {folder.name}"


def leave_old_name(place: Path, folder: Path, key: str) -> None:
    """Bring what lies under the older name under the own one: all of it, or the own copies among those of others."""
    own, old = names_in(place, folder, key)
    if not old.is_dir() or own.is_dir():
        return
    keys = {copy: check_copy(copy).key for copy in old.glob("*.sqlite")}
    try:
        if set(keys.values()) - {""} == {key}:
            old.rename(own)
            return
        own.mkdir()
        for copy in (copy for copy, whose in keys.items() if whose == key):
            copy.rename(own / copy.name)
    except OSError as error:
        _log.warning("the second place keeps its older name: %s", error.errno)
