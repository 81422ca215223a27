"""Which differences a person is asked about, and what is decided together."""

import pytest

from rocb_desktop.domain.undecided import DELETED, asked_fields, decided_with, is_asked, settles_itself


@pytest.mark.parametrize(
    ("kind", "differing", "asked"),
    [
        ("reply", ["version", "date"], []),
        ("reply", ["q3", "version", "q3_text"], ["q3", "q3_text"]),
        ("reply", ["q3", DELETED], [DELETED]),
        ("review", ["judged", "date"], []),
        ("review", ["text", "decision", "judged"], ["decision"]),
        ("review", ["text"], ["text"]),
        ("grant", ["name", "administration", "ends"], ["administration"]),
        ("national_return", ["replies", "signed_by"], ["signed_by"]),
        ("something_newer", ["b", "a"], ["a", "b"]),
        ("action", [], []),
    ],
)
def test_the_questions_that_a_difference_makes(kind: str, differing: list[str], asked: list[str]) -> None:
    assert asked_fields(kind, differing) == asked


def test_what_the_app_writes_with_each_deed_asks_nobody() -> None:
    assert settles_itself("reply") == {"version", "date"} and settles_itself("action") == frozenset()
    assert not is_asked("received", "blocks") and is_asked("reply", "q3") and is_asked("unknown", "x")


def test_one_deed_in_several_fields_is_decided_as_one() -> None:
    assert decided_with("review", "text") == ("decision", "text", "judged", "date", "reviewer")
    assert decided_with("reply", "q3") == ("q3",) and decided_with("grant", "deleted") == ("deleted",)
