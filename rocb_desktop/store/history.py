"""The changes of the store in the order in which they came here, newest first, a page at a time."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rocb_desktop.domain.change import Change, parse_change
from rocb_desktop.store.blocks import chunks, marks
from rocb_desktop.store.database import Database

_COLUMNS = "c.seq, c.meta, c.body, c.held, coalesce(b.author, ''), coalesce(b.import, '')"
TAKEN_BACK, ERASED = "taken_back", "erased"
# Records that speak of somebody or of a workshop whose name holds the words.
_NAMED = """
c.record IN (
    SELECT id FROM workshop WHERE title LIKE :words ESCAPE '\\' OR short_title LIKE :words ESCAPE '\\'
    UNION SELECT id FROM person WHERE name LIKE :words ESCAPE '\\'
    UNION SELECT r.id FROM reply r LEFT JOIN person p ON p.id = r.person LEFT JOIN workshop w ON w.id = r.workshop
        WHERE coalesce(p.name, r.name) LIKE :words ESCAPE '\\'
        OR w.title LIKE :words ESCAPE '\\' OR w.short_title LIKE :words ESCAPE '\\'
    UNION SELECT v.id FROM review v JOIN reply r ON r.id = v.reply JOIN person p ON p.id = r.person
        WHERE p.name LIKE :words ESCAPE '\\'
    UNION SELECT a.id FROM action a LEFT JOIN person p ON p.id = a.person LEFT JOIN workshop w ON w.id = a.workshop
        WHERE p.name LIKE :words ESCAPE '\\' OR w.title LIKE :words ESCAPE '\\' OR w.short_title LIKE :words ESCAPE '\\'
)"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes: of one record, of one import, the own ones, those that came in files, those that hold `words`."""

    record: str = ""
    imported: str = ""
    mine: bool = False
    from_files: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change as it lies here. `key` is its author's, "" for what this computer has not signed yet; `held` is why it
    does not count; `imported` is the import that brought it.
    """

    seq: int
    change: Change
    held: str | None
    key: str
    imported: str


def read_changes(db: Database, own: str, wanted: Wanted, before: int | None, most: int) -> list[ChangeRow]:
    """At most `most` changes that came before row `before` (None: the newest), the newest first."""
    where = ["c.seq < :before"] if before is not None else []
    where += [
        words
        for words, chosen in (
            ("c.record = :record", wanted.record),
            ("b.import = :imported", wanted.imported),
            ("(c.block IS NULL OR b.author = :own)", wanted.mine),
            ("b.import IS NOT NULL", wanted.from_files),
            (f"c.held IS NOT '{ERASED}' AND (CAST(c.body AS TEXT) LIKE :words ESCAPE '\\' OR {_NAMED})", wanted.words),
        )
        if chosen
    ]
    query = (
        f"SELECT {_COLUMNS} FROM change c LEFT JOIN block b ON b.seq = c.block"
        f" WHERE {' AND '.join(where) or '1'} ORDER BY c.seq DESC LIMIT :most"
    )
    values = {"before": before, "record": wanted.record, "imported": wanted.imported, "own": own, "most": most}
    rows = db.execute(query, {**values, "words": _like(wanted.words)})
    return [
        ChangeRow(seq, parse_change(meta, body), held, key, brought) for seq, meta, body, held, key, brought in rows
    ]


def _like(words: str) -> str:
    plain = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"


def read_change(db: Database, seq: int) -> ChangeRow | None:
    """One row by its place."""
    query = f"SELECT {_COLUMNS} FROM change c LEFT JOIN block b ON b.seq = c.block WHERE c.seq=?"
    row = db.execute(query, (seq,)).fetchone()
    return ChangeRow(row[0], parse_change(row[1], row[2]), *row[3:]) if row else None


def read_answered(db: Database, rows: Iterable[ChangeRow]) -> dict[str, Change]:
    """What the changes of a page answered, by id: the versions before them."""
    listed = list(rows)
    records = sorted({row.change.record for row in listed})
    wanted = json.dumps(sorted({before for row in listed for before in row.change.after}))
    found: dict[str, Change] = {}
    for some in chunks(records):
        here = f"record IN ({marks(some)}) AND held IS NOT '{ERASED}'"
        query = f"SELECT meta, body FROM change WHERE {here} AND id IN (SELECT value FROM json_each(?))"
        changes = (parse_change(meta, body) for meta, body in db.execute(query, (*some, wanted)))
        found |= {change.id: change for change in changes}
    return found


def read_taken_back(db: Database, record: str = "", imported: str = "") -> list[ChangeRow]:
    """Changes of imports that were taken back: of one record, or of one import. They count for nothing."""
    query = (
        "SELECT -c.seq, c.meta, c.body, EXISTS (SELECT 1 FROM erasure e WHERE e.id = c.id), b.author, b.import"
        " FROM taken_back_change c"
        " JOIN taken_back b ON b.id = c.block WHERE ? IN ('', c.record) AND ? IN ('', b.import) ORDER BY c.seq DESC"
    )
    rows = db.execute(query, (record, imported))
    return [
        ChangeRow(seq, parse_change(meta, body), ERASED if erased else TAKEN_BACK, key, brought)
        for seq, meta, body, erased, key, brought in rows
    ]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import: when, the names of its files, who sent them, and when it was taken back ("" for never)."""

    id: str
    at: str
    names: tuple[str, ...]
    senders: tuple[str, ...]
    undone: str


def read_imports(db: Database, ids: Sequence[str]) -> Mapping[str, ImportRow]:
    """The imports with these ids."""
    found: dict[str, ImportRow] = {}
    for some in chunks(sorted(ids)):
        query = (
            "SELECT id, min(at), json_group_array(name), json_group_array(DISTINCT sender_name), max(undone)"
            f" FROM import WHERE id IN ({marks(some)}) GROUP BY id"
        )
        for key, at, names, senders, undone in db.execute(query, some):
            found[key] = ImportRow(key, at, tuple(json.loads(names)), tuple(json.loads(senders)), undone)
    return found
