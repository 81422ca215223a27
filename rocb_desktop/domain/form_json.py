"""A questionnaire out of JSON: it ships in resources/questionnaires and travels inside a workshop pack.

What arrives is not trusted: whatever is not exactly a questionnaire ends as a UserError that names the part.
"""

import json
import re
from typing import Any, NoReturn, cast

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import (
    KINDS,
    MAX_ANSWER,
    Condition,
    Field,
    Option,
    Question,
    Questionnaire,
    Wording,
)

MAX_JSON = 500_000
MAX_PARTS = 500
MAX_WORDING = 2_000
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)


def parse(json_text: str) -> Questionnaire:
    """The questionnaire in this JSON text; UserError bad_questionnaire names the part that is not right."""
    if len(json_text) > MAX_JSON:
        _refuse("")
    try:
        data = json.loads(json_text, object_pairs_hook=_no_twins, parse_constant=_refuse, parse_float=_refuse)
    except (ValueError, RecursionError) as error:
        raise UserError("bad_questionnaire") from error
    return _questionnaire(_Part(data, ""), json_text)


class _Part:
    """A JSON object and where it stands; its getters give what is wanted or refuse, naming the place."""

    def __init__(self, value: object, path: str) -> None:
        if not isinstance(value, dict):
            _refuse(path)
        self.value = cast(dict[str, Any], value)
        self.path = path

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def text(self, key: str, default: str | None = None) -> str:
        value = self.value.get(key, default)
        if not isinstance(value, str) or len(value) > MAX_WORDING:
            _refuse(self.at(key))
        return value

    def id(self, key: str) -> str:
        value = self.text(key)
        return value if _ID.fullmatch(value) else _refuse(self.at(key))

    def number(self, key: str, low: int, high: int, default: int | None = None) -> int:
        value = self.value.get(key, default)
        if type(value) is not int or not low <= value <= high:  # True is an int to Python, not to us
            _refuse(self.at(key))
        return value

    def flag(self, key: str) -> bool:
        value = self.value.get(key, False)
        return value if isinstance(value, bool) else _refuse(self.at(key))

    def wording(self, key: str, *, needed: bool = True) -> Wording:
        if key not in self.value and not needed:
            return Wording()
        part = _Part(self.value.get(key), self.at(key))
        if not part.text("en"):
            _refuse(part.path)
        return Wording({lang: part.text(lang) for lang in part.value})

    def condition(self, key: str) -> Condition | None:
        if key not in self.value:
            return None
        part = _Part(self.value[key], self.at(key))
        if len(part.value) != 1:
            _refuse(part.path)
        (name,) = part.value
        return Condition(name, part.text(name))

    def parts(self, key: str, least: int) -> list["_Part"]:
        value = self.value.get(key, [])
        if not isinstance(value, list) or not least <= len(value) <= MAX_PARTS:
            _refuse(self.at(key))
        return [_Part(item, f"{self.at(key)}[{number}]") for number, item in enumerate(value, start=1)]


def _questionnaire(part: _Part, source: str) -> Questionnaire:
    questions = tuple(_question(one) for one in part.parts("questions", least=1))
    _distinct([question.number for question in questions], part.at("questions"))
    fields = [one for question in questions for one in question.fields]
    _distinct([one.id for one in fields], part.at("questions"))
    known = {one.id for one in fields}
    for one in fields:
        for condition in (one.shown_if, one.required_if):
            if condition is not None and condition.field not in known:
                _refuse(one.id)
    return Questionnaire(part.id("name"), part.number("version", 1, 999_999), part.wording("title"), questions, source)


def _question(part: _Part) -> Question:
    required = part.flag("required")
    question = Question(
        number=part.number("number", 1, 999),
        short_wording=part.wording("short"),
        title_wording=part.wording("title"),
        hint_wording=part.wording("hint", needed=False),
        required=required,
        missing=part.wording("missing", needed=required),
        fields=tuple(_field(one) for one in part.parts("fields", least=1)),
    )
    return question if question.main_fields else _refuse(part.at("fields"))


def _field(part: _Part) -> Field:
    kind = part.text("kind")
    if kind not in KINDS:
        _refuse(part.at("kind"))
    options = part.parts("options", least=1) if kind in ("choice", "choices") else []
    alone, required_if = part.flag("alone"), part.condition("required_if")
    read = tuple(Option(one.id("id"), one.wording("label"), one.flag("alone")) for one in options)
    _distinct([option.id for option in read], part.at("options"))
    return Field(
        id=part.id("id"),
        kind=kind,
        wording=part.wording("label"),
        hint_wording=part.wording("hint", needed=False),
        options=read,
        max=part.number("max", 1, 10**9 if kind == "number" else MAX_ANSWER, MAX_ANSWER),
        alone=alone,
        shown_if=part.condition("shown_if"),
        required_if=required_if,
        missing=part.wording("missing", needed=required_if is not None),
        clash=part.wording("clash", needed=alone),
    )


def _distinct(values: list[Any], path: str) -> None:
    if len(set(values)) != len(values):
        _refuse(path)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    _distinct([key for key, _value in pairs], "")
    return dict(pairs)


def _refuse(part: str) -> NoReturn:
    if part:
        raise UserError("bad_questionnaire", part=part)
    raise UserError("bad_questionnaire")
