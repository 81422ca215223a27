"""Who was at a workshop, as the focal point knows it: absences, roles, and names that are on no list yet."""

from collections.abc import Sequence
from dataclasses import replace

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role, natural_id
from rocb_desktop.domain.name_lines import NamedLine
from rocb_desktop.domain.person import clean_name, normalise_name
from rocb_desktop.domain.workshop import ATTENDED, ROLES, Workshop
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.seats import Names, read_names
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop, require_role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.texts import _, ngettext

KIND = "attendance"


@lane("write")
def note_attendance(
    session: Session,
    workshop: str,
    name: str,
    attended: str = "yes",
    role: str = "participant",
    note: str = "",
    post: str | None = None,
    email: str | None = None,
) -> Outcome:
    """Say whether somebody was there (ATTENDED) and as what (ROLES); None leaves post or e-mail as it is.

    The note stands under the spelling that the workshop's list has. It travels to ROCB A/P with the next return.
    Raises UserError: not_allowed, unknown_workshop, missing_name, bad_value.
    """
    require_role(session, Role.FOCAL_POINT)
    if attended not in ("", *ATTENDED):
        raise UserError("bad_value", field="attended", value=attended)
    if role not in ROLES:
        raise UserError("bad_value", field="role", value=role)
    the_workshop, name = find_workshop(session, workshop), clean_name(name)
    names = read_names(session, [the_workshop])
    listed = _listed_as(names, the_workshop.id, name)
    one = NamedLine(names.written.get(listed, name), role=role, attended=attended)
    edit = _edit(session, the_workshop, listed, one)
    more = {"post": post, "email": email, "note": note}
    told = {key: text.strip() for key, text in more.items() if text is not None}
    edit = replace(edit, fields={**edit.fields, **told})
    changes, written = session.commit([edit])
    said = _("{name} is noted as absent.") if attended == "no" else _("Noted: {name}.")
    return Outcome(frozenset(written.tables), said.format(name=one.name), undo_of(changes), edit.record)


@lane("write")
def add_names(session: Session, workshop: str, people: Sequence[NamedLine]) -> Outcome:
    """Add people to a workshop's list; who is on it already stays as they are. One undo for all.

    ROCB A/P gets them with the next return, as new names. Raises UserError: not_allowed, unknown_workshop,
    missing_name.
    """
    require_role(session, Role.FOCAL_POINT)
    the_workshop = find_workshop(session, workshop)
    names = read_names(session, [the_workshop])
    edits: dict[str, Edit] = {}
    for one in people:
        cleaned = replace(one, name=clean_name(one.name))
        listed = normalise_name(cleaned.name)
        if not is_listed(names, the_workshop.id, cleaned.name):
            edits.setdefault(listed, _edit(session, the_workshop, listed, cleaned, with_contact=True))
    changes, written = session.commit(edits.values())
    said = ngettext("{n} name is added.", "{n} names are added.", len(edits)).format(n=len(edits))
    message = said if edits else _("All these names are on the list already.")
    return Outcome(frozenset(written.tables), message, undo_of(changes), len(edits))


@lane("write")
def remove_name(session: Session, workshop: str, name: str) -> Outcome:
    """Take a name off that this office added. Raises UserError: not_allowed, unknown_person, bad_value (the name is on
    the list of ROCB A/P).
    """
    require_role(session, Role.FOCAL_POINT)
    the_workshop = find_workshop(session, workshop)
    names = read_names(session, [the_workshop])
    key = names.key(name)
    noted = next((one for one in names.noted.get(the_workshop.id, ()) if names.key(one.listed) == key), None)
    if any(names.key(one) == key for one in names.lists.get(the_workshop.id, ())):
        problem = _("{name} is on the list of ROCB A/P. Note that the person did not attend.")
        raise UserError("bad_value", field="name", problem=problem.format(name=name))
    if noted is None:
        raise UserError("unknown_person", person=name)
    keys: dict[str, Value] = {"workshop": noted.workshop, "administration": noted.administration}
    fields = {**keys, "listed": noted.listed, "deleted": True}
    changes, written = session.commit([Edit(noted.id, KIND, fields)])
    return Outcome(frozenset(written.tables), _("Removed: {name}.").format(name=noted.name), undo_of(changes))


def is_listed(names: Names, workshop: str, name: str) -> bool:
    """Whether a person is on a workshop's list, by this spelling or one that was joined with it."""
    key = names.key(name)
    noted = any(names.key(one.listed) == key for one in names.noted.get(workshop, ()))
    return noted or any(names.key(one) == key for one in names.lists.get(workshop, ()))


def _listed_as(names: Names, workshop: str, name: str) -> str:
    """The spelling under which a person stands at a workshop: in an earlier note, on the list, or as written."""
    key = names.key(name)
    noted = (one.listed for one in names.noted.get(workshop, ()))
    on_list = (normalise_name(one) for one in names.lists.get(workshop, ()))
    return next((one for one in (*noted, *on_list) if names.key(one) == key), normalise_name(name))


def _edit(session: Session, workshop: Workshop, listed: str, one: NamedLine, *, with_contact: bool = False) -> Edit:
    fields: dict[str, Value] = {
        "workshop": workshop.id,
        "administration": session.profile.administration,
        "listed": listed,
        "name": one.name,
        "role": one.role,
        "attended": one.attended,
    }
    record = natural_id(KIND, fields)
    if record is None:  # a name may not hold the sign that parts the keys
        raise UserError("bad_value", field="name", value=one.name)
    if with_contact:
        fields.update({"post": one.post, "email": one.email})
    if session.state(record) is not None:
        fields["deleted"] = False  # a name that was removed before
    return Edit(record, KIND, fields)
