"""Opening a survey again: a new closing day with a reason, which travels with the workshop and stands under Table 1."""

from datetime import date

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop, require_role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.texts import _, format_date

MAX_WHY = 300


@lane("write")
def reopen_survey(session: Session, workshop: str, closes: date, why: str) -> Outcome:
    """Give a survey a later closing day; replies until then are not late. Raises UserError: not_allowed,
    unknown_workshop, not_surveyed, bad_value (a day that is not later, or no reason).
    """
    require_role(session, Role.ROCB)
    found = find_workshop(session, workshop)
    if not found.surveyed:
        raise UserError("not_surveyed")
    if closes <= found.window.closes:
        said = _("The survey closes on {date}. Choose a later day.")
        problem = said.format(date=format_date(found.window.closes))
        raise UserError("bad_value", field="closes", problem=problem)
    reason = why.strip()
    if not reason or len(reason) > MAX_WHY:
        said = _("Say why, in at most {most} characters. It stands under Table 1.")
        raise UserError("bad_value", field="why", problem=said.format(most=MAX_WHY))
    fields = {"reopened_until": closes.isoformat(), "reopened_why": reason}
    changes, written = session.commit([Edit(found.id, "workshop", fields)])
    said = _("The survey is open again until {date}. Make the pack anew, so that people hear of it.")
    return Outcome(frozenset(written.tables), said.format(date=format_date(closes)), undo_of(changes), found.id)
