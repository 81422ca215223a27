"""The sheet Replies of a round workbook, and what only the whole book can show: too many replies, names
twice.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from rocb_desktop.domain.change import Scalar, Value
from rocb_desktop.domain.clock import is_early, is_late
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.questionnaire import ACTIONS, load
from rocb_desktop.domain.workshop import Participation, TookPart, Workshop, took_part
from rocb_desktop.exchange.cell_problems import CellProblem
from rocb_desktop.exchange.cell_reader import CellReader, answer_word, squeeze
from rocb_desktop.exchange.round_book import BookReply, RoundBook
from rocb_desktop.exchange.round_workshops import Found, pick_workshop
from rocb_desktop.texts import LANGUAGES, _, ngettext

# column of the sheet: field of the reply. Here each cell speaks for itself and blank is not known (rule 6).
ANSWERS = {
    "direct_effects": "q3",
    "efficiency": "q4",
    "project": "q5",
}
TEXTS = {
    "others_text": "q1_others_text",
    "direct_effects_text": "q3_text",
    "efficiency_text": "q4_text",
    "project_text": "q5_text",
}
APPLIED = {"applied_operational": "operational", "applied_strategic": "strategic"}
REPLY_COLUMNS = {
    name: name
    for name in (
        *("workshop", "administration", "participant", *ACTIONS, *APPLIED, *ANSWERS, *TEXTS),
        *("consent", "received", "source"),
    )
}


@dataclass(slots=True)
class Counts:
    """What has been seen so far: whose replies, and who took part in each workshop."""

    took_part: dict[str, TookPart]
    named: dict[tuple[str, str, str], int] = field(default_factory=dict)
    unnamed: Counter[tuple[str, str]] = field(default_factory=Counter)


def read_reply(cells: CellReader, book: RoundBook, found: Found, counts: Counts) -> None:
    """Adds the reply of one row, unless its workshop cannot be told."""
    workshop = pick_workshop(cells, found)
    code, participant = cells.code("administration"), cells.text("participant")
    answers = _answers(cells)
    received = cells.day("received")
    source = cells.text("source")
    if workshop is None:
        return
    if not workshop.surveyed:
        text = _("This workshop is not surveyed. Change that in the sheet Workshops, or remove this row.")
        cells.complain("workshop", text)
    day = received.first() if received is not None and received.exact else None
    book.replies.append(
        BookReply(
            workshop=workshop.natural_name,
            administration=code,
            participant=participant,
            key=_key(cells, workshop, code, participant, counts),
            answers=answers,
            row=cells.row.number,
            received=received,
            late=is_late(day, workshop.window),
            early=is_early(day, workshop.window),
            waiting=_waits(cells, workshop, code, counts),
            source=source,
            blank=_blank(cells, answers),
        )
    )


def _blank(cells: CellReader, answers: Mapping[str, Value]) -> tuple[str, ...]:
    """What the sheet asks and the row leaves empty: a corrected workbook can take an answer back."""
    asked = {column: f"q1_{column}" for column in ACTIONS} | ANSWERS | TEXTS | dict.fromkeys(APPLIED, "q2")
    asked["consent"] = "q7"
    here = [name for column, name in asked.items() if column in cells.row.columns]
    return tuple(dict.fromkeys(name for name in here if name not in answers))


def who_took_part(book: RoundBook) -> dict[str, TookPart]:
    """Who took part in each workshop, by its natural name."""
    people: dict[str, list[Participation]] = {}
    for one in book.participations:
        people.setdefault(one.workshop, []).append(one)
    return {
        workshop.natural_name: took_part(workshop, people.get(workshop.natural_name, ())) for workshop in book.workshops
    }


def check_numbers(book: RoundBook, found: Found, counts: Counts) -> None:
    """Names what contradicts itself: more replies than took part (a problem), list and number (a warning)."""
    replied: dict[str, set[str]] = {}
    for reply in book.replies:
        # a reply of an administration nobody knows counts as one
        who = reply.administration or f"{reply.row}"
        replied.setdefault(reply.workshop, set()).add(who)
    for workshop in book.workshops:
        name = workshop.natural_name
        took = counts.took_part[name]
        for text in took.warnings():
            book.warnings.add(found.rows[name].problem("participated", text))
        n = len(replied.get(name, ()))
        if not took.listed and took.count is not None and n > took.count:
            text = ngettext(
                "{n} administration replied, but the number says {count}. Correct one of them.",
                "{n} administrations replied, but the number says {count}. Correct one of them.",
                n,
            ).format(n=n, count=took.count)
            book.problems.add(found.rows[name].problem("participated", text))


def mark_dates(book: RoundBook) -> None:
    """Says how many replies came outside the window; they count all the same."""
    late, early = sum(bool(one.late) for one in book.replies), sum(bool(one.early) for one in book.replies)
    if late:
        text = ngettext("{n} reply came late. It counts.", "{n} replies came late. They count.", late)
        book.warnings.add(CellProblem("Replies", 0, "received", "", text.format(n=late)))
    if early:
        text = ngettext(
            "{n} reply came before the survey opened. It counts.",
            "{n} replies came before the survey opened. They count.",
            early,
        )
        book.warnings.add(CellProblem("Replies", 0, "received", "", text.format(n=early)))


def _answers(cells: CellReader) -> dict[str, Value]:
    answers: dict[str, Value] = {}
    for action in ACTIONS:
        answers[f"q1_{action}"] = cells.answer(action, not_yet=False)
    for column, id in ANSWERS.items():
        answers[id] = cells.answer(column, not_yet=True)
    for column, id in TEXTS.items():
        answers[id] = cells.text(column)
    applied: list[Scalar] = []
    for column, option in APPLIED.items():
        # a text says how, and so that; a bare yes or no only whether
        text = cells.text(column)
        said = answer_word(text)
        if text and said in ("", "yes"):
            applied.append(option)
        if text and not said:
            answers[f"q2_{option}_text"] = text
    answers["q2"] = applied
    answers["q7"] = _consent(cells)
    return {id: value for id, value in answers.items() if value not in ("", [])}


def _consent(cells: CellReader) -> str:
    """A consent level by its word or by its label in any language of the questionnaire."""
    words = _consent_words()
    text = cells.text("consent")
    found = words.get(squeeze(text), "")
    if text and not found:
        choices = ", ".join(dict.fromkeys(words.values()))
        cells.complain("consent", _("Write one of these words: {words}.").format(words=choices))
    return found


@cache
def _consent_words() -> dict[str, str]:
    asked = load().field("q7")
    return {
        squeeze(text): option.id
        for option in (asked.options if asked else ())
        for text in (option.id, *(option.wording.in_language(lang) for lang in LANGUAGES))
    }


def _key(cells: CellReader, workshop: Workshop, code: str, participant: str, counts: Counts) -> str:
    if not participant:
        place = (workshop.natural_name, code)
        counts.unnamed[place] += 1
        return f"#{counts.unnamed[place]}"
    named = (workshop.natural_name, code, normalise_name(participant))
    first = counts.named.setdefault(named, cells.row.number)
    if first != cells.row.number:
        text = _("Row {row} has a reply of this person for this workshop too. Keep one.").format(row=first)
        cells.complain("participant", text)
    return participant


def _waits(cells: CellReader, workshop: Workshop, code: str, counts: Counts) -> bool:
    """Whether the administration is missing on the workshop's list, if there is one (rule 11)."""
    took = counts.took_part[workshop.natural_name]
    if not code or not took.listed or code in took.codes:
        return False
    text = _("{code} is not on the list of workshop {workshop}. The reply waits until you add it there.")
    cells.warn("administration", text.format(code=code, workshop=workshop.natural_name))
    return True
