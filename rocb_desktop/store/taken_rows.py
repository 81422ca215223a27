"""The rows of what was taken back: kept apart from what counts, to the byte, until they are brought back."""

import json
from collections.abc import Collection, Sequence

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.change import ERASED as HASHED
from rocb_desktop.domain.change import Change, erased_body, parse_change
from rocb_desktop.domain.staying import STAYING_KINDS, staying_blocks
from rocb_desktop.store.blocks import Signed
from rocb_desktop.store.database import Database

_HEAD = "id, author, nonce, audience, administration, number, back, header, signature"


def taken_ids(db: Database, ids: Sequence[str]) -> list[str]:
    """Those of the blocks `ids` that were taken back, in the order given."""
    if db.execute("SELECT 1 FROM taken_back LIMIT 1").fetchone() is None:
        return []
    query = "SELECT id FROM taken_back WHERE id IN (SELECT value FROM json_each(?))"
    found = {row[0] for row in db.execute(query, (json.dumps(ids),))}
    return list(dict.fromkeys(name for name in ids if name in found))


def kept_blocks(db: Database, import_id: str) -> set[str]:
    """The blocks of an import, and those it filled texts in, that stay when it is taken back."""
    query = (
        "SELECT b.id, b.author, c.meta, c.body FROM change c JOIN block b ON b.seq = c.block"
        " WHERE c.kind IN (SELECT value FROM json_each(?2)) AND (b.import=?1"
        " OR EXISTS (SELECT 1 FROM filled f WHERE f.block = b.id AND f.id = c.id AND f.import=?1))"
    )
    rows = db.execute(query, (import_id, json.dumps(STAYING_KINDS)))
    return staying_blocks([(block, author, parse_change(meta, body)) for block, author, meta, body in rows])


def move_away(db: Database, import_id: str, kept: Collection[str]) -> tuple[list[str], list[Change], set[str]]:
    """Move the blocks that an import first brought out of what counts, but for those `kept`; returns their ids,
    changes and authors.
    """
    going = "import=?1 AND id NOT IN (SELECT value FROM json_each(?2))"
    mine = f"(SELECT seq FROM block WHERE {going})"
    values = (import_id, json.dumps(sorted(kept)))
    ids = [row[0] for row in db.execute(f"SELECT id FROM block WHERE {going} ORDER BY seq", values)]
    rows = db.execute(
        f"SELECT c.meta, c.body, b.author FROM change c JOIN block b ON b.seq = c.block WHERE b.seq IN {mine}", values
    ).fetchall()
    db.execute(
        f"INSERT INTO taken_back({_HEAD}, import) SELECT {_HEAD}, import FROM block WHERE {going} ORDER BY seq", values
    )
    db.execute(
        "INSERT INTO taken_back_change(id, block, record, kind, meta, body)"
        " SELECT c.id, b.id, c.record, c.kind, c.meta, c.body FROM change c JOIN block b ON b.seq = c.block"
        f" WHERE b.seq IN {mine} ORDER BY c.seq",
        values,
    )
    db.execute(f"DELETE FROM erasure WHERE request IN (SELECT seq FROM change WHERE block IN {mine})", values)
    db.execute(f"DELETE FROM change WHERE block IN {mine}", values)
    db.execute(f"DELETE FROM block WHERE {going}", values)
    return ids, [parse_change(meta, body) for meta, body, _author in rows], {row[2] for row in rows}


def move_back(db: Database, where: str, value: str) -> list[Signed]:
    """Take blocks out of what was taken back, as they came: `where` over the table `taken_back`."""
    found: list[Signed] = []
    query = f"SELECT {_HEAD} FROM taken_back WHERE {where} ORDER BY seq"
    for name, author, nonce, audience, office, number, back, header, signature in db.execute(
        query, (value,)
    ).fetchall():
        rows = db.execute("SELECT meta, body FROM taken_back_change WHERE block=? ORDER BY seq", (name,)).fetchall()
        changes = tuple(parse_change(meta, body) for meta, body in rows)
        found.append((Block(name, author, nonce, audience, office, number, back, changes), header, signature))
        db.execute("DELETE FROM taken_back_change WHERE block=?", (name,))
        db.execute("DELETE FROM taken_back WHERE id=?", (name,))
    return found


_PLACES = {
    "change": "SELECT c.seq, c.meta, c.body, b.author FROM change c JOIN block b ON b.seq = c.block"
    " WHERE b.id=? AND c.id=?",
    "taken_back_change": "SELECT c.seq, c.meta, c.body, b.author FROM taken_back_change c"
    " JOIN taken_back b ON b.id = c.block WHERE b.id=? AND c.id=?",
}


def take_texts(db: Database, import_id: str, kept: Collection[str]) -> list[tuple[int, Change, str]]:
    """Put the hash back in place of every text that an import filled in; row, change with its text, and author. What
    makes a request to erase count in the blocks `kept` stays.
    """
    taken: list[tuple[int, Change, str]] = []
    filled = db.execute(
        "SELECT block, id FROM filled f WHERE import=?1 AND NOT (block IN (SELECT value FROM json_each(?2)) AND EXISTS"
        " (SELECT 1 FROM change c JOIN block b ON b.seq = c.block WHERE b.id = f.block AND c.id = f.id"
        " AND c.kind IN (SELECT value FROM json_each(?3))))",
        (import_id, json.dumps(sorted(kept)), json.dumps(STAYING_KINDS)),
    ).fetchall()
    for block, name in filled:
        for table, query in _PLACES.items():
            for seq, meta, body, author in db.execute(query, (block, name)).fetchall():
                if body.startswith(HASHED):  # it was wiped
                    continue
                values = (block, name, import_id, body)
                db.execute("INSERT OR REPLACE INTO taken_back_text VALUES (?,?,?,?)", values)
                db.execute(f"UPDATE {table} SET body=? WHERE seq=?", (erased_body(body), seq))
                if table == "change":
                    db.execute("DELETE FROM erasure WHERE request=?", (seq,))
                    taken.append((seq, parse_change(meta, body), author))
    db.conn.executemany("DELETE FROM filled WHERE block=? AND id=?", filled)
    return taken


def give_texts(db: Database, import_id: str) -> dict[str, Change]:
    """The texts that an import filled in before it was taken back, by the ids of the changes that wait for them."""
    texts: dict[str, Change] = {}
    rows = db.execute("SELECT block, id, body FROM taken_back_text WHERE import=?", (import_id,)).fetchall()
    db.execute("DELETE FROM taken_back_text WHERE import=?", (import_id,))
    for block, name, body in rows:
        texts.update(
            (name, parse_change(meta, body)) for _seq, meta, *_was in db.execute(_PLACES["change"], (block, name))
        )
        for seq, *_was in db.execute(_PLACES["taken_back_change"], (block, name)).fetchall():
            db.execute("UPDATE taken_back_change SET body=? WHERE seq=?", (body, seq))
            db.execute("INSERT OR REPLACE INTO filled VALUES (?,?,?)", (block, name, import_id))
    return texts


def texts_taken(db: Database) -> set[tuple[str, str]]:
    """Block and id of the changes whose text was taken back."""
    return set(db.execute("SELECT block, id FROM taken_back_text").fetchall())


def forget_texts(db: Database, blocks: Collection[str]) -> None:
    """Let the texts of these blocks come in again."""
    query = "DELETE FROM taken_back_text WHERE block IN (SELECT value FROM json_each(?))"
    db.execute(query, (json.dumps(sorted(blocks)),))
