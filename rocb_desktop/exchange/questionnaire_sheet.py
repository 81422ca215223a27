"""A questionnaire as the lines of a sheet: what stands in which row, and which rows take an answer.

Writer and reader make the same lines from the same questionnaire, so that a row can be found again by its words.
"""

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rocb_desktop.domain.form import Field, Option, Question, Questionnaire
from rocb_desktop.texts import LANGUAGES, _, speaking

FORMAT = "rocb-questionnaire/1"
HIDDEN = "rocb-questionnaire"  # name of the sheet with the ids
LABEL_COLUMN, ANSWER_COLUMN = 2, 3
MOST_ROWS = 5_000
NAME, DATE = "@name", "@date"
PERSONAL = (NAME, "@post", "@division", "@email")  # what of a person stands on top, beside the date
BETWEEN = ":"  # stands between a field and one of its options, where each option has a row of its own


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose questionnaire a workbook is. `participant` is who it was made for: the record of a person, or the name on
    the list; "" for a blank one.
    """

    questionnaire: str
    workshop: str
    place: str
    administration: str
    participant: str
    language: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row. `kind` is title, words, fact, question, hint, group or answer; an answer row has a key and may have a
    field: the field's id alone, or with one of its options. `hint` stands below the words, `help` is shown while the
    cell is filled in.
    """

    kind: str
    label: str
    key: str = ""
    hint: str = ""
    field: Field | None = None
    detail: bool = False
    fact: str = ""
    long: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: the key of its row, its cell, and the words before it."""

    key: str
    cell: str
    label: str


def checksum(identity: Identity, places: Sequence[Place]) -> str:
    """Holds the ids and the cells together: a row that somebody moved or changed in the hidden sheet is noticed."""
    told = [
        *(identity.questionnaire, identity.workshop, identity.place, identity.administration),
        *(identity.participant, identity.language),
        *([place.key, place.cell, place.label] for place in places),
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8")).hexdigest()


def first_line(label: str) -> str:
    """The words by which a row is found again: what stands below them is only a hint."""
    return " ".join(label.partition("\n")[0].split())


def fold(text: str) -> str:
    """Letters and digits without case and accents, for comparing what people type."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in parts if letter.isalnum())


def answer_words(lang: str) -> tuple[str, str]:
    """Yes and no as a box of the sheet offers them."""
    with speaking(lang):
        return _("Yes"), _("No")


def option_words(field: Field, lang: str) -> dict[str, str]:
    """What the sheet calls each option, by id; two that would read alike carry their ids."""
    labels = {option.id: " ".join(option.wording.in_language(lang).split()) for option in field.options}
    folded = [fold(label) for label in labels.values()]
    return {
        id: label if fold(label) and folded.count(fold(label)) == 1 else f"{label} ({id})".strip()
        for id, label in labels.items()
    }


def known_words(field: Field) -> dict[str, str]:
    """Option by every folded word that means it: its words in each language, and its id where nothing else is meant."""
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        for id, words in option_words(field, lang).items():
            found.setdefault(fold(words), id)
    for option in field.options:
        found.setdefault(fold(option.id), option.id)
    return found


def lines(questionnaire: Questionnaire, identity: Identity, workshop: str, administration: str) -> list[Line]:
    """Every row of the visible sheet, top down, in the language of the workbook. `workshop` and `administration` are
    as people read them.
    """
    lang = identity.language
    with speaking(lang):
        made = [
            Line("title", questionnaire.wording.in_language(lang)),
            Line("words", _("Answer in the white cells. Choose from the list where there is one.")),
            Line("words", _("Save the workbook and send it back to who gave it to you.")),
            Line("fact", _("Workshop"), fact=workshop),
            Line("fact", _("Administration"), fact=administration),
            Line("answer", _("Name"), NAME),
            Line("answer", _("Post"), "@post"),
            Line("answer", _("Division"), "@division"),
            Line("answer", _("E-mail"), "@email"),
            Line("answer", _("Date of your answers"), DATE, help=_day_help()),
        ]
        for question in questionnaire.questions:
            made += _question(question, lang)
    return made


def _question(question: Question, lang: str) -> list[Line]:
    title = _("{n}. {question}").format(n=question.number, question=question.title_wording.in_language(lang))
    hint = question.hint_wording.in_language(lang)
    optional = "" if question.required else _("Optional")
    below = " ".join(filter(None, (hint, optional and f"({optional})")))
    made = [Line("question", title), *([Line("hint", below)] if below else [])]
    for field in question.fields:
        made += _field(field, lang)
    return made


def _field(field: Field, lang: str) -> list[Line]:
    label, hint = _label(field, lang), field.hint_wording.in_language(lang)
    detail = field.shown_if is not None
    if field.kind == "choices":
        words = option_words(field, lang)
        heading = Line("group", label, hint=hint, field=field, detail=detail)
        rows = (Line("answer", words[one.id], _key(field, one), field=field, detail=True) for one in field.options)
        return [heading, *rows]
    if field.kind == "choice":  # also for who fills it in on paper
        hint = "\n".join(filter(None, (hint, " / ".join(option_words(field, lang).values()))))
    long = field.kind == "text" and not field.one_line
    helps = _day_help() if field.kind == "date" else ""
    return [Line("answer", label, field.id, hint, field, detail, long=long, help=helps)]


def _label(field: Field, lang: str) -> str:
    return " ".join(field.wording.in_language(lang).split()) or field.id


def _key(field: Field, option: Option) -> str:
    return f"{field.id}{BETWEEN}{option.id}"


def _day_help() -> str:
    return _("Write a day as 29 April 2021, or a month as April 2021.")
