"""The action log of a participant."""

import json
from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import TypedDict, Unpack

from rocb_desktop.domain.action import Action, check_action
from rocb_desktop.domain.action_sort import SUBTYPES
from rocb_desktop.domain.change import Value, own_record
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.pc_date import latest_day
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.actions import read_actions
from rocb_desktop.store.authority import standing_of
from rocb_desktop.texts import _

# Where the records that an action may name are.
_LINKS = {
    "materials": ("material", "own_material"),
    "recommendation": ("recommendation",),
    "plan_item": ("action",),
    "handed_from": ("action",),
}


class MoreOfAction(TypedDict, total=False):
    """What else an entry can say: `due` is the day it was planned for, the links are ids (see domain.action)."""

    subtype: str
    barrier: str
    due: str
    promised: bool
    materials: Sequence[str]
    recommendation: str
    plan_item: str
    handed_to: str
    handed_from: str


def me(session: Session) -> str:
    """The person of this profile: with a replacement key still the one of the first key."""
    return standing_of(session.db, session.desk.key).speaks_for(session.desk.key)


@lane("read")
def list_actions(session: Session, workshop: str = "") -> list[Action]:
    """The log, oldest first, of one workshop or of all: a participant's own, at an office everybody's that is here."""
    own = me(session) if session.profile.role == Role.PARTICIPANT else ""
    where = "(?1='' OR workshop=?1) AND (?2='' OR person=?2)"
    return read_actions(session.db, where, (workshop, own))


@lane("write")
def log_action(
    session: Session,
    workshop: str,
    type: str,
    date: str = "",
    status: str = "done",
    text: str = "",
    channel: str = "",
    audience: str = "",
    reached: int | None = None,
    effect: str = "",
    **more: Unpack[MoreOfAction],
) -> Outcome:
    """Add an entry; its id is the value. A planned one may give its day as `date` or as `due`.

    Raises UserError: unknown_workshop, bad_date, bad_value, each with the `field` to go to.
    """
    record = own_record(me(session), session.ids.token(8))
    wanted: dict[str, object] = {"workshop": workshop, "type": type, "status": status, "date": date, "text": text}
    wanted |= {"channel": channel, "audience": audience, "reached": reached, "effect": effect, **more}
    if status == "planned":
        wanted["due"] = wanted["date"] = str(wanted.get("due") or date)
    return _write(session, record, checked_fields(session, record, wanted), _("Action saved."))


@lane("write")
def log_today(session: Session, workshop: str, type: str, text: str = "") -> Outcome:
    """Add an entry that was done on the day it is now, also when the window has been open since another day."""
    return log_action(session, workshop, type, session.clock.today().isoformat(), text=text)


@lane("read")
def day_now(session: Session) -> Day:
    """The day it is now."""
    return session.clock.today()


@lane("write")
def change_action(session: Session, record: str, **fields: Value) -> Outcome:
    """Change an entry: any of what log_action takes but the workshop's name, which is its id here."""
    old = find_action(session, record)
    before = _fields(old)
    wanted = {**before, **fields}
    if "subtype" not in fields and wanted["subtype"] not in SUBTYPES.get(str(wanted["type"]), {}):
        wanted["subtype"] = ""  # it was one of another type
    if wanted["status"] == "planned":
        asked = fields.get("due") or fields.get("date") or wanted["due"]
        wanted["due"] = wanted["date"] = "" if fields.get("date") == "" and "due" not in fields else asked
    new = _fields(_checked(session, record, wanted))
    # What a form shows and nobody touched is not said again: it would decide between two versions of it.
    changed = {name: value for name, value in new.items() if value != before[name]}
    _check_links(session, changed)
    if changed.get("status") == "done" and old.due is not None:
        changed["due"] = new["due"]  # an entry of the first versions has it nowhere else from now on
    return _write(session, record, changed, _("Action saved."))


@lane("write")
def finish_action(session: Session, record: str, date: str = "") -> Outcome:
    """A planned action is done: today, or on `date`. The day it was planned for stays.

    Raises UserError: bad_value, bad_date.
    """
    old = find_action(session, record)
    if not old.planned:
        raise UserError("bad_value", field="status", problem=_("This action is done already."))
    day = date or session.clock.today().isoformat()
    new = _fields(_checked(session, record, {**_fields(old), "status": "done", "date": day}))
    changed: dict[str, Value] = {"status": "done", "date": new["date"]}
    if old.due is not None:
        changed["due"] = new["due"]
    return _write(session, record, changed, _("Marked as done."))


