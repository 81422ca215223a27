"""The region without names: what is yes, of how many known answers; Survey 2021 as it was rebuilt."""

from collections.abc import Callable

from rocb_desktop.analysis.region_figures import count_line, region_figures
from rocb_desktop.analysis.types import NO, NOT_YET, YES, NationalRow
from rocb_desktop.domain.feedback import Count
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.tables import Tables

ALL = dict.fromkeys(ACTIONS, YES)


def test_not_yet_is_a_known_no_and_a_blank_is_nothing() -> None:
    rows = [NationalRow(1, "FJ", ALL, effects=answer) for answer in (YES, NOT_YET, NO, None)]
    assert count_line(rows, "direct_effects") == Count(1, 3)


def test_the_spread_counts_only_whole_replies() -> None:
    part = {**ALL, "others": None}
    rows = [
        NationalRow(1, "FJ", ALL, late=True),
        NationalRow(1, "VU", part),
        NationalRow(1, None, dict.fromkeys(ACTIONS, NO)),
    ]
    found = region_figures(rows, 6)
    assert found.spread == (1, 0, 0, 0, 0, 0, 1)
    assert (found.n, found.late, found.took_part) == (3, 1, 6)


def test_it_says_what_the_tables_say(survey_2021: Callable[[str], Tables]) -> None:
    tables = survey_2021("lists")
    rows = [
        NationalRow(row.workshop or 0, None, {action: YES for action in ACTIONS if number < row.yes[action]})
        for row in tables.actions.rows
        for number in range(row.replies)
    ]
    found = region_figures(rows, 153)
    assert {action: found.lines[action].yes for action in ACTIONS} == dict(tables.actions.totals.yes)
