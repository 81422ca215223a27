"""Whether the date of this computer can be right: held against days that others signed, and never against itself."""

from collections.abc import Iterable, Sequence
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
    file of each other sender. One of these alone proves nothing, for their own date may be wrong: two have to agree.
    The release is certain: days before it say nothing, and what lies years after all before it is left out. Where
    there is no release the most days that lie together are believed; nothing is where two such heaps are as large.
    """
    days = sorted([*offices, *sorted(others, reverse=True)[1:2]])
    if released is not None:
        return _heaps([released, *(day for day in days if day >= released)])[0][-1]
    heaps = _heaps(days)
    most = max(map(len, heaps), default=0)
    believed = [heap for heap in heaps if len(heap) == most]
    return believed[0][-1] if len(believed) == 1 else None


def _heaps(days: Sequence[date]) -> list[list[date]]:
    """The days, oldest first, parted wherever the next one lies years later."""
    heaps = list[list[date]]()
    for day in days:
        if heaps and day <= far_after(heaps[-1][-1]):
            heaps[-1].append(day)
        else:
            heaps.append([day])
    return heaps


def doubt(today: date, known: date | None) -> DateDoubt | None:
    """What speaks against the date of this computer; None when nothing does. One day is given for the date line."""
    if known is None or known - timedelta(days=DATE_LINE_DAYS) <= today <= far_after(known):
        return None
    return DateDoubt(today, known)


def far_after(day: date) -> date:
    """FAR_YEARS later; the calendar's last day where it has no such year."""
    return add_months(day, 12 * FAR_YEARS) if day.year + FAR_YEARS <= date.max.year else date.max
