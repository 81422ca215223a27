"""Sorts of actions by type, barriers as question 6 asks them, plans that are carried out or late."""

from dataclasses import replace
from datetime import date

import pytest

from rocb_desktop.domain.action import TYPES, Action, carried_out, is_overdue
from rocb_desktop.domain.action_sort import ALL_SUBTYPES, SUBTYPES, barrier_words, barriers, subtype_words
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.questionnaire import load

PLAN = Action("a", "w", "p", "others", "planned", PartialDate(2021, 7, 31), due=PartialDate(2021, 7, 31))


def test_every_type_has_sorts_and_no_word_stands_for_two() -> None:
    assert list(SUBTYPES) == list(TYPES)
    assert all(SUBTYPES.values())
    assert len(ALL_SUBTYPES) == sum(map(len, SUBTYPES.values()))


def test_a_sort_of_a_newer_version_is_shown_as_it_is() -> None:
    assert (subtype_words("sop"), subtype_words("podcast"), subtype_words("")) == (
        *("Standard operating procedure", "podcast", ""),
    )


def test_barriers_are_the_options_of_question_six() -> None:
    asked = load().field("q6")
    assert asked is not None
    assert list(barriers()) == [one.id for one in asked.options]
    assert (barrier_words("priority"), barrier_words("weather")) == ("Other priorities", "weather")


@pytest.mark.parametrize(
    ("action", "day", "expected"),
    [
        (PLAN, date(2021, 7, 31), False),
        (PLAN, date(2021, 8, 1), True),
        (replace(PLAN, due=PartialDate(2021, 7)), date(2021, 7, 31), False),
        (replace(PLAN, due=None), date(2022, 1, 1), False),
        (replace(PLAN, status="done"), date(2022, 1, 1), False),
    ],
)
def test_a_plan_is_overdue_when_its_day_has_passed(action: Action, day: date, expected: bool) -> None:
    assert is_overdue(action, day) is expected


def test_a_plan_is_carried_out_by_what_is_done() -> None:
    done = replace(PLAN, id="b", status="done", plan_item="a")
    assert carried_out([PLAN, done]) == {"a"}
    assert carried_out([PLAN, replace(done, status="planned")]) == frozenset()
