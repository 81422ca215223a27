"""History: every change of the store or of one record, who made it, when, what it changed, and whether it counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rocb_desktop.domain.change import Change, RecordState, Value, same_answer
from rocb_desktop.domain.kinds import KINDS
from rocb_desktop.domain.record_words import REPLIES, is_told, kind_words
from rocb_desktop.domain.stamp import is_ahead
from rocb_desktop.domain.undecided import DELETED, decided_with, settles_itself
from rocb_desktop.services.arriving.arrival_words import held_sentence
from rocb_desktop.services.history.conflicts import count_conflicts
from rocb_desktop.services.history.record_names import RecordNames
from rocb_desktop.services.history.sides import moment
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session, repeated_fields
from rocb_desktop.services.trust.authors import Author, authors_of
from rocb_desktop.store.history import (
    ERASED,
    TAKEN_BACK,
    ChangeRow,
    ImportRow,
    Wanted,
    read_answered,
    read_changes,
    read_imports,
    read_taken_back,
)
from rocb_desktop.texts import _

PAGE = 200
ALL, MINE, FILES = "all", "mine", "files"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a change, in words: "" is an empty answer. `decided`: `new` was kept, and `old` was not."""

    field: str
    label: str
    old: str
    new: str
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. `at` is by the clock of who made it (`wrong_clock`: it lies in the future), `received` when a file
    brought it here, None for what was written here. `held` is the word for why it does not count, "" when it does;
    `why` says it. `seq` is its place in the order of coming here.
    """

    seq: int
    id: str
    record: str
    kind: str
    icon: str
    deed: str
    about: str
    who: Author
    at: datetime
    received: datetime | None
    fields: tuple[FieldChange, ...]
    held: str = ""
    why: str = ""
    imported: str = ""
    file: str = ""
    wrong_clock: bool = False

    @property
    def here(self) -> datetime:
        """When it came to be here."""
        return self.received or self.at

    @property
    def day(self) -> date:
        """The day under which it is listed, where this computer stands."""
        return self.here.astimezone().date()


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Entries, newest first; `more` is the place to read on from, None at the end. `undecided` counts conflicts."""

    entries: tuple[Entry, ...]
    more: int | None
    undecided: int
    today: date


@lane("read")
def list_history(
    session: Session,
    record: str = "",
    *,
    show: str = ALL,
    imported: str = "",
    words: str = "",
    before: int | None = None,
    most: int = PAGE,
) -> HistoryPage:
    """One page of the changes of the store, or of one record. `show` is all, mine or files."""
    wanted = Wanted(record, imported, show == MINE, show == FILES, words.strip())
    rows = read_changes(session.db, session.desk.key, wanted, before, most)
    more = rows[-1].seq if rows and len(rows) == most else None
    if more is None and (record or imported) and not words:
        rows += read_taken_back(session.db, record, imported)
    return HistoryPage(entries_of(session, rows), more, count_conflicts(session), session.clock.today())


