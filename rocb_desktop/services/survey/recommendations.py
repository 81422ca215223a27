"""Recommendations to one's seniors: added, changed, removed, and moved from proposed to done, with their history."""

from collections.abc import Mapping
from dataclasses import dataclass

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.recommendation import (
    PROPOSED,
    Recommendation,
    check_recommendation,
    next_number,
    state_words,
)
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.session import Edit, Session
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
from rocb_desktop.store.history import Wanted, read_changes
from rocb_desktop.store.recommendations import read_recommendations
from rocb_desktop.texts import _

_KIND = "recommendation"
_MOST = 1000  # changes of one record that its history looks at


@dataclass(frozen=True, slots=True)
class StateSince:
    """A state, and the day from which it held; `day` is None when nobody said it."""

    state: str
    day: PartialDate | None
    note: str = ""

    @property
    def words(self) -> str:
        """Accepted since 24 June 2021."""
        name = state_words(self.state)
        return _("{state} since {day}").format(state=name, day=self.day.shown()) if self.day is not None else name


@lane("read")
def list_recommendations(session: Session, workshop: str = "") -> list[Recommendation]:
    """One's own, by workshop and number; of one workshop or of all."""
    where, values = ("person=? AND workshop=?", (me(session), workshop)) if workshop else ("person=?", (me(session),))
    return read_recommendations(session.db, where, values)


@lane("write")
def add_recommendation(
    session: Session, workshop: str, text: str, owner: str = "", due: str = "", state: str = PROPOSED, date: str = ""
) -> Outcome:
    """Add one; it gets the next number of its workshop, and the value is its id.

    Raises UserError: unknown_workshop, bad_date, bad_value, each with the `field` to go to.
    """
    the_workshop = find_workshop(session, workshop).id
    edit = begin_recommendation(session, the_workshop, text, owner, due, state, date)
    return write_own(session, _KIND, edit.record, edit.fields, _("Recommendation saved."))


def begin_recommendation(
    session: Session, workshop: str, text: str, owner: str = "", due: str = "", state: str = PROPOSED, date: str = ""
) -> Edit:
    """What to say of a new one after the workshop with this id. Raises UserError bad_date, bad_value."""
    numbers = [one.number for one in list_recommendations(session, workshop)]
    day = date or session.clock.today().isoformat()
    one = Recommendation(
        new_record(session, _KIND),
        workshop,
        me(session),
        next_number(numbers),
        text.strip(),
        owner.strip(),
        day_of(due, "due"),
        state,
        day_of(day, "date"),
    )
    refuse(check_recommendation(one))
    return Edit(one.id, _KIND, {"person": me(session), **_fields(one)})


@lane("write")
def change_recommendation(session: Session, record: str, fields: Mapping[str, Value]) -> Outcome:
    """Change text, owner, due, state, date or note. A new state holds from today, or from `date`."""
    old = find_recommendation(session, record)
    before = _fields(old)
    refuse_unknown(fields, before)
    wanted = {**before, **fields}
    if wanted["state"] != before["state"] and "date" not in fields:
        wanted["date"] = session.clock.today().isoformat()
    new = Recommendation(
        old.id,
        old.workshop,
        old.person,
        old.number,
        str(wanted["text"] or "").strip(),
        str(wanted["owner"] or "").strip(),
        day_of(wanted["due"], "due"),
        str(wanted["state"] or ""),
        day_of(wanted["date"], "date"),
        str(wanted["note"] or "").strip(),
    )
    refuse(check_recommendation(new))
    changed = what_changed(_fields(new), before)
    if "state" in changed:
        changed["date"] = day_text(new.date)  # each state says its own day, so that the history can
    return write_own(session, _KIND, record, changed, _("Recommendation saved."))


@lane("write")
def remove_recommendation(session: Session, record: str) -> Outcome:
    """Hide one; its history stays, and so does the way back."""
    find_recommendation(session, record)
    return write_own(session, _KIND, record, {"deleted": True}, _("Recommendation removed."))


@lane("read")
def state_history(session: Session, record: str) -> list[StateSince]:
    """The states of a recommendation, in the order in which they were said."""
    rows = read_changes(session.db, session.desk.key, Wanted(record=record), None, _MOST)
    told: list[StateSince] = []
    day: PartialDate | None = None
    for row in reversed(rows):
        fields = row.change.fields or {}
        if row.held is not None:
            continue
        if "date" in fields:  # a change does not say again what it leaves as it was
            day = _day(fields["date"])
        state = fields.get("state")
        if isinstance(state, str):
            told.append(StateSince(state, day))
    return told


def find_recommendation(session: Session, record: str) -> Recommendation:
    """One by its id. Raises UserError bad_value."""
    found = read_recommendations(session.db, "id=?", (record,))
    if not found:
        raise UserError("bad_value", value=record)
    return found[0]


def _day(text: Value) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if isinstance(text, str) and text else None
    except UserError:
        return None


def _fields(one: Recommendation) -> dict[str, Value]:
    return {
        "workshop": one.workshop,
        "number": one.number,
        "text": one.text,
        "owner": one.owner,
        "due": day_text(one.due),
        "state": one.state,
        "date": day_text(one.date),
        "note": one.note,
    }
