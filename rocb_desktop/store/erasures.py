"""Requests to erase: what they name, which of them count, and the wiping of what they hide."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rocb_desktop.domain.change import ERASED as HASHED
from rocb_desktop.domain.change import Change, erased_body
from rocb_desktop.domain.erasure import ERASED, Hand, erased_ids, may_erase
from rocb_desktop.domain.kinds import Role, Standing
from rocb_desktop.store.database import Database
from rocb_desktop.store.search import forget_for_good
from rocb_desktop.store.settings import read_setting

# Whether a row was wiped here once: known by its author and id, for anybody may sign a copy of another's words.
_WIPED = {
    "change": "(coalesce((SELECT author FROM block WHERE seq = change.block),"
    " (SELECT value FROM setting WHERE key = 'key'), ''), id) IN (SELECT author, id FROM wiped)",
    "taken_back_change": "((SELECT author FROM taken_back WHERE id = taken_back_change.block), id)"
    " IN (SELECT author, id FROM wiped)",
}
_AUTHOR = "LEFT JOIN block b ON b.seq = c.block LEFT JOIN setting me ON me.key = 'key'"


@dataclass(frozen=True, slots=True)
class PendingErasure:
    """A change that is hidden because its erasure was asked for, and whose text is still on this computer."""

    id: str
    record: str
    kind: str
    author: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A change in a block of `author`."""

    seq: int
    id: str
    record: str
    kind: str
    held: str | None
    author: str
    office: str


def index_requests(db: Database, rows: Iterable[tuple[int, Change]]) -> None:
    """Remember what the requests among `rows` (with their seq) name."""
    named = [(name, seq) for seq, change in rows for name in erased_ids(change)]
    db.conn.executemany("INSERT OR IGNORE INTO erasure VALUES (?,?)", named)


def named_ids(db: Database, ids: Collection[str] | None = None) -> set[str]:
    """Ids (of `ids`, when given) that any request here names, counted or not. Most stores hold no request."""
    if ids is None:
        return {row[0] for row in db.execute("SELECT DISTINCT id FROM erasure")}
    if db.execute("SELECT 1 FROM erasure LIMIT 1").fetchone() is None:
        return set()
    query = "SELECT DISTINCT e.id FROM json_each(?) j JOIN erasure e ON e.id = j.value"
    return {row[0] for row in db.execute(query, (json.dumps(sorted(ids)),))}


def names_words_on_keys(db: Database, changes: Collection[Change]) -> bool:
    """Whether a request among `changes` names a grant or vouch, or a request here one of theirs."""
    words = {change.id for change in changes if change.kind in ("grant", "vouch")}
    asked = {name for change in changes for name in erased_ids(change)}
    if asked & words or named_ids(db, words):
        return True
    query = "SELECT 1 FROM change WHERE kind IN ('grant', 'vouch') AND id IN (SELECT value FROM json_each(?)) LIMIT 1"
    return bool(asked) and db.execute(query, (json.dumps(sorted(asked)),)).fetchone() is not None


def judge_erasures(db: Database, anchor: Collection[str], ids: Collection[str]) -> tuple[set[int], set[int]]:
    """Seqs of the changes `ids` that are erased and not yet held so, and of those that are held so and are not."""
    if not ids:
        return set(), set()
    named = json.dumps(sorted(ids))
    query = (
        "SELECT c.seq, c.id, c.record, c.kind, c.held, coalesce(b.author, me.value, ''), coalesce(b.administration, '')"
        f" FROM change c {_AUTHOR} WHERE c.id IN (SELECT value FROM json_each(?))"
    )
    rows = [_Row(*row) for row in db.execute(query, (named,))]
    covered = _covered(db, anchor, rows, named)
    held = {row.seq for row in rows if row.held == ERASED}
    return covered - held, held - covered


def _covered(db: Database, anchor: Collection[str], rows: Collection[_Row], named: str) -> set[int]:
    """Seqs of those `rows` that a counted request erases."""
    query = (
        f"SELECT e.id, coalesce(b.author, me.value, '') FROM erasure e JOIN change c ON c.seq = e.request {_AUTHOR}"
        " WHERE c.held IS NULL AND e.id IN (SELECT value FROM json_each(?))"
    )
    erasers: dict[str, set[str]] = {}
    for name, key in db.execute(query, (named,)):
        erasers.setdefault(name, set()).add(key)
    keys = {row.author for row in rows}.union(*erasers.values())
    standings, disputed = _standings(db, anchor, keys)
    return {
        row.seq
        for row in rows
        for eraser in erasers.get(row.id, ())
        if may_erase(
            Hand(eraser, standings[eraser]),
            row.record,
            row.kind,
            Hand(row.author, standings[row.author], row.office, row.author in disputed),
        )
    }


