"""A wrong date of the computer is found by days that others signed, and one wrong sender convinces nobody."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.pc_date import DateDoubt, doubt, far_after, newest_known

RELEASED, PACK = date(2021, 3, 1), date(2021, 10, 1)
DAYS = st.dates(date(1970, 1, 1), date(9990, 12, 31))


@pytest.mark.parametrize("today", [date(2001, 1, 1), date(1970, 1, 1), date(2021, 9, 29)])
def test_a_day_before_what_is_known_is_doubted(today: date) -> None:
    found = doubt(today, newest_known(RELEASED, [PACK], []))
    assert found == DateDoubt(today, PACK)
    assert not found.ahead


@pytest.mark.parametrize("today", [date(2099, 6, 1), date(2026, 10, 2), date.max])
def test_a_day_years_after_everything_is_doubted(today: date) -> None:
    found = doubt(today, newest_known(RELEASED, [PACK], []))
    assert found is not None
    assert found.ahead
    assert found.latest == date(2026, 10, 1)


@pytest.mark.parametrize("today", [date(2021, 9, 30), PACK, date(2023, 5, 1), date(2026, 10, 1)])
def test_an_ordinary_day_is_not_doubted(today: date) -> None:
    assert doubt(today, newest_known(RELEASED, [PACK], [])) is None


def test_nothing_known_nothing_doubted() -> None:
    assert newest_known(None, [], []) is None
    assert doubt(date(2001, 1, 1), None) is None


def test_one_sender_alone_proves_nothing_and_two_do() -> None:
    assert newest_known(RELEASED, [PACK], [date(2022, 2, 2)]) == PACK
    assert newest_known(RELEASED, [PACK], [date(2022, 2, 2), date(2022, 1, 5)]) == date(2022, 1, 5)


def test_an_office_that_stands_in_2099_convinces_nobody() -> None:
    assert newest_known(RELEASED, [PACK, date(2099, 1, 1)], []) == PACK


def test_an_office_that_stands_in_2001_breaks_no_right_computer() -> None:
    released, right = date(2026, 11, 1), date(2026, 11, 20)
    assert newest_known(released, [date(2001, 1, 1), right], []) == right
    assert newest_known(released, [date(2001, 1, 1)], [date(2001, 1, 3), date(2001, 1, 2)]) == released
    assert doubt(date(2026, 12, 1), newest_known(released, [date(2001, 1, 1)], [])) is None


def test_without_a_release_the_most_days_that_lie_together_are_believed() -> None:
    wrong = [date(2001, 1, 1), date(2099, 1, 1)]
    assert newest_known(None, [*wrong, PACK], [date(2021, 11, 2), date(2021, 11, 1)]) == date(2021, 11, 1)
    assert newest_known(None, [PACK], []) == PACK
    assert newest_known(None, [wrong[0], PACK], []) is None


@given(DAYS, st.lists(DAYS), st.lists(DAYS))
def test_the_newest_known_day_is_one_of_those_told(released: date, offices: list[date], others: list[date]) -> None:
    known = newest_known(released, offices, others)
    assert known in [released, *offices, *others]
    assert known >= released
    assert newest_known(None, offices, others) in [None, *offices, *others]


@given(DAYS, DAYS)
def test_doubt_begins_one_day_before_and_years_after(today: date, known: date) -> None:
    near = known - timedelta(days=1) <= today <= far_after(known)
    assert (doubt(today, known) is None) == near
