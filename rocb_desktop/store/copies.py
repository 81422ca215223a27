"""Looks into a copy of a store without changing it: whether it is whole, and whose it is."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.store.database import copy_database
from rocb_desktop.store.materials import FILE_KINDS, named_query


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """`whole`: SQLite finds no fault in it, and it is a store. `key`: its owner's public signing key."""

    whole: bool
    key: str = ""
    name: str = ""
    changes: int = 0


def check_copy(path: Path) -> CopyFacts:
    """Open a copy, read every page of it, and say what it is; a file that is none is not whole."""
    try:
        with _opened(path) as db:
            if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                return CopyFacts(False)
            said = dict(db.execute("SELECT key, value FROM setting WHERE key IN ('key', 'name')"))
            changes = db.execute("SELECT count(DISTINCT id) FROM change").fetchone()[0]
    except sqlite3.Error:
        return CopyFacts(False)
    return CopyFacts("key" in said, said.get("key", ""), said.get("name", ""), changes)


def blobs_in_copy(path: Path) -> set[str]:
    """Hashes of the files that the materials and evidence of a copy speak of; one that is not whole speaks of none, and
    neither does one that is older than these.
    """
    try:
        with _opened(path) as db:
            there = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")}
            known = [kind for kind in FILE_KINDS if kind in there]
            return {row[0] for row in db.execute(named_query(known))} if known else set()
    except sqlite3.Error:
        return set()


def copy_out(path: Path, target: Path) -> None:
    """Put a fresh copy of a copy at `target`. Raises UserError: store_damaged, disk_full, cannot_open."""
    with _opened(path) as db:
        copy_database(db, target)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Read only, and nothing is written beside it: a stick may be read only too."""
    place = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(place, uri=True, isolation_level=None)) as db:
        yield db
