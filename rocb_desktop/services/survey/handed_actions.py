"""Actions that a colleague handed over to the person of this profile: seen, and taken over as own plans."""

from collections.abc import Sequence
from dataclasses import dataclass

from rocb_desktop.domain.action import Action
from rocb_desktop.domain.change import Value, own_record
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import checked_fields, me
from rocb_desktop.services.trust.colleagues import names_of_people
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.actions import read_actions
from rocb_desktop.store.workshops import read_workshops
from rocb_desktop.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class HandedAction:
    """A colleague's plan that waits to be taken over. `giver` is a name, "" when nobody here knows it; `workshop` None
    when it is not known here.
    """

    action: Action
    workshop: Workshop | None
    giver: str


@lane("read")
def handed_actions(session: Session) -> tuple[HandedAction, ...]:
    """What colleagues handed over and nobody took over here, what is due first comes first.

    An action that its giver took back, did or removed meanwhile is not there any more, as far as this computer knows.
    """
    if session.profile.role != Role.PARTICIPANT:
        return ()
    person = me(session)
    where = "person<>?1 AND id NOT IN (SELECT handed_from FROM action WHERE person=?1 AND handed_from IS NOT NULL)"
    found = [one for one in read_actions(session.db, where, (person,)) if one.is_given]
    if not found:
        return ()
    names, known = names_of_people(session), {one.id: one for one in read_workshops(session.db)}
    return tuple(HandedAction(one, known.get(one.workshop), names.get(one.person, "")) for one in found)


@lane("write")
def take_on(session: Session, actions: Sequence[str] = ()) -> Outcome:
    """Make own plans of actions that were handed over: those of these ids, or all. The value is the new ids.

    Raises UserError: bad_value (none waits, or not this one), unknown_workshop.
    """
    waiting = {one.action.id: one.action for one in handed_actions(session)}
    wanted = list(dict.fromkeys(actions)) or list(waiting)
    if not wanted or any(one not in waiting for one in wanted):
        raise UserError("bad_value", field="actions", problem=_("No action like this waits to be taken over."))
    edits = [_edit(session, waiting[one]) for one in wanted]
    changes, written = session.commit(edits)
    said = ngettext("{n} action is now your plan.", "{n} actions are now your plans.", len(edits))
    ids = tuple(edit.record for edit in edits)
    return Outcome(frozenset(written.tables), said.format(n=len(edits)), undo_of(changes), ids)


def _edit(session: Session, given: Action) -> Edit:
    record = own_record(me(session), session.ids.token(8))
    due = str(given.due) if given.due is not None else ""
    wanted = {"workshop": given.workshop, "type": given.type, "status": "planned", "due": due, "date": due}
    wanted |= {"text": given.text, "channel": given.channel, "audience": given.audience, "handed_from": given.id}
    fields: dict[str, Value] = {"person": me(session), **checked_fields(session, record, wanted)}
    if given.subtype:
        fields["subtype"] = given.subtype
    return Edit(record, "action", fields)
