"""Participant lists: who took part in a workshop, read from a workbook."""

from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.administration import by_code
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.person import clean_name
from rocb_desktop.domain.workshop import Participation
from rocb_desktop.exchange.roster_workbook import read_roster
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.rounds import participation_edit
from rocb_desktop.services.region.workshops import find_workshop, require_role
from rocb_desktop.services.safety.backups import backup_if_old
from rocb_desktop.services.session import Session
from rocb_desktop.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class RosterResult:
    """What a participant list brought; `workshop` is its natural name."""

    workshop: str
    participants: int
    new: int
    changed: int
    same: int
    warnings: tuple[str, ...]


@lane("write")
def import_roster(session: Session, path: Path, workshop: str) -> Outcome:
    """Read the sheet Participants for one workshop; the same list again says nothing new.

    Raises UserError: not_allowed, unknown_workshop, bad_cell (with every cell named; nothing is imported), ...
    """
    require_role(session, Role.ROCB)
    the_workshop = find_workshop(session, workshop)
    book = read_roster(path, the_workshop)
    book.refuse_problems()
    backup_if_old(session)
    edits = {edit.record: edit for edit in (participation_edit(the_workshop.id, one) for one in book.participations)}
    with session.db.atomic():
        known = {record for record in edits if session.state(record) is not None}
        changes, written = session.commit(edits.values())
    touched = {change.record for change in changes}
    done = RosterResult(
        the_workshop.natural_name,
        len(edits),
        len(touched - known),
        len(touched & known),
        len(edits) - len(touched),
        tuple(book.warnings.lines()),
    )
    said = ngettext("{count} record imported.", "{count} records imported.", len(touched)).format(count=len(touched))
    message = said if touched else _("Nothing new in this file.")
    return Outcome(frozenset(written.tables), message, None, done)


@lane("write")
def add_participant(session: Session, workshop: str, name: str, administration: str, post: str = "") -> Outcome:
    """Add one participant by hand; the same name again is the same person.

    Raises UserError: not_allowed, unknown_workshop, unknown_administration, missing_name.
    """
    require_role(session, Role.ROCB)
    the_workshop = find_workshop(session, workshop)
    office = by_code(administration)
    if office is None:
        raise UserError("unknown_administration", field="administration", administration=administration)
    one = Participation("", the_workshop.id, clean_name(name), office.code, post=post.strip())
    edit = participation_edit(the_workshop.id, one)
    written = session.commit([edit])[1]
    return Outcome(frozenset(written.tables), _("The participant is on the list."), None, edit.record)
