"""A counted share and how sure we are of it: the number, its likely range, and the words for both.

Every share has a 95 % Wilson range; under 5 the counts stand alone, 5 to 19 is marked as a small number. Where most
answers are not known, the known ones are no fair part of all, and the counts stand alone as well. The range is computed
in analysis/intervals.py; reports and the window only show it.
"""

from dataclasses import dataclass
from typing import Literal

from rocb_desktop.texts import _

SMALL = 20
COUNTS_ONLY = 5
NBSP = "\N{NO-BREAK SPACE}"
DAGGER = "\N{DAGGER}"

ShareKind = Literal["counts_only", "mostly_unknown", "small", "normal"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % range; shares run 0..1, differences of shares -1..1."""

    low: float
    high: float

    def leaves_zero(self) -> bool:
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Share:
    """k of n, with its likely range; `range` is None where the counts stand alone."""

    k: int
    n: int
    range: Interval | None
    kind: ShareKind

    @property
    def rate(self) -> float | None:
        """0..1, or None where n is so small that a share would mislead."""
        return self.k / self.n if self.range else None

    @property
    def dagger(self) -> bool:
        """Every small number carries the mark, also the one so small that it has no share."""
        return self.n < SMALL

    def count_text(self) -> str:
        """58 of 153, with the dagger of a small number."""
        text = count_of(self.k, self.n)
        return f"{text}{NBSP}{DAGGER}" if self.dagger else text

    def percent_text(self) -> str:
        """38 %; empty where only counts are shown."""
        return "" if self.rate is None else percent(self.rate)

    def range_text(self) -> str:
        """31-46 %, with an en dash; empty where only counts are shown."""
        if self.range is None:
            return ""
        return f"{round(self.range.low * 100)}\N{EN DASH}{percent_range_end(self.range.high)}"

    def sentence(self) -> str:
        """58 of 153 (38 %); only 2 of 4 where a share would mislead."""
        text = count_of(self.k, self.n)
        return text if self.rate is None else f"{text} ({percent(self.rate)})"

    def to_json(self) -> dict[str, float | int | str | None]:
        return {
            "k": self.k,
            "n": self.n,
            "rate": self.rate,
            "low": self.range.low if self.range else None,
            "high": self.range.high if self.range else None,
            "shown": self.kind,
        }


def percent(rate: float) -> str:
    """0.379 -> 38 %. Never 0 % for some and never 100 % for all but some: 0.998 -> >99 %."""
    whole = round(rate * 100)
    if whole == 0 and rate > 0:
        return f"<1{NBSP}%"
    if whole == 100 and rate < 1:
        return f">99{NBSP}%"
    return f"{whole}{NBSP}%"


def percent_range_end(rate: float) -> str:
    return f"{round(rate * 100)}{NBSP}%"


def count_of(k: int, n: int) -> str:
    """58 of 153, its spaces not breaking: a count is read in one piece."""
    return _("{k} of {n}").format(k=k, n=n).replace(" ", NBSP)