def _standings(
    db: Database, anchor: Collection[str], keys: Collection[str]
) -> tuple[dict[str, Standing], frozenset[str]]:
    """Standings as they are kept, also of keys in dispute; and those of `keys` that are."""
    found = {key: Standing(Role.ANCHOR if key in anchor else Role.UNKNOWN) for key in keys}
    query = (
        "SELECT key, role, administration, person, disputed FROM standing WHERE key IN (SELECT value FROM json_each(?))"
    )
    in_dispute: set[str] = set()
    for key, role, administration, person, disputed in db.execute(query, (json.dumps(sorted(keys)),)):
        if key not in anchor:
            found[key] = Standing(Role(role), administration, person)
            in_dispute.update([key] if disputed else [])
    return found, frozenset(in_dispute)


def hold_erased(db: Database, seqs: Collection[int]) -> None:
    """Hold these changes as erased; what was wiped here once does not come back with its text."""
    named = json.dumps(sorted(seqs))
    db.execute("UPDATE change SET held=? WHERE seq IN (SELECT value FROM json_each(?))", (ERASED, named))
    _wipe(db, "change", f"seq IN (SELECT value FROM json_each(?)) AND {_WIPED['change']}", named)


def pending_erasures(db: Database) -> list[PendingErasure]:
    """What is hidden and waits to be wiped, oldest first."""
    query = (
        f"SELECT c.id, c.record, c.kind, coalesce(b.author, me.value, '') FROM change c {_AUTHOR}"
        " WHERE c.held=? AND substr(c.body, 1, 7)<>? ORDER BY c.seq"
    )
    return [PendingErasure(*row) for row in db.execute(query, (ERASED, HASHED))]


def wipe_erased(db: Database) -> int:
    """Destroy the texts of what is erased; returns how many. Not to be called inside a transaction.

    Only the hash of each body is left, so that ids and signatures still verify. SQLite then writes its file anew:
    no page of it keeps what a row once said. Copies of the file elsewhere (backups) are not touched.
    """
    with db.atomic():
        query = f"SELECT DISTINCT coalesce(b.author, me.value, ''), c.id FROM change c {_AUTHOR} WHERE c.held=?"
        rows = db.execute(query, (ERASED,)).fetchall()
        db.conn.executemany("INSERT OR IGNORE INTO wiped VALUES (?,?)", [*rows, *_erased_apart(db)])
        count = _wipe(db, "change", "held=?", ERASED)
        _wipe(db, "taken_back_change", _WIPED["taken_back_change"])
        forget_wiped_texts(db)
    forget_for_good(db)
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return count


def forget_wiped_texts(db: Database) -> None:
    """Of the texts that were taken back with an import, those that were wiped go as well."""
    for table in ("block", "taken_back"):
        db.execute(
            f"DELETE FROM taken_back_text WHERE ((SELECT author FROM {table} b WHERE b.id = taken_back_text.block), id)"
            " IN (SELECT author, id FROM wiped)"
        )


def _erased_apart(db: Database) -> list[tuple[str, str]]:
    """Authors and ids of erased changes in blocks that were taken back."""
    query = (
        "SELECT c.seq, c.id, c.record, c.kind, NULL, b.author, b.administration FROM taken_back_change c"
        " JOIN taken_back b ON b.id = c.block WHERE c.id IN (SELECT id FROM erasure)"
    )
    rows = [_Row(*row) for row in db.execute(query)]
    anchor = json.loads(read_setting(db, "anchor", "[]"))
    covered = _covered(db, anchor, rows, json.dumps(sorted({row.id for row in rows})))
    return [(row.author, row.id) for row in rows if row.seq in covered]


def _wipe(db: Database, table: str, where: str, *values: str) -> int:
    query = f"SELECT seq, body FROM {table} WHERE substr(body, 1, 7)<>? AND {where}"
    rows = [(erased_body(body), seq) for seq, body in db.execute(query, (HASHED, *values)).fetchall()]
    db.conn.executemany(f"UPDATE {table} SET body=? WHERE seq=?", rows)
    return len(rows)
