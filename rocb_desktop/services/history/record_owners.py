"""Who may change a record: asked before it is offered, and said to those who may not."""

from collections.abc import Mapping

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.change import RecordState, Value, make_change
from rocb_desktop.domain.kinds import FOCAL_POINT, KINDS, OFFICE, Kind, Role, held_reason
from rocb_desktop.services.session import Session, repeated_fields
from rocb_desktop.store.authority import refusal_of, standing_of
from rocb_desktop.store.people import read_person
from rocb_desktop.texts import _

_NO_SALT = bytes(12)


def keys_of(state: RecordState) -> dict[str, Value]:
    """The fields that every change of this record says again."""
    return {name: state.values[name] for name in repeated_fields(state.kind) if name in state.values}


def may_write(session: Session, state: RecordState, fields: Mapping[str, Value]) -> bool:
    """Whether a change of these fields by this profile would count."""
    kind = KINDS.get(state.kind)
    if kind is None:
        return False
    key = session.desk.key
    standing = standing_of(session.db, key)
    trial = make_change(state.record, state.kind, "trial@1", 0, (), _NO_SALT, {**keys_of(state), **fields})
    held = held_reason(trial, key, standing, kind.audience, standing.administration)
    return held is None and refusal_of(session.db, key) is None


def who_may_write(session: Session, state: RecordState) -> str:
    """One sentence for who may not: whom to ask."""
    kind = KINDS.get(state.kind)
    if kind is None:
        return _("A newer version of the app can decide this.")
    if kind.own or kind.desk:
        return " ".join(filter(None, (_whose(session, state), _whom_to_ask(session, state))))
    return _which_office(kind, state)


def _whose(session: Session, state: RecordState) -> str:
    owner = state.record if state.kind == "person" else str(state.values.get("person", ""))
    person = read_person(session.db, owner)
    if person is None or not person.name:
        return _("Only the person who wrote this can decide.")
    return _("Only {name} can decide this.").format(name=person.name)


def _whom_to_ask(session: Session, state: RecordState) -> str:
    """What an office can do about a reply of somebody else."""
    if state.kind != "reply":
        return ""
    if session.profile.role == Role.ROCB:
        return _("Write to the focal point, who can ask for a correction.")
    return _("Ask for a correction.") if session.profile.role == Role.FOCAL_POINT else ""


def _which_office(kind: Kind, state: RecordState) -> str:
    place = name_of(str(state.values.get("administration", "")))
    if kind.writers == OFFICE:
        return _("Only ROCB A/P can decide this.")
    if kind.writers == FOCAL_POINT:
        return _("Only the focal point of {administration} can decide this.").format(administration=place)
    both = _("Only ROCB A/P or the focal point of {administration} can decide this.")
    return both.format(administration=place)
