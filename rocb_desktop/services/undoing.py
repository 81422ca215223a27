"""Undo: an inverse change, written only while nobody has changed the same fields since."""

from collections.abc import Mapping, Sequence

from rocb_desktop.domain.change import Change, RecordState, Value, state_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.services.session import Edit, Session, repeated_fields
from rocb_desktop.store.changes import admitted
from rocb_desktop.texts import _

_GONE = {"deleted": True}
# Kinds of which a new record is taken back by removing it.
NEW_ONES = frozenset(
    "action attendance desk_note effect evidence gap material national_reply own_material project quote_limit"
    " recommendation reminder reply_on_behalf same_as source_document stand_in".split()
)
# What taking back a new record says; others lose the fields it brought.
_NEW = {kind: _GONE for kind in NEW_ONES | {"grant", "vouch"}}


def undo_of(changes: Sequence[Change]) -> Undo | None:
    """The way back from changes that were just written; None when nothing was."""
    return Undo(take_back, (tuple(change.id for change in changes),)) if changes else None


@lane("write")
def take_back(session: Session, ids: Sequence[str]) -> Outcome:
    """Set the fields that the changes `ids` set to what they were before. Its own Undo is redo.

    Raises UserError changed_since when one of the fields has another newest change by now: nothing is overwritten.
    """
    marks = ",".join("?" * len(ids))
    rows = session.db.execute(f"SELECT DISTINCT record FROM change WHERE id IN ({marks})", list(ids))
    found = admitted(session.db, [row[0] for row in rows])
    edits = [edit for changes in found.values() for edit in _inverse(changes, frozenset(ids))]
    changes, written = session.commit(edits)
    return Outcome(frozenset(written.tables), _("Taken back."), undo_of(changes))


def _inverse(changes: Sequence[Change], ids: frozenset[str]) -> list[Edit]:
    now, mine = state_of(changes), [change for change in changes if change.id in ids]
    before = [change for change in changes if change.id not in ids]
    then = state_of(before) if before else None
    open_then = then.conflicts.keys() if then is not None else set[str]()
    repeated = repeated_fields(now.kind) - open_then
    names = {name for change in mine for name in change.fields or {}} - repeated
    if any({head.id for head in now.heads[name]} - ids for name in names):
        raise UserError("changed_since")
    keys = {name: now.values[name] for name in repeated if name in now.values}
    form = mine[-1].form
    edits = _opened_again(now, then, names & open_then, keys, form) if then is not None else []
    if rest := names - open_then:
        edits.append(Edit(now.record, now.kind, {**keys, **_old_values(rest, before, now)}, form))
    return edits


def _opened_again(
    now: RecordState, then: RecordState, names: set[str], keys: Mapping[str, Value], form: str
) -> list[Edit]:
    """A decision taken back: every answer that was open before is said again, and none of them knows of another."""
    open_heads = {head.id: head for name in names for head in then.conflicts[name]}
    after = tuple(now.head_ids(names))
    answers = [{name: (head.fields or {})[name] for name in names & (head.fields or {}).keys()}
               for head in open_heads.values()]  # fmt: skip
    return [Edit(now.record, now.kind, {**keys, **said}, form, after) for said in answers if said]


def _old_values(names: set[str], before: Sequence[Change], now: RecordState) -> Mapping[str, Value]:
    # That it was removed and brought back in between says nothing of its own.
    others = {name for change in before for name in change.fields or {}} - repeated_fields(now.kind) - {"deleted"}
    if now.kind in _NEW and (not before or (now.kind in NEW_ONES and not others)):
        return _NEW[now.kind]
    old = state_of(before).values if before else {}
    return {name: old.get(name, False if name == "deleted" else None) for name in names}
