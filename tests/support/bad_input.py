"""A table of what goes wrong: each row is refused with a sentence, and the store stays as it was."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from time import process_time

import pytest
from region import TODAY, Region, everything

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.session import Session

Attempt = Callable[[Session], object]
Prepare = Callable[[Region], Attempt]

LONGEST_SECONDS = 2.0  # a hostile file must not keep a person waiting; the bound leaves room for a slow machine


@dataclass(frozen=True)
class Case:
    """`prepare` brings about what goes wrong and gives what `who` then tries; it is refused with `code`."""

    name: str
    who: str
    code: str
    prepare: Prepare
    day: date

    def check(self, region: Region) -> None:
        attempt = self.prepare(region)
        before = everything(region.folder / self.who)
        began = process_time()
        with region.at(self.who, self.day) as session, pytest.raises(UserError) as refused:
            attempt(session)
        assert process_time() - began < LONGEST_SECONDS
        assert refused.value.code == self.code
        assert " " in refused.value.what() and " " in refused.value.hint()
        assert everything(region.folder / self.who) == before


@dataclass
class BadInput:
    """The rows, in the order in which they were written."""

    cases: list[Case] = field(default_factory=list)

    def row(self, name: str, who: str, code: str, day: date = TODAY) -> Callable[[Prepare], Prepare]:
        """Put above a function that takes the region and gives the attempt."""

        def add(prepare: Prepare) -> Prepare:
            self.cases.append(Case(name, who, code, prepare, day))
            return prepare

        return add
