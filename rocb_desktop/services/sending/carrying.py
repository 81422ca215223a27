"""The blocks that a file carries: whole streams, so that its reader can judge where a chain ends; what the file does
not show is hollow.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from rocb_desktop.domain.kinds import Audience
from rocb_desktop.exchange.block import SignedBlock, hollow
from rocb_desktop.services.session import Session
from rocb_desktop.store.chains import Stream, read_streams

DELTA_FROM = 1_000_000  # bytes of a file; a smaller one holds everything, so that any one file is enough
Rows = Mapping[int, str]  # changes by their row in the store, with their ids

_ROWS = (
    "SELECT c.seq, c.id FROM change c JOIN block b ON b.seq = c.block"
    " LEFT JOIN standing s ON s.key = b.author AND s.disputed = 0 WHERE coalesce(c.held, ?1) = ?1 AND b.audience = ?2"
    " AND b.nonce NOT IN (SELECT nonce FROM receipt_stream)"  # what one person was told goes to nobody else
)
_LATER = "kind_unknown"  # words of a newer version: kept as they came, and passed on within their class


def rows_where(session: Session, audience: Audience, where: str, values: Sequence[object] = ()) -> dict[int, str]:
    """Changes of a class that count, or that a newer version will count. `where` speaks of c (change), b (block), s
    (its author's standing), with parameters from ?3 on.
    """
    rows = session.db.execute(f"{_ROWS} AND ({where})", (_LATER, audience, *values))
    return {int(seq): str(change) for seq, change in rows}


def carry(
    session: Session, audience: Audience, rows: Rows, held_there: Mapping[Stream, int] | None = None
) -> list[SignedBlock]:
    """The streams of a class in which `rows` stand, with the text of these and of no other change.

    `held_there`: the numbers up to which the reader surely has a stream; those blocks are left out.
    """
    shown = frozenset(rows.values())
    signed = (SignedBlock(*found) for found in read_streams(session.db, audience, rows))
    return [hollow(one, shown) for one in left_out(signed, held_there or {})]


def left_out(blocks: Iterable[SignedBlock], known: Mapping[Stream, int]) -> list[SignedBlock]:
    """The blocks without those that the reader surely has: of each stream, up to a number."""
    return [
        one for one in blocks if one.block.number > known.get((one.block.key, one.block.nonce, one.block.audience), 0)
    ]


def fitting(make: Callable[[Mapping[Stream, int]], bytes], known: Callable[[], Mapping[Stream, int]]) -> bytes:
    """A file with everything; when that is large, one without what its reader surely has."""
    data = make({})
    if len(data) <= DELTA_FROM:
        return data
    held_there = known()
    return make(held_there) if held_there else data
