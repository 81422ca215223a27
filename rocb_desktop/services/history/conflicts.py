"""Conflicts: two versions of one answer, side by side, until a person decides; deciding is an ordinary change."""

from collections.abc import Mapping
from dataclasses import dataclass

from rocb_desktop.domain.change import Change, RecordState, Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.questionnaire import answer_from_text
from rocb_desktop.domain.record_words import REPLIES
from rocb_desktop.domain.text_difference import Part, mark_differences
from rocb_desktop.domain.undecided import DELETED, asked_fields, decided_with
from rocb_desktop.services.history.record_names import RecordNames
from rocb_desktop.services.history.record_owners import keys_of, may_write, who_may_write
from rocb_desktop.services.history.sides import Side, sides_of
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.changes import states_of
from rocb_desktop.store.undecided import read_undecided
from rocb_desktop.texts import _

MINE, THEIRS, TEXT = "mine", "theirs", "text"
MOST = 200  # conflicts that are read at once


@dataclass(frozen=True, slots=True)
class Conflict:
    """One question with more than one answer. `shown` is the head whose answer is shown meanwhile.

    `mine` and `theirs` are heads, "" when there is none or more than one. `who_may` says whom to ask, to a person who
    may not decide. `free_text`: a new text can be written instead.
    """

    record: str
    kind: str
    field: str
    about: str
    label: str
    sides: tuple[Side, ...]
    shown: str
    mine: str
    theirs: str
    may_decide: bool
    who_may: str
    free_text: bool

    @property
    def id(self) -> str:
        """What a command takes: record:field."""
        return f"{self.record}:{self.field}"

    def parts_of(self, side: Side) -> tuple[Part, ...]:
        """The text of a side, with what the other sides say otherwise marked: worked out for the one that is shown."""
        others = [one.text for one in self.sides if one.head != side.head]
        return mark_differences(side.text, others if not self.removal else ())

    @property
    def removal(self) -> bool:
        """Whether it stays at all is the question."""
        return self.field == DELETED


@lane("read")
def list_conflicts(session: Session, record: str = "", most: int = MOST) -> list[Conflict]:
    """The questions that wait, of one record or of all; at most `most` of them."""
    asked = read_undecided(session.db, record)[:most]
    states = states_of(session.db, {one for one, _kind, _field in asked})
    names = RecordNames(session)
    return [_conflict(session, names, states[one], field) for one, _kind, field in asked if one in states]


@lane("read")
def count_conflicts(session: Session) -> int:
    """How many questions wait, whoever may decide them."""
    return len(read_undecided(session.db))


def count_to_decide(session: Session) -> int:
    """How many of them this profile may decide; of very many, of the first ones."""
    asked = read_undecided(session.db)[:MOST]
    states = states_of(session.db, {one for one, _kind, _field in asked})
    may = {one: may_write(session, state, {}) for one, state in states.items()}
    return sum(may.get(one, False) for one, _kind, _field in asked)


def _conflict(session: Session, names: RecordNames, state: RecordState, field: str) -> Conflict:
    sides = sides_of(session, names, state, field)
    mine, theirs = _mine_and_theirs(sides)
    values = state.values
    may = may_write(session, state, {})
    last = state.conflicts[field][-1].id
    label = "" if field == DELETED else names.label(state.record, state.kind, field, values)
    return Conflict(
        state.record,
        state.kind,
        field,
        names.about(state.record, state.kind, values),
        label,
        sides,
        next(side.head for side in sides if last in side.heads),
        mine,
        theirs,
        may,
        "" if may else who_may_write(session, state),
        field != DELETED and names.is_free_text(state.kind, field, values),
    )


def _mine_and_theirs(sides: tuple[Side, ...]) -> tuple[str, str]:
    """Of two own copies of a computer, mine is what was written on this one."""
    own = [side for side in sides if side.own]
    mine = own if len(own) == 1 else [side for side in own if side.here]
    if len(mine) != 1:
        return "", ""
    others = [side for side in sides if side.head != mine[0].head]
    return mine[0].head, others[0].head if len(others) == 1 else ""


@lane("write")
def resolve_conflict(session: Session, record: str, field: str, take: str, text: str = "") -> Outcome:
    """Decide: `take` is mine, theirs, a head (its first digits are enough), or text, with the words in `text`.

    Raises UserError: nothing_to_decide, not_allowed, bad_value (with the field `take` or `text`).
    """
    with session.db.atomic():
        found = next((one for one in list_conflicts(session, record) if one.field == field), None)
        state = session.state(record)
        if found is None or state is None:
            raise UserError("nothing_to_decide", field="conflict")
        if not found.may_decide:
            raise UserError("not_allowed", role=session.profile.role, why=found.who_may)
        fields = {**keys_of(state), **_decided(session, found, state, take, text)}
        form = state.conflicts[field][-1].form
        changes: list[Change] = []
        tables = {"conflict"}
        while state is not None and field in asked_fields(state.kind, state.conflicts):
            # a second time only where there are more heads than one change may name
            heads = tuple(state.head_ids(state.heads if field == DELETED else fields))
            made, written = session.commit([Edit(record, found.kind, fields, form, heads)])
            changes += made
            tables |= written.tables
            state = session.state(record)
    return Outcome(frozenset(tables), _said(found, take), undo_of(changes), found.id)


def _decided(session: Session, found: Conflict, state: RecordState, take: str, text: str) -> Mapping[str, Value]:
    if take == TEXT:
        return {found.field: _new_text(session, found, state, text)}
    side = _side(found, take)
    if found.removal:
        return {DELETED: not side.keeps}
    head = next(change for change in state.conflicts[found.field] if change.id == side.head)
    said = head.fields or {}
    return {name: said[name] for name in decided_with(found.kind, found.field) if name in said}


def _side(found: Conflict, take: str) -> Side:
    wanted = {MINE: found.mine, THEIRS: found.theirs}.get(take, take)
    sides = [side for side in found.sides if wanted and any(head.startswith(wanted) for head in side.heads)]
    if len(sides) != 1:
        heads = ", ".join(side.head[:8] for side in found.sides)
        problem = _("Say which answer to keep by its id, one of: {ids}").format(ids=heads)
        raise UserError("bad_value", field="take", value=take, problem=problem)
    return sides[0]


def _new_text(session: Session, found: Conflict, state: RecordState, text: str) -> Value:
    words = text.strip()
    if not words or not found.free_text:
        raise UserError("bad_value", field="text", value=text)
    if found.kind in REPLIES:
        return answer_from_text(RecordNames(session).sheet(state.values.get("workshop")), found.field, words)
    return words


def _said(found: Conflict, take: str) -> str:
    if take == TEXT:
        return _("Your new text is kept. The others stay in History.")
    side = _side(found, take)
    if found.removal:
        return _("It stays.") if side.keeps else _("It is removed. What was said in it stays in History.")
    return _("Kept: the answer of {name}. The others stay in History.").format(name=side.who.short)
