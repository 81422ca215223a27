"""A participant list on its own: only the sheet Participants counts, and only rows of the workshop that was named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.exchange.roster_workbook import read_roster

DAY = PartialDate(2021, 4, 8)
WORKSHOP = Workshop("w", 2021, 7, "WTO TFA", "regional", DAY, DAY)


def test_a_row_is_of_this_workshop_unless_it_says_another(make: Callable[..., Path]) -> None:
    rows = [["name", "administration", "workshop"], *([name, "FJ", said] for name, said in NAMED)]
    book = read_roster(make(Participants=rows, Workshops=[["number"], ["not read"]]), WORKSHOP)
    assert [one.name for one in book.participations] == ["Ana", "Ben", "Cid", "Dan"]
    assert {one.workshop for one in book.participations} == {"2021/7"}
    assert book.problems.count == 0 and book.warnings.lines() == [
        "Sheet Participants: 2 rows are of other workshops. They are left out."
    ]


NAMED = [("Ana", None), ("Ben", 7), ("Cid", "2021/7"), ("Dan", "wto tfa"), ("Eve", 8), ("Fay", "Canines")]


def test_without_the_column_all_rows_are(make: Callable[..., Path]) -> None:
    book = read_roster(make(participants=[["Name", "Administration"], ["Ana", "PNG"]]), WORKSHOP)
    assert [(one.name, one.administration) for one in book.participations] == [("Ana", "PG")]
    assert book.warnings.lines() == []


def test_bad_cells_are_named(make: Callable[..., Path]) -> None:
    book = read_roster(make(Participants=[["name", "administration"], [None, "FJ"], ["Ana", "XX"]]), WORKSHOP)
    assert [line.partition(":")[0] for line in book.problems.lines()] == [
        "Sheet Participants, row 2, column “name” (A)",
        "Sheet Participants, row 3, column “administration” (B)",
    ]


def test_a_workbook_without_the_sheet_is_refused(make: Callable[..., Path]) -> None:
    with pytest.raises(UserError, match="bad_workbook") as refused:
        read_roster(make(People=[["name"], ["Ana"]]), WORKSHOP)
    assert "there is no sheet “Participants”" in refused.value.what()
