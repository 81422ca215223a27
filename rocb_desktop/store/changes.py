"""The growing set of signed changes: adds to it, decides what is held, and keeps the typed tables in step.

State is a function of the admitted blocks alone (domain/authority.state is the oracle); this module computes the same
incrementally, so that the cost of one more reply does not grow with the store.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from rocb_desktop.domain.authority import NOBODY, Verdict, held_in
from rocb_desktop.domain.change import Change, RecordState, parse_change, state_of
from rocb_desktop.domain.kinds import KINDS, held_reason
from rocb_desktop.store import projections
from rocb_desktop.store.authority import refusal_of, standing_of
from rocb_desktop.store.blocks import Signed as Signed
from rocb_desktop.store.blocks import chunks, header_row, insert_headers, known_ids, last_seq, marks
from rocb_desktop.store.database import Database
from rocb_desktop.store.erasures import index_requests
from rocb_desktop.store.filling import fill_in, is_text_missing, texts_in
from rocb_desktop.store.judging import Bench, Judged, judge_all, keys_to_judge, settle, verdicts_for
from rocb_desktop.store.search_marks import mark_written
from rocb_desktop.store.taken_rows import forget_texts, move_back, taken_ids


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose store this is: the anchor it goes by, and its own signing key. Enters the state only as the author of
    changes that no file has carried yet.
    """

    anchor: tuple[str, ...]
    key: str
    administration: str

    @property
    def bench(self) -> Bench:
        return Bench(self.anchor, (self.key, self.administration))


@dataclass(slots=True)
class Written:
    """What came of adding to the set, or of taking from it: records by what happened to them, and the tables to read
    again. `taken_back` are blocks that were left out, or whose texts were: an import of them was taken back.
    """

    blocks: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    held: dict[str, str] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)
    taken_back: list[str] = field(default_factory=list)


def add_local(db: Database, desk: Desk, changes: Sequence[Change]) -> Written:
    """Add edits made on this computer. They wait for the next file to be signed, and count here at once."""
    written = Written()
    with db.atomic():
        before = last_seq(db, "change")
        rows = [
            (seq, change.id, change.record, change.kind, change.meta, change.body, _held_here(db, desk, change))
            for seq, change in enumerate(changes, before + 1)
        ]
        db.conn.executemany("INSERT INTO change(seq, id, record, kind, meta, body, held) VALUES (?,?,?,?,?,?,?)", rows)
        index_requests(db, enumerate(changes, before + 1))
        written.touched.update(change.record for change in changes)
        if any(change.kind in ("grant", "vouch", "erase") for change in changes):
            keys = keys_to_judge(db, changes, {desk.key})
            take_in(db, written, settle(db, desk.bench, keys, verdicts_for(db, desk.bench, keys), changes))
        project(db, written)
    return written


def _held_here(db: Database, desk: Desk, change: Change) -> str | None:
    standing = standing_of(db, desk.key)
    audience = KINDS[change.kind].audience
    reason = held_reason(change, desk.key, standing, audience, standing.administration)
    return refusal_of(db, desk.key) or reason


def add_blocks(
    db: Database, desk: Desk, signed: Sequence[Signed], imported: str | None, again: bool = False
) -> Written:
    """Add blocks that came in a file, whole or not at all; those already here change nothing.

    What was taken back stays out, and `Written.taken_back` says so; with `again` it comes in.
    """
    written = Written()
    with db.atomic():
        ids = [block.id for block, _header, _signature in signed]
        kept = taken_ids(db, ids)
        restored: list[Signed] = []
        if again:
            restored = [one for name in kept for one in move_back(db, "id=?", name)]
            forget_texts(db, ids)
        else:
            written.taken_back += kept
        known = {*known_ids(db, ids), *kept}
        fresh: dict[str, Signed] = {}
        for item in (*restored, *(item for item in signed if item[0].id not in known)):
            fresh.setdefault(item[0].id, item)
        if fresh:
            add_fresh(db, desk, list(fresh.values()), imported, written)
        if is_text_missing(db):
            left_out: set[str] = set()
            take_in(db, written, judged := fill_in(db, desk.bench, texts_in(signed), imported, left_out))
            written.taken_back += sorted(left_out - {*written.taken_back})
            _project_filled(db, written, judged)
    return written


def _project_filled(db: Database, written: Written, judged: Judged) -> None:
    again = Written(touched=judged.touched)
    project(db, again)
    written.tables |= again.tables


def add_fresh(db: Database, desk: Desk, fresh: Sequence[Signed], imported: str | None, written: Written) -> None:
    """Write blocks that are not here, and judge and show what they bear on."""
    blocks = [block for block, _header, _signature in fresh]
    changes = [change for block in blocks for change in block.changes]
    keys = keys_to_judge(db, changes, {block.key for block in blocks})
    verdicts = verdicts_for(db, desk.bench, keys, blocks)
    before = last_seq(db, "change")
    known = _insert(db, fresh, imported, verdicts, written)
    judged = settle(db, desk.bench, keys, verdicts, changes, before)
    take_in(db, written, judged)
    project(db, written, {record: found for record, found in known.items() if record not in judged.touched}, before)


