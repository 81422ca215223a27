"""What came from one key and when, and what of it is held: what a decision about a key rests on."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import TEXT_MISSING
from rocb_desktop.services.arriving.arrival_words import held_sentence
from rocb_desktop.services.sending.receipt_dates import IN_RETURN
from rocb_desktop.services.session import Session

NOTHING = "none"  # what is said in the place of a last good block when nothing of a key is good


@dataclass(frozen=True, slots=True)
class PastBlock:
    """A block of a key in the order it came. `day`: when an office first had it; None for one made here."""

    seq: int
    id: str
    audience: str
    nonce: str
    number: int
    back: str
    batch: str
    day: date | None


@dataclass(frozen=True, slots=True)
class KeyArrival:
    """What one import brought of a key: "what came until then" is chosen from these."""

    batch: str
    day: date | None
    files: tuple[str, ...]
    records: int


@dataclass(frozen=True, slots=True)
class HeldThings:
    """Records of one kind that are kept and do not count, and why."""

    kind: str
    reason: str
    why: str
    count: int


@dataclass(frozen=True, slots=True)
class LaterBlock:
    """A block of an ended key that came after the last good one; it can be let in by itself."""

    id: str
    day: date | None
    kinds: tuple[tuple[str, int], ...]


def past_blocks(session: Session, key: str) -> list[PastBlock]:
    """The blocks of a key, as they came."""
    rows = session.db.execute(
        "SELECT b.seq, b.id, b.audience, b.nonce, b.number, b.back, coalesce(b.import, ''),"
        " (SELECT min(i.at) FROM import i WHERE i.id = b.import),"
        " (SELECT min(r.date) FROM received_block r WHERE r.block = b.id) FROM block b WHERE b.author=? ORDER BY b.seq",
        (key,),
    )
    return [
        PastBlock(seq, block, audience, nonce, number, back, batch, _first_day(imported, noted))
        for seq, block, audience, nonce, number, back, batch, imported, noted in rows
    ]


def _first_day(imported: str | None, noted: str | None) -> date | None:
    """The earlier of the day of the import here and the day that an office noted."""
    days = [date.fromisoformat(noted)] if noted else []
    if imported:
        days.append(datetime.fromisoformat(imported).astimezone().date())
    return min(days) if days else None


def key_arrivals(session: Session, key: str) -> list[KeyArrival]:
    """The imports that brought blocks of a key, newest first; blocks made here come as one without a day."""
    batches: dict[str, list[PastBlock]] = {}
    for block in past_blocks(session, key):
        batches.setdefault(block.batch, []).append(block)
    return [_arrival(session, key, batch, blocks) for batch, blocks in reversed(batches.items())]


def _arrival(session: Session, key: str, batch: str, blocks: list[PastBlock]) -> KeyArrival:
    rows = session.db.execute("SELECT name, sender FROM import WHERE id=? ORDER BY rowid", (batch,)).fetchall()
    own = [name for name, sender in rows if sender == key]
    marks = ",".join("?" * len(blocks))
    query = f"SELECT count(DISTINCT record) FROM change WHERE block IN ({marks})"
    count = session.db.execute(query, [block.seq for block in blocks]).fetchone()[0]
    return KeyArrival(batch, blocks[0].day, tuple(own or [name for name, _sender in rows]), int(count))


def held_things(session: Session, key: str) -> tuple[HeldThings, ...]:
    """What a key wrote that does not count, by kind and reason. A text that is not here yet is no decision's matter."""
    rows = session.db.execute(
        "SELECT c.kind, c.held, count(DISTINCT c.record) FROM change c JOIN block b ON b.seq = c.block"
        " WHERE b.author=? AND c.held IS NOT NULL AND c.held<>? AND NOT EXISTS"
        " (SELECT 1 FROM change d WHERE d.record = c.record AND d.id = c.id AND d.held IS NULL)"
        " GROUP BY c.kind, c.held ORDER BY c.kind, c.held",
        (key, TEXT_MISSING),
    )
    return tuple(HeldThings(kind, reason, held_sentence(reason), count) for kind, reason, count in rows)


def later_blocks(session: Session, key: str) -> tuple[LaterBlock, ...]:
    """Blocks of an ended key that do not count because they came after the last good one."""
    rows = session.db.execute(
        "SELECT b.id, c.kind, count(DISTINCT c.record) FROM change c JOIN block b ON b.seq = c.block"
        " WHERE b.author=? AND c.held='key_ended' GROUP BY b.seq, c.kind ORDER BY b.seq, c.kind",
        (key,),
    ).fetchall()
    days = {block.id: block.day for block in past_blocks(session, key)}
    kinds: dict[str, list[tuple[str, int]]] = {}
    for block, kind, count in rows:
        kinds.setdefault(block, []).append((kind, count))
    return tuple(LaterBlock(block, days.get(block), tuple(found)) for block, found in kinds.items())


def last_good_blocks(session: Session, key: str, last_good: str = "") -> list[str]:
    """The ids at which the streams of a key end when what came up to `last_good` counts; of each stream also the last
    that went on to ROCB A/P.

    `last_good`: "" for all that is here, NOTHING, a day (all that came until then), an import, or a block (what came
    up to it). Raises UserError bad_value.
    """
    blocks = past_blocks(session, key)
    good = [block for block in blocks if _is_good(blocks, last_good)(block)]
    ends = ends_of(good)
    return [*ends, *(end for end in _passed_on(session, good) if end not in ends)]


def _passed_on(session: Session, blocks: Collection[PastBlock]) -> list[str]:
    """Of each stream the last block that went on in a return: its reader may not have what came after it."""
    rows = session.db.execute("SELECT DISTINCT block FROM received_block WHERE stage=?", (IN_RETURN,))
    returned = {row[0] for row in rows}
    went = sorted((block for block in blocks if block.id in returned), key=lambda block: block.number)
    return list({(block.audience, block.nonce): block.id for block in went}.values())


def _is_good(blocks: Sequence[PastBlock], last_good: str) -> Callable[[PastBlock], bool]:
    if not last_good or last_good == NOTHING:
        return lambda _block: not last_good
    last = [block for block in blocks if block.id.startswith(last_good)] if len(last_good) >= 8 else []
    if len(last) == 1:
        return lambda block: _came_until(block, last[0])
    batch = [block.seq for block in blocks if block.batch == last_good]
    if batch:
        return lambda block: block.seq <= max(batch)
    day = _day(last_good)
    return lambda block: block.day is None or block.day <= day


def _came_until(block: PastBlock, last: PastBlock) -> bool:
    """Of its own stream what stands before it, of the others what came before it or together with it."""
    if (block.nonce, block.audience) == (last.nonce, last.audience):
        return block.number <= last.number
    return block.seq <= last.seq or bool(last.batch and block.batch == last.batch)


def _day(text: str) -> date:
    try:
        return PartialDate.parse(text).last()
    except UserError as error:
        raise UserError("bad_value", field="last_good", value=text) from error


def ends_of(blocks: Collection[PastBlock]) -> list[str]:
    """Those of `blocks` that no other of them follows: everything before them counts with them."""
    followed = {block.back for block in blocks}
    return [block.id for block in blocks if block.id not in followed]
