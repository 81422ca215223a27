"""The follow-up questionnaire and its rules: what is needed to send a reply, and what an unticked box means.

The questions are data (resources/questionnaires); the rules here read them and know no question by name, so
the yearly needs survey can run on the same engine. Only ACTIONS, the six columns of Table 2, are fixed for
all years.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from rocb_desktop import paths
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate, outside
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import (
    Answers,
    Condition,
    Field,
    Option,
    Question,
    Questionnaire,
    Wording,
)
from rocb_desktop.domain.form_json import parse
from rocb_desktop.texts import _, format_number

__all__ = [
    "ACTIONS",
    "Answers",
    "Condition",
    "Field",
    "Option",
    "Problem",
    "Question",
    "Questionnaire",
    "Wording",
    "answer_from_text",
    "changed_questions",
    "check",
    "load",
    "needed_ready",
    "normalise",
    "parse",
    "question_states",
    "to_send",
]

# In the order of Table 2 of Good Practice Report No. 25; the questionnaire's fields are q1_<action>.
ACTIONS = (
    "share_materials",
    "submit_report",
    "make_recommendations",
    "inhouse_workshop",
    "operational_manual",
    "others",
)


_NAME = re.compile(r"[a-z0-9_-]+", re.ASCII)  # as change.py lets the form of a record be called


@dataclass(frozen=True, slots=True)
class Problem:
    """What has to be corrected before sending: the field to go to, its question's number, and what to do."""

    field: str
    question: int
    text: str


@cache
def load(name: str = "followup", version: int = 1) -> Questionnaire:
    """A questionnaire that ships with the app; OSError when there is no such version.

    The name can come out of a file that anybody wrote: one that is no plain word never becomes a path.
    """
    if not _NAME.fullmatch(name):
        raise FileNotFoundError("no such questionnaire")
    return parse(paths.resource_text("questionnaires", f"{name}-{version}.json"))


def check(
    questionnaire: Questionnaire,
    answers: Answers,
    *,
    start: PartialDate | None = None,
    today: date | None = None,
) -> list[Problem]:
    """What blocks sending, in the order of the questions; [] when the reply can go.

    `start` is the workshop's first day and `today` the local date: a date in a reply lies between them. Only
    required questions can block (rule 8: Q1, Q3 with its example, Q4, Q5 and the text of Others).
    """
    return [
        problem
        for question in questionnaire.questions
        if question.required
        for problem in _question_problems(question, answers, start, today)
    ]


def normalise(answers: Answers, questionnaire: Questionnaire | None = None) -> dict[str, Value]:
    """The answers as they are kept (rule 6): once a box or "none yet" is ticked, unticked boxes are no.

    Nothing ticked: the boxes are not known, and leave the result. An option that stands alone ("Not yet")
    gives way to one chosen beside it, as it does when replies are merged. Empty answers leave the result; the
    rest is kept.
    """
    kept: dict[str, Value] = {id: value for id, value in answers.items() if value not in (None, "", [])}
    for question in (questionnaire or load()).questions:
        ticks = [one for one in question.main_fields if one.kind == "tick"]
        answered = any(kept.get(one.id) == "yes" for one in ticks)
        for one in ticks:
            if kept.get(one.id) == "yes":
                continue
            kept.pop(one.id, None)
            if answered and not one.alone:
                kept[one.id] = "no"
        for one in question.fields:
            chosen = kept.get(one.id)
            if one.kind == "choices" and isinstance(chosen, list) and len(chosen) > 1:
                kept[one.id] = [option for option in chosen if not _alone(one, option)] or chosen[:1]
    return kept


def to_send(questionnaire: Questionnaire, answers: Answers) -> dict[str, Value]:
    """Exactly the answers that leave this computer: normalised, and without details of what is not ticked."""
    kept = normalise(answers, questionnaire)
    return {one.id: kept[one.id] for one in questionnaire.fields if one.id in kept and one.shown(kept)}


def needed_ready(questionnaire: Questionnaire, states: dict[int, str]) -> tuple[int, int]:
    """(3, 4) for "3 of 4 needed answers ready", from question_states."""
    needed = [question.number for question in questionnaire.questions if question.required]
    return sum(states[number] == "ready" for number in needed), len(needed)


def question_states(questionnaire: Questionnaire, answers: Answers, problems: list[Problem]) -> dict[int, str]:
    """For each question number: ready, problem, to_answer (needed, untouched) or optional (untouched)."""
    troubled = {problem.question for problem in problems}
    states = {}
    for question in questionnaire.questions:
        if not question.answered(answers) and not any(answers.get(one.id) for one in question.fields):
            states[question.number] = "to_answer" if question.required else "optional"
        else:
            states[question.number] = "problem" if question.number in troubled else "ready"
    return states


