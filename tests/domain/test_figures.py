"""The words of a counted share: never a percentage that says more than its count."""

import pytest

from rocb_desktop import texts
from rocb_desktop.domain.figures import NBSP, Interval, Share, percent

SMALL = Share(7, 7, Interval(0.646, 1.0), "small")
FEW = Share(2, 4, None, "counts_only")
MANY = Share(58, 153, Interval(0.306, 0.458), "normal")


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_a_share_in_words() -> None:
    assert [plain(one.count_text()) for one in (MANY, SMALL, FEW)] == ["58 of 153", "7 of 7 †", "2 of 4 †"]
    assert [plain(one.percent_text()) for one in (MANY, SMALL, FEW)] == ["38 %", "100 %", ""]
    assert [plain(one.range_text()) for one in (MANY, SMALL, FEW)] == ["31–46 %", "65–100 %", ""]
    assert [plain(one.sentence()) for one in (MANY, FEW)] == ["58 of 153 (38 %)", "2 of 4"]


def test_a_count_is_never_broken_over_two_lines() -> None:
    assert " " not in MANY.count_text() + MANY.percent_text() + MANY.range_text()


@pytest.mark.parametrize(
    ("rate", "text"),
    [(0.0, "0 %"), (0.001, "<1 %"), (0.379, "38 %"), (0.998, ">99 %"), (1.0, "100 %")],
)
def test_some_is_never_none_and_most_is_never_all(rate: float, text: str) -> None:
    assert plain(percent(rate)) == text


def test_counts_only_have_no_share_for_other_programs() -> None:
    assert FEW.to_json() == {"k": 2, "n": 4, "rate": None, "low": None, "high": None, "shown": "counts_only"}
    assert MANY.to_json()["rate"] == 58 / 153


def test_what_a_range_says() -> None:
    assert Interval(0.1, 0.2).leaves_zero()
    assert Interval(-0.2, -0.1).leaves_zero()
    assert not Interval(-0.1, 0.2).leaves_zero()


def test_a_share_speaks_the_language_in_use() -> None:
    texts.use("fr")
    assert "58" in MANY.count_text()
    assert "153" in MANY.count_text()
