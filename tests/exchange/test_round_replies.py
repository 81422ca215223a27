"""Replies of a round workbook: each cell speaks for itself, and what contradicts itself is named."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from workbooks import ANSWERS, WORKSHOPS, Rows, lines, replies

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.exchange.cell_problems import MOST
from rocb_desktop.exchange.round_workbook import BookReply, read

Make = Callable[..., Path]


def test_replies_say_what_their_cells_say(make: Make) -> None:
    """In a workbook each cell speaks for itself, and blank is not known (rule 6)."""
    header = [
        *("workshop", "administration", "participant", "share_materials", "submit_report", "others", "others_text"),
        *("applied_operational", "applied_strategic", "direct_effects", "direct_effects_text", "efficiency"),
        *("efficiency_text", "project", "project_text", "consent", "received", "source"),
    ]
    rows: Rows = [
        ["E-Commerce", "png", "Sina Leota", "Yes", 0, "x", "Open day", "Fewer checks", "no", "not_yet", None]
        + [True, "Faster", "No", None, "Members, attributed", "2021-08-01", "E-mail of 1 August"],
        ["2021/1", None, None, "oui", "non", None, None, "yes", None, "Pas encore", None]
        + [None, None, None, None, "Oui, sans notre nom", None, None],
    ]
    path = make(Workshops=WORKSHOPS, Replies=replies(*rows, header=header))
    book = read(path)
    assert lines(book) == []
    first, second = book.replies
    assert first == BookReply(
        workshop="2021/2",
        administration="PG",
        participant="Sina Leota",
        key="Sina Leota",
        answers={
            "q1_share_materials": "yes",
            "q1_submit_report": "no",
            "q1_others": "yes",
            "q1_others_text": "Open day",
            "q2": ["operational"],
            "q2_operational_text": "Fewer checks",
            "q3": "not_yet",
            "q4": "yes",
            "q4_text": "Faster",
            "q5": "no",
            "q7": "members_attributed",
        },
        row=2,
        received=PartialDate(2021, 8, 1),
        late=False,
        early=False,
        source="E-mail of 1 August",
    )
    assert second.administration == ""
    assert second.answers == {
        "q1_share_materials": "yes",
        "q1_submit_report": "no",
        "q2": ["operational"],
        "q3": "not_yet",
        "q7": "members_anonymous",
    }


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("share_materials", "not yet", "Write yes or no, or leave the cell empty."),
        ("share_materials", 2, "Write yes or no, or leave the cell empty."),
        ("direct_effects", "some", "Write yes, not yet or no, or leave the cell empty."),
        ("administration", "0", "The app does not know the administration “0”. Write a code such as FJ."),
        (
            "consent",
            "everybody",
            "Write one of these words: public, members_attributed, members_anonymous, count_only.",
        ),
        ("received", "1/8/2021", "Write a date as 2021-04-29, or a month as 2021-04."),
        ("workshop", None, "This cell is empty. It is needed."),
        (
            "workshop",
            3,
            "This workshop is not surveyed. Change that in the sheet Workshops, or remove this row.",
        ),
    ],
)
def test_bad_cells_of_replies(make: Make, column: str, value: Any, said: str) -> None:
    header = [*ANSWERS, "consent", "received"]
    row: list[Any] = [2, "FJ", None, "yes", "no", "yes", "no", "public", "2021-08-01"]
    row[header.index(column)] = value
    book = read(make(Workshops=WORKSHOPS, Replies=replies(row, header=header)))
    assert [line.partition(": ")[2] for line in lines(book)] == [said]
    assert f"Sheet Replies, row 2, column “{column}”" in lines(book)[0]


def test_replies_of_a_workshop_with_a_bad_cell_are_not_blamed(make: Make) -> None:
    path = make(
        Workshops=[WORKSHOPS[0], [1, "A", "regional", None, "soon", None, None, None]], Replies=replies([1, "FJ"])
    )
    assert len(lines(read(path))) == 1


def test_late_and_early_replies_are_taken_and_marked(make: Make) -> None:
    header = ["workshop", "administration", "received"]
    path = make(
        Workshops=WORKSHOPS,
        Replies=replies(
            [2, "FJ", "2021-08-20"],  # closed on 18 August
            [2, "PG", date(2021, 7, 1)],
            [2, "HK", "2021-09"],
            [1, "TO", "2021-09-01"],  # of that workshop only the month is known
            header=header,
        ),
    )
    book = read(path)
    assert lines(book) == []
    assert [(one.late, one.early) for one in book.replies] == [(True, False), (False, True), (None, None), (None, None)]
    assert book.warnings.lines()[-2:] == [
        "Sheet Replies: 1 reply came late. It counts.",
        "Sheet Replies: 1 reply came before the survey opened. It counts.",
    ]


def test_more_replies_than_a_bare_number_are_refused_and_the_cell_is_named(make: Make) -> None:
    """Rule 4."""
    workshops: Rows = [["number", "title", "kind", "end", "participated"], [1, "A", "regional", "2021-04", 2]]
    rows: Rows = [[1, "FJ", None, "yes"], [1, "FJ", None, "yes"], [1, None, None, "yes"]]
    assert lines(read(make(Workshops=workshops, Replies=replies(*rows)))) == []
    book = read(make(Workshops=workshops, Replies=replies(*rows, [1, None, None, "no"])))
    assert lines(book) == [
        "Sheet Workshops, row 2, column “participated” (E): "
        "3 administrations replied, but the number says 2. Correct one of them."
    ]


def test_when_list_and_number_differ_the_list_counts(make: Make) -> None:
    """Rule 4; and an administration that is not on the list waits (rule 11)."""
    workshops: Rows = [
        ["number", "title", "kind", "end", "administrations", "participated"],
        [1, "A", "regional", "2021-04", "FJ;TO", 6],
    ]
    book = read(make(Workshops=workshops, Replies=replies([1, "FJ"], [1, "WS"], [1, None])))
    assert lines(book) == []
    assert [one.waiting for one in book.replies] == [False, True, False]
    assert book.warnings.lines() == [
        "Sheet Replies, row 3, column “administration” (B): "
        "WS is not on the list of workshop 2021/1. The reply waits until you add it there.",
        "Sheet Workshops, row 2, column “participated” (F): "
        "The list has 2 administrations, the number says 6. The list counts.",
    ]


def test_one_person_twice_for_one_workshop_is_named(make: Make) -> None:
    rows: Rows = [[2, "FJ", "Vani Kuru"], [2, "FJ", "VANI  kuru"], [2, "HK", "Vani Kuru"], [1, "FJ", "Vani Kuru"]]
    book = read(make(Workshops=WORKSHOPS, Replies=replies(*rows)))
    assert lines(book) == [
        "Sheet Replies, row 3, column “participant” (C): "
        "Row 2 has a reply of this person for this workshop too. Keep one."
    ]


def test_unnamed_replies_are_told_apart_by_their_order(make: Make) -> None:
    rows: Rows = [[2, "FJ"], [2, "HK"], [2, "FJ"], [1, None], [1, None]]
    book = read(make(Workshops=WORKSHOPS, Replies=replies(*rows)))
    assert [one.key for one in book.replies] == ["#1", "#1", "#2", "#1", "#2"]
    assert [one.row for one in book.replies] == [2, 3, 4, 5, 6]


def test_a_list_of_problems_ends(make: Make) -> None:
    rows: Rows = [[9, "XX"] for _ in range(MOST)]
    book = read(make(Workshops=WORKSHOPS, Replies=replies(*rows)))
    assert book.problems.count == 2 * MOST
    assert len(lines(book)) == MOST + 1
    assert lines(book)[-1] == "and 1000 more cells"
