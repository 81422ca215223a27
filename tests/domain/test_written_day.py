"""Days as people write them, in both languages; never a guess from half a date."""

from datetime import date

import pytest

from rocb_desktop.domain.written_day import read_day, read_month


@pytest.mark.parametrize(
    "text",
    [
        "20 May 2026",
        " 20  may  2026 ",
        "20 mai 2026",
        "20 MAI 2026",
        "20th May, 2026",
        "May 20, 2026",
        "2026-05-20",
        "20/5/2026",
        "20.5.2026",
        "20/05/2026",
        "20-05-2026",
        "20 5 2026",
    ],
)
def test_one_day_in_many_ways(text: str) -> None:
    assert read_day(text) == date(2026, 5, 20)


@pytest.mark.parametrize(
    ("text", "month"),
    [("1er août 2021", 8), ("1 aout 2021", 8), ("1 Sept. 2021", 9), ("1 déc 2021", 12), ("1 juil. 2021", 7)],
)
def test_months_in_french_and_in_short(text: str, month: int) -> None:
    assert read_day(text) == date(2021, month, 1)


def test_figures_are_read_day_first() -> None:
    assert read_day("5/6/2026") == date(2026, 6, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15",
        "5/2026",
        "May 2026",
        "20 May",
        "20/5/26",
        "31/2/2026",
        "5/20/2026",
        "20 Maybe 2026",
        "1 jui 2021",
        "0/0/0000",
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize("text", ["November 2020", "novembre 2020", "11/2020", "2020-11", "1 November 2020"])
def test_a_month_alone(text: str) -> None:
    assert read_month(text) == date(2020, 11, 1)
