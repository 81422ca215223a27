"""The growing set of signed changes: adds to it, decides what is held, and keeps the typed tables in step.

State is a function of the admitted blocks alone (domain/authority.state is the oracle); this module computes the same
incrementally, so that the cost of one more reply does not grow with the store.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from rocb_desktop.domain.authority import NOBODY, Block, Verdict, held_in
from rocb_desktop.domain.change import Change, RecordState, parse_change, state_of
from rocb_desktop.domain.kinds import KINDS, TEXT_MISSING, held_reason
from rocb_desktop.store import projections
from rocb_desktop.store.authority import (
    PENDING,
    has_ended,
    refusal_of,
    standing_of,
    verdicts_on,
    vouched_keys,
    write_standings,
)
from rocb_desktop.store.blocks import chunks, header_row, insert_headers, known_ids, last_seq, marks
from rocb_desktop.store.database import Database

Signed = tuple[Block, bytes, bytes]  # a block with the header line and the signature that came


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose store this is: the anchor it goes by, and its own signing key. Enters the state only as the author of
    changes that no file has carried yet.
    """

    anchor: tuple[str, ...]
    key: str
    administration: str

    @property
    def own(self) -> tuple[str, str]:
        return self.key, self.administration


@dataclass(slots=True)
class Written:
    """What came of adding to the set: records by what happened to them, and the tables to read again."""

    blocks: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    held: dict[str, str] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)


def add_local(db: Database, desk: Desk, changes: Sequence[Change]) -> Written:
    """Add edits made on this computer. They wait for the next file to be signed, and count here at once."""
    written = Written()
    with db.atomic():
        for change in changes:
            db.execute(
                "INSERT INTO change(id, block, record, kind, meta, body, held) VALUES (?,NULL,?,?,?,?,?)",
                (change.id, change.record, change.kind, change.meta, change.body, _held_here(db, desk, change)),
            )
            written.touched.add(change.record)
        spoken = [change for change in changes if change.kind in ("grant", "vouch")]
        if spoken:
            _speak(db, desk, spoken, written)
        _project(db, written, {})
    return written


def _held_here(db: Database, desk: Desk, change: Change) -> str | None:
    standing = standing_of(db, desk.key)
    audience = KINDS[change.kind].audience
    reason = held_reason(change, desk.key, standing, audience, standing.administration)
    return refusal_of(db, desk.key) or reason


def add_blocks(db: Database, desk: Desk, signed: Sequence[Signed], imported: str | None) -> Written:
    """Add blocks that came in a file, whole or not at all; those already here change nothing."""
    with db.atomic():
        known = known_ids(db, [block.id for block, _header, _signature in signed])
        fresh: dict[str, Signed] = {}
        for item in signed:
            if item[0].id not in known:
                fresh.setdefault(item[0].id, item)
        written = Written(blocks=list(fresh))
        if fresh:
            _add_fresh(db, desk, list(fresh.values()), imported, written)
        _fill_in(db, desk, signed, written)
    return written


def _add_fresh(db: Database, desk: Desk, fresh: Sequence[Signed], imported: str | None, written: Written) -> None:
    blocks = [block for block, _header, _signature in fresh]
    changes = [change for block in blocks for change in block.changes]
    authors = {block.key for block in blocks}
    keys = authors | _spoken_keys(changes)
    if _moves_levels(changes) or has_ended(db, authors):
        keys |= vouched_keys(db)
    verdicts = verdicts_on(db, keys, desk.anchor, desk.own, blocks)
    before = last_seq(db, "change")
    known = _insert(db, fresh, imported, verdicts, written)
    _readmit(db, desk, write_standings(db, verdicts, keys | verdicts.keys()), verdicts, before, written)
    _project(db, written, known)


