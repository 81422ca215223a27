"""Clearance: what a head was shown, what they said to it, and what changed since."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rocb_desktop.domain.careful import careful_values
from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.clearing import CLEARED, DRAFT, HOW, NAMING, NOT_NAMED, STATES, WITH_HEAD
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.counted import round_items
from rocb_desktop.services.national.newest import said_by
from rocb_desktop.services.national.quotes import whose
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import require_role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.replies import read_replies
from rocb_desktop.texts import _

_COLUMNS = ("state", "since", "name", "post", "date", "how", "naming")


@dataclass(frozen=True, slots=True)
class Clearance:
    """How far the clearance of a round is. `changed` names what is new or other since the head saw it: empty while the
    head has not got it. `items` are what the head clears: national replies, and replies that count without one.
    """

    round: int
    administration: str
    items: tuple[tuple[Workshop, Reply], ...]
    state: str = DRAFT
    since: str = ""
    name: str = ""
    post: str = ""
    date: str = ""
    how: str = ""
    naming: str = ""
    changed: tuple[str, ...] = ()

    @property
    def cleared(self) -> bool:
        """Cleared, and nothing changed since."""
        return self.state == CLEARED and not self.changed

    @property
    def signed(self) -> tuple[str, str, str]:
        """Name, post and day of the head who cleared; all "" before that."""
        return (self.name, self.post, self.date) if self.state == CLEARED else ("", "", "")


@dataclass(frozen=True, slots=True)
class SignOff:
    """What a head said: who, when, how, and whether the tables may name the administration."""

    name: str = ""
    post: str = ""
    date: str = ""
    how: str = ""
    naming: str = ""


def clearance_id(round_number: int, code: str) -> str:
    return derive("clearance", str(round_number), code)


@lane("read")
def clearance_of(session: Session, round_number: int, code: str = "") -> Clearance:
    """The clearance of an administration's round, the own one by default."""
    office = code or session.profile.administration
    items = tuple(round_items(session, round_number, office))
    row = session.db.execute(
        f"SELECT {', '.join(_COLUMNS)}, judged FROM clearance WHERE id=?", (clearance_id(round_number, office),)
    ).fetchone()
    said = {name: str(cell or "") for name, cell in zip(_COLUMNS, row or (), strict=False)}
    if said.get("state") not in STATES:
        return Clearance(round_number, office, items, naming=said.get("naming", ""))
    judged = set(json.loads(row[-1] or "[]"))
    changed = () if said["state"] == DRAFT else tuple(_changed(session, items, judged))
    return Clearance(round_number, office, items, **said, changed=changed)


def _changed(session: Session, items: tuple[tuple[Workshop, Reply], ...], judged: set[str]) -> Iterator[str]:
    """What the head has not seen as it is now, and what the head saw and is not there any more."""
    said = said_by(session, [reply for _workshop, reply in items])
    for workshop, reply in items:
        if not said[reply.id] <= judged:
            yield _item_words(workshop, reply)
    query = "SELECT DISTINCT record FROM change WHERE id IN (SELECT value FROM json_each(?))"
    unseen = judged.difference(*said.values())
    before = {row[0] for row in session.db.execute(query, (json.dumps(sorted(unseen)),))} if unseen else set()
    gone = json.dumps(sorted(before - {reply.id for _workshop, reply in items}))
    for reply in read_replies(session.db, "r.id IN (SELECT value FROM json_each(?))", (gone,)) if before else ():
        yield _("{name}: not in it any more").format(name=whose(reply))


def _item_words(workshop: Workshop, reply: Reply) -> str:
    title = workshop.short_title or workshop.title
    return _("{workshop}: {who}").format(workshop=title, who=whose(reply))


@lane("write")
def set_clearance(session: Session, round_number: int, state: str, said: SignOff | None = None) -> Outcome:
    """Give the head what there is, note that the head cleared it, or go back to a draft.

    A head clears what was given: what came while it was with the head is named as changed. `said.date` is the day of
    that; today without it. Raises UserError: not_allowed, nothing_to_clear, bad_value, missing_name, bad_date.
    """
    require_role(session, Role.FOCAL_POINT)
    edit = clearance_edit(session, round_number, state, said or SignOff())
    changes, written = session.commit([edit])
    return Outcome(frozenset(written.tables), _SAID[state](), undo_of(changes), edit.record)


_SAID = {
    "draft": lambda: _("The clearance is a draft again."),
    "with_head": lambda: _("Noted: the sheet is with the head."),
    "cleared": lambda: _("Noted: the head has cleared it."),
}


def clearance_edit(session: Session, round_number: int, state: str, said: SignOff) -> Edit:
    """The edit that says a state, checked."""
    code = session.profile.administration
    today = session.clock.today()
    _check(state, said)
    day = PartialDate.parse(said.date).last() if said.date else today
    if day > today:
        raise UserError("bad_value", field="date", problem=_("This day is in the future."))
    items = round_items(session, round_number, code)
    if state != DRAFT and not items:
        raise UserError("nothing_to_clear")
    record, cleared = clearance_id(round_number, code), state == CLEARED
    state_now = session.state(record)
    before = careful_values(state_now) if state_now is not None else {}
    signed: dict[str, Value] = {
        "name": said.name.strip() if cleared else None,
        "post": said.post.strip() if cleared else None,
        "date": day.isoformat() if cleared else None,
        "how": said.how or None if cleared else None,
    }
    judged = before.get("judged") if cleared and _was_given(before, signed) else _all_said(session, items)
    fields: dict[str, Value] = {
        "round": str(round_number),
        "administration": code,
        "state": state,
        "since": day.isoformat() if state != DRAFT else None,
        **signed,
        "judged": judged if state != DRAFT else None,
    }
    if said.naming:
        fields["naming"] = said.naming
    return Edit(record, "clearance", fields)


def _was_given(before: Mapping[str, Value], signed: Mapping[str, Value]) -> bool:
    """What the head saw is on the sheet that went there, or is cleared already by the very same word of the head:
    saying it once more clears nothing that came since.
    """
    if before.get("state") == CLEARED:
        return all((before.get(name) or None) == value for name, value in signed.items())
    return before.get("state") == WITH_HEAD


def _all_said(session: Session, items: Sequence[tuple[Workshop, Reply]]) -> Value:
    heads = said_by(session, [reply for _workshop, reply in items]).values()
    return [*sorted({id for some in heads for id in some})]


def _check(state: str, said: SignOff) -> None:
    for field, value, known in (
        ("state", state, STATES),
        ("how", said.how, {**HOW, "": ""}),
        ("naming", said.naming, {**NAMING, "": ""}),
    ):
        if value not in known:
            raise UserError("bad_value", field=field, value=value)
    if state == CLEARED and not said.name.strip():
        raise UserError("missing_name", field="name")


@lane("read")
def naming_of(session: Session, round_number: int) -> frozenset[str]:
    """Codes of administrations that are counted in Tables 4 and 7 of a round without being named ("+1 not named")."""
    query = "SELECT administration FROM clearance WHERE round=? AND naming=?"
    return frozenset(row[0] for row in session.db.execute(query, (str(round_number), NOT_NAMED)))
