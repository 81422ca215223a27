"""The six types of action, and what is wrong with an entry of the log."""

from dataclasses import replace
from datetime import date

import pytest

from rocb_desktop import paths
from rocb_desktop.domain.action import TYPES, Action, check_action
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.questionnaire import ACTIONS, load
from rocb_desktop.domain.workshop import Workshop

START, END = PartialDate(2021, 4, 12), PartialDate(2021, 4, 15)
WORKSHOP = Workshop("w7", 2021, 7, "A workshop", "regional", START, END)
TODAY = date(2021, 10, 14)
ACTION = Action("a", "w7", "p", "inhouse_workshop", date=PartialDate(2021, 6, 24), reached=22, text="Two days in Apia")


def problems(action: Action) -> list[tuple[str, str]]:
    return [(one.field, one.text) for one in check_action(action, WORKSHOP, TODAY)]


def test_the_types_are_those_of_the_questionnaire_in_its_order() -> None:
    assert tuple(TYPES) == ACTIONS
    for type in TYPES.values():
        asked = load().field(f"q1_{type.id}")
        assert asked is not None
        assert asked.label == type.label
        counted = load().field(f"q1_{type.id}_reached")
        assert counted is not None
        assert counted.label == type.people_question


def test_a_type_has_its_words_and_its_picture() -> None:
    workshop = TYPES["inhouse_workshop"]
    assert workshop.label == "Organise an in-house workshop"
    assert (workshop.short, workshop.done) == ("In-house workshop", "In-house workshop")
    for type in TYPES.values():
        assert paths.resource("icons", f"{type.icon}.svg").is_file()


@pytest.mark.parametrize(
    ("type", "n", "said"),
    [
        ("share_materials", 14, "14 people"),
        ("inhouse_workshop", 1, "1 person"),
        ("make_recommendations", 3, "3 recommendations"),
        ("make_recommendations", 1, "1 recommendation"),
        ("submit_report", 1, "1 page"),
        ("operational_manual", 1200, "1,200 pages"),
    ],
)
def test_numbers_are_of_something(type: str, n: int, said: str) -> None:
    assert TYPES[type].reached(n) == said


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (ACTION, []),
        (replace(ACTION, date=None, reached=None, text=""), []),
        (replace(ACTION, date=PartialDate(2021, 6)), []),
        (replace(ACTION, date=START), []),
        (replace(ACTION, date=PartialDate.of(TODAY)), []),
        (replace(ACTION, status="planned", date=PartialDate(2021, 12, 1)), []),
        (
            replace(ACTION, date=PartialDate(2021, 4, 11)),
            [("date", "This date is before the workshop (12 April 2021). Choose a later date.")],
        ),
        (
            replace(ACTION, status="planned", date=PartialDate(2001, 1, 1)),
            [("date", "This date is before the workshop (12 April 2021). Choose a later date.")],
        ),
        (
            replace(ACTION, date=PartialDate(2021, 10, 15)),
            [("date", "This date is after today. Choose an earlier date.")],
        ),
        (replace(ACTION, type="party"), [("type", "Choose one of the six actions")]),
        (replace(ACTION, status="maybe"), [("status", "Choose Done or Planned")]),
        (replace(ACTION, reached=-1), [("reached", "Write a whole number from 0 to 1,000,000")]),
        (replace(ACTION, reached=10**7), [("reached", "Write a whole number from 0 to 1,000,000")]),
        (
            replace(ACTION, text="x" * 601, effect="y" * 1000),
            [
                ("text", "The text is too long: 601 of 600 characters"),
                ("effect", "The text is too long: 1,000 of 600 characters"),
            ],
        ),
    ],
)
def test_entries(changed: Action, expected: list[tuple[str, str]]) -> None:
    assert problems(changed) == expected
