"""Spellings of one name: joins end somewhere whatever they say, and near names are asked about, far ones never."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain import spelling
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.spelling import canonical, is_joined, may_be_one, near_pairs

NAMES = st.sampled_from("abcdef")
JOINS = st.dictionaries(NAMES, st.one_of(NAMES, st.just("")))


@given(JOINS, NAMES)
def test_every_chain_and_circle_ends_at_a_name_that_stands_for_itself(joins: dict[str, str], name: str) -> None:
    one = canonical(joins, name)
    assert canonical(joins, one) == one


@given(JOINS)
def test_two_names_that_were_joined_are_one(joins: dict[str, str]) -> None:
    for listed, target in joins.items():
        if target:
            assert canonical(joins, listed) == canonical(joins, target)
            assert is_joined(joins, listed) and is_joined(joins, target)


@given(JOINS, NAMES)
def test_a_name_that_nobody_joined_is_its_own(joins: dict[str, str], name: str) -> None:
    joins = {listed: target for listed, target in joins.items() if name not in (listed, target)}
    assert canonical(joins, name) == name
    assert not is_joined(joins, name)


def test_a_circle_ends_at_the_same_name_for_all_in_it() -> None:
    joins = {"c": "b", "b": "a", "a": "c", "d": "c"}
    assert {canonical(joins, name) for name in "abcd"} == {"a"}


def test_taken_apart_is_a_person_of_its_own() -> None:
    assert canonical({"b": ""}, "b") == "b"
    assert not is_joined({"b": ""}, "b")


def test_a_name_joined_with_itself_says_that_its_entries_are_one_person() -> None:
    assert canonical({"a": "a"}, "a") == "a"
    assert is_joined({"a": "a"}, "a")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sina Leota", "Sina Leotta"),
        ("Leota Sina", "Sina Leota"),
        ("Sina Maria Leota", "Sina Leota"),
        ("S. Leota", "Sina Leota"),
        ("José Peña", "Jose Pena"),
        ("Sinā Leʻota", "Sina Leota"),
        ("Vani-Mele Kuru", "Vani Mele Kuru"),
        ("Vnai Kuru", "Vani Kuru"),
        ("Tui Lepa", "Tuilepa"),
        ("Sione Tupouniua", "Sione Tupounuia"),
    ],
)
def test_near_names_are_asked_about(one: str, other: str) -> None:
    assert may_be_one(normalise_name(one), normalise_name(other))
    assert may_be_one(normalise_name(other), normalise_name(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sina Leota", "Tomasi Bale"),
        ("Litia Bola", "Litia Kuru"),
        ("An", "Li"),
        ("Ali", "Eli"),
        ("Pita Leota", "Sina Leota"),
        ("Leota", "Sina Leota"),
        ("T. Leota", "Sina Leota"),
        ("...", "Sina Leota"),
    ],
)
def test_far_names_are_not(one: str, other: str) -> None:
    assert not may_be_one(normalise_name(one), normalise_name(other))


def test_each_pair_is_asked_about_once() -> None:
    assert near_pairs(["sina leota", "tomasi bale", "leota sina", "sina leota"]) == [("leota sina", "sina leota")]


PARTS = st.text("abc", min_size=1, max_size=5) | st.text("ab", min_size=7, max_size=10) | st.text("a", min_size=21)


@given(st.lists(st.lists(PARTS, max_size=3).map(" ".join), max_size=12))
def test_no_near_pair_is_left_out(names: list[str]) -> None:
    listed = sorted(set(names))
    assert near_pairs(names) == [(one, other) for one, other in combinations(listed, 2) if may_be_one(one, other)]


def test_a_long_list_of_names_is_not_compared_name_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = Counter[str]()

    def counted(name: str) -> str:
        compared["names"] += 1
        return normalise_name(name)

    monkeypatch.setattr(spelling, "normalise_name", counted)
    firsts = ("litia", "asenaca", "tomasi", "jone", "vani", "peni", "sina", "mere", "lani", "pita")
    lasts = ["".join(letters) for letters in product("bdk", "ao", "lmn", "aui")]
    names = [f"{first} {last}" for first in firsts for last in lasts]
    near_pairs(names)
    assert compared["names"] <= len(names)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert may_be_one(one, other) == may_be_one(other, one)
