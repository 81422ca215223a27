"""The gap table of a mission report: rows added, changed, removed, each with the recommendation that closes it."""

from collections.abc import Mapping

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.mission_report import Gap, check_gap
from rocb_desktop.domain.recommendation import next_number
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.own_records import new_record, refuse, refuse_unknown, what_changed, write_own
from rocb_desktop.services.survey.recommendations import begin_recommendation, find_recommendation
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.mission_reports import read_gaps
from rocb_desktop.texts import _

_KIND = "gap"
NEW = "new"  # in the place of a recommendation's id: the one whose words come along


@lane("write")
def add_gap(session: Session, workshop: str, standard: str, **more: Value) -> Outcome:
    """Add a row: `more` is any of situation, gap and recommendation: its id, or NEW, and then `advice` holds its words.

    Raises UserError: unknown_workshop, bad_value with the `field` to go to.
    """
    the_workshop = find_workshop(session, workshop).id
    known = read_gaps(session.db, "workshop=? AND person=?", (the_workshop, me(session)))
    number = next_number(one.number for one in known)
    empty = Gap(new_record(session, _KIND), the_workshop, me(session), number)
    return _write(session, empty, {"standard": standard, **more}, {"workshop": the_workshop, "number": number})


@lane("write")
def change_gap(session: Session, record: str, **fields: Value) -> Outcome:
    """Change standard, situation, gap or recommendation, as add_gap takes them."""
    return _write(session, find_gap(session, record), fields, {})


def _write(session: Session, old: Gap, wanted: Mapping[str, Value], first: Mapping[str, Value]) -> Outcome:
    """The row and, where it is new, its recommendation: one step with one way back."""
    fields = {name: value for name, value in wanted.items() if name != "advice"}
    edits = []
    if fields.get("recommendation") == NEW:
        edits.append(begin_recommendation(session, old.workshop, str(wanted.get("advice") or "")))
        fields["recommendation"] = edits[0].record
    new = _checked(old, {**_fields(old), **fields})
    if not edits and new.recommendation and new.recommendation != old.recommendation:
        find_recommendation(session, new.recommendation)
    said: dict[str, Value] = {**first, **what_changed(_fields(new), _fields(old))}
    edits.append(Edit(old.id, _KIND, {"person": me(session), **said}))
    changes, written = session.commit(edits)
    return Outcome(frozenset(written.tables), _("Gap saved."), undo_of(changes), old.id)


@lane("write")
def remove_gap(session: Session, record: str) -> Outcome:
    """Hide a row; its recommendation stays."""
    find_gap(session, record)
    return write_own(session, _KIND, record, {"deleted": True}, _("Gap removed."))


def find_gap(session: Session, record: str) -> Gap:
    """One by its id. Raises UserError bad_value."""
    found = read_gaps(session.db, "id=?", (record,))
    if not found:
        raise UserError("bad_value", value=record)
    return found[0]


def _checked(old: Gap, wanted: Mapping[str, Value]) -> Gap:
    refuse_unknown(wanted, _fields(old))
    texts = {name: str(wanted.get(name) or "").strip() for name in _fields(old)}
    one = Gap(old.id, old.workshop, old.person, old.number, **texts)
    refuse(check_gap(one))
    return one


def _fields(one: Gap) -> dict[str, Value]:
    return {
        "standard": one.standard,
        "situation": one.situation,
        "gap": one.gap,
        "recommendation": one.recommendation,
    }
