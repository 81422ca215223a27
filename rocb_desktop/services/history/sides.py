"""The sides of a conflict: each different answer, who wrote it, when, and how it came here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rocb_desktop.domain.change import Change, RecordState, Value, same_answer
from rocb_desktop.domain.record_words import is_told
from rocb_desktop.domain.stamp import is_ahead, stamp_ms
from rocb_desktop.domain.undecided import DELETED, decided_with
from rocb_desktop.services.history.record_names import RecordNames
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust.authors import Author, authors_of
from rocb_desktop.store.blocks import chunks, marks
from rocb_desktop.store.changes import admitted
from rocb_desktop.texts import _


@dataclass(frozen=True, slots=True)
class Origin:
    """How a change came to be here: its author's key, and the import that brought it ("" when written here)."""

    key: str
    imported: str = ""
    received: datetime | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One answer. `head` is the newest change that gives it, `heads` all of them.

    `here`: written on this computer. `at` is the moment by the clock of who wrote it, `wrong_clock` when that lies in
    the future. `keeps`: of a removal, True for the side that keeps the record, False for the one that removes it.
    """

    head: str
    heads: tuple[str, ...]
    value: Value
    text: str
    who: Author
    at: datetime
    origin: Origin
    wrong_clock: bool = False
    keeps: bool | None = None

    @property
    def own(self) -> bool:
        return self.who.own

    @property
    def here(self) -> bool:
        return not self.origin.imported


def moment(stamp: int) -> datetime:
    """The moment of a stamp, in UTC."""
    return datetime.fromtimestamp(stamp_ms(stamp) / 1000, UTC)


def origins_of(session: Session, record: str, ids: Sequence[str]) -> dict[str, Origin]:
    """Where each of these changes of a record came from; of several blocks that hold one, the first that came."""
    found: dict[str, Origin] = {}
    for some in chunks(sorted(ids)):
        query = (
            "SELECT c.id, coalesce(b.author, ?), coalesce(b.import, ''), min(i.at), i.name, count(i.file)"
            " FROM change c LEFT JOIN block b ON b.seq = c.block LEFT JOIN import i ON i.id = b.import"
            f" WHERE c.record = ? AND c.id IN ({marks(some)}) AND c.held IS NULL GROUP BY c.seq ORDER BY c.seq"
        )
        for change, key, imported, at, name, files in session.db.execute(query, (session.desk.key, record, *some)):
            received = datetime.fromisoformat(at) if at else None
            found.setdefault(change, Origin(key, imported, received, name if files == 1 else ""))
    return found


def sides_of(session: Session, names: RecordNames, state: RecordState, field: str) -> tuple[Side, ...]:
    """The different answers to one question, the oldest first."""
    heads = state.conflicts[field]
    known = {change.id: change for change in admitted(session.db, [state.record])[state.record]}
    writers = {head.id: _first_writer(head, field, heads, known) for head in heads}
    origins = origins_of(session, state.record, [change.id for change in (*heads, *writers.values())])
    authors = authors_of(session, {origin.key for origin in origins.values()})
    groups = _grouped(heads, field)
    texts = [_text(names, state, field, group[-1], groups) for group in groups]
    now = int(session.clock.now().timestamp() * 1000)
    made = []
    for place, group in enumerate(groups):
        head, writer = group[-1], writers[group[-1].id]
        keeps = None if field != DELETED else (head.fields or {}).get(DELETED) is not True
        made.append(
            Side(
                head.id,
                tuple(one.id for one in group),
                (head.fields or {}).get(field),
                texts[place],
                authors[origins[writer.id].key],
                moment(writer.hlc),
                origins[writer.id],
                is_ahead(writer.hlc, now),
                keeps,
            )
        )
    return tuple(made)


def _grouped(heads: Sequence[Change], field: str) -> list[list[Change]]:
    """Heads that answer alike are one side. Of a removal there are two sides: gone, and all that was said since."""
    groups: list[list[Change]] = []
    for head in heads:
        for group in groups:
            if _alike(group[0], head, field):
                group.append(head)
                break
        else:
            groups.append([head])
    return groups


def _alike(one: Change, other: Change, field: str) -> bool:
    mine, theirs = (one.fields or {}).get(field), (other.fields or {}).get(field)
    return (mine is True) == (theirs is True) if field == DELETED else same_answer(mine, theirs)


def _first_writer(head: Change, field: str, heads: Iterable[Change], known: Mapping[str, Change]) -> Change:
    """Who wrote an answer first. A conflict that was opened again by Undo stands in changes of the person who undid,
    all of them answering the same; the words are still their first writers'.
    """
    twins = [one for one in heads if one.id != head.id and one.after == head.after and head.after]
    if not twins:
        return head
    value, asked, seen = (head.fields or {}).get(field), list(head.after), set()
    found = [head]
    while asked:
        change = known.get(asked.pop())
        if change is None or change.id in seen:
            continue
        seen.add(change.id)
        asked += change.after
        if field in (change.fields or {}) and same_answer((change.fields or {})[field], value):
            found.append(change)
    return min(found, key=lambda change: (change.hlc, change.id))


def _text(names: RecordNames, state: RecordState, field: str, head: Change, groups: list[list[Change]]) -> str:
    """What a side says, in words; of several fields that are decided together, those that differ, each by its name."""
    said = {**state.values, **(head.fields or {})}
    if field == DELETED:
        return _edits(names, state, head, said)
    together = [name for name in decided_with(state.kind, field) if is_told(state.kind, name)]
    if len(together) < 2:
        return names.text(state.kind, field, (head.fields or {}).get(field), said)
    differ = [name for name in together if len({_as_text((g[-1].fields or {}).get(name)) for g in groups}) > 1]
    return "\n".join(_line(names, state, name, head, said) for name in differ)


def _edits(names: RecordNames, state: RecordState, head: Change, said: Mapping[str, Value]) -> str:
    if (head.fields or {}).get(DELETED) is True:
        return _("Remove it")
    told = [name for name in head.fields or {} if name != DELETED and is_told(state.kind, name)]
    return "\n".join(_line(names, state, name, head, said) for name in told if name not in ("workshop",)) or _(
        "Keep it"
    )


def _line(names: RecordNames, state: RecordState, name: str, head: Change, said: Mapping[str, Value]) -> str:
    text = names.text(state.kind, name, (head.fields or {}).get(name), said) or _("(empty)")
    label = names.label(state.record, state.kind, name, said)
    return _("{label}: {answer}").format(label=label.rstrip(":"), answer=text)


def _as_text(value: Value) -> str:
    return repr(value)