def _insert(
    db: Database,
    fresh: Sequence[Signed],
    imported: str | None,
    verdicts: dict[str, Verdict],
    written: Written,
) -> dict[str, list[Change]]:
    """Write blocks and changes; returns the admitted changes by record, so that nothing is parsed twice."""
    known: dict[str, list[Change]] = {}
    block_rows: list[tuple[object, ...]] = []
    change_rows: list[tuple[object, ...]] = []
    for seq, (block, header, signature) in enumerate(fresh, last_seq(db, "block") + 1):
        verdict = verdicts.get(block.key, NOBODY)
        block_rows.append(header_row(seq, block, header, signature, imported))
        for change, held in held_in(block, verdict):
            change_rows.append((change.id, seq, change.record, change.kind, change.meta, change.body, held))
            written.touched.add(change.record)
            if held is None:
                known.setdefault(change.record, []).append(change)
            else:
                written.held[change.record] = held
    insert_headers(db, block_rows)
    db.conn.executemany(
        "INSERT INTO change(id, block, record, kind, meta, body, held) VALUES (?,?,?,?,?,?,?)", change_rows
    )
    return known


def _spoken_keys(changes: Iterable[Change]) -> set[str]:
    """The keys that grants and vouches among `changes` speak about."""
    return {
        str(change.fields["key"])
        for change in changes
        if change.kind in ("grant", "vouch") and change.fields and "key" in change.fields
    }


def _moves_levels(changes: Iterable[Change]) -> bool:
    """Whether `changes` may let in or shut out a key that itself speaks about others."""
    limits = {"ends", "admits"}
    return any(c.kind == "grant" or (c.kind == "vouch" and limits & (c.fields or {}).keys()) for c in changes)


def _fill_in(db: Database, desk: Desk, signed: Sequence[Signed], written: Written) -> None:
    """Take texts that an earlier file brought as their hash alone: whoever relays may leave them out, to no effect."""
    missing = {row[0] for row in db.execute("SELECT DISTINCT id FROM change WHERE held=?", (TEXT_MISSING,))}
    changes = [c for block, _header, _signature in signed for c in block.changes if c.id in missing and c.fields]
    if not changes:
        return
    authors: set[str] = set()
    for change in changes:
        db.execute("UPDATE change SET body=? WHERE id=? AND held=?", (change.body, change.id, TEXT_MISSING))
        query = "SELECT b.author FROM change c JOIN block b ON b.seq = c.block WHERE c.id=?"
        authors.update(row[0] for row in db.execute(query, (change.id,)))
    keys = authors | _spoken_keys(changes) | vouched_keys(db)
    verdicts = verdicts_on(db, keys, desk.anchor, desk.own)
    again = Written()
    changed = write_standings(db, verdicts, keys | verdicts.keys())
    _readmit(db, desk, changed | authors, verdicts, last_seq(db, "change"), again)
    _project(db, again, {})
    written.touched |= again.touched
    written.tables |= again.tables
    for record in again.touched - _held_records(db, again.touched):
        written.held.pop(record, None)


def _held_records(db: Database, records: Collection[str]) -> set[str]:
    found: set[str] = set()
    for some in chunks(sorted(records)):
        query = f"SELECT record FROM change WHERE record IN ({marks(some)}) AND held IS NOT NULL"
        found.update(row[0] for row in db.execute(query, some))
    return found


def _speak(db: Database, desk: Desk, spoken: Sequence[Change], written: Written) -> None:
    keys = _spoken_keys(spoken) | {desk.key}
    if _moves_levels(spoken):
        keys |= vouched_keys(db)
    recompute_standings(db, desk, keys, written)


def recompute_standings(db: Database, desk: Desk, keys: Collection[str], written: Written) -> None:
    """Judge `keys` again, and with them the changes they wrote."""
    verdicts = verdicts_on(db, keys, desk.anchor, desk.own)
    changed = write_standings(db, verdicts, set(keys) | verdicts.keys())
    _readmit(db, desk, changed, verdicts, last_seq(db, "change"), written)


