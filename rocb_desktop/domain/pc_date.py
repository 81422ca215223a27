"""Whether the date of this computer can be right: held against days that others signed, and never against itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rocb_desktop.domain.clock import DATE_LINE_DAYS, add_months

FAR_YEARS = 5  # nobody leaves the app alone for longer, and hears of no workshop meanwhile


@dataclass(frozen=True, slots=True)
class DateDoubt:
    """`today` is what the computer says; `known` is the newest day that is certainly over."""

    today: date
    known: date

    @property
    def ahead(self) -> bool:
        """Years later than everything that is known; else it is earlier."""
        return self.today > self.known

    @property
    def latest(self) -> date:
        """The last day that anybody may name as past while nobody knows what day it is."""
        return far_after(self.known)


def newest_known(released: date | None, offices: Iterable[date], others: Iterable[date]) -> date | None:
    """The newest day that is certainly over; None when nothing is known.

    `released` is when this version of the app was made, `offices` when ROCB A/P made its files, `others` the newest
    file of each other sender. One of these alone proves nothing, for their own date may be wrong: two have to agree,
    and a day that lies years after all before it is left out.
    """
    agreed = sorted(others, reverse=True)[1:2]
    days = sorted([*([released] if released is not None else []), *offices, *agreed])
    known = days[0] if days else None
    for day in days:
        if known is None or day > far_after(known):
            break
        known = day
    return known


def doubt(today: date, known: date | None) -> DateDoubt | None:
    """What speaks against the date of this computer; None when nothing does. One day is given for the date line."""
    if known is None or known - timedelta(days=DATE_LINE_DAYS) <= today <= far_after(known):
        return None
    return DateDoubt(today, known)


def far_after(day: date) -> date:
    """FAR_YEARS later; the calendar's last day where it has no such year."""
    return add_months(day, 12 * FAR_YEARS) if day.year + FAR_YEARS <= date.max.year else date.max
