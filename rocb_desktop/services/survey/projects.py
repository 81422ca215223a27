"""Modernization projects that followed a workshop: added, changed, removed."""

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.project import Project, check_project
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.own_records import (
    day_of,
    day_text,
    new_record,
    refuse,
    refuse_unknown,
    what_changed,
    write_own,
)
from rocb_desktop.services.survey.recommendations import find_recommendation
from rocb_desktop.store.projects import read_projects
from rocb_desktop.texts import _

_KIND = "project"


@lane("read")
def list_projects(session: Session, workshop: str = "") -> list[Project]:
    """One's own, by the day they began; of one workshop or of all."""
    where, values = ("person=? AND workshop=?", (me(session), workshop)) if workshop else ("person=?", (me(session),))
    return read_projects(session.db, where, values)


@lane("write")
def add_project(session: Session, workshop: str, title: str, novelty: str = "new", **more: Value) -> Outcome:
    """Add one: `more` is any of stage, term, support, text, recommendation (its id) and date. The value is its id.

    Raises UserError: unknown_workshop, bad_date, bad_value, each with the `field` to go to.
    """
    wanted: dict[str, Value] = {"title": title, "novelty": novelty, **more}
    one = _checked(session, new_record(session, _KIND), find_workshop(session, workshop).id, wanted)
    return write_own(session, _KIND, one.id, _fields(one), _("Project saved."))


@lane("write")
def change_project(session: Session, record: str, **fields: Value) -> Outcome:
    """Change any of what add_project takes."""
    old = find_project(session, record)
    before = _fields(old)
    new = _checked(session, record, old.workshop, {**before, **fields})
    return write_own(session, _KIND, record, what_changed(_fields(new), before), _("Project saved."))


@lane("write")
def remove_project(session: Session, record: str) -> Outcome:
    """Hide one; its history stays, and so does the way back."""
    find_project(session, record)
    return write_own(session, _KIND, record, {"deleted": True}, _("Project removed."))


def find_project(session: Session, record: str) -> Project:
    """One by its id. Raises UserError bad_value."""
    found = read_projects(session.db, "id=?", (record,))
    if not found:
        raise UserError("bad_value", value=record)
    return found[0]


def _checked(session: Session, record: str, workshop: str, wanted: dict[str, Value]) -> Project:
    empty = Project(record, workshop, me(session), "")
    refuse_unknown(wanted, _fields(empty))
    texts = {name: str(wanted.get(name) or "").strip() for name in _fields(empty) if name not in ("workshop", "date")}
    one = Project(record, workshop, me(session), **texts, date=day_of(wanted.get("date"), "date"))
    refuse(check_project(one))
    if one.recommendation:
        find_recommendation(session, one.recommendation)
    return one


def _fields(one: Project) -> dict[str, Value]:
    return {
        "workshop": one.workshop,
        "title": one.title,
        "novelty": one.novelty,
        "stage": one.stage,
        "term": one.term,
        "support": one.support,
        "text": one.text,
        "recommendation": one.recommendation,
        "date": day_text(one.date),
    }
