"""One paragraph to a superior from the log: what was done after a workshop, with how many, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from rocb_desktop.domain.action import TYPES, Action, still_planned
from rocb_desktop.domain.effect import Effect
from rocb_desktop.domain.recommendation import Recommendation, state_words
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.texts import _


@dataclass(frozen=True, slots=True)
class SuperiorNote:
    """Subject and words of the note."""

    subject: str
    words: str


def superior_note(
    workshop: Workshop, log: Sequence[Action], advice: Sequence[Recommendation], effects: Sequence[Effect]
) -> SuperiorNote:
    """The note in the language in use: only what the log says, and nothing of what it does not."""
    name = workshop.short_title or workshop.title
    done = [one for one in log if not one.planned]
    planned, handed = still_planned(log)
    first = str(workshop.start) == str(workshop.end)
    attended = (
        _("I took part in the workshop “{workshop}” on {first}.")
        if first
        else _("I took part in the workshop “{workshop}” from {first} to {last}.")
    )
    parts = [attended.format(workshop=name, first=workshop.start.shown(), last=workshop.end.shown())]
    if done:
        parts.append(_("Done since then: {deeds}.").format(deeds="; ".join(deed(one) for one in done)))
    else:
        parts.append(_("Nothing is done yet."))
    if advice:
        listed = "; ".join(_advice(one) for one in advice)
        parts.append(_("I recommend: {advice}.").format(advice=listed))
    if effects:
        parts.append(_("Measured so far:") + " " + " ".join(one.sentence for one in effects))
    if planned:
        parts.append(_("What comes next: {plans}.").format(plans="; ".join(_plan(one) for one in planned)))
    if handed:
        parts.append(handed_words(handed))
    if not planned and not handed:
        parts.append(_("Nothing more is planned yet."))
    return SuperiorNote(_("After the workshop: {workshop}").format(workshop=name), " ".join(parts))


def deed(action: Action) -> str:
    """Shared materials (3 May 2021, 14 people)."""
    day = action.date.shown() if action.date is not None else ""
    number = TYPES[action.type].reached(action.reached) if action.reached and action.type in TYPES else ""
    name = TYPES[action.type].done if action.type in TYPES else action.type
    return _named(name, action, [day, number, _bare(action.audience)])


def handed_words(plans: Sequence[Action]) -> str:
    """Handed over to a colleague: Submit a report (Mere Qalo, 1 December 2021)."""
    return _("Handed over to a colleague: {plans}.").format(plans="; ".join(_plan(one) for one in plans))


def _plan(action: Action) -> str:
    name = TYPES[action.type].label if action.type in TYPES else action.type
    due = action.due.shown() if action.due is not None else ""
    return _named(name, action, [_bare(action.handed_to), due, _bare(action.audience)])


def _named(name: str, action: Action, facts: Sequence[str]) -> str:
    if action.type == "others" and action.text:
        name = _bare(action.text)
    told = ", ".join(fact for fact in facts if fact)
    return f"{name} ({told})" if told else name


def _advice(one: Recommendation) -> str:
    return f"{_bare(one.text)} ({state_words(one.state).casefold()})"


def _bare(text: str) -> str:
    """On one line and without the stop at its end: it stands within a sentence."""
    return " ".join(text.split()).rstrip(" .;")
