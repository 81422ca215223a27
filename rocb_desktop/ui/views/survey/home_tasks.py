"""What Home asks a participant to do: the one next task, and at most two small ones beside it."""

from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.action import TYPES, Action
from rocb_desktop.services.sending.outbox import OutboxFile
from rocb_desktop.services.survey.homes import ParticipantHome, WorkshopLine
from rocb_desktop.texts import _
from rocb_desktop.ui.views.files.file_words import kind_words, size_words
from rocb_desktop.ui.views.files.no_receipt import ask_words, no_receipt_words
from rocb_desktop.ui.views.workshop.workshop_words import closing, opening_month, short_title

SMALL_TASKS = 2


@dataclass(frozen=True, slots=True)
class NextTask:
    """The words of the next-task card. `ready` of `needed` answers are done; `needed` 0 shows no measure.

    `action` is the words of its button, "" for none; `lead` is "" when there is nothing to do.
    """

    task: str
    sentence: str
    lead: str = ""
    action: str = ""
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
    """The survey to answer now, or that there is nothing to do."""
    if home.next is None:
        return NextTask(_("You are up to date."), _what_comes(home))
    line, title = home.next, short_title(home.next.workshop)
    lead = _("Do this next")
    if line.survey == "changed":
        sentence = _("You changed your answers after the file was made. The new file becomes version {n}.")
        task = _("Make a new file: {workshop}").format(workshop=title)
        return NextTask(task, sentence.format(n=line.form.version + 1), lead, _("Check and send"))
    if line.survey == "correction":
        task = _("Correct your reply: {workshop}").format(workshop=title)
        return NextTask(
            task, _("Your focal point asks: {text}").format(text=line.correction), lead, _("Correct my reply")
        )
    ready, needed = line.form.needed
    return NextTask(
        _("Answer the follow-up survey: {workshop}").format(workshop=title),
        closing(line.workshop, home.today),
        lead,
        _("Continue my reply") if ready else _("Start my reply"),
        ready,
        needed,
    )


def small_tasks(home: ParticipantHome) -> list[SmallTask]:
    """Files that wait to be sent, files that nobody says have arrived, then planned actions whose day has come."""
    waiting = [_send(file) for file in home.files if file.waits and not _changed(home, file)]
    due = [
        _check(action, line)
        for action in home.log
        if action.status == "planned" and action.date is not None and action.date.last() <= home.today
        for line in [home.line(action.workshop)]
        if line is not None
    ]
    silent = [_ask(file, home.today) for file in home.files if file.asks_after(home.today)]
    return (waiting + silent + due)[:SMALL_TASKS]


def _what_comes(home: ParticipantHome) -> str:
    if home.next_opening is None:
        return _("Log what you do after a workshop. Logging never closes.")
    month = opening_month(home.next_opening.window.opens, home.today)
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


def _check(action: Action, line: WorkshopLine) -> SmallTask:
    kind = TYPES.get(action.type, TYPES["others"])
    title = _("Did you do it? {action}").format(action=kind.label)
    planned = action.date.shown() if action.date else ""
    detail = _("{workshop}, planned for {date}").format(workshop=short_title(line.workshop), date=planned)
    return SmallTask(title, detail, _("Open"), kind.icon, "actions", (("action", action.id),))
