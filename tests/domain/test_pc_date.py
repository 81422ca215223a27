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


@given(DAYS, st.lists(DAYS), st.lists(DAYS))
def test_the_newest_known_day_is_one_of_those_told(released: date, offices: list[date], others: list[date]) -> None:
    known = newest_known(released, offices, others)
    assert known in [released, *offices, *others]
    assert known >= min([released, *offices, *sorted(others, reverse=True)[1:2]])


@given(DAYS, DAYS)
def test_doubt_begins_one_day_before_and_years_after(today: date, known: date) -> None:
    near = known - timedelta(days=1) <= today <= far_after(known)
    assert (doubt(today, known) is None) == near
