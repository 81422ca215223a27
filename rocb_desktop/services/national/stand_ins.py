"""An officer left: since when, and who answers in their place; a named stand-in is reminded and answered for."""

from dataclasses import dataclass

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role, natural_id
from rocb_desktop.domain.person import clean_name, normalise_name
from rocb_desktop.domain.roster import StandIn
from rocb_desktop.domain.spelling import canonical
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import require_role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.roster import read_joins, read_stand_ins
from rocb_desktop.texts import _

KIND = "stand_in"


@dataclass(frozen=True, slots=True)
class Leavers:
    """Who left an administration, by the spelling that stands for them."""

    joins: dict[str, str]
    by_key: dict[str, StandIn]

    def of(self, name: str) -> StandIn | None:
        """What was noted of this person under any spelling; None when they are still here."""
        return self.by_key.get(canonical(self.joins, normalise_name(name)))


def read_leavers(session: Session) -> Leavers:
    code = session.profile.administration
    joins = read_joins(session.db).get(code, {})
    return Leavers(joins, {canonical(joins, one.listed): one for one in read_stand_ins(session.db, code)})


@lane("write")
def note_left(session: Session, name: str, gone_on: str = "", stand_in: str = "", note: str = "") -> Outcome:
    """Note that somebody left (`gone_on`: a day, a month, or "") and who stands in ("" nobody yet).

    Raises UserError: not_allowed, missing_name, bad_date, bad_value (nobody stands in for themselves).
    """
    require_role(session, Role.FOCAL_POINT)
    name = clean_name(name)
    instead = clean_name(stand_in) if stand_in.strip() else ""
    if instead and normalise_name(instead) == normalise_name(name):
        problem = _("Write the name of another person: nobody stands in for themselves.")
        raise UserError("bad_value", field="stand_in", problem=problem)
    known = read_leavers(session).of(name)
    fields: dict[str, Value] = {
        "administration": session.profile.administration,
        "listed": known.listed if known else normalise_name(name),
        "name": name,
        "gone_on": str(_day(gone_on)) if gone_on.strip() else "",
        "stand_in": instead,
        "note": note.strip(),
    }
    record = natural_id(KIND, fields)
    if record is None:
        raise UserError("bad_value", field="name", value=name)
    if known is None and session.state(record) is not None:
        fields["deleted"] = False
    changes, written = session.commit([Edit(record, KIND, fields)])
    said = _("{name} left. {stand_in} answers for them.") if instead else _("{name} left. Nobody answers for them yet.")
    message = said.format(name=name, stand_in=instead)
    return Outcome(frozenset(written.tables), message, undo_of(changes), record)


@lane("write")
def note_back(session: Session, name: str) -> Outcome:
    """The person did not leave, or came back. Raises UserError: not_allowed, unknown_person."""
    require_role(session, Role.FOCAL_POINT)
    known = read_leavers(session).of(name)
    if known is None:
        raise UserError("unknown_person", person=name)
    fields: dict[str, Value] = {"administration": known.administration, "listed": known.listed, "deleted": True}
    changes, written = session.commit([Edit(known.id, KIND, fields)])
    said = _("{name} answers in person again.").format(name=known.name)
    return Outcome(frozenset(written.tables), said, undo_of(changes))


def _day(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except UserError as error:
        raise UserError("bad_date", field="gone_on", text=text) from error