def _insert(
    db: Database,
    fresh: Sequence[Signed],
    imported: str | None,
    verdicts: Mapping[str, Verdict],
    written: Written,
) -> dict[str, list[Change]]:
    """Write blocks and changes; returns the admitted changes by record, so that nothing is parsed twice."""
    known: dict[str, dict[str, Change]] = {}
    block_rows: list[tuple[object, ...]] = []
    change_rows: list[tuple[object, ...]] = []
    requests: list[tuple[int, Change]] = []
    row = last_seq(db, "change")
    for seq, (block, header, signature) in enumerate(fresh, last_seq(db, "block") + 1):
        written.blocks.append(block.id)
        block_rows.append(header_row(seq, block, header, signature, imported))
        for change, held in held_in(block, verdicts.get(block.key, NOBODY)):
            row += 1
            change_rows.append((row, change.id, seq, change.record, change.kind, change.meta, change.body, held))
            written.touched.add(change.record)
            if held is None:
                known.setdefault(change.record, {})[change.id] = change
            else:
                written.held[change.record] = held
            if change.kind == "erase":
                requests.append((row, change))
    insert_headers(db, block_rows)
    db.conn.executemany(
        "INSERT INTO change(seq, id, block, record, kind, meta, body, held) VALUES (?,?,?,?,?,?,?,?)", change_rows
    )
    index_requests(db, requests)
    return {record: list(found.values()) for record, found in known.items()}


def take_in(db: Database, written: Written, judged: Judged) -> None:
    """Say in `written` what was judged again; a record of which nothing is held any more is not held."""
    written.touched |= judged.touched
    written.held |= judged.held
    if judged.keys:
        written.tables.add("grant")
    doubtful = judged.touched & written.held.keys()
    for record in doubtful - _held_records(db, doubtful):
        del written.held[record]


def _held_records(db: Database, records: Collection[str]) -> set[str]:
    found: set[str] = set()
    for some in chunks(sorted(records)):
        query = f"SELECT record FROM change WHERE record IN ({marks(some)}) AND held IS NOT NULL"
        found.update(row[0] for row in db.execute(query, some))
    return found


def recompute_standings(db: Database, desk: Desk, keys: Collection[str], written: Written) -> None:
    """Judge `keys` again, and with them the changes they wrote."""
    take_in(db, written, settle(db, desk.bench, keys, verdicts_for(db, desk.bench, keys), ()))


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


def project(
    db: Database,
    written: Written,
    known: Mapping[str, list[Change]] | None = None,
    upto: int = 0,
    gone: Collection[tuple[str, str]] = (),
) -> None:
    """Bring the typed tables of the touched records up to date. `known` spares parsing what just arrived, in rows after
    `upto`; `gone` are records with the kinds of what went.
    """
    fresh = known or {}
    again = (written.touched - fresh.keys()) | _also_older(db, fresh, upto)
    found = {record: changes for record, changes in fresh.items() if record not in again}
    found.update(admitted(db, again))
    mark_written(db, again, upto if fresh else None)
    states = {record: state_of(changes) for record, changes in found.items()}
    followers = projections.followers(db, states, written.touched)
    tables = projections.project(db, states, written.touched, gone)
    if followers:
        mark_written(db, followers)
        tables |= projections.project(db, states_of(db, followers), followers)
    written.tables |= tables


def _also_older(db: Database, known: Mapping[str, list[Change]], upto: int) -> set[str]:
    """Those records of which the store holds an admitted change in a row up to `upto`, besides those in `known`."""
    if not known:
        return set()
    query = (
        "SELECT DISTINCT o.record FROM change n CROSS JOIN change o ON o.record = n.record"  # the few new ones first
        " WHERE n.seq > ? AND o.seq <= ? AND o.held IS NULL"
    )
    return {row[0] for row in db.execute(query, (upto, upto))}


def all_records(db: Database) -> set[str]:
    return {row[0] for row in db.execute("SELECT DISTINCT record FROM change")}


def rebuild(db: Database, desk: Desk) -> None:
    """Make every verdict and typed table again from the changes alone."""
    with db.atomic():
        projections.clear(db)
        db.execute("DELETE FROM erasure")
        requests = db.execute("SELECT seq, meta, body FROM change WHERE kind='erase'").fetchall()
        index_requests(db, [(seq, parse_change(meta, body)) for seq, meta, body in requests])
        judge_all(db, desk.bench)
        project(db, Written(touched=all_records(db)))
