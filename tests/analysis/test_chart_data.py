"""What the charts say: sentences made by rule, careful ones, and the numbers beside each figure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.analysis.chart_data import MOST_REPORTED, action_shares, reply_rates
from rocb_desktop.analysis.labels import distinct, short_title
from rocb_desktop.analysis.tables import tables
from rocb_desktop.analysis.types import NO, YES, NationalRow, WorkshopFacts
from rocb_desktop.domain.chart import APART
from rocb_desktop.domain.figures import NBSP
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.tables import Tables

Survey = Callable[[str], Tables]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
KINDS = ("sub-regional", "regional", "national")


def plain(text: str) -> str:
    """With ordinary spaces, as a test is written."""
    return text.replace(NBSP, " ")


def counted(workshops: Sequence[tuple[str, int | None, int]], actions: Sequence[str] = (), **more: Any) -> Tables:
    """A round of workshops (kind, took part, replied); every reply took the same actions."""
    facts = [
        WorkshopFacts(number, f"Topic {number}", kind, took_part)
        for number, (kind, took_part, _replied) in enumerate(workshops, start=1)
    ]
    answers = {action: YES if action in actions else NO for action in ACTIONS}
    rows = [
        NationalRow(number, f"{LETTERS[place // 26]}{LETTERS[place % 26]}", answers, NO, NO, NO, late=place == 0)
        for number, (_kind, _took_part, replied) in enumerate(workshops, start=1)
        for place in range(replied)
    ]
    return tables(2021, facts, rows, **more)


def test_reply_rates_of_survey_2021(survey_2021: Survey) -> None:
    found = reply_rates(survey_2021("lists"))
    assert plain(found.words.title) == "Sub-regional workshops replied more often: 12 of 13 † against 46 of 140"
    assert found.accent == "sub-regional"
    assert plain(found.overall_label) == "all 38 %"
    assert found.words.key.split(APART) == ["◆ sub-regional", "● regional", "† small number"]
    assert found.words.source == "Source: Survey 2021, Table 1, 58 replies."
    assert found.words.foot == f"{found.words.key}{APART}{found.words.source}"
    assert [point.label for point in found.points][:2] == ["PCA (Pacific)", "PCA (ASEAN)"]
    assert [plain(point.counts) for point in found.points][-1] == "2 of 18 †"
    assert "Canines: 2 of 18 (11 %)" in plain(found.words.alt)


def test_the_numbers_beside_the_reply_rates(survey_2021: Survey) -> None:
    numbers = reply_rates(survey_2021("lists")).numbers
    assert numbers.columns == ("Workshop", "Took part", "Replied", "Late", "Reply rate", "Likely range (95 %)")
    assert len(numbers.rows) == 12
    assert [plain(str(cell)) for cell in numbers.rows[-1]] == ["All workshops", "153", "58", "0", "38 %", "31–46 %"]


def test_actions_of_survey_2021(survey_2021: Survey) -> None:
    found = action_shares(survey_2021("lists"))
    assert plain(found.words.title) == "Sharing materials was reported most often: 48 of 58 (83 %)"
    assert found.accent == 0
    assert found.words.key == ""
    assert [point.share.k for point in found.points] == [48, 25, 25, 15, 8, 11]
    assert [plain(str(cell)) for cell in found.numbers.rows[0]] == ["Shared materials", "48", "58", "83 %", "71–90 %"]


def test_the_order_is_that_of_the_workshops_never_of_the_rates() -> None:
    found = reply_rates(counted([("regional", 20, 1), ("regional", 20, 20), ("regional", 20, 5)]))
    assert [point.label for point in found.points] == ["Topic 1", "Topic 2", "Topic 3"]


@pytest.mark.parametrize(
    ("workshops", "title", "accent"),
    [
        (
            [("sub-regional", 20, 2), ("regional", 40, 30)],
            "Sub-regional workshops replied less often: 2 of 20 against 30 of 40",
            "sub-regional",
        ),
        ([("sub-regional", 20, 9), ("regional", 40, 20)], "Replies received: 29 of 60 (48 %)", ""),
        # Four are too few for a share, whatever the regional ones did.
        ([("sub-regional", 4, 4), ("regional", 40, 1)], "Replies received: 5 of 44 (11 %)", ""),
        ([("regional", 3, 2)], "Replies received: 2 of 3", ""),
        ([("regional", None, 2)], "2 replies received", ""),
        ([("regional", 20, 0)], "No replies to show yet", ""),
        ([], "No replies to show yet", ""),
    ],
)
def test_the_title_claims_a_difference_only_where_the_ranges_allow_it(
    workshops: list[tuple[str, int | None, int]], title: str, accent: str
) -> None:
    found = reply_rates(counted(workshops))
    assert (plain(found.words.title), found.accent) == (title, accent)


def test_a_workshop_without_a_share_says_why() -> None:
    found = reply_rates(counted([("regional", None, 2), ("regional", 3, 2), ("national", 20, 2)]))
    assert [point.instead for point in found.points] == [
        "not known how many took part",
        "too few for a share",
        "",
    ]
    assert [plain(point.counts) for point in found.points] == ["2 replies", "2 of 3 †", "2 of 20"]
    assert found.words.key.split(APART) == ["● regional", "■ national", "† small number"]
    assert found.numbers.rows[0][1:] == ("", 2, 1, "", "")
    assert "Topic 1: 2 replies" in found.words.alt


def test_a_survey_that_has_not_opened_is_no_rate_of_nought() -> None:
    coming = WorkshopFacts(1, "Topic", "regional", 20, state="not_open")
    found = reply_rates(tables(2022, [coming], []))
    assert (found.points[0].counts, found.points[0].instead) == ("–", "the survey has not opened yet")
    assert found.words.title == "No replies to show yet"


def test_too_few_replies_draw_no_line_for_all() -> None:
    found = reply_rates(counted([("regional", 4, 2)]))
    assert (found.overall, found.overall_label) == (None, "")


def test_the_source_says_late_replies_and_the_day_of_the_count() -> None:
    found = reply_rates(counted([("regional", 20, 6)], counted_on=date(2021, 12, 21)))
    assert found.words.source == "Source: Survey 2021, Table 1, 6 replies, 1 late, 21 December 2021."


def test_the_source_says_how_many_answers_are_undecided() -> None:
    found = replace(counted([("regional", 20, 6)]), undecided=2)
    for chart in (reply_rates(found), action_shares(found)):
        assert chart.words.source.endswith(", 2 undecided.")


@pytest.mark.parametrize("action", ACTIONS)
def test_any_action_can_lead(action: str) -> None:
    found = action_shares(counted([("regional", 40, 30)], [action]))
    assert found.accent == ACTIONS.index(action)
    assert plain(found.words.title) == MOST_REPORTED[action].format(share="30 of 30 (100 %)")


@pytest.mark.parametrize(
    ("replied", "actions", "title"),
    [
        (30, ["share_materials", "others"], "No single action clearly stands out"),
        (30, [], "No single action clearly stands out"),
        (4, ["share_materials"], "Too few replies to compare the actions"),
        (0, [], "No replies to show yet"),
    ],
)
def test_no_action_leads_without_a_clear_range(replied: int, actions: list[str], title: str) -> None:
    found = action_shares(counted([("regional", 40, replied)], actions))
    assert (found.words.title, found.accent) == (title, None)


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_every_point_has_its_row_and_no_title_is_longer_than_two_lines(
    drawn: list[tuple[str, int, int]],
) -> None:
    found = counted([(kind, took_part, min(took_part, replied)) for kind, took_part, replied in drawn])
    rates, actions = reply_rates(found), action_shares(found)
    assert len(rates.numbers.rows) == len(drawn) + len(found.replies.totals)
    assert len(actions.numbers.rows) == len(actions.points) == 6
    assert all(len(row) == len(rates.numbers.columns) for row in rates.numbers.rows)
    assert max(len(rates.words.title), len(actions.words.title)) < 100
    assert rates.words.alt.startswith(rates.words.title)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("WCO Sub-regional Workshop on PCA (Pacific)", "PCA (Pacific)"),
        ("WCO Regional Online Experience-sharing Workshop on Disruptive Technologies", "Disruptive Technologies"),
        ("WCO Regional Workshop on the WTO Trade Facilitation Agreement", "WTO Trade Facilitation Agreement"),
        ("Regional seminar for the heads of training", "Heads of training"),
        ("Workshop on ", "Workshop on"),
        ("PCA", "PCA"),
        ("", ""),
    ],
)
def test_short_titles(title: str, short: str) -> None:
    assert short_title(title) == short


def test_names_that_would_read_the_same_carry_their_number() -> None:
    assert distinct(["PCA", "Canines", "PCA"], [1, 2, 3]) == ["PCA (1)", "Canines", "PCA (3)"]


def test_actions_of_which_most_answers_are_not_known_are_not_compared() -> None:
    facts = [WorkshopFacts(1, "Topic", "regional", 40)]
    answers = {action: YES if action == "share_materials" else NO for action in ACTIONS}
    rows = [
        NationalRow(1, f"A{letter}", answers | ({"others": None} if place > 6 else {}))
        for place, letter in enumerate(LETTERS)
    ]
    found = action_shares(tables(2021, facts, rows))
    assert found.words.title == "Not all actions can be compared: most answers on some are not known"
    assert found.accent is None


def test_where_nobody_knows_what_came_late_no_zero_is_said() -> None:
    rows = [NationalRow(1, "FJ", dict.fromkeys(ACTIONS, YES), late=None)]
    numbers = reply_rates(tables(2021, [WorkshopFacts(1, "Topic", "regional", 4)], rows)).numbers
    assert [row[3] for row in numbers.rows] == ["", "", "", ""]
