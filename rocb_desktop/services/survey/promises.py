"""Promises: what a participant means to do after a workshop, and how much of it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rocb_desktop.domain.action import Action, carried_out
from rocb_desktop.domain.change import Value, own_record
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.action_log import own_actions, own_workshops
from rocb_desktop.services.survey.actions import checked_fields, me
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.settings import read_setting, write_setting
from rocb_desktop.texts import _, ngettext

_NEAR = timedelta(days=30)  # a plan begins with a day it may still be kept on


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing that somebody means to do: its type, by when (ISO, "" for no day), and what exactly."""

    type: str
    due: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """How much of what was planned after a workshop is done."""

    workshop: Workshop
    planned: int
    done: int


@dataclass(frozen=True, slots=True)
class Promises:
    """`ask` is the workshop to promise something for now, `kept` the newest one with plans; None for neither."""

    today: date
    ask: Workshop | None
    kept: Kept | None


@lane("read")
def promises_now(session: Session) -> Promises:
    """What Home says about promises today.

    A promise is asked for from a workshop's last day until its survey opens, unless something is planned already or the
    person does not want to be asked. What is kept of the plans is told until the survey closes.
    """
    today, log = session.clock.today(), own_actions(session)
    promised = {one.workshop for one in log if one.promised or one.due}
    ask = None
    told = None
    for workshop in own_workshops(session):
        window = workshop.window
        open_to_ask = workshop.end.first() <= today < window.opens and workshop.id not in promised
        if ask is None and open_to_ask and not _is_dismissed(session, workshop.id):
            ask = workshop
        if told is None and today <= window.closes:
            told = kept(workshop, log)
    return Promises(today, ask, told)


def kept(workshop: Workshop, log: Sequence[Action]) -> Kept | None:
    """How much of what was planned after this workshop is done; None when nothing was planned.

    Done by another entry that carries the plan out counts; what was handed over is somebody else's.
    """
    carried = carried_out(log)
    plans = [one for one in log if one.workshop == workshop.id and (one.due or one.promised) and not one.handed_to]
    done = sum(not one.planned or one.id in carried for one in plans)
    return Kept(workshop, len(plans), done) if plans else None


def first_due(workshop: Workshop, today: date) -> date:
    """A day by which most things can be done: a month from the workshop's end, or from today when that has passed."""
    return max(workshop.end.last(), today) + _NEAR


@lane("write")
def make_promises(session: Session, workshop: str, promises: Sequence[Promise]) -> Outcome:
    """Keep what was promised as planned actions, taken back as one. The value is the ids.

    Raises UserError: unknown_workshop, bad_date, bad_value (nothing promised, or a day before the workshop).
    """
    if not promises:
        raise UserError("bad_value", field="promises", problem=_("Tick at least one thing you will do."))
    the_workshop = find_workshop(session, workshop)
    edits = []
    for one in promises:
        record = own_record(me(session), session.ids.token(8))
        wanted = {"workshop": the_workshop.id, "type": one.type, "status": "planned", "due": one.due, "date": one.due}
        said = checked_fields(session, record, {**wanted, "text": one.text, "promised": True})
        fields: dict[str, Value] = {"person": me(session), **said}
        edits.append(Edit(record, "action", fields))
    changes, written = session.commit(edits)
    count = len(edits)
    message = ngettext("{n} promise is in your log.", "{n} promises are in your log.", count).format(n=count)
    return Outcome(frozenset(written.tables), message, undo_of(changes), tuple(edit.record for edit in edits))


@lane("write")
def dismiss_promise(session: Session, workshop: str) -> Outcome:
    """Do not ask for a promise after this workshop any more; one can still be made."""
    write_setting(session.db, _key(find_workshop(session, workshop).id), "1")
    return Outcome(frozenset({"setting"}), _("You can still promise something in your action log."))


def _is_dismissed(session: Session, workshop: str) -> bool:
    return read_setting(session.db, _key(workshop)) == "1"


def _key(workshop: str) -> str:
    return f"no_promise:{workshop}"
