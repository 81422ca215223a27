"""What a reminder says today, from a look at the store that changes nothing, and that it is said once a day."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from rocb_desktop.domain.clock import DUE_SOON_DAYS, RETURN_DAYS
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.focal_home import open_desks
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.logs import LOGGER
from rocb_desktop.services.reminding.entry import is_installed, mark_of
from rocb_desktop.services.reminding.places import said_folder
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.homes import ParticipantHome, WorkshopLine, participant_home
from rocb_desktop.texts import _, format_date, ngettext


@dataclass(frozen=True, slots=True)
class Reminder:
    """One sentence, and the page that it is about."""

    text: str
    page: str


@dataclass(frozen=True, slots=True)
class Look:
    """Whether this person wants to be reminded here, what is due, and whether that was said today."""

    wanted: bool
    due: Reminder | None
    said: bool


@lane("read")
def look_for_reminder(session: Session) -> Look:
    """For the tray of an open window."""
    if not is_installed(session.profile.path):
        return Look(False, None, False)
    return Look(True, reminder_today(session), said_today(session))


@lane("read")
def reminder_today(session: Session) -> Reminder | None:
    """What is due; None when nothing is, or nobody knows what day it is.

    After a date has passed it speaks for two weeks more; then the person knows.
    """
    if session.profile.role == Role.PARTICIPANT:
        return _participant(participant_home(session))
    return _focal_point(session) if session.profile.role == Role.FOCAL_POINT else None


def said_today(session: Session) -> bool:
    """Whether this person was reminded today on this computer."""
    try:
        return _file(session).read_text(encoding="ascii") == session.clock.today().isoformat()
    except (OSError, ValueError):
        return False


@lane("write")
def note_said(session: Session) -> Outcome:
    """Remember it outside the store: a look at it must not write into it."""
    try:
        file = _file(session)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(session.clock.today().isoformat(), encoding="ascii")
    except OSError as error:
        LOGGER.warning("reminder not noted: %s", error.errno)  # then it is said once more
    return Outcome()


def _file(session: Session) -> Path:
    return said_folder() / f"{mark_of(session.profile.path)}.txt"


def _participant(home: ParticipantHome) -> Reminder | None:
    if home.doubt is not None:
        return None
    line = home.next
    if line is not None and (text := _survey(home, line)):
        return Reminder(text, "survey")
    waiting = sum(file.waits for file in home.files)
    if waiting:
        said = ngettext("{n} file of yours waits to be sent.", "{n} files of yours wait to be sent.", waiting)
        return Reminder(said.format(n=waiting), "send")
    return None


def _survey(home: ParticipantHome, line: WorkshopLine) -> str:
    workshop = line.workshop
    title, day = workshop.short_title or workshop.title, format_date(workshop.window.closes)
    left = workshop.window.days_left(home.today)
    if line.survey == "correction":
        return _("Your focal point asks you to correct your reply: {workshop}.").format(workshop=title)
    if line.survey == "changed":
        return _("You changed your reply and have not sent it again: {workshop}.").format(workshop=title)
    if left < -RETURN_DAYS:
        return ""
    if left < 0:
        said = _("The follow-up survey closed on {date}: {workshop}. Late replies are accepted.")
    elif left <= DUE_SOON_DAYS:
        said = _("The follow-up survey closes on {date}: {workshop}.")
    else:
        said = _("The follow-up survey is open until {date}: {workshop}.")
    return said.format(date=day, workshop=title)


def _focal_point(session: Session) -> Reminder | None:
    desks = open_desks(session)
    soon = timedelta(days=DUE_SOON_DAYS)
    dues = [(due, desk) for desk in desks if desk.changed and (due := desk.next_due()) is not None]
    near = min((due for due, desk in dues if due - desk.today <= soon), default=None)
    if near is not None:
        said = _("The national return is due at ROCB A/P on {date}.")
        return Reminder(said.format(date=format_date(near)), "national_return")
    count = sum(len(desk.to_review) for desk in desks)
    if count:
        said = ngettext("{n} reply waits for your review.", "{n} replies wait for your review.", count)
        return Reminder(said.format(n=count), "national_return")
    return None
