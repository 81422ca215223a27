"""Streams of blocks: whole ones out of the store, how far each is here without a gap, and what other desks hold."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.kinds import TEXT_MISSING
from rocb_desktop.store.blocks import chunks, known_ids, marks, read_blocks
from rocb_desktop.store.database import Database

Stream = tuple[str, str, str]  # author, nonce, class
Last = tuple[int, str]  # number and id of a block

# Up to the newest block that shows something; of a key that was ended to its end, which has to be among them. Where
# the changes speak of such a key, its streams go along even when they show nothing else: the end is judged by them.
_WHOLE = """audience=?1 AND seq IN (
    SELECT b.seq FROM block b JOIN (
        SELECT author, nonce, max(number) AS top FROM block WHERE audience=?1
        AND seq IN (SELECT block FROM change WHERE seq IN (SELECT value FROM json_each(?2))) GROUP BY author, nonce
    ) s ON s.author = b.author AND s.nonce = b.nonce
    WHERE b.audience=?1 AND (b.number <= s.top OR b.author IN (SELECT key FROM standing WHERE ended=1))
    UNION SELECT b.seq FROM block b JOIN standing s ON s.key = b.author WHERE b.audience=?1 AND s.ended=1
        AND b.nonce NOT IN (SELECT nonce FROM receipt_stream) AND b.author IN (
            SELECT CASE json_valid(CAST(body AS TEXT)) WHEN 1 THEN json_extract(CAST(body AS TEXT), '$[1].key') END
            FROM change WHERE kind IN ('grant', 'vouch') AND seq IN (SELECT value FROM json_each(?2))))"""


def read_streams(db: Database, audience: str, rows: Iterable[int]) -> Iterator[tuple[Block, bytes, bytes]]:
    """Every block of the streams of a class in which the changes `rows` (by seq) stand, oldest first."""
    return read_blocks(db, _WHOLE, (audience, json.dumps(sorted(rows))))


def bringing(db: Database, blocks: Sequence[Block]) -> list[Block]:
    """Those of `blocks` that are not here yet, or bring a text that came as its hash alone."""
    here = known_ids(db, [block.id for block in blocks])
    missing = {row[0] for row in db.execute("SELECT id FROM change WHERE held=?", (TEXT_MISSING,))} if here else set()

    def brings(block: Block) -> bool:
        return any(change.id in missing and change.fields is not None for change in block.changes)

    return [block for block in blocks if block.id not in here or brings(block)]


def lasts(db: Database, authors: Collection[str]) -> dict[Stream, Last]:
    """For each stream of `authors` the last block up to which none is missing here, and no text."""
    found: dict[Stream, Last] = {}
    for some in chunks(sorted(authors)):
        query = (
            "SELECT author, nonce, audience, number, id,"
            " EXISTS (SELECT 1 FROM change c WHERE c.block = b.seq AND c.held = ?)"
            f" FROM block b WHERE author IN ({marks(some)}) ORDER BY author, nonce, audience, number"
        )
        for stream, rows in groupby(db.execute(query, (TEXT_MISSING, *some)), key=lambda row: row[:3]):
            last = _last_whole([row[3:] for row in rows])
            if last is not None:
                found[stream] = last
    return found


def note_streams(db: Database) -> set[Stream]:
    """Streams of the class for all that hold notes of receipt and nothing else: mostly what one person was told."""
    rows = db.execute(
        "SELECT b.author, b.nonce, b.audience FROM block b JOIN change c ON c.block = b.seq WHERE b.audience='all'"
        " GROUP BY b.author, b.nonce HAVING min(c.kind)='received' AND max(c.kind)='received'"
    )
    return set(rows.fetchall())


def _last_whole(rows: Sequence[tuple[int, str, int]]) -> Last | None:
    """The last of the rows that count up from 1, each once and with its texts."""
    last = None
    for place, (number, block, mute) in enumerate(rows, 1):
        forked = place < len(rows) and rows[place][0] == number
        if number != place or mute or forked:
            break
        last = number, block
    return last


def streams_of(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[Stream]:
    """The streams of which a block is here; `where` is over the table `block`."""
    return db.execute(f"SELECT DISTINCT author, nonce, audience FROM block WHERE {where}", values).fetchall()


def blocks_at(db: Database, stream: Stream, number: int) -> set[str]:
    """Ids of the blocks with a number in a stream: one, or two of a fork."""
    query = "SELECT id FROM block WHERE author=? AND nonce=? AND audience=? AND number=?"
    return {row[0] for row in db.execute(query, (*stream, number))}


def keep_have(db: Database, holder: str, have: Mapping[str, Last]) -> None:
    """Remember what the key `holder` said it holds, in the place of what it said before. No clock decides which is
    newer: an older word at most makes the next file longer than it need be.
    """
    db.execute("DELETE FROM have WHERE holder=?", (holder,))
    rows = [(holder, stream, number, block) for stream, (number, block) in have.items()]
    db.conn.executemany("INSERT INTO have VALUES (?,?,?,?)", rows)


def read_have(db: Database, holder: str) -> dict[str, Last]:
    """What a key last said it holds, by the names of streams."""
    rows = db.execute("SELECT stream, number, block FROM have WHERE holder=?", (holder,))
    return {stream: (number, block) for stream, number, block in rows}
