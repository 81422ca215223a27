"""What a person put into an answer cell, as an answer: words in either language, days and numbers in any writing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import FIRST_YEAR, LAST_YEAR, PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Field
from rocb_desktop.domain.written_day import read_day, read_month
from rocb_desktop.exchange.cell_reader import answer_word
from rocb_desktop.exchange.questionnaire_sheet import answer_words, fold, known_words
from rocb_desktop.texts import LANGUAGES, _, format_number

_TICKS = frozenset("✓✔☑☒✗✘×√")
_SERIAL = re.compile(r"(\d{4,6})(?:\.\d+)?")  # how Excel counts days, when the cell lost its format
_TIME = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?$")
_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}'’]+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_WHOLE = re.compile(r"(\d{1,12})(?:[.,]0{1,6})?")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a workbook is to be read: its language decides what a comma is, its first day what a serial number is."""

    language: str
    epoch: date


class NoAnswer(Exception):
    """A cell says something that is no answer to its question."""


def read_cell(field: Field | None, text: str, reading: Reading, *, is_date: bool = False) -> Value:
    """The answer in a cell that is not empty; an option of several reads as yes or no. Raises NoAnswer."""
    if is_date or (field is not None and field.kind == "date"):
        return str(_day(text, reading))
    if field is None:
        return text
    if field.kind == "number":
        return _number(text, field.max, reading)
    if field.kind == "choice":
        return _option(field, text)
    if field.kind == "text":
        if len(text) > field.max:
            raise NoAnswer
        return text
    return _tick(text)


def takes_words(field: Field | None, *, is_date: bool = False) -> str:
    """What a cell takes, in a sentence of the reader's language."""
    if is_date or (field is not None and field.kind == "date"):
        return _("Write a day as 29 April 2021, or a month as April 2021.")
    if field is None:
        return _("Write a short text.")
    if field.kind == "number":
        return _("Write a whole number from 0 to {most}.").format(most=format_number(field.max))
    if field.kind == "choice":
        return _("Write one of these: {values}.").format(values=" / ".join(option.label for option in field.options))
    if field.kind == "text":
        return _("It takes at most {most} characters.").format(most=format_number(field.max))
    return _("Write Yes or No, or leave the cell empty.")


def _tick(text: str) -> str:
    if text in _TICKS:
        return "yes"
    found = answer_word(text) or _yes_no().get(fold(text), "")
    if found not in ("yes", "no"):
        raise NoAnswer
    return found


@lru_cache(maxsize=1)
def _yes_no() -> Mapping[str, str]:
    return {fold(word): id for lang in LANGUAGES for word, id in zip(answer_words(lang), ("yes", "no"), strict=True)}


def _option(field: Field, text: str) -> str:
    found = known_words(field).get(fold(text), "")
    said = answer_word(text)
    if not found and said and field.option(said) is not None:
        found = said
    if not found:
        raise NoAnswer
    return found


def _number(text: str, most: int, reading: Reading) -> int:
    """14, 14.0, 1 200; in a French workbook 14,0, in an English one 1,200. What could be read both ways is neither."""
    plain = _SPACES.sub("", text)
    if _GROUPED.fullmatch(plain):
        if reading.language != "en":
            raise NoAnswer
        plain = plain.replace(",", "")
    found = _WHOLE.fullmatch(plain)
    if found is None or int(found[1]) > most:
        raise NoAnswer
    return int(found[1])


def _day(text: str, reading: Reading) -> PartialDate:
    """A day in any writing, or a month alone; 5/6/2026 is the 5th of June, as people of this region write it."""
    text = _TIME.sub("", " ".join(text.split()))
    serial = _SERIAL.fullmatch(text)
    day = read_day(text)
    if day is None and serial is not None and int(serial[1]) > LAST_YEAR:
        day = reading.epoch + timedelta(days=int(serial[1]))
    if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR:
        return PartialDate.of(day)
    month = read_month(text) if day is None else None
    if month is None or not FIRST_YEAR <= month.year <= LAST_YEAR:
        raise NoAnswer
    try:
        return PartialDate(month.year, month.month)
    except UserError as error:
        raise NoAnswer from error
