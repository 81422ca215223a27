"""The survey's clock: when a workshop's follow-up survey opens, closes and is due, in calendar dates.

The rules are those of section 3 of the product's description: six calendar months after the last day the
survey opens, for 21 days, and the national return is due 14 days later. A calendar date is not an instant:
members live between UTC-11 and UTC+14, so a reply is late only from the second day after closing, at the
receiver's date.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from rocb_desktop.domain.errors import UserError
from rocb_desktop.texts import _, format_date, format_month

MONTHS_TO_SURVEY = 6
DAYS_OPEN = 21
RETURN_DAYS = 14
DUE_SOON_DAYS = 7
DATE_LINE_DAYS = 1

FIRST_YEAR, LAST_YEAR = 1990, 2200  # of a workshop or a reply; far enough, and no overflow six months on
_PARTIAL = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date, or only its month, where an old round knows no more (`day` is None)."""

    year: int
    month: int
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """From "2021-04-29" or "2020-11"; UserError bad_date for anything else, also for 30 February."""
        match = _PARTIAL.fullmatch(text.strip())
        if match is None:
            raise UserError("bad_date", text=text)
        year, month, day = int(match[1]), int(match[2]), int(match[3]) if match[3] else None
        if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
            raise UserError("bad_date", text=text)
        if day is not None and not 1 <= day <= monthrange(year, month)[1]:
            raise UserError("bad_date", text=text)
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        return cls(day.year, day.month, day.day)

    @property
    def exact(self) -> bool:
        return self.day is not None

    def first(self) -> date:
        """The earliest day this can be."""
        return date(self.year, self.month, self.day or 1)

    def last(self) -> date:
        """The latest day this can be."""
        return date(self.year, self.month, self.day or monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        return self.first().isoformat() if self.exact else f"{self.year:04}-{self.month:02}"

    def shown(self) -> str:
        """29 April 2021, or April 2021, in the reader's language."""
        return format_date(self.first()) if self.exact else format_month(self.year, self.month)


@dataclass(frozen=True, slots=True)
class Window:
    """When replies are asked for: `opens` to `closes`, inclusive; the national return is due on `return_due`.

    `approximate`: only the workshop's month is known; so is only the window's, and nobody knows what is late.
    `reopened`: ROCB A/P gave it a later closing day.
    """

    opens: date
    closes: date
    return_due: date
    approximate: bool = False
    reopened: bool = False

    def shown_opening(self) -> str:
        """30 December 2021, or "about May 2021" when only the workshop's month is known."""
        if not self.approximate:
            return format_date(self.opens)
        return _("about {month}").format(month=format_month(self.opens.year, self.opens.month))

    def days_left(self, today: date) -> int:
        """Days from today to the closing day: 0 on that day, negative after it."""
        return (self.closes - today).days


def survey_window(
    last_day: PartialDate, *, return_days: int = RETURN_DAYS, reopened_until: date | None = None
) -> Window:
    """The window of a workshop that ended on `last_day`; of a month alone, its last day is taken.

    A survey that was opened again closes on `reopened_until`, never earlier than it would have.
    """
    opens = add_months(last_day.last(), MONTHS_TO_SURVEY)
    usual = opens + timedelta(days=DAYS_OPEN)
    closes = max(usual, reopened_until or usual)
    due = closes + timedelta(days=return_days)
    return Window(opens, closes, due, approximate=not last_day.exact, reopened=closes > usual)


def fiscal_round(last_day: PartialDate) -> int:
    """The year in which the fiscal year (1 July to 30 June) of this day ends: 30 June 2021 is Survey 2021."""
    return last_day.year + 1 if last_day.month >= 7 else last_day.year


def window_state(window: Window, today: date) -> str:
    """not_open, open or closed."""
    if today < window.opens:
        return "not_open"
    return "open" if today <= window.closes else "closed"


def person_state(window: Window, today: date, replied: bool) -> str:
    """What the clock asks of one person: nothing_due, open, due_soon (7 days or fewer left) or overdue."""
    if replied or today < window.opens:
        return "nothing_due"
    if today > window.closes:
        return "overdue"
    return "due_soon" if window.days_left(today) <= DUE_SOON_DAYS else "open"


def is_late(received: date | None, window: Window) -> bool | None:
    """Whether a reply first received on this day (the receiver's) is late; None when nobody can know.

    One day is given for the date line: what leaves the Cook Islands on the last day reaches Bangkok on the
    next.
    """
    if received is None or window.approximate:
        return None
    return received > window.closes + timedelta(days=DATE_LINE_DAYS)


def is_early(received: date | None, window: Window) -> bool | None:
    """Whether a reply came before the survey opened, a day given for the date line; None as in is_late."""
    if received is None or window.approximate:
        return None
    return received < window.opens - timedelta(days=DATE_LINE_DAYS)


def outside(day: PartialDate, start: PartialDate | None, today: date | None) -> str:
    """Why this day cannot be when something was done: before the workshop began or after today; "" when it
    can.
    """
    if start is not None and day.last() < start.first():
        return _("This date is before the workshop ({date}). Choose a later date.").format(date=start.shown())
    if today is not None and day.first() > today:
        return _("This date is after today. Choose an earlier date.")
    return ""


def months_since(last_day: PartialDate, today: date) -> int:
    """Whole calendar months from the workshop's last day to today, never below 0; the survey opens at 6."""
    end = last_day.last()
    months = (today.year - end.year) * 12 + today.month - end.month
    if add_months(end, months) > today:
        months -= 1
    return max(months, 0)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or that month's last: 31 August and six months is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
