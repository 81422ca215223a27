"""What an import would take out of sight: records that are shown now and would not be any more."""

from collections.abc import Iterable, Mapping, Sequence

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.change import Change, RecordState, parse_change, state_of
from rocb_desktop.services.session import Session
from rocb_desktop.store.blocks import chunks, marks
from rocb_desktop.store.changes import Written, states_of

MOST_HIDDEN = 10  # more than that only when a person typed the number
ERASE = "erase"
_LIMITS = {"ends", "admits", "deleted"}


def shown_before(session: Session, fresh: Sequence[Block], before: Mapping[str, RecordState]) -> set[str]:
    """The records shown now that these blocks, not added yet, might hide. `before`: those they speak of themselves.

    Looks at other records only when keys that already count are spoken about, or something is erased.
    """
    shown = {record for record, state in before.items() if not state.deleted}
    keys, everybody = _spoken_about(session, [change for block in fresh for change in block.changes])
    if everybody:
        rows = session.db.execute("SELECT DISTINCT record FROM change WHERE held IS NULL")
        return shown | {str(row[0]) for row in rows}
    for some in chunks(sorted(keys)):
        query = (
            "SELECT DISTINCT c.record FROM change c JOIN block b ON b.seq = c.block"
            f" WHERE b.author IN ({marks(some)}) AND c.held IS NULL"
        )
        shown.update(str(row[0]) for row in session.db.execute(query, some))
    return shown


def hidden_now(
    session: Session, shown: set[str], before: Mapping[str, RecordState], after: Mapping[str, RecordState], now: Written
) -> int:
    """How many of the records that were shown are not any more. `after`: states of those in `before`."""
    others = (shown & now.touched) - before.keys()
    states = {**after, **states_of(session.db, others)}
    gone = [record for record in shown & now.touched if record not in states or states[record].deleted]
    deleted = _were_deleted(session, [record for record in gone if record in others])
    return len(set(gone) - deleted)


def erased_by(fresh: Iterable[Block]) -> int:
    """How many changes these blocks ask to erase."""
    said = (change.fields or {} for block in fresh for change in block.changes if change.kind == ERASE)
    asked = (fields.get("ids") for fields in said)
    return len({item for ids in asked if isinstance(ids, list) for item in ids})


def _spoken_about(session: Session, changes: Sequence[Change]) -> tuple[set[str], bool]:
    """Keys that already count and are spoken about again, and whether anything said may reach further than them."""
    if any(change.kind == ERASE for change in changes):
        return set(), True
    said = [change for change in changes if change.kind in ("grant", "vouch") and change.fields]
    keys = {str((change.fields or {}).get("key", "")) for change in said}
    known: set[str] = set()
    for some in chunks(sorted(keys)):
        rows = session.db.execute(f"SELECT key FROM standing WHERE key IN ({marks(some)})", some)
        known.update(str(row[0]) for row in rows)
    limits = any(_LIMITS & (change.fields or {}).keys() for change in said)
    grants = any(change.kind == "grant" and str((change.fields or {}).get("key")) in known for change in said)
    return known, limits or grants


def _were_deleted(session: Session, records: Sequence[str]) -> set[str]:
    """Those of `records` that were out of sight before: whatever is held now, all that was said of them deletes."""
    found: dict[str, dict[str, Change]] = {}
    for some in chunks(sorted(records)):
        rows = session.db.execute(f"SELECT meta, body FROM change WHERE record IN ({marks(some)})", some)
        for meta, body in rows:
            change = parse_change(meta, body)
            if change.fields is not None:
                found.setdefault(change.record, {})[change.id] = change
    return {record for record, changes in found.items() if state_of(changes.values()).deleted}
