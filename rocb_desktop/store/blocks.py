"""Blocks in the store: written once as they came, read back to the letter."""

from collections.abc import Iterable, Iterator, Sequence

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.change import Change, erased_body, parse_change
from rocb_desktop.domain.erasure import ERASED
from rocb_desktop.store.database import Database

Row = tuple[object, ...]
Signed = tuple[Block, bytes, bytes]  # a block with the header line and the signature that came

_CHUNK = 500


def chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    """Pieces small enough for one statement's variables."""
    for at in range(0, len(items), _CHUNK):
        yield items[at : at + _CHUNK]


def marks(items: Sequence[object]) -> str:
    return ",".join("?" * len(items))


def known_ids(db: Database, ids: Sequence[str]) -> set[str]:
    """Those of `ids` that the store already holds."""
    found: set[str] = set()
    for some in chunks(ids):
        rows = db.execute(f"SELECT id FROM block WHERE id IN ({marks(some)})", some)
        found.update(row[0] for row in rows)
    return found


def last_block(db: Database, author: str, nonce: str, audience: str) -> tuple[int, str]:
    """Number and id of the newest block of a stream, also of one taken back; (0, "") before the first."""
    where = "author=?1 AND nonce=?2 AND audience=?3"
    row = db.execute(
        f"SELECT number, id FROM block WHERE {where} UNION ALL SELECT number, id FROM taken_back WHERE {where}"
        " ORDER BY number DESC LIMIT 1",
        (author, nonce, audience),
    ).fetchone()
    return (row[0], row[1]) if row else (0, "")


def header_row(seq: int, block: Block, header: bytes, signature: bytes, imported: str | None) -> Row:
    """A row of the table `block`; its changes are rows of their own."""
    head = (block.id, block.key, block.nonce, block.audience, block.administration, block.number, block.back)
    return seq, *head, header, signature, imported


def insert_headers(db: Database, rows: Sequence[Row]) -> None:
    db.conn.executemany(f"INSERT INTO block VALUES ({marks(range(11))})", rows)


def last_seq(db: Database, table: str) -> int:
    return int(db.execute(f"SELECT coalesce(max(seq), 0) FROM {table}").fetchone()[0])


def changes_of(db: Database, seq: int) -> tuple[Change, ...]:
    """The changes of one block, in the order they were signed; what was erased leaves here as its hash alone."""
    rows = db.execute("SELECT meta, body, held FROM change WHERE block=? ORDER BY seq", (seq,))
    return tuple(parse_change(meta, erased_body(body) if held == ERASED else body) for meta, body, held in rows)


def read_blocks(db: Database, where: str, values: Sequence[object] = ()) -> Iterator[tuple[Block, bytes, bytes]]:
    """Block, header and signature of every block that `where` picks, oldest first."""
    rows = db.execute(
        "SELECT seq, id, author, nonce, audience, administration, number, back, header, signature FROM block"
        f" WHERE {where} ORDER BY seq",
        values,
    ).fetchall()
    for seq, block, author, nonce, audience, office, number, back, header, signature in rows:
        changes = changes_of(db, seq)
        yield Block(block, author, nonce, audience, office, number, back, changes), header, signature


def chain_of(db: Database, keys: Iterable[str]) -> list[Block]:
    """The `back` links, without changes, of all blocks of `keys`."""
    return [
        Block(block, author, nonce, audience, office, number, back, ())
        for key in keys
        for block, author, nonce, audience, office, number, back in db.execute(
            "SELECT id, author, nonce, audience, administration, number, back FROM block WHERE author=?", (key,)
        )
    ]
