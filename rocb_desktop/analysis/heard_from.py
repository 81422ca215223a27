"""Which administrations replied in a round, and what is known of those that did not: never an order of merit."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rocb_desktop.analysis.types import NationalRow, WorkshopFacts
from rocb_desktop.domain.administration import all_administrations
from rocb_desktop.domain.workshop import TookPart

HeardState = Literal["replied", "no_reply", "not_asked", "did_not_take_part", "not_known"]
Basis = Literal["took_part", "members"]


@dataclass(frozen=True, slots=True)
class AdministrationCount:
    """One administration in a round: for how many workshops it replied, of how many it took part in.

    `asked` is None where a workshop has no list of who took part: a missing reply is then "not_known", never
    "no_reply". "not_asked": it took part, and no survey of its workshops has opened yet.
    """

    code: str
    state: HeardState
    replied: int
    asked: int | None


@dataclass(frozen=True, slots=True)
class HeardFrom:
    """Who replied at least once. `heard` of `of` counts those that took part where every workshop has a list, else
    the WCO members of the region on the last day of the round; `beyond` replied and are not among `of`.

    `administrations` are in alphabetical order of their codes; `not_named` replies carry no administration.
    """

    administrations: tuple[AdministrationCount, ...]
    basis: Basis
    heard: int
    of: int
    beyond: int
    not_named: int

    @property
    def nobody_asked(self) -> bool:
        """Every survey of a round whose lists are known is still to open, and nobody replied early."""
        return self.basis == "took_part" and not self.with_state("replied", "no_reply")

    def with_state(self, *states: HeardState) -> tuple[AdministrationCount, ...]:
        return tuple(one for one in self.administrations if one.state in states)


def heard_from(
    round: int, workshops: Iterable[WorkshopFacts], took_part: Mapping[int, TookPart], rows: Sequence[NationalRow]
) -> HeardFrom:
    """Counts replies per administration over the surveyed workshops that were held; `round` is the survey's year."""
    surveyed = [facts for facts in workshops if facts.surveyed and facts.organised]
    numbers = {facts.number for facts in surveyed}
    counted = [row for row in rows if row.workshop in numbers]
    replied = Counter(row.code for row in counted if row.code is not None)
    listed = all(took_part[number].listed for number in numbers)
    went: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for facts in surveyed:
        codes = took_part[facts.number].codes
        answered = {row.code for row in counted if row.workshop == facts.number}
        went.update(codes)
        asked.update(code for code in codes if facts.state != "not_open" or code in answered)
    members = {one.code for one in all_administrations() if one.is_wco_member_on(date(round, 6, 30))}
    known = sorted(members | set(went) | set(replied))
    basis: Basis = "took_part" if listed and went else "members"
    of = set(went) if basis == "took_part" else members
    return HeardFrom(
        tuple(_count(code, replied, went, asked, listed=listed) for code in known),
        basis,
        heard=len(of & set(replied)),
        of=len(of),
        beyond=len(set(replied) - of),
        not_named=sum(row.code is None for row in counted),
    )


def _count(
    code: str, replied: Mapping[str, int], went: Mapping[str, int], asked: Mapping[str, int], *, listed: bool
) -> AdministrationCount:
    count = replied.get(code, 0)
    state: HeardState
    if count:
        state = "replied"
    elif asked.get(code):
        state = "no_reply"
    elif went.get(code):
        state = "not_asked"
    else:
        state = "did_not_take_part" if listed else "not_known"
    return AdministrationCount(code, state, count, asked.get(code, 0) if listed else None)
