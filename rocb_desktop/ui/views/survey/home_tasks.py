"""What Home asks a participant to do: the one next task, and at most two small ones beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.action import TYPES, Action
from rocb_desktop.services.sending.outbox import OutboxFile
from rocb_desktop.services.survey.handed_actions import HandedAction
from rocb_desktop.services.survey.homes import ParticipantHome, WorkshopLine
from rocb_desktop.texts import _, format_date, format_month, ngettext
from rocb_desktop.ui.views.files.file_words import kind_words, size_words
from rocb_desktop.ui.views.files.no_receipt import ask_words, no_receipt_words
from rocb_desktop.ui.views.workshop.workshop_words import closing, short_title

SMALL_TASKS = 2
SOON_DAYS = 14  # before it opens, a survey is told with its day


@dataclass(frozen=True, slots=True)
class NextTask:
    """The words of the next-task card. `ready` of `needed` answers are done; `needed` 0 shows no measure.

    `action` is the words of its button, "" for none, and `page` with `what` where it leads; `lead` is "" when there is
    nothing to do.
    """

    task: str
    sentence: str
    lead: str = ""
    action: str = ""
    page: str = "survey"
    what: tuple[tuple[str, str], ...] = ()
    ready: int = 0
    needed: int = 0


@dataclass(frozen=True, slots=True)
class SmallTask:
    """One small task: what, about what, its button's words and icon, and the page where it is done."""

    title: str
    detail: str
    action: str
    icon: str
    page: str
    what: tuple[tuple[str, str], ...]


def next_task(home: ParticipantHome) -> NextTask:
    """The survey to answer now, else the file that waits or that nobody speaks of, else that there is nothing to do."""
    if home.next is not None:
        return _survey(home, home.next)
    if home.doubt is not None:
        said = _("The right day is not known here. Every survey says from when to when it is open.")
        return NextTask(_("Look at your surveys"), said, _("Do this next"), _("Survey replies"))
    for file in home.files:
        if file.waits:
            return _send_next(file)
    for file in home.files:
        if file.asks_after(home.today):
            what = (("file", file.sent.file),)
            words = no_receipt_words(file, home.today)
            return NextTask(ask_words(file), words, _("Do this next"), _("Go to the file"), "send", what)
    if home.feedback:
        said = _("What the region did after the workshops, and what you did. Good practices to use at home.")
        what = (("feedback", home.feedback),)
        task = _("Read the feedback from ROCB A/P")
        return NextTask(task, said, _("Do this next"), _("Read the feedback"), "feedback", what)
    return NextTask(_("You are up to date."), _what_comes(home))


def _survey(home: ParticipantHome, line: WorkshopLine) -> NextTask:
    title, lead = short_title(line.workshop), _("Do this next")
    what = (("workshop", line.workshop.id),)
    if line.survey == "changed":
        sentence = _("You changed your answers after the file was made. The new file becomes version {n}.")
        task = _("Make a new file: {workshop}").format(workshop=title)
        said = sentence.format(n=line.form.version + 1)
        return NextTask(task, said, lead, _("Check and send"), what=what)
    if line.survey == "correction":
        task = _("Correct your reply: {workshop}").format(workshop=title)
        said = _("Your focal point asks: {text}").format(text=line.correction)
        return NextTask(task, said, lead, _("Correct my reply"), what=what)
    ready, needed = line.form.needed
    return NextTask(
        _("Answer the follow-up survey: {workshop}").format(workshop=title),
        closing(line.workshop, home.today if home.doubt is None else None),
        lead,
        _("Continue my reply") if ready else _("Start my reply"),
        what=what,
        ready=ready,
        needed=needed,
    )


def _send_next(file: OutboxFile) -> NextTask:
    about = short_title(file.workshop) if file.workshop is not None else kind_words(file)
    task = _("Send the file of your reply: {workshop}").format(workshop=about)
    day = format_date(file.made.astimezone().date())
    said = _("You made it on {date}. As far as this computer knows, nobody has it yet.").format(date=day)
    return NextTask(task, said, _("Do this next"), _("Send"), "send", (("file", file.sent.file),))


def small_tasks(home: ParticipantHome) -> list[SmallTask]:
    """Files that wait to be sent, what a colleague handed over, files that nobody says have arrived, then planned
    actions whose day has come.

    What the next task speaks of is not said again.
    """
    first = dict(next_task(home).what).get("file")
    files = [file for file in home.files if file.sent.file != first]
    waiting = [_send(file) for file in files if file.waits and not _changed(home, file)]
    due = [
        _check(action, line)
        for action in home.log
        if action.planned and not action.is_given and action.date is not None and action.date.last() <= home.today
        for line in [home.line(action.workshop)]
        if line is not None
    ]
    silent = [_ask(file, home.today) for file in files if file.asks_after(home.today)]
    handed = [_take_over(home.handed)] if home.handed else []
    return (waiting + handed + silent + due)[:SMALL_TASKS]


def _what_comes(home: ParticipantHome) -> str:
    """When the next survey opens: on a day when that is near, else in a month."""
    if home.next_opening is None:
        return _("Log what you do after a workshop. Logging never closes.")
    window = home.next_opening.window
    if not window.approximate and (window.opens - home.today).days <= SOON_DAYS:
        said = _("The next survey opens on {date}: {workshop}.")
        return said.format(date=format_date(window.opens), workshop=short_title(home.next_opening))
    month = format_month(window.opens.year, window.opens.month)
    return _("The next survey opens in {month}.").format(month=month)


def _changed(home: ParticipantHome, file: OutboxFile) -> bool:
    line = home.line(file.workshop.id) if file.workshop is not None else None
    return line is not None and line.survey == "changed"


def _send(file: OutboxFile) -> SmallTask:
    about = short_title(file.workshop) if file.workshop is not None else kind_words(file)
    detail = _("{file}, {size}").format(file=about, size=size_words(file.sent.size))
    return SmallTask(_("Send your waiting file"), detail, _("Send"), "send", "send", (("file", file.sent.file),))


def _ask(file: OutboxFile, today: date) -> SmallTask:
    what = (("file", file.sent.file),)
    return SmallTask(ask_words(file), no_receipt_words(file, today), _("Open"), "send", "send", what)


def _take_over(handed: Sequence[HandedAction]) -> SmallTask:
    count = len(handed)
    title = ngettext("{n} action is handed over to you", "{n} actions are handed over to you", count).format(n=count)
    givers = ", ".join(dict.fromkeys(one.giver for one in handed if one.giver))
    detail = _("By {names}. It is not yours before you take it over.").format(names=givers) if givers else ""
    return SmallTask(title, detail, _("Open"), "hand-helping", "actions", (("tab", "log"),))


def _check(action: Action, line: WorkshopLine) -> SmallTask:
    kind = TYPES.get(action.type, TYPES["others"])
    title = _("Did you do it? {action}").format(action=kind.label)
    planned = action.date.shown() if action.date else ""
    detail = _("{workshop}, planned for {date}").format(workshop=short_title(line.workshop), date=planned)
    return SmallTask(title, detail, _("Open"), kind.icon, "actions", (("action", action.id),))