def entries_of(session: Session, rows: Sequence[ChangeRow]) -> tuple[Entry, ...]:
    """Rows in words. A change that stands in two blocks is told once."""
    once = {row.change.id: row for row in reversed(rows)}
    kept = [row for row in rows if once[row.change.id] is row]
    known = _Known(
        RecordNames(session),
        read_answered(session.db, kept),
        authors_of(session, {row.key or session.desk.key for row in kept}),
        read_imports(session.db, sorted({row.imported for row in kept if row.imported})),
        session.desk.key,
        int(session.clock.now().timestamp() * 1000),
    )
    return tuple(known.entry(row) for row in kept)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the entries of a page have in common."""

    names: RecordNames
    answered: Mapping[str, Change]
    authors: Mapping[str, Author]
    imports: Mapping[str, ImportRow]
    own: str
    now: int

    def entry(self, row: ChangeRow) -> Entry:
        change, brought = row.change, self.imports.get(row.imported)
        said = (change.fields or {}) if row.held != ERASED else {}  # its text may lie here until it is wiped
        before = [self.answered[one] for one in change.after if one in self.answered]
        told = field_changes(self.names, change.record, change.kind, before, said)
        if _decides(change, before):
            told = _decided(self.names, change, before, said)
        return Entry(
            row.seq,
            change.id,
            change.record,
            change.kind,
            kind_words(change.kind).icon,
            _deed(change, before, said),
            self.names.about(change.record, change.kind, said or self.names.values(change.record)),
            self.authors[row.key or self.own],
            moment(change.hlc),
            datetime.fromisoformat(brought.at) if brought is not None else None,
            told,
            row.held or "",
            why_not(row.held or ""),
            row.imported,
            brought.names[0] if brought is not None and len(brought.names) == 1 else "",
            is_ahead(change.hlc, self.now),
        )


def _decided(
    names: RecordNames, change: Change, before: Sequence[Change], said: Mapping[str, Value]
) -> tuple[FieldChange, ...]:
    """The answer that was kept, and those that were not: also where the newest was kept."""
    everything = {**names.values(change.record), **said}
    found = []
    for name in said.keys() - _repeated(change.kind):
        if not is_told(change.kind, name):
            continue
        answers = [(one.fields or {})[name] for one in before if name in (one.fields or {})]
        others = [names.text(change.kind, name, one, everything) for one in answers if not _same(one, said[name])]
        label = names.label(change.record, change.kind, name, everything)
        kept = names.text(change.kind, name, said[name], everything)
        found.append(FieldChange(name, label, "; ".join(dict.fromkeys(filter(None, others))), kept, True))
    return tuple(sorted(found, key=lambda one: one.field))


def why_not(held: str) -> str:
    """Why a change does not count, "" when it does."""
    if held == TAKEN_BACK:
        return _("The import that brought it was taken back.")
    return held_sentence(held) if held else ""


def field_changes(
    names: RecordNames, record: str, kind: str, before: Iterable[Change], said: Mapping[str, Value]
) -> tuple[FieldChange, ...]:
    """What `said` changes against the newest of `before`, field by field."""
    old: dict[str, Value] = {}
    for change in sorted(before, key=lambda one: (one.hlc, one.id)):
        old.update(change.fields or {})
    return differences(names, record, kind, old, said)


def differences(
    names: RecordNames, record: str, kind: str, old: Mapping[str, Value], said: Mapping[str, Value]
) -> tuple[FieldChange, ...]:
    """The told fields of `said` that answer otherwise than `old`."""
    repeated = _repeated(kind) if old or kind in REPLIES else set[str]()
    quiet = repeated | (settles_itself(kind) - {"version", "number"}) | {DELETED}
    everything = {**names.values(record), **said}
    found = []
    for name in said:
        if name in quiet or not is_told(kind, name) or _same(old.get(name), said[name]):
            continue
        label = names.label(record, kind, name, everything)
        before, after = (names.text(kind, name, value, everything) for value in (old.get(name), said[name]))
        found.append(FieldChange(name, label, before, after))
    return tuple(found)


def _same(old: Value, new: Value) -> bool:
    empty: tuple[Value, ...] = (None, "", [])
    return (old in empty and new in empty) or same_answer(old, new)


def _deed(change: Change, before: Sequence[Change], said: Mapping[str, Value]) -> str:
    """What was done, in a few words."""
    if said.get(DELETED) is True:
        return _("Removed")
    if said.get(DELETED) is False:
        return _("Brought back")
    if _decides(change, before):
        return _("Decided between two answers")
    if change.kind in REPLIES and isinstance(said.get("version"), int):
        return _("Made version {n} of a reply").format(n=said["version"])
    if change.kind == "review" and said.get("decision") in ("accept", "correct"):
        return _("Accepted a reply") if said["decision"] == "accept" else _("Asked for a correction")
    return kind_words(change.kind).deed(new=not change.after)


def _decides(change: Change, before: Sequence[Change]) -> bool:
    """Whether it answers one question, to which what it knew of had given different answers."""
    own = (change.fields or {}).keys() - _repeated(change.kind)
    together = decided_with(change.kind, min(own, default=""))
    if len(before) < 2 or not own <= set(together):
        return False
    lead = next(name for name in together if name in own)
    answers = [(one.fields or {})[lead] for one in before if lead in (one.fields or {})]
    return any(not same_answer(answers[0], one) for one in answers[1:])


def _repeated(kind: str) -> set[str]:
    return repeated_fields(kind) if kind in KINDS else set()


def state_fields(state: RecordState) -> Mapping[str, Value]:
    """What a record says, without the fields that the app writes with each deed."""
    quiet = _repeated(state.kind) | settles_itself(state.kind)
    return {name: value for name, value in state.values.items() if name not in quiet}
