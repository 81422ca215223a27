"""Same person? Two spellings of a name are joined by a press, and taken apart by another; both are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role, natural_id
from rocb_desktop.domain.person import clean_name, normalise_name
from rocb_desktop.domain.spelling import canonical, is_joined, near_pairs
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.seats import DeskRow
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import require_role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.roster import read_joins
from rocb_desktop.texts import _

KIND = "same_as"


@dataclass(frozen=True, slots=True)
class Question:
    """Same person? `one` and `other` are names as they are written. `keys` are their rows."""

    one: str
    other: str
    keys: tuple[str, str]


@lane("write")
def join_names(session: Session, name: str, same: str) -> Outcome:
    """Say that `name` is the person who is written `same`; the same spelling twice: that its two replies are one
    person's. Raises UserError: not_allowed, missing_name, bad_value (they are one already).
    """
    require_role(session, Role.FOCAL_POINT)
    joins = read_joins(session.db).get(session.profile.administration, {})
    listed, target = normalise_name(clean_name(name)), normalise_name(clean_name(same))
    one, other = canonical(joins, listed), canonical(joins, target)
    if one == other and (listed != target or is_joined(joins, one)):
        raise UserError("bad_value", field="name", problem=_("These two names are one person already."))
    said = _("{name} and {other} are one person now.").format(name=name, other=same)
    return _say(session, one, other, said)


@lane("write")
def part_names(session: Session, name: str) -> Outcome:
    """Say that this spelling is a person of its own; nobody is asked about it again. Raises UserError: not_allowed,
    missing_name.
    """
    require_role(session, Role.FOCAL_POINT)
    said = _("{name} is a person of their own.").format(name=name)
    return _say(session, normalise_name(clean_name(name)), "", said)


def questions(rows: Sequence[DeskRow], joins: Mapping[str, str]) -> tuple[Question, ...]:
    """Pairs of rows that may be one person and were never answered: near spellings, and one name with two replies."""
    answered = {listed for listed, target in joins.items() if not target}
    shown = {row.key: row.name for row in rows}
    whole = {row.key: normalise_name(row.name) for row in rows}
    found = [
        Question(shown[whole_key], row.name, (whole_key, row.key))
        for row in rows
        if (whole_key := whole[row.key]) != row.key and whole_key in shown and whole_key not in answered
    ]
    asked = [key for key in shown if whole[key] == key and key not in answered]
    found += [Question(shown[one], shown[other], (one, other)) for one, other in near_pairs(asked)]
    return tuple(found)


def _say(session: Session, listed: str, target: str, said: str) -> Outcome:
    fields: dict[str, Value] = {
        "administration": session.profile.administration,
        "listed": listed,
        "same_as": target,
        "deleted": False,
    }
    record = natural_id(KIND, fields)
    if record is None:
        raise UserError("bad_value", field="name", value=listed)
    if session.state(record) is None:
        del fields["deleted"]
    changes, written = session.commit([Edit(record, KIND, fields)])
    return Outcome(frozenset(written.tables | {"reply"}), said, undo_of(changes), record)
