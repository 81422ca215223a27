"""Writes the records that a person keeps beside the log: each with the way back, each only what is new in it."""

from collections.abc import Mapping, Sequence

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.faults import Fault
from rocb_desktop.domain.kinds import own_id
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.undoing import undo_of


def new_record(session: Session, kind: str) -> str:
    """The id of a new record of one's own."""
    return own_id(kind, me(session), session.ids.token(8))


def write_own(session: Session, kind: str, record: str, fields: Mapping[str, Value], message: str) -> Outcome:
    """Say these fields of a record of one's own; its id is the value."""
    changes, written = session.commit([Edit(record, kind, {"person": me(session), **fields})])
    return Outcome(frozenset(written.tables), message, undo_of(changes), record)


def what_changed(new: Mapping[str, Value], before: Mapping[str, Value]) -> dict[str, Value]:
    """What a form shows and nobody touched is not said again: it would decide between two versions of it."""
    return {name: value for name, value in new.items() if value != before.get(name)}


def refuse(faults: Sequence[Fault]) -> None:
    """Raises UserError bad_value for the first fault, with its field."""
    if faults:
        raise UserError("bad_value", field=faults[0].field, problem=faults[0].text)


def day_of(text: Value, field: str) -> PartialDate | None:
    """A day or a month as it is kept, None for "". Raises UserError bad_date with its field."""
    written = str(text or "")
    if not written:
        return None
    try:
        return PartialDate.parse(written)
    except UserError as error:
        raise UserError("bad_date", field=field, text=written) from error


def day_text(day: PartialDate | None) -> str:
    """As it is kept."""
    return str(day) if day is not None else ""


def refuse_unknown(fields: Mapping[str, Value], known: Mapping[str, Value]) -> None:
    """Raises UserError bad_value for a field that the record does not have."""
    for name in fields:
        if name not in known:
            raise UserError("bad_value", field=name, value=name)
