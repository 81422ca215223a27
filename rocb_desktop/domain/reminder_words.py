"""The words of a reminder: which workshops wait, until when, what to do, and that late replies are accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.clock import Window, window_state
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.texts import _, format_date, format_month, ngettext, speaking

ASKED, COMING = "asked", "coming"


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One reply that a person owes; `correction`: it was sent, and something in it is to correct."""

    workshop: Workshop
    correction: bool = False


@dataclass(frozen=True, slots=True)
class ReminderWords:
    """Subject and text, each in the language of the reader."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is written to: `name` answers, for `person` where that is somebody else who left. `sender` signs, of
    `administration` (its name).
    """

    name: str
    person: str
    sender: str
    administration: str

    @property
    def stands_in(self) -> bool:
        return self.name != self.person


def reminder_words(lang: str, reader: Reader, asked: Sequence[AskedFor], today: date, about: str) -> ReminderWords:
    """The reminder in this language, whatever language the app speaks. `about` is ASKED or COMING."""
    with speaking(lang):
        lines = "\n".join(f"- {_line(one, today, about)}" for one in asked)
        parts = [_("Dear {name},").format(name=reader.name), *_why(reader, about), lines]
        parts += [_steps(reader, about), *_ease(about), _signed(reader)]
        return ReminderWords(_subject(asked, about), "\n\n".join(parts) + "\n")


def _subject(asked: Sequence[AskedFor], about: str) -> str:
    if len(asked) == 1:
        title = asked[0].workshop.short_title or asked[0].workshop.title
        said = _("The follow-up survey opens soon: {workshop}") if about == COMING else _("Your reply: {workshop}")
        return said.format(workshop=title)
    if about == COMING:
        return _("Your next follow-up surveys")
    return ngettext("Your reply about {n} workshop", "Your replies about {n} workshops", len(asked)).format(
        n=len(asked)
    )


def _why(reader: Reader, about: str) -> list[str]:
    parts = []
    if reader.stands_in:
        parts.append(_("{person} took part and has left. You answer in the place of {person}.").format(
            person=reader.person
        ))  # fmt: skip
    if about == COMING:
        parts.append(_("ROCB A/P will ask what came of these workshops:"))
    else:
        parts.append(_("ROCB A/P asks what came of these workshops. I do not have your answer yet:"))
    return parts


def _line(one: AskedFor, today: date, about: str) -> str:
    window, title = one.workshop.window, one.workshop.title
    if about == COMING:
        return _("{workshop}: the survey opens {opens}.").format(workshop=title, opens=_opening(one.workshop))
    if one.correction:
        return _("{workshop}: I asked for a correction. Open your reply to see it.").format(workshop=title)
    if window.approximate:
        return _about(window, today).format(workshop=title, opens=window.shown_opening(), closes=_closing(window))
    closes = format_date(window.closes)
    if today > window.closes:
        return _("{workshop}: closed on {date}. Late replies are accepted.").format(workshop=title, date=closes)
    said = _("{workshop}: open until {date}. Later replies are accepted too, and marked as late.")
    return said.format(workshop=title, date=closes)


def _about(window: Window, today: date) -> str:
    """Where only the month of a workshop is known, so is only that of its survey."""
    return {
        "not_open": _("{workshop}: the survey opens {opens}."),
        "open": _("{workshop}: the survey is open. Late replies are accepted."),
        "closed": _("{workshop}: closed {closes}. Late replies are accepted."),
    }[window_state(window, today)]


def _closing(window: Window) -> str:
    return _("about {month}").format(month=format_month(window.closes.year, window.closes.month))


def _opening(workshop: Workshop) -> str:
    window = workshop.window
    return window.shown_opening() if window.approximate else _("on {date}").format(date=format_date(window.opens))


def _steps(reader: Reader, about: str) -> str:
    if about == COMING:
        return _(
            "What you can do now: write down in ROCB Desktop, page Action log, what you did. Then the survey is almost "
            "filled in when it opens."
        )
    if reader.stands_in:
        return _("What to do: tell me what was done, or ask me for the survey as an Excel form. I enter it for you.")
    return _(
        "What to do:\n"
        "1. Open ROCB Desktop, page Survey replies. What you logged is filled in already.\n"
        "2. Check it, answer the rest, and press “Check and send”.\n"
        "3. Send me the file.\n"
        "Without the app: ask me for the survey as an Excel form."
    )


def _ease(about: str) -> list[str]:
    if about == COMING:
        return []
    return [_("It takes about five minutes. “None yet” is an answer too: the survey does not judge.")]


def _signed(reader: Reader) -> str:
    return f"{reader.sender}\n" + _("National focal point, {administration}").format(
        administration=reader.administration
    )