@lane("write")
def remove_action(session: Session, record: str) -> Outcome:
    """Hide an entry; its history stays, and so does the way back."""
    find_action(session, record)
    return _write(session, record, {"deleted": True}, _("Action removed."))


def find_action(session: Session, record: str) -> Action:
    """One own entry by its id. Raises UserError bad_value."""
    found = read_actions(session.db, "id=? AND person=?", (record, me(session)))
    if not found:
        raise UserError("bad_value", value=record)
    return found[0]


def checked_fields(session: Session, record: str, wanted: Mapping[str, object]) -> dict[str, Value]:
    """What a new entry says. Raises UserError as log_action."""
    new = _fields(_checked(session, record, wanted))
    _check_links(session, new)
    # What the first versions did not know is said only where it says something.
    return {name: value for name, value in new.items() if value or name not in MoreOfAction.__annotations__}


def _write(session: Session, record: str, fields: Mapping[str, Value], message: str) -> Outcome:
    changes, written = session.commit([Edit(record, "action", {"person": me(session), **fields})])
    return Outcome(frozenset(written.tables), message, undo_of(changes), record)


def _checked(session: Session, record: str, wanted: Mapping[str, object]) -> Action:
    the_workshop = find_workshop(session, _text(wanted, "workshop"))
    reached, materials = wanted.get("reached"), wanted.get("materials")
    action = Action(
        record,
        the_workshop.id,
        me(session),
        _text(wanted, "type"),
        _text(wanted, "status"),
        _day(wanted, "date"),
        _text(wanted, "channel"),
        _text(wanted, "audience"),
        reached if isinstance(reached, int) else None,
        _text(wanted, "text").strip(),
        _text(wanted, "effect").strip(),
        _text(wanted, "subtype"),
        _text(wanted, "barrier"),
        _day(wanted, "due"),
        bool(wanted.get("promised")),
        tuple(dict.fromkeys(str(one) for one in materials)) if isinstance(materials, list | tuple) else (),
        _text(wanted, "recommendation"),
        _text(wanted, "plan_item"),
        _text(wanted, "handed_to").strip(),
        _text(wanted, "handed_from"),
    )
    problems = check_action(action, the_workshop, latest_day(session))
    if problems:
        raise UserError("bad_value", field=problems[0].field, problem=problems[0].text)
    return action


def _check_links(session: Session, fields: Mapping[str, Value]) -> None:
    """Whether what an action names is there. Raises UserError bad_value."""
    for name, tables in _LINKS.items():
        value = fields.get(name) or []
        named = value if isinstance(value, list) else [value]
        known = " UNION ".join(f"SELECT id FROM {table}" for table in tables)
        query = f"SELECT value FROM json_each(?) WHERE value NOT IN ({known})"
        unknown = session.db.execute(query, (json.dumps(named),)).fetchone()
        if unknown is not None:
            raise UserError("bad_value", field=name, value=unknown[0])


def _text(wanted: Mapping[str, object], name: str) -> str:
    return str(wanted.get(name) or "")


def _day(wanted: Mapping[str, object], name: str) -> PartialDate | None:
    text = _text(wanted, name)
    if not text:
        return None
    try:
        return PartialDate.parse(text)
    except UserError as error:
        raise UserError("bad_date", field=name, text=text) from error


def _fields(action: Action) -> dict[str, Value]:
    return {
        "workshop": action.workshop,
        "type": action.type,
        "status": action.status,
        "date": str(action.date) if action.date else "",
        "channel": action.channel,
        "audience": action.audience,
        "reached": action.reached,
        "text": action.text,
        "effect": action.effect,
        "subtype": action.subtype,
        "barrier": action.barrier,
        "due": str(action.due) if action.due else "",
        "promised": action.promised,
        "materials": list(action.materials),
        "recommendation": action.recommendation,
        "plan_item": action.plan_item,
        "handed_to": action.handed_to,
        "handed_from": action.handed_from,
    }
