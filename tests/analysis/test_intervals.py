"""Likely ranges, held against scipy and against the values worked out by hand for Survey 2021."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from rocb_desktop.analysis.intervals import newcombe, share, share_of_known, wilson

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts)
def test_wilson_is_scipys(count: tuple[int, int]) -> None:
    k, n = count
    theirs = binomtest(k, n).proportion_ci(0.95, method="wilson")
    assert wilson(k, n).low == pytest.approx(theirs.low, abs=1e-12)
    assert wilson(k, n).high == pytest.approx(theirs.high, abs=1e-12)


@given(counts)
def test_wilson_holds_the_share_and_stays_a_share(count: tuple[int, int]) -> None:
    k, n = count
    assert 0 <= wilson(k, n).low <= k / n <= wilson(k, n).high <= 1


@pytest.mark.parametrize(
    ("k", "n", "low", "high", "decimals"),
    [
        (58, 153, 30.6, 45.8, 1),
        (12, 13, 66.7, 98.6, 1),
        (46, 140, 25.6, 41.0, 1),
        (2, 18, 3, 33, 0),
        (48, 58, 71, 90, 0),
        (25, 58, 31, 56, 0),
        (14, 58, 15, 37, 0),
        (8, 58, 7, 25, 0),
        (36, 58, 49, 73, 0),
        (57, 58, 91, 100, 0),
        (28, 58, 36, 61, 0),
    ],
)
def test_the_shares_of_survey_2021(k: int, n: int, low: float, high: float, decimals: int) -> None:
    found = wilson(k, n)
    assert (round(100 * found.low, decimals), round(100 * found.high, decimals)) == (low, high)


@pytest.mark.parametrize(
    ("groups", "low", "high"),
    [
        ((17, 25, 11, 33), 9, 55),
        ((32, 48, 6, 10), -20, 38),
        ((11, 15, 27, 43), -18, 32),
        ((13, 25, 15, 33), -18, 30),
    ],
)
def test_the_differences_of_survey_2021(groups: tuple[int, int, int, int], low: int, high: int) -> None:
    found = newcombe(*groups)
    assert (round(100 * found.low), round(100 * found.high)) == (low, high)


def test_newcombe_gives_the_values_of_its_paper() -> None:
    """Newcombe 1998, table II, method 10: 56/70 - 48/80 and 10/10 - 0/10."""
    found = [newcombe(56, 70, 48, 80), newcombe(10, 10, 0, 10)]
    assert [(round(one.low, 4), round(one.high, 4)) for one in found] == [(0.0524, 0.3339), (0.6075, 1)]


@given(counts, counts)
def test_a_difference_turned_round_changes_its_sign(one: tuple[int, int], other: tuple[int, int]) -> None:
    there, back = newcombe(*one, *other), newcombe(*other, *one)
    assert there.low == pytest.approx(-back.high)
    assert there.high == pytest.approx(-back.low)
    assert -1 <= there.low <= there.high <= 1


@pytest.mark.parametrize(("n", "kind"), [(0, "counts_only"), (4, "counts_only"), (5, "small"), (19, "small")])
def test_small_numbers_are_named(n: int, kind: str) -> None:
    assert share(0, n).kind == kind
    assert share(0, 20).kind == "normal"


def test_counts_only_have_no_rate_and_no_range() -> None:
    assert (share(2, 4).rate, share(2, 4).range) == (None, None)
    assert share(2, 5).rate == 0.4


@pytest.mark.parametrize(("k", "n"), [(-1, 5), (6, 5), (1, 0)])
def test_what_is_no_share_is_refused(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        share(k, n)
    with pytest.raises(ValueError, match="not a share"):
        wilson(k, n)


@pytest.mark.parametrize(
    ("known", "kind"), [(29, "normal"), (28, "mostly_unknown"), (5, "mostly_unknown"), (4, "counts_only")]
)
def test_without_half_of_the_answers_the_counts_stand_alone(known: int, kind: str) -> None:
    """Blanks of an old round are not missing by chance: 0 of the 23 that are known says nothing of 58."""
    found = share_of_known(0, known, 58)
    assert found.kind == kind
    assert (found.range is None) == (kind != "normal")
    assert found.dagger == (known < 20)
