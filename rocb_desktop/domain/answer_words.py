"""Answers as a person reads them: question by question, options in words, dates written out."""

from dataclasses import dataclass

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Answers, Field, Questionnaire
from rocb_desktop.texts import _, format_number


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer: the number of its question, its field, what was asked, and what was answered, in words."""

    question: int
    field: str
    label: str
    text: str


def answer_lines(questionnaire: Questionnaire, answers: Answers) -> list[AnswerLine]:
    """What was answered, in the order of the questions. A box that is not ticked has no line (rule 6)."""
    return [
        AnswerLine(question.number, one.id, field_words(questionnaire, one.id), answer_text(one, answers[one.id]))
        for question in questionnaire.questions
        for one in question.fields
        if one.shown(answers) and _is_told(one, answers.get(one.id))
    ]


def _is_told(field: Field, value: Value) -> bool:
    return value == "yes" if field.kind == "tick" else value not in (None, "", [])


def field_words(questionnaire: Questionnaire, id: str) -> str:
    """What a field asks; a detail names the box it belongs to. An unknown field is its own name."""
    field = questionnaire.field(id)
    if field is None:
        return id
    box = questionnaire.field(field.shown_if.field) if field.shown_if else None
    if box is None or box.kind != "tick":
        return field.label
    return _("{box}. {question}").format(box=box.label, question=field.label)


def question_of(questionnaire: Questionnaire, id: str) -> int:
    """The number of the question a field belongs to; 0 for an unknown field."""
    return next((one.number for one in questionnaire.questions if any(part.id == id for part in one.fields)), 0)


def answer_text(field: Field | None, value: Value) -> str:
    """One answer in words; "" for none. An option this version does not know is shown as it came."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, list):
        return ", ".join(_option(field, one) for one in value)
    if field is not None and field.kind == "tick":
        return _("Yes") if value == "yes" else _("No")
    if field is not None and field.kind == "date":
        return _date(str(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return format_number(value)
    return _option(field, value)


def _option(field: Field | None, value: Value) -> str:
    option = field.option(str(value)) if field is not None else None
    return option.label if option is not None else str(value)


def _date(text: str) -> str:
    try:
        return PartialDate.parse(text).shown()
    except UserError:
        return text  # a date nobody can read is better seen than hidden
