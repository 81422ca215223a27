"""The whole action log of a participant, as a list to look through and to save."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from rocb_desktop.domain.action import STATUSES, TYPES, Action, carried_out, is_overdue
from rocb_desktop.domain.action_sort import barrier_words, subtype_words
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.reports.plain_list import MOST_ROWS, Content, save_list
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.pc_date import doubt_about_today, reckoned_day
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.handed_actions import HandedAction, handed_actions
from rocb_desktop.store.actions import read_actions
from rocb_desktop.store.workshops import read_workshops
from rocb_desktop.texts import _

PLANNED, DONE = STATUSES


@dataclass(frozen=True, slots=True)
class LogLine:
    """An entry with its workshop (None when it is not known here).

    `state` is done, planned, overdue, carried_out (another entry does it) or handed_over; `words` is all there is to
    find in it, in small letters.
    """

    action: Action
    workshop: Workshop | None
    state: str
    words: str

    @property
    def column(self) -> str:
        """Where it stands on the board: planned or done."""
        return DONE if self.state in (DONE, "carried_out") else PLANNED


@dataclass(frozen=True, slots=True)
class ActionLog:
    """The own workshops, newest first, and the own log, newest entry first. `latest` is the last day that an entry may
    say something was done: later than `today` while the date of this computer is in doubt. `handed` are plans of
    colleagues that wait to be taken over: none is the person's own.
    """

    today: date
    workshops: tuple[Workshop, ...]
    lines: tuple[LogLine, ...]
    latest: date = date.max
    handed: tuple[HandedAction, ...] = ()

    def find(self, record: str) -> LogLine | None:
        """The line of an action, by its id."""
        return next((one for one in self.lines if one.action.id == record), None)

    def newest_begun(self) -> Workshop | None:
        """The workshop that an action of today most likely follows."""
        begun = (one for one in self.workshops if one.start.first() <= self.today)
        return next(begun, self.workshops[0] if self.workshops else None)


def own_workshops(session: Session) -> tuple[Workshop, ...]:
    """Workshops in which the administration took part, as far as ROCB A/P listed that, newest first."""
    code = session.profile.administration
    known = read_workshops(session.db, "status <> 'cancelled'")
    mine = [one for one in known if not one.administrations or code in one.administrations]
    return tuple(sorted(mine, key=lambda one: one.end.last(), reverse=True))


def own_actions(session: Session) -> list[Action]:
    """The log of the person of this profile, oldest first."""
    return read_actions(session.db, "person=?", (me(session),))


@lane("read")
def action_log(session: Session) -> ActionLog:
    """Everything that the page of the log shows."""
    doubt = doubt_about_today(session)
    log, today = own_actions(session), reckoned_day(session, doubt)
    known = {one.id: one for one in read_workshops(session.db)}
    carried = carried_out(log)
    lines = [_line(one, known.get(one.workshop), carried, today) for one in log]
    return ActionLog(
        today,
        own_workshops(session),
        tuple(reversed(lines)),
        doubt.latest if doubt else today,
        handed_actions(session),
    )


def _line(action: Action, workshop: Workshop | None, carried: frozenset[str], today: date) -> LogLine:
    kind = TYPES.get(action.type, TYPES["others"])
    told = (
        *(kind.label, kind.done, subtype_words(action.subtype), action.text, action.audience, action.channel),
        *(action.effect, action.handed_to, workshop.title if workshop is not None else ""),
        *(workshop.short_title if workshop is not None else "", barrier_words(action.barrier)),
    )
    return LogLine(action, workshop, _state(action, carried, today), " ".join(filter(None, told)).casefold())


def _state(action: Action, carried: frozenset[str], today: date) -> str:
    if action.is_given:
        return "handed_over"
    if action.planned and action.id in carried:
        return "carried_out"
    return "overdue" if is_overdue(action, today) else action.status


@lane("read")
def save_log(session: Session, path: Path, only: Sequence[str] | None = None) -> Path:
    """Write the log, newest entry first, into a workbook (.xlsx) or a text table (.csv); `only` the entries of these
    ids.

    Raises UserError: disk_full, bad_path, cannot_open. The list is not an exchange file: nothing imports it.
    """
    headings = (
        *(_("Workshop"), _("Action"), _("Sort of action"), _("Status"), _("Date"), _("Planned for")),
        *(_("How many"), _("Of what"), _("For whom"), _("How"), _("What you did"), _("What changed because of it")),
        *(_("What stood in the way"), _("Handed over to")),
    )
    wanted = None if only is None else frozenset(only)
    lines = [one for one in action_log(session).lines if wanted is None or one.action.id in wanted]
    save_list(_("Action log"), headings, islice(_rows(session, lines), MOST_ROWS), path)
    return path


def _rows(session: Session, lines: Sequence[LogLine]) -> Iterator[tuple[Content, ...]]:
    for number, one in enumerate(lines, 1):
        action, workshop = one.action, one.workshop
        yield (
            (workshop.short_title or workshop.title) if workshop is not None else "",
            TYPES[action.type].label if action.type in TYPES else action.type,
            subtype_words(action.subtype),
            _(STATUSES.get(action.status, action.status)),
            None if action.planned else _day(action.date),
            _day(action.due),
            action.reached,
            _(TYPES[action.type].counted.name) if action.reached is not None and action.type in TYPES else "",
            *(action.audience, action.channel, action.text, action.effect),
            *(barrier_words(action.barrier), action.handed_to),
        )
        session.progress(number, len(lines))


def _day(day: PartialDate | None) -> Content:
    """A day to reckon with; a month alone stays a text."""
    return day.first() if day is not None and day.exact else str(day or "")
