"""Measured effects: what was counted before and after, added, changed, removed."""

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.effect import Effect, check_effect
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import find_action, me
from rocb_desktop.services.survey.own_records import (
    day_of,
    day_text,
    new_record,
    refuse,
    refuse_unknown,
    what_changed,
    write_own,
)
from rocb_desktop.store.effects import read_effects
from rocb_desktop.texts import _

_KIND = "effect"
_COLUMNS = {"before": "value_before", "after": "value_after"}


@lane("read")
def list_effects(session: Session, workshop: str = "") -> list[Effect]:
    """One's own, by the day they were measured; of one workshop or of all."""
    where, values = ("person=? AND workshop=?", (me(session), workshop)) if workshop else ("person=?", (me(session),))
    return read_effects(session.db, where, values)


@lane("write")
def add_effect(session: Session, workshop: str, title: str, after: str, **more: Value) -> Outcome:
    """Add one: `more` is any of before, unit, text, action (its id) and date. Numbers stay as they were typed.

    Raises UserError: unknown_workshop, bad_date, bad_value, each with the `field` to go to.
    """
    wanted: dict[str, Value] = {"title": title, "after": after, **more}
    one = _checked(session, new_record(session, _KIND), find_workshop(session, workshop).id, wanted)
    return write_own(session, _KIND, one.id, _columns(_fields(one)), _("Effect saved."))


@lane("write")
def change_effect(session: Session, record: str, **fields: Value) -> Outcome:
    """Change any of what add_effect takes."""
    old = find_effect(session, record)
    before = _fields(old)
    new = _checked(session, record, old.workshop, {**before, **fields})
    changed = what_changed(_fields(new), before)
    return write_own(session, _KIND, record, _columns(changed), _("Effect saved."))


@lane("write")
def remove_effect(session: Session, record: str) -> Outcome:
    """Hide one; its history stays, and so does the way back."""
    find_effect(session, record)
    return write_own(session, _KIND, record, {"deleted": True}, _("Effect removed."))


def find_effect(session: Session, record: str) -> Effect:
    """One by its id. Raises UserError bad_value."""
    found = read_effects(session.db, "id=?", (record,))
    if not found:
        raise UserError("bad_value", value=record)
    return found[0]


def _checked(session: Session, record: str, workshop: str, wanted: dict[str, Value]) -> Effect:
    empty = Effect(record, workshop, me(session), "")
    refuse_unknown(wanted, _fields(empty))
    texts = {name: str(wanted.get(name) or "").strip() for name in _fields(empty) if name not in ("workshop", "date")}
    one = Effect(record, workshop, me(session), **texts, date=day_of(wanted.get("date"), "date"))
    refuse(check_effect(one))
    if one.action:
        find_action(session, one.action)
    return one


def _columns(fields: dict[str, Value]) -> dict[str, Value]:
    return {_COLUMNS.get(name, name): value for name, value in fields.items()}


def _fields(one: Effect) -> dict[str, Value]:
    return {
        "workshop": one.workshop,
        "title": one.title,
        "before": one.before,
        "after": one.after,
        "unit": one.unit,
        "action": one.action,
        "date": day_text(one.date),
        "text": one.text,
    }
