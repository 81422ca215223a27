"""How far a reply came, as a badge, and what the focal point asked to correct in it."""

import re
from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QPushButton

from rocb_desktop.services.sending.tracker import Stage, Track
from rocb_desktop.services.survey.homes import WorkshopLine
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.message import Message

_QUESTION = re.compile(r"\bquestion\s+(\d)\b", re.IGNORECASE)  # the word is the same in both languages


def track_badge(stage: Stage) -> BadgeSpec:
    """The word of a stage; a national return has a number."""
    return badge(stage.word, n=stage.number) if stage.word == "in_return" else badge(stage.word)


def track_line(track: Track) -> str:
    """The stages that were reached, each with its day where it is known, in one line; "" before the first."""
    told = []
    for stage in track.stages:
        word = track_badge(stage).text
        told.append(f"{word} ({format_date(stage.day)})" if stage.day is not None else word)
    return " → ".join(told)


def correction_note(track: Track, go: Callable[[int], object] | None = None) -> Message:
    """What to correct, in the focal point's own words; with `go` a way to each question these name."""
    day = track.furthest.day
    first = _("Your focal point asks you to correct something.")
    if day is not None:
        first = _("Your focal point asked you on {date} to correct something.").format(date=format_date(day))
    ways = [_to(number, go) for number in asked_questions(track.correction)] if go is not None else []
    return Message("warn", first, track.correction, ways)


def corrections_above(line: WorkshopLine) -> Mapping[int, Message]:
    """What the focal point asked, above each question that their words name; 0: above all, where they name none."""
    if not line.correction or line.file is None:
        return {}
    track = line.file.track
    known = {one.number for one in line.form.questionnaire.questions}
    named = [number for number in asked_questions(track.correction) if number in known]
    return {number: correction_note(track) for number in named or [0]}


def asked_questions(text: str) -> list[int]:
    """The questions that a text names by their numbers."""
    return sorted({int(number) for number in _QUESTION.findall(text)})


def _to(number: int, go: Callable[[int], object]) -> QPushButton:
    return button(_("Go to question {n}").format(n=number), "link", on_press=lambda: go(number))
