"""What a log leads to: recommendations and projects in words, and what is wrong with one."""

from dataclasses import replace

import pytest

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.project import Project, check_project
from rocb_desktop.domain.recommendation import (
    STATES,
    Recommendation,
    check_recommendation,
    next_number,
    state_words,
)

ONE = Recommendation("r", "w", "p", 2, "Measure release times", "Deputy Comptroller", PartialDate(2022, 6, 30))
PROJECT = Project("j", "w", "p", "Single window", "enhanced", "under_way", "medium", "Training", "Four agencies join.")


def test_a_recommendation_has_a_number_and_a_state() -> None:
    assert (ONE.label, ONE.complete, replace(ONE, owner="").complete) == ("R2", True, False)
    assert [state_words(state) for state in STATES] == ["Proposed", "Accepted", "Funded", "Rejected", "Done"]
    assert state_words("of_a_newer_version") == "of_a_newer_version"
    assert (next_number([]), next_number([1, 4])) == (1, 5)


@pytest.mark.parametrize(
    ("one", "field"),
    [
        (replace(ONE, text=" "), "text"),
        (replace(ONE, text="x" * 2001), "text"),
        (replace(ONE, owner="x" * 201), "owner"),
        (replace(ONE, state="lost"), "state"),
    ],
)
def test_what_a_recommendation_lacks_is_said(one: Recommendation, field: str) -> None:
    assert [fault.field for fault in check_recommendation(one)] == [field]
    assert check_recommendation(ONE) == []


def test_a_project_is_one_paragraph() -> None:
    assert PROJECT.sentence == (
        "Single window (Existing project, enhanced, Under way, Medium term). Four agencies join."
        " Support needed: Training"
    )
    assert Project("j", "w", "p", "Single window", "").sentence == "Single window."


@pytest.mark.parametrize(
    ("one", "field"),
    [
        (replace(PROJECT, title=""), "title"),
        (replace(PROJECT, novelty=""), "novelty"),
        (replace(PROJECT, stage="x"), "stage"),
        (replace(PROJECT, term="x"), "term"),
        (replace(PROJECT, support="x" * 601), "support"),
    ],
)
def test_what_a_project_lacks_is_said(one: Project, field: str) -> None:
    assert [fault.field for fault in check_project(one)] == [field]
    assert check_project(PROJECT) == []
