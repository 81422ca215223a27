"""What was found in the mailbox folder: each file by its name, what it was when it was looked at, and what it is."""

from dataclasses import dataclass

from rocb_desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of the folder. `size` and `mtime` are those it had when `digest` was taken; `state` is a stable word;
    `since` when it was first seen with these bytes; `why` the code of what was wrong with it, or ""; `holds` what it
    holds, in the words of whoever looked, while that still matters.
    """

    name: str
    size: int
    mtime: int
    digest: str
    state: str
    since: str
    why: str = ""
    holds: str = ""


def read_seen(db: Database) -> dict[str, Seen]:
    rows = db.execute("SELECT name, size, mtime, digest, state, since, why, holds FROM mailbox")
    return {row[0]: Seen(*row) for row in rows}


def keep_seen(db: Database, seen: list[Seen]) -> None:
    """Replace all that is known of the folder: nothing is inferred from what is no longer there."""
    with db.atomic():
        db.execute("DELETE FROM mailbox")
        db.conn.executemany(
            "INSERT INTO mailbox(name, size, mtime, digest, state, since, why, holds) VALUES (?,?,?,?,?,?,?,?)",
            [(one.name, one.size, one.mtime, one.digest, one.state, one.since, one.why, one.holds) for one in seen],
        )
