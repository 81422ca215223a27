"""Which files came in and when, and the files that wait until their sender is known."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from rocb_desktop.domain.errors import UserError
from rocb_desktop.store.database import Database

MAX_WAITING = 200
MAX_WAITING_BYTES = 100_000_000


def keep_import(
    db: Database,
    import_id: str,
    at: datetime,
    name: str,
    file: str,
    kind: str,
    sender: tuple[str, str, str],
    *,
    created: str = "",
    counts: Mapping[str, int] | None = None,
) -> None:
    """Remember a file of an import and what it did; `sender` is key, name and administration, `created` the time that
    its header gives.
    """
    db.execute(
        "INSERT OR IGNORE INTO import(id, at, name, file, kind, sender, sender_name, administration, counts, created)"
        " VALUES (?,?,?,?,?,?,?,?,?,?)",
        (import_id, at.isoformat(), name, file, kind, *sender, json.dumps(counts or {}), created),
    )


def read_imports(db: Database, most: int) -> list[tuple[Any, ...]]:
    """Id, time, name, kind, sender's name, administration, counts, time of undoing ("": it stands) of every file of
    the newest imports, newest first.
    """
    return db.execute(
        "SELECT id, at, name, kind, sender_name, administration, counts, undone FROM import WHERE id IN"
        " (SELECT id FROM import GROUP BY id ORDER BY max(at) DESC, max(rowid) DESC LIMIT ?)"
        " ORDER BY at DESC, rowid DESC",
        (most,),
    ).fetchall()


_ORDERS = {
    "at": ("max(at)",),
    "name": ("count(*) > 1", "min(name) COLLATE NOCASE"),
    "kind": ("min(kind)",),
    "sender": ("min(sender_name) COLLATE NOCASE", "min(administration)"),
    "brought": ("sum(json_extract(counts, '$.new'))", "sum(json_extract(counts, '$.changed'))"),
    "state": ("max(undone) <> ''",),
}


def import_ids(db: Database, order: str, descending: bool, only: Collection[str] | None) -> list[str]:
    """Ids of all imports, of those in `only` when given; by one of "at", "name", "kind", "sender", "brought" and
    "state", or the newest first.
    """
    way = " DESC" if descending else ""
    first = "".join(f"{part}{way}, " for part in _ORDERS.get(order, ()))
    where = "WHERE id IN (SELECT value FROM json_each(?))" if only is not None else ""
    query = f"SELECT id FROM import {where} GROUP BY id ORDER BY {first}max(at) DESC, max(rowid) DESC"
    return [row[0] for row in db.execute(query, (json.dumps(sorted(only)),) if only is not None else ())]


def read_import_files(db: Database, ids: Collection[str]) -> list[tuple[Any, ...]]:
    """The rows of these imports, as `read_imports` gives them."""
    return db.execute(
        "SELECT id, at, name, kind, sender_name, administration, counts, undone FROM import"
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id, at DESC, rowid DESC",
        (json.dumps(sorted(ids)),),
    ).fetchall()


def count_since(db: Database, at: datetime) -> int:
    """How many files came in after a moment."""
    row = db.execute("SELECT count(*) FROM import WHERE datetime(at) > datetime(?)", (at.isoformat(),)).fetchone()
    return int(row[0])


def kinds_of(db: Database, import_id: str) -> set[str]:
    """What the files of an import were; nothing when there is none of this id."""
    return {row[0] for row in db.execute("SELECT kind FROM import WHERE id=?", (import_id,))}


def mark_undone(db: Database, import_id: str, at: str) -> None:
    """Say that an import was taken back at `at`, or stands again ("")."""
    db.execute("UPDATE import SET undone=? WHERE id=?", (at, import_id))


def last_made(db: Database, sender: str, but: str = "") -> str:
    """When the newest file of a sender was made that was ever imported here, as its header said; "" for none."""
    row = db.execute("SELECT max(created) FROM import WHERE sender=? AND file<>?", (sender, but)).fetchone()
    return str(row[0] or "")


def keep_waiting(
    db: Database,
    at: datetime,
    name: str,
    file: str,
    kind: str,
    sender: tuple[str, str, str],
    anchor: tuple[str, ...],
    data: bytes,
) -> None:
    """Put a file aside. Raises UserError waiting_room_full."""
    query = "SELECT count(*), coalesce(sum(length(data)), 0) FROM waiting WHERE id<>?"
    count, size = db.execute(query, (file,)).fetchone()
    if count >= MAX_WAITING or size + len(data) > MAX_WAITING_BYTES:
        raise UserError("waiting_room_full")
    since = waited_since(db, file) or at  # the same file again still came first when it came first
    db.execute(
        "INSERT OR REPLACE INTO waiting VALUES (?,?,?,?,?,?,?,?,?)",
        (file, since.isoformat(), name, kind, *sender, json.dumps(anchor), data),
    )


def waited_since(db: Database, file: str) -> datetime | None:
    """When a file was put aside, with its zone; None when it is not here."""
    row = db.execute("SELECT at FROM waiting WHERE id=?", (file,)).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def release_waiting(db: Database, file: str) -> None:
    db.execute("DELETE FROM waiting WHERE id=?", (file,))


def read_waiting(db: Database) -> list[tuple[Any, ...]]:
    """Id, time, name, kind, sender's key, name and administration, anchor, size of every file; oldest first."""
    return db.execute(
        "SELECT id, at, name, kind, sender, sender_name, administration, anchor, length(data) FROM waiting"
        " ORDER BY at, rowid"
    ).fetchall()


def read_waiting_data(db: Database, file: str) -> bytes:
    """The bytes of a file as they came. Raises UserError bad_path."""
    row = db.execute("SELECT data FROM waiting WHERE id=?", (file,)).fetchone()
    if row is None:
        raise UserError("bad_path", path=file)
    return bytes(row[0])


def take_waiting(db: Database, file: str) -> tuple[Any, ...] | None:
    """Take a file out of the waiting room: its whole row, None when it is not there."""
    with db.atomic():
        row: tuple[Any, ...] | None = db.execute("SELECT * FROM waiting WHERE id=?", (file,)).fetchone()
        release_waiting(db, file)
    return row


def put_waiting(db: Database, row: tuple[Any, ...]) -> None:
    """Put a row of `take_waiting` back."""
    with db.atomic():
        db.execute("INSERT OR REPLACE INTO waiting VALUES (?,?,?,?,?,?,?,?,?)", row)
