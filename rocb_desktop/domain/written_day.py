"""A day as a person writes it: in words, in figures with the day first, or with the year first."""

import re
from datetime import date

from rocb_desktop.texts import month_of

_WORDS = re.compile(r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?\.? *(?P<month>[^\W\d_]+)\.?,? *(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]+)\.? *(?P<day>\d{1,2})(?:st|nd|rd|th)?,? +(?P<year>\d{4})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2}) *[/.\- ] *(?P<month>\d{1,2}) *[/.\- ] *(?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4}) *[/.\- ] *(?P<month>\d{1,2}) *[/.\- ] *(?P<day>\d{1,2})")
_DAYS = (_WORDS, _MONTH_FIRST, _DAY_FIRST, _YEAR_FIRST)
_MONTHS = (
    re.compile(r"(?P<month>[^\W\d_]+)\.?,? *(?P<year>\d{4})"),
    re.compile(r"(?P<month>\d{1,2}) *[/.\- ] *(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4}) *[/.\- ] *(?P<month>\d{1,2})"),
)


def read_day(text: str) -> date | None:
    """20 May 2026, 20 mai 2026, 20/5/2026, 2026-05-20; 5/6/2026 is the 5th of June. None when it is no such day."""
    return _read(text, _DAYS)


def read_month(text: str) -> date | None:
    """The first day of a month written alone: May 2026, 5/2026, 2026-05; of a whole date, that day."""
    return _read(text, (*_MONTHS, *_DAYS))


def _read(text: str, forms: tuple[re.Pattern[str], ...]) -> date | None:
    for form in forms:
        found = form.fullmatch(" ".join(text.split()))
        if found is not None:
            parts = found.groupdict()
            month = int(parts["month"]) if parts["month"].isdecimal() else month_of(parts["month"])
            return _day(int(parts["year"]), month, int(parts.get("day", "1")))
    return None


def _day(year: int, month: int | None, day: int) -> date | None:
    try:
        return date(year, month or 0, day)
    except ValueError:
        return None  # 31 February, month 13, the year 0
