"""Texts that were erased here, by author and id: told to what lies outside the store, and wiped again without judging.

An older copy of the store may not hold what made a request count; what was deleted on a typed word stays deleted.
"""

import json
from collections.abc import Collection

from rocb_desktop.domain.change import ERASED as HASHED
from rocb_desktop.domain.change import erased_body
from rocb_desktop.domain.erasure import ERASED
from rocb_desktop.store.changes import Desk, rebuild
from rocb_desktop.store.database import Database
from rocb_desktop.store.drafts import drop_drafts_of_gone
from rocb_desktop.store.erasures import forget_wiped_texts
from rocb_desktop.store.search import forget_for_good

Body = tuple[str, str]  # the author's key, and the id of the change
_ME = " LEFT JOIN setting me ON me.key = 'key'"
_TABLES = {
    "change": "change c LEFT JOIN block b ON b.seq = c.block" + _ME,
    "taken_back_change": "taken_back_change c LEFT JOIN taken_back b ON b.id = c.block" + _ME,
}
_AUTHOR = "coalesce(b.author, me.value, '')"


def erased_bodies(db: Database, pending: bool) -> set[Body]:
    """What was wiped here; with `pending` also what is hidden and about to be."""
    where = f"({_AUTHOR}, c.id) IN (SELECT author, id FROM wiped)"
    found = {
        (str(author), str(name))
        for joined in _TABLES.values()
        for author, name in db.execute(f"SELECT {_AUTHOR}, c.id FROM {joined} WHERE {where}")
    }
    if pending:
        query = f"SELECT {_AUTHOR}, c.id FROM {_TABLES['change']} WHERE c.held=?"
        found.update((str(author), str(name)) for author, name in db.execute(query, (ERASED,)))
    return found


def wipe_bodies(db: Database, desk: Desk, bodies: Collection[Body]) -> int:
    """Put its hash in the place of each of `bodies` that has its text here; how many. Not inside a transaction.

    Their texts are never filled in again, and drafts of their records go.
    """
    named = json.dumps([list(body) for body in sorted(bodies)])
    pairs = "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)"
    count = 0
    records: set[str] = set()
    with db.atomic():
        for table, joined in _TABLES.items():
            rows = db.execute(
                f"SELECT c.seq, {_AUTHOR}, c.id, c.record, c.body FROM {joined}"
                f" WHERE substr(c.body, 1, 7)<>? AND ({_AUTHOR}, c.id) IN ({pairs})",
                (HASHED, named),
            ).fetchall()
            db.conn.executemany(
                f"UPDATE {table} SET body=? WHERE seq=?", [(erased_body(row[4]), row[0]) for row in rows]
            )
            db.conn.executemany("INSERT OR IGNORE INTO wiped VALUES (?,?)", [row[1:3] for row in rows])
            records.update(row[3] for row in rows)
            count += len(rows)
        forget_wiped_texts(db)
        if count:
            rebuild(db, desk)
        drop_drafts_of_gone(db, records)
    if count:
        forget_for_good(db)
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return count
