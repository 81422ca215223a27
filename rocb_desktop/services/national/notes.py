"""Notes of the focal point's desk about a reply: for whoever sits here next; they stay in the administration."""

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import require_role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.texts import _


def note_about(session: Session, record: str) -> str:
    """The note about a record, "" for none."""
    query = "SELECT text FROM desk_note WHERE about=? AND administration=?"
    row = session.db.execute(query, (record, session.profile.administration)).fetchone()
    return (row[0] or "") if row else ""


@lane("write")
def keep_note(session: Session, record: str, text: str) -> Outcome:
    """Write the note about a reply; an empty text takes it away. Raises UserError not_allowed."""
    require_role(session, Role.FOCAL_POINT)
    code = session.profile.administration
    note = derive("desk_note", record, code)
    state = session.state(note)
    there = state is not None and not state.deleted
    if text.strip() == (note_about(session, record) if there else ""):
        return Outcome(message=_("Your note is kept."))
    key: dict[str, Value] = {"about": record, "administration": code}
    fields: dict[str, Value] = {"text": text.strip(), "date": session.clock.today().isoformat()}
    if not text.strip():
        fields = {"deleted": True}
    elif state is not None and state.deleted:
        fields["deleted"] = False
    changes, written = session.commit([Edit(note, "desk_note", {**key, **fields})])
    said = _("Your note is kept.") if text.strip() else _("Your note is gone.")
    return Outcome(frozenset(written.tables), said, undo_of(changes), note)
