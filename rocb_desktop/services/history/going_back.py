"""Back to what a record said before: one change undone, or the record set to what it was on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.change import RecordState, Value, state_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import KINDS
from rocb_desktop.domain.record_words import REPLIES
from rocb_desktop.domain.undecided import DELETED
from rocb_desktop.services.history.history import (
    Entry,
    FieldChange,
    differences,
    entries_of,
    list_history,
    state_fields,
)
from rocb_desktop.services.history.record_names import RecordNames
from rocb_desktop.services.history.record_owners import keys_of, may_write, who_may_write
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import NEW_ONES, undo_of
from rocb_desktop.store.changes import admitted
from rocb_desktop.store.history import read_change
from rocb_desktop.texts import _

# What people write by hand; keys, receipts and returns have ways of their own.
_BY_HAND = frozenset(
    "action clearance contact evidence gap effect material mission_report national_reply office own_material"
    " participation person project recommendation reply reply_on_behalf round source_document workshop".split()
)
_CAN_BE_EMPTY = frozenset({"contact", "clearance", "mission_report", "national_reply", "reply", "reply_on_behalf"})


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """One change, and what can be done about it.

    `can_undo`: nothing was changed since, it is taken back by one press. `can_go_back`: something was, and the record
    can be set to what it was before; that is shown first. `why_not` says why neither, "" where nothing is to be said.
    `versions`: how many changes this record has.
    """

    entry: Entry
    can_undo: bool
    can_go_back: bool
    why_not: str
    versions: int


@dataclass(frozen=True, slots=True)
class WayBack:
    """What would change if a record were set to what it was; `upto` is the last change that would stay."""

    record: str
    upto: int
    about: str
    fields: tuple[FieldChange, ...]
    removes: bool = False
    brings_back: bool = False

    @property
    def nothing(self) -> bool:
        return not (self.fields or self.removes or self.brings_back)


@lane("read")
def change_detail(session: Session, seq: int) -> EntryDetail:
    """A change by its place. Raises UserError nothing_before when it is not here any more."""
    row = read_change(session.db, seq)
    if row is None:
        raise UserError("nothing_before")
    entry = entries_of(session, [row])[0]
    changes = admitted(session.db, [entry.record]).get(entry.record, [])
    state = state_of(changes) if changes else None
    versions = len({change.id for change in changes})
    if state is None or entry.held or entry.kind not in _BY_HAND:
        return EntryDetail(entry, False, False, "", versions)
    if not may_write(session, state, {}):
        return EntryDetail(entry, False, False, "", versions)
    newest = all(
        {head.id for head in state.heads[name]} <= {entry.id} for name in _own_fields(state, row.change.fields)
    )
    before = [change for change in changes if change.id != entry.id]
    if entry.kind in REPLIES and entry.kind != "reply_on_behalf" and "version" in (row.change.fields or {}):
        return EntryDetail(entry, False, bool(before), _("This was sent. Make a new version instead."), versions)
    possible = bool(before) or entry.kind in NEW_ONES | _CAN_BE_EMPTY
    return EntryDetail(entry, possible and newest, bool(before) and not newest, "", versions)


def _own_fields(state: RecordState, fields: Mapping[str, Value] | None) -> set[str]:
    return set(fields or {}) - set(keys_of(state))


@lane("read")
def preview_back(session: Session, record: str, upto: int) -> WayBack:
    """What would change if `record` were as it was when change `upto` was the last that had come.

    Raises UserError: nothing_before, not_allowed.
    """
    now, then = _now_and_then(session, record, upto)
    names = RecordNames(session)
    fields = _fields_of(now, then)
    told = differences(names, record, now.kind, now.values, fields)
    gone = fields.get(DELETED)
    about = names.about(record, now.kind, now.values)
    return WayBack(record, upto, about, told, gone is True, gone is False)


@lane("read")
def preview_day(session: Session, record: str, day: date) -> WayBack:
    """What would change if `record` were as it was here at the end of `day`. Raises UserError as `preview_back`."""
    before: int | None = None
    while True:
        page = list_history(session, record, before=before)
        for entry in page.entries:
            if entry.day <= day and entry.seq > 0:
                return preview_back(session, record, entry.seq)
        if page.more is None:
            raise UserError("nothing_before", field="date")
        before = page.more


@lane("write")
def go_back(session: Session, record: str, upto: int) -> Outcome:
    """Set a record to what it was when change `upto` was the last that had come: an ordinary change, with Undo."""
    now, then = _now_and_then(session, record, upto)
    fields = _fields_of(now, then)
    changes, written = session.commit([Edit(record, now.kind, {**keys_of(now), **fields})] if fields else [])
    said = _("It is as it was before.") if changes else _("It is like that already.")
    return Outcome(frozenset(written.tables), said, undo_of(changes), record)


def _now_and_then(session: Session, record: str, upto: int) -> tuple[RecordState, RecordState]:
    now = session.state(record)
    then = admitted(session.db, [record], upto).get(record)
    if now is None or then is None or now.kind not in KINDS or now.kind not in _BY_HAND:
        raise UserError("nothing_before", field="date")
    if not may_write(session, now, {}):
        raise UserError("not_allowed", role=session.profile.role, why=who_may_write(session, now))
    return now, state_of(then)


def _fields_of(now: RecordState, then: RecordState) -> dict[str, Value]:
    """The fields to set; a removal then or now is one of them."""
    old, new = state_fields(now), state_fields(then)
    if then.deleted:
        return {} if now.deleted else {DELETED: True}
    wanted = {name: new.get(name) for name in (old.keys() | new.keys()) - {DELETED} if new.get(name) != old.get(name)}
    return {**wanted, **({DELETED: False} if now.deleted else {})}
