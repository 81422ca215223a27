"""The plain values the analysis starts from: one row per national reply, one set of facts per workshop."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.clock import Window, window_state
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.workshop import TookPart, Workshop

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

    `participated` counts administrations and is None when nobody knows; `non_members` of them were not WCO members on
    the last day; `warnings` are sentences about that count (a list and a number that differ). `organised` is False
    for what was cancelled or postponed. `state` is what window_state says of `window` on the day of the count.
    """

    number: int
    title: str
    kind: str
    participated: int | None = None
    surveyed: bool = True
    reason: str = ""
    organised: bool = True
    non_members: int = 0
    warnings: tuple[str, ...] = ()
    window: Window | None = None
    state: str = ""
    short_title: str = ""
    reopened_why: str = ""

    @classmethod
    def of(cls, workshop: Workshop, took_part: TookPart, today: date) -> "WorkshopFacts":
        """The facts of a workshop as the register holds it, on this day."""
        return cls(
            number=workshop.number,
            title=workshop.title,
            kind=workshop.kind,
            participated=took_part.count,
            surveyed=workshop.surveyed,
            reason=workshop.reason_not_surveyed,
            organised=workshop.status not in ("cancelled", "postponed"),
            non_members=len(took_part.not_members),
            warnings=tuple(took_part.warnings()),
            window=workshop.window,
            state=window_state(workshop.window, today),
            short_title=workshop.short_title,
            reopened_why=workshop.reopened_why if workshop.window.reopened else "",
        )