def changed_questions(before: Questionnaire, after: Questionnaire) -> tuple[int, ...]:
    """The numbers of the questions of a newer version that were not in the older one, or asked otherwise."""
    return tuple(one.number for one in after.questions if one != before.question(one.number))


def answer_from_text(questionnaire: Questionnaire, field_id: str, text: str) -> Value:
    """A typed answer as it is kept: "operational,strategic" is a list, "Not yet" not_yet, "14" a number, ""
    None.

    UserError bad_value when there is no such field or the text is no answer to it; bad_date for a date.
    """
    one = questionnaire.field(field_id)
    text = text.strip()
    if one is None:
        said = _("There is no answer with the key “{key}”. The keys are: {keys}.")
        keys = ", ".join(field.id for field in questionnaire.fields)
        raise UserError("bad_value", field=field_id, problem=said.format(key=field_id, keys=keys))
    if not text:
        return None
    value: Value = text
    if one.kind in ("tick", "choice"):
        value = _option_id(text)
    elif one.kind == "choices":
        value = [_option_id(part) for part in text.split(",") if part.strip()]
    elif one.kind == "number" and text.isascii() and text.isdigit() and len(text) <= len(str(one.max)):
        value = int(text)
    elif one.kind == "date":
        value = str(PartialDate.parse(text))
    if _field_problem(one, value, None, None):
        said = _("“{value}” is no answer to {key}. {allowed}")
        raise UserError("bad_value", field=field_id, problem=said.format(value=text, key=field_id, allowed=_takes(one)))
    return value


def _takes(one: Field) -> str:
    """What a field takes, in a sentence."""
    if one.kind == "number":
        return _("It takes a whole number from 0 to {most}.").format(most=one.max)
    if one.kind == "text":
        return _("It takes at most {most} characters.").format(most=one.max)
    values = ["yes", "no"] if one.kind == "tick" else [option.id for option in one.options]
    if one.kind == "choices":
        return _("It takes one or more of these, with commas between them: {values}.").format(values=", ".join(values))
    return _("It takes one of these: {values}.").format(values=", ".join(values))


def _option_id(text: str) -> str:
    return "_".join(text.casefold().split())


def _question_problems(
    question: Question, answers: Answers, start: PartialDate | None, today: date | None
) -> Iterator[Problem]:
    if not question.answered(answers):
        yield Problem(question.main_fields[0].id, question.number, str(question.missing))
    ticked = [one for one in question.main_fields if one.kind == "tick" and answers.get(one.id) == "yes"]
    for one in question.fields:
        if not one.shown(answers):
            continue
        value = answers.get(one.id)
        if one.alone and one in ticked and len(ticked) > 1:
            yield Problem(one.id, question.number, str(one.clash))
        elif _blank(value):
            if one.required_if is not None and one.required_if.met(answers):
                yield Problem(one.id, question.number, str(one.missing))
        elif text := _field_problem(one, value, start, today):
            yield Problem(one.id, question.number, text)


def _field_problem(one: Field, value: Value, start: PartialDate | None, today: date | None) -> str:
    """What is wrong with an answer that is there; "" when nothing is."""
    if one.kind in ("tick", "choice", "choices"):
        return "" if _among_options(one, value) else _("This answer is not one of the choices")
    if one.kind == "number":
        if type(value) is int and 0 <= value <= one.max:
            return ""
        return _("Write a whole number from 0 to {most}").format(most=format_number(one.max))
    if not isinstance(value, str):
        return _("This answer cannot be read. Write it again")
    if one.kind == "date":
        return _date_problem(value, start, today)
    if len(value) > one.max:
        return _("The text is too long: {length} of {most} characters").format(
            length=format_number(len(value)), most=format_number(one.max)
        )
    return ""


def _among_options(one: Field, value: Value) -> bool:
    if one.kind == "tick":
        return value in ("yes", "no")
    chosen = value if isinstance(value, list) and one.kind == "choices" else [value]
    return all(isinstance(option, str) and one.option(option) is not None for option in chosen)


def _date_problem(value: str, start: PartialDate | None, today: date | None) -> str:
    try:
        day = PartialDate.parse(value)
    except UserError as error:
        return error.what()
    return outside(day, start, today)


def _blank(value: Value) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _alone(one: Field, option: object) -> bool:
    known = one.option(option) if isinstance(option, str) else None
    return known is not None and known.alone
