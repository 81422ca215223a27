"""The action log of a participant."""

from collections.abc import Mapping
from dataclasses import replace

from rocb_desktop.domain.action import Action, check_action
from rocb_desktop.domain.change import Value, own_record
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.actions import read_actions
from rocb_desktop.store.authority import standing_of
from rocb_desktop.texts import _

_FIELDS = ("workshop", "type", "status", "date", "channel", "audience", "reached", "text", "effect")


def me(session: Session) -> str:
    """The person of this profile: with a replacement key still the one of the first key."""
    return standing_of(session.db, session.desk.key).speaks_for(session.desk.key)


@lane("read")
def list_actions(session: Session, workshop: str = "") -> list[Action]:
    """The log, oldest first, of one workshop or of all."""
    if workshop:
        return read_actions(session.db, "workshop=?", (workshop,))
    return read_actions(session.db)


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
) -> Outcome:
    """Add an entry. Raises UserError: unknown_workshop, bad_date, bad_value, each with the `field` to go to."""
    record = own_record(me(session), session.ids.token(8))
    action = _checked(session, record, workshop, type, date, status, text, channel, audience, reached, effect)
    return _write(session, record, _fields(action), _("Action saved."))


@lane("write")
def change_action(session: Session, record: str, **fields: Value) -> Outcome:
    """Change an entry: any of type, date, status, text, channel, audience, reached, effect."""
    old = _find(session, record)
    wanted = {**_fields(old), **fields}
    reached = wanted["reached"] if isinstance(wanted["reached"], int) else None
    texts = {name: str(wanted[name] or "") for name in _FIELDS if name != "reached"}
    new, before = _fields(_checked(session, record, reached=reached, **texts)), _fields(old)
    # What a form shows and nobody touched is not said again: it would decide between two versions of it.
    changed = {name: value for name, value in new.items() if value != before[name]}
    return _write(session, record, changed, _("Action saved."))


@lane("write")
def remove_action(session: Session, record: str) -> Outcome:
    """Hide an entry; its history stays, and so does the way back."""
    _find(session, record)
    return _write(session, record, {"deleted": True}, _("Action removed."))


def _write(session: Session, record: str, fields: Mapping[str, Value], message: str) -> Outcome:
    changes, written = session.commit([Edit(record, "action", {"person": me(session), **fields})])
    return Outcome(frozenset(written.tables), message, undo_of(changes), record)


def _find(session: Session, record: str) -> Action:
    found = read_actions(session.db, "id=?", (record,))
    if not found:
        raise UserError("bad_value", value=record)
    return found[0]


def _checked(
    session: Session,
    record: str,
    workshop: str,
    type: str,
    date: str,
    status: str,
    text: str,
    channel: str,
    audience: str,
    reached: int | None,
    effect: str,
) -> Action:
    the_workshop = find_workshop(session, workshop)
    action = Action(record, the_workshop.id, me(session), type, status, _day(date), channel, audience, reached)
    action = replace(action, text=text.strip(), effect=effect.strip())
    problems = check_action(action, the_workshop, session.clock.today())
    if problems:
        raise UserError("bad_value", field=problems[0].field, problem=problems[0].text)
    return action


def _day(text: str) -> PartialDate | None:
    if not text:
        return None
    try:
        return PartialDate.parse(text)
    except UserError as error:
        raise UserError("bad_date", field="date", text=text) from error


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
    }
