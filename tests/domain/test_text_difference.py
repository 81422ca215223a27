"""What two texts do not share is marked, and nothing is lost by marking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.text_difference import MOST_WORDS, Part, mark_differences


def marked(text: str, *others: str) -> list[str]:
    return [part.text for part in mark_differences(text, others) if part.differs]


@pytest.mark.parametrize(
    ("text", "other", "found"),
    [
        ("plans.", "plans with a proposal", ["."]),
        ("plans with a proposal", "plans.", [" with a proposal"]),
        ("the same", "the same", []),
        ("the  same", "the same", []),
        ("", "something", []),
        ("one two three", "one 2 three", ["two"]),
        ("<b>bold</b>", "bold", ["<b>", "</b>"]),
    ],
)
def test_words_that_the_other_does_not_have_are_marked(text: str, other: str, found: list[str]) -> None:
    assert marked(text, other) == found


def test_of_three_texts_each_difference_counts() -> None:
    assert marked("red and green", "red and blue", "pink and green") == ["red", "green"]


def test_very_long_texts_are_not_compared() -> None:
    long = "word " * MOST_WORDS
    assert mark_differences(long, ["other"]) == (Part(long, False),)


def test_a_small_change_in_a_very_long_text_is_found() -> None:
    before, after = "word " * MOST_WORDS, " more" * MOST_WORDS
    assert marked(f"{before}one{after}", f"{before}two{after}") == ["one"]


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_the_parts_are_the_text(text: str, others: list[str]) -> None:
    assert "".join(part.text for part in mark_differences(text, others)) == text
