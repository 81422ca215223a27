"""A focal point's own note about a person on the list; it stays in the office."""

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.person import clean_name, normalise_name
from rocb_desktop.domain.spelling import canonical
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import require_role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.roster import about_listed, read_joins
from rocb_desktop.texts import _

_MOST = 4000  # characters


@lane("write")
def note_person(session: Session, name: str, text: str) -> Outcome:
    """Keep a note about somebody, or take it away with an empty text. It is in no return, only in a hand-over.

    Notes under other spellings of the person are taken into this one. Raises UserError: not_allowed, missing_name,
    bad_value (too long).
    """
    require_role(session, Role.FOCAL_POINT)
    if len(text) > _MOST:
        problem = _("The note is too long. Write at most {most} characters.").format(most=_MOST)
        raise UserError("bad_value", field="note", problem=problem)
    code, joins = session.profile.administration, read_joins(session.db).get(session.profile.administration, {})
    key = canonical(joins, normalise_name(clean_name(name)))
    spellings = {key, *(listed for listed in joins if canonical(joins, listed) == key)}
    edits = []
    for listed in sorted(spellings):
        wanted = text.strip() if listed == key else ""
        edit = _edit(session, code, listed, wanted)
        if wanted or session.state(edit.record) is not None:
            edits.append(edit)
    changes, written = session.commit(edits)
    return Outcome(frozenset(written.tables), _("The note is saved."), undo_of(changes))


def _edit(session: Session, code: str, listed: str, text: str) -> Edit:
    about = about_listed(code, listed)
    fields: dict[str, Value] = {"about": about, "administration": code, "text": text}
    fields["date"] = session.clock.today().isoformat()
    record = derive("desk_note", about, code)
    state = session.state(record)
    if state is not None and state.deleted:
        fields["deleted"] = False
    return Edit(record, "desk_note", fields)
