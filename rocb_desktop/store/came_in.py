"""What the newest imports brought: a bounded look, whatever the size of the store."""

from dataclasses import dataclass

from rocb_desktop.store.database import Database

MOST_FILES, MOST_CHANGES = 200, 2_000  # of the newest; who was away for longer reads History


@dataclass(frozen=True, slots=True)
class CameIn:
    """A record that files spoke of, with its kind."""

    record: str
    kind: str


def newest_import(db: Database) -> int:
    """The place of the newest file that came in; 0 before the first. Taking an import back does not lower it."""
    return int(db.execute("SELECT coalesce(max(rowid), 0) FROM import").fetchone()[0])


def read_came_in(db: Database, after: int, own: str) -> tuple[list[CameIn], bool]:
    """Records of which others said something that counts, in files after place `after`; the newest first, once each.
    And whether there is more than that, for only the newest files and changes are looked at.

    What was taken back since is not among them, for its blocks are not here.
    """
    files = db.execute("SELECT DISTINCT id FROM import WHERE rowid > ? LIMIT ?", (after, MOST_FILES + 1)).fetchall()
    query = (
        "SELECT c.record, c.kind FROM block b JOIN change c ON c.block = b.seq WHERE b.import IN"
        " (SELECT DISTINCT id FROM (SELECT id FROM import WHERE rowid > ? ORDER BY rowid DESC LIMIT ?))"
        " AND b.author <> ? AND c.held IS NULL ORDER BY c.seq DESC LIMIT ?"
    )
    rows = db.execute(query, (after, MOST_FILES, own, MOST_CHANGES + 1)).fetchall()
    more = len(files) > MOST_FILES or len(rows) > MOST_CHANGES
    return [CameIn(*row) for row in dict.fromkeys(rows[:MOST_CHANGES])], more
