"""What each role sees first: what to do next, and where everything stands."""

from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.action import Action
from rocb_desktop.domain.clock import DUE_SOON_DAYS, months_since, window_state
from rocb_desktop.domain.pc_date import DateDoubt
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.feedback.reading import unread_feedback
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.pc_date import doubt_about_today, reckoned_day
from rocb_desktop.services.safety.backups import last_backup
from rocb_desktop.services.sending.outbox import OutboxFile, outbox
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.action_log import own_actions
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.handed_actions import HandedAction, handed_actions
from rocb_desktop.services.survey.replies import ReplyForm, form_of, reply_id
from rocb_desktop.store.workshops import read_workshops


@dataclass(frozen=True, slots=True)
class WorkshopLine:
    """A participant's workshop: per action done, planned or nothing, and where the survey stands.

    `survey` is opens, due, due_soon, overdue, file_made, changed (after the file was made), correction (asked for by
    the focal point) or not_surveyed.
    """

    workshop: Workshop
    actions: dict[str, str]
    months: int
    survey: str
    days_left: int
    form: ReplyForm
    file: OutboxFile | None

    @property
    def correction(self) -> str:
        """What the focal point asked to correct in the last file; "" when nothing."""
        return self.file.track.correction if self.file is not None else ""


@dataclass(frozen=True, slots=True)
class ParticipantHome:
    """`next` is the workshop whose survey to answer now; None: up to date. `files` are the replies' files, newest
    first; `backup_days` how old the last safe copy is, None when there is none.

    `today` is the day that everything is reckoned with: that of the computer, or, where `doubt` says that it looks
    wrong, the newest day that is certainly over.
    """

    today: date
    lines: tuple[WorkshopLine, ...]
    next: WorkshopLine | None
    next_opening: Workshop | None
    log: tuple[Action, ...]
    files: tuple[OutboxFile, ...]
    backup_days: int | None
    doubt: DateDoubt | None = None
    feedback: str = ""  # the record of a feedback that nobody looked at yet
    handed: tuple[HandedAction, ...] = ()  # what colleagues handed over and nobody took over yet

    def line(self, workshop: str) -> WorkshopLine | None:
        """The line of a workshop, by its id."""
        return next((one for one in self.lines if one.workshop.id == workshop), None)


@lane("read")
def participant_home(session: Session) -> ParticipantHome:
    """What to do next, every workshop with its actions and survey, the log and the files made.

    Only workshops in which the administration took part, as far as ROCB A/P listed that.
    """
    doubt = doubt_about_today(session)
    today = reckoned_day(session, doubt)
    files = tuple(one for one in outbox(session).files if one.sent.kind == "reply")
    log = own_actions(session)
    code = session.profile.administration
    lines = tuple(
        _line(session, one, log, files, today, doubt)
        for one in read_workshops(session.db, "status <> 'cancelled'")
        if not one.administrations or code in one.administrations
    )
    due = [line for line in lines if line.survey in ("due", "due_soon", "overdue", "changed", "correction")]
    opening = [line.workshop for line in lines if line.survey == "opens"]
    return ParticipantHome(
        today,
        tuple(sorted(lines, key=lambda line: line.workshop.end.last(), reverse=True)),
        min(due, key=lambda line: (line.survey == "overdue", line.workshop.window.closes), default=None),
        min(opening, key=lambda one: one.window.opens, default=None),
        tuple(log),
        files,
        None if doubt is not None else _backup_days(session),
        doubt,
        unread_feedback(session),
        handed_actions(session),
    )


def _backup_days(session: Session) -> int | None:
    newest = last_backup(session)
    return None if newest is None else (session.clock.now().replace(tzinfo=None) - newest).days


def _line(
    session: Session,
    workshop: Workshop,
    log: list[Action],
    files: tuple[OutboxFile, ...],
    today: date,
    doubt: DateDoubt | None,
) -> WorkshopLine:
    mine = [action for action in log if action.workshop == workshop.id]
    form = form_of(session, workshop, doubt)
    record = reply_id(workshop.id, me(session))
    made = next((one for one in files if one.sent.record == record), None)
    return WorkshopLine(
        workshop,
        {kind: _mark(mine, kind) for kind in ACTIONS},
        months_since(workshop.end, today),
        _survey(workshop, today, form, made),
        (workshop.window.closes - today).days,
        form,
        made,
    )


def _mark(mine: list[Action], kind: str) -> str:
    statuses = {action.status for action in mine if action.type == kind and not action.is_given}
    return "done" if "done" in statuses else "planned" if "planned" in statuses else ""


def _survey(workshop: Workshop, today: date, form: ReplyForm, made: OutboxFile | None) -> str:
    if not workshop.surveyed:
        return "not_surveyed"
    if made is not None:
        if form.changed:
            return "changed"
        return "correction" if made.track.needs_answer else "file_made"
    state = window_state(workshop.window, today)
    if state == "not_open":
        return "opens"
    if state == "closed":
        return "overdue"
    return "due_soon" if (workshop.window.closes - today).days <= DUE_SOON_DAYS else "due"
