"""The plain values the analysis starts from: one row per national reply, one set of facts per workshop."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rocb_desktop.domain.clock import Window
from rocb_desktop.domain.questionnaire import ACTIONS

YES = 3
NOT_YET = 2
NO = 1

# YES, NOT_YET, NO, or None when it is not known: a blank of an old round is never No.
Answer = int | None


@dataclass(frozen=True, slots=True)
class NationalRow:
    """What one administration answered for one workshop, its replies already collapsed into one (rule 5).

    `code` is ISO alpha-2, or None when the administration is not named: the reply counts and is in no list.
    `late` is None when it is not known (dates of an old round that are only a month).
    """

    workshop: int
    code: str | None
    actions: Mapping[str, Answer]
    effects: Answer = None
    efficiency: Answer = None
    project: Answer = None
    late: bool | None = False

    def answer(self, column: str) -> Answer:
        """The answer behind a column of the tables: one of the six actions, or direct_effects, efficiency, project."""
        if column == "direct_effects":
            return self.effects
        if column == "efficiency":
            return self.efficiency
        if column == "project":
            return self.project
        return self.actions.get(column)

    def nothing_yet(self) -> bool | None:
        """No action at all: True only when all six are known to be No, None when that cannot be said."""
        answers = [self.actions.get(action) for action in ACTIONS]
        if YES in answers:
            return False
        return None if None in answers else True


@dataclass(frozen=True, slots=True)
class WorkshopFacts:
    """What is known of a workshop of the round before any reply is read.

    `participated` counts administrations with at least one participant who attended, or the listed ones when there is
    no participant list, or the bare number of an old round; None when nobody knows. `stated` is the number written
    beside a list that says something else. `non_members` of the participated are not WCO members on the last day.
    """

    number: int
    title: str
    kind: str
    participated: int | None = None
    surveyed: bool = True
    reason: str = ""
    cancelled: bool = False
    stated: int | None = None
    non_members: int = 0
    window: Window | None = None
    state: Literal["", "not_open", "open", "closed"] = ""