def _readmit(
    db: Database,
    desk: Desk,
    keys: Collection[str],
    verdicts: dict[str, Verdict],
    upto: int,
    written: Written,
) -> None:
    """Hold or release the changes up to row `upto` that `keys` wrote, now that something else is said of them."""
    if keys:
        written.tables.add("grant")
    for key in sorted(keys):
        verdict = verdicts.get(key, NOBODY)
        query = (
            "SELECT c.seq, c.meta, c.body, c.held, b.id, b.audience, b.administration FROM change c"
            " JOIN block b ON b.seq = c.block WHERE b.author=? AND c.seq<=?"
        )
        rows = db.execute(query, (key, upto)).fetchall()
        if key == desk.key:
            rows += _pending(db, verdict)
        for seq, meta, body, held, block, audience, office in rows:
            change = parse_change(meta, body)
            now = verdict.held(change, key, block, audience, office)
            written.touched.add(change.record)  # also unheld ones: a reply's row shows its author's standing
            if now != held:
                db.execute("UPDATE change SET held=? WHERE seq=?", (now, seq))


def _pending(db: Database, verdict: Verdict) -> list[tuple[object, ...]]:
    rows = db.execute("SELECT seq, kind, meta, body, held FROM change WHERE block IS NULL").fetchall()
    office = verdict.standing.administration
    return [(seq, meta, body, held, PENDING, KINDS[kind].audience, office) for seq, kind, meta, body, held in rows]


def states_of(db: Database, records: Collection[str]) -> dict[str, RecordState]:
    """State of each of `records` that has an admitted change."""
    return {record: state_of(found) for record, found in admitted(db, records).items()}


def admitted(db: Database, records: Collection[str], upto: int | None = None) -> dict[str, list[Change]]:
    """The admitted changes of `records`, of rows up to `upto`.

    A change may stand in two blocks (a copied store signs its waiting edits once more; a thief may copy one into a
    block of his own): it counts once, and counts when one of its blocks does.
    """
    found: dict[str, dict[str, Change]] = {}
    last = last_seq(db, "change") if upto is None else upto
    for some in chunks(sorted(records)):
        query = f"SELECT meta, body FROM change WHERE record IN ({marks(some)}) AND held IS NULL AND seq<=?"
        for meta, body in db.execute(query, (*some, last)):
            change = parse_change(meta, body)
            found.setdefault(change.record, {})[change.id] = change
    return {record: list(changes.values()) for record, changes in found.items()}


def _project(db: Database, written: Written, known: dict[str, list[Change]]) -> None:
    """Bring the typed tables of the touched records up to date. `known` spares parsing what just arrived."""
    again = written.touched - _only_new(db, known)
    found = {record: changes for record, changes in known.items() if record not in again}
    found.update(admitted(db, again))
    states = {record: state_of(changes) for record, changes in found.items()}
    followers = projections.followers(db, states, written.touched)
    tables = projections.project(db, states, written.touched)
    if followers:
        tables |= projections.project(db, states_of(db, followers), followers)
    written.tables |= tables


def _only_new(db: Database, known: dict[str, list[Change]]) -> set[str]:
    """Records of which the store holds no admitted change but those in `known`."""
    fresh: set[str] = set()
    for some in chunks(list(known)):
        query = f"SELECT record, count(*) FROM change WHERE record IN ({marks(some)}) AND held IS NULL GROUP BY record"
        fresh.update(record for record, count in db.execute(query, some) if count == len(known[record]))
    return fresh


def all_records(db: Database) -> set[str]:
    return {row[0] for row in db.execute("SELECT DISTINCT record FROM change")}


def rebuild(db: Database, desk: Desk) -> None:
    """Make every verdict and typed table again from the changes alone."""
    with db.atomic():
        projections.clear(db)
        db.execute("DELETE FROM standing")
        keys = {row[0] for row in db.execute("SELECT DISTINCT author FROM block")} | {desk.key, *desk.anchor}
        written = Written()
        recompute_standings(db, desk, keys | vouched_keys(db), written)
        _readmit(db, desk, keys, verdicts_on(db, keys, desk.anchor, desk.own), last_seq(db, "change"), written)
        written.touched = all_records(db)
        _project(db, written, {})
