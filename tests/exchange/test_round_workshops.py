"""Workshops and participants of a round workbook, however they are typed."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from workbooks import WORKSHOPS, Rows, lines, replies

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.workshop import Participation
from rocb_desktop.exchange.round_workbook import read

Make = Callable[..., Path]

PEOPLE = ["workshop", "name", "administration", "role", "attended"]


def test_workshops_as_they_are_typed(make: Make) -> None:
    book = read(make(Workshops=WORKSHOPS))
    assert lines(book) == []
    assert [one.natural_name for one in book.workshops] == ["2021/1", "2021/2", "2021/3"]
    first, second, third = book.workshops
    assert (first.kind, first.participated, first.surveyed) == ("sub-regional", 6, True)
    assert first.end == first.start == PartialDate(2020, 11)
    assert second.administrations == ("FJ", "PG", "HK")
    assert second.surveyed  # regional, and the cell is blank
    assert second.start == PartialDate(2021, 1, 25)
    assert (third.start, third.surveyed) == (third.end, False)
    assert book.warnings.lines() == [
        "Sheet Workshops, row 3, column “administrations” (F): Listed twice: PG. Each counts once."
    ]
    assert book.rounds == [2021]


def test_excel_s_own_numbers_dates_and_truth_values(make: Make) -> None:
    rows: Rows = [
        ["number", "title", "kind", "start", "end", "participated", "surveyed"],
        [7.0, 2021, "regional", datetime(2021, 4, 12, 9, 30), date(2021, 4, 15), "18", True],
        ["8", "Free Zone", "regional", None, date(2021, 4, 1), 19.0, False],
    ]
    path = make(Workshops=rows)
    workbook = load_workbook(path)
    workbook["Workshops"]["E3"].number_format = "mmm-yy"  # what Excel makes of a typed 2021-04
    workbook.save(path)
    book = read(path)
    assert lines(book) == []
    first, second = book.workshops
    assert (first.number, first.title, first.participated, first.surveyed) == (7, "2021", 18, True)
    assert (first.start, first.end) == (PartialDate(2021, 4, 12), PartialDate(2021, 4, 15))
    assert (second.number, second.participated, second.surveyed) == (8, 19, False)
    assert second.end == PartialDate(2021, 4)


@pytest.mark.parametrize(
    ("number_format", "exact"),
    [("dd/mm/yyyy", True), ("mmm-yy", False), ('"day" mmmm yyyy', False), ("[Red]yyyy\\dmm", False), ("d mmm", True)],
)
def test_a_month_is_what_excel_shows_as_one(make: Make, number_format: str, exact: bool) -> None:
    path = make(Workshops=[["number", "title", "kind", "end"], [1, "A", "regional", date(2020, 11, 1)]])
    workbook = load_workbook(path)
    workbook["Workshops"]["D2"].number_format = number_format
    workbook.save(path)
    assert read(path).workshops[0].end.exact is exact


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("number", None, "column “number” (A): This cell is empty. It is needed."),
        ("number", 1.5, "column “number” (A): Write a whole number from 1 to 9999."),
        ("number", "one", "column “number” (A): Write a whole number from 1 to 9999."),
        ("number", 0, "column “number” (A): Write a whole number from 1 to 9999."),
        ("title", None, "column “title” (B): This cell is empty. It is needed."),
        ("title", "=1+1", "column “title” (B): This cell has a formula. Write its value instead."),
        ("title", "#REF!", "column “title” (B): This cell has an error of Excel. Write a value instead."),
        ("title", "x" * 10_001, "column “title” (B): This text is too long. Shorten it to 10,000 characters."),
        ("start", "2021-05-01", "column “end” (E): The workshop ends before it starts (1 May 2021)."),
        ("end", "April 2021", "column “end” (E): Write a date as 2021-04-29, or a month as 2021-04."),
        ("end", 44317, "column “end” (E): Write a date as 2021-04-29, or a month as 2021-04."),
        ("end", "2021-02-30", "column “end” (E): Write a date as 2021-04-29, or a month as 2021-04."),
        ("administrations", "FJ;XX", "column “administrations” (F): The app does not know the administration “XX”."),
        ("participated", "18 %", "column “participated” (G): Write a whole number from 0 to 9999."),
        ("participated", -1, "column “participated” (G): Write a whole number from 0 to 9999."),
        ("participated", "9" * 400, "column “participated” (G): Write a whole number from 0 to 9999."),
        ("surveyed", "maybe", "column “surveyed” (H): Write yes or no, or leave the cell empty."),
        ("surveyed", "not yet", "column “surveyed” (H): Write yes or no, or leave the cell empty."),
    ],
)
def test_a_bad_cell_is_named_by_sheet_row_and_column(make: Make, column: str, value: Any, said: str) -> None:
    row: list[Any] = [7, "TFA", "regional", "2021-04-12", "2021-04-15", "FJ;TO", None, "yes"]
    row[WORKSHOPS[0].index(column)] = value
    book = read(make(Workshops=[WORKSHOPS[0], row]))
    assert len(lines(book)) == 1
    assert lines(book)[0].startswith(f"Sheet Workshops, row 2, {said}")


def test_a_workshop_without_any_date(make: Make) -> None:
    book = read(make(Workshops=[["number", "title", "kind"], [1, "A", "regional"]]))
    assert lines(book) == ["Sheet Workshops, row 2, column “end”: This cell is empty. It is needed."]


def test_two_workshops_of_one_number(make: Make) -> None:
    book = read(make(Workshops=[*WORKSHOPS, [2, "Another", "regional", None, "2021-03", None, None, None]]))
    assert lines(book) == [
        "Sheet Workshops, row 5, column “number” (A): Row 3 has this number too. Each workshop has its own."
    ]


def test_numbers_restart_in_each_round(make: Make) -> None:
    path = make(
        Workshops=[
            ["number", "title", "kind", "end"],
            [1, "Last of June", "regional", "2021-06-30"],
            ["2022/1", "Into July", "regional", "2021-07-02"],
            [2, "Only one", "regional", "2021-07-02"],
        ],
        Replies=replies(
            ["2022/1", "FJ", None, "yes"],
            ["into  JULY", "TO", None, "yes"],
            [2, "FJ", None, "yes"],
            [1, "FJ", None, "yes"],
            ["2023/1", "FJ", None, "yes"],
        ),
    )
    book = read(path)
    assert book.rounds == [2021, 2022]
    assert [(one.workshop, one.administration) for one in book.replies] == [
        ("2022/1", "FJ"),
        ("2022/1", "TO"),
        ("2022/2", "FJ"),
    ]
    assert lines(book) == [
        "Sheet Replies, row 5, column “workshop” (A): This can be more than one workshop. "
        "Write one of: 2021/1, 2022/1.",
        "Sheet Replies, row 6, column “workshop” (A): The sheet Workshops has no workshop “2023/1”.",
    ]


@pytest.mark.parametrize(
    ("kind", "title", "taken", "warned"),
    [
        ("Sub regional", "A", "sub-regional", False),
        ("SUBREGIONAL", "A", "sub-regional", False),
        ("master class", "A", "other", True),
        (None, "WCO Sub-regional Workshop on PCA (Pacific)", "sub-regional", True),
        (None, "WCO Regional Workshop on Canines", "regional", True),
        (None, "WCO Accreditation Workshop for the Asia/Pacific Regional Experts", "accreditation", True),
        (None, "WCO National Workshop on Risk", "national", True),
        (None, "International day", "other", True),
    ],
)
def test_kinds(make: Make, kind: str | None, title: str, taken: str, warned: bool) -> None:
    book = read(make(Workshops=[["number", "title", "kind", "end"], [1, title, kind, "2021-04"]]))
    assert book.workshops[0].kind == taken
    assert book.workshops[0].surveyed is (taken in ("regional", "sub-regional"))
    assert bool(book.warnings.count) is warned


def test_a_cancelled_workshop_is_not_surveyed_and_words_are_checked(make: Make) -> None:
    header = ["number", "title", "kind", "end", "status", "mode", "reason", "short_title"]
    book = read(
        make(
            Workshops=[
                header,
                [1, "A", "regional", "2021-04", "Cancelled", "Face to face", "Flood", "a"],
                [2, "B", "regional", "2021-04", "eaten", "by post", None, None],
            ]
        )
    )
    first = book.workshops[0]
    assert (first.status, first.mode, first.reason_not_surveyed, first.short_title, first.surveyed) == (
        *("cancelled", "face-to-face", "Flood", "a"),
        False,
    )
    assert lines(book) == [
        "Sheet Workshops, row 3, column “mode” (F): Write one of these words: online, face-to-face, hybrid.",
        "Sheet Workshops, row 3, column “status” (E): Write one of these words: "
        "planned, invited, confirmed, held, postponed, cancelled.",
    ]


def test_a_list_of_nobody_is_printed_as_0(make: Make) -> None:
    rows = [*WORKSHOPS[:2], [4, "B", "regional", None, "2021-03", "0", None, None]]
    book = read(make(Workshops=[*rows, [5, "C", "regional", None, "2021-03", "FJ\nTO;0", None, None]]))
    assert lines(book) == []
    assert [one.administrations for one in book.workshops] == [(), (), ("FJ", "TO")]


def test_participants(make: Make) -> None:
    path = make(
        Workshops=WORKSHOPS,
        Participants=[
            [*PEOPLE, "E-mail", "post"],
            [2, "Sina Leota", "WS", None, "yes", "sina@example.org", "Officer"],
            [2, "José  Núñez de la Torre", "WCO Secretariat", "Facilitator", None, None, None],
            [2, "Kim", "Korea", "observer", "partly", None, None],
            [2, "Fetu", "Samoa", "participant", "no", None, None],
            [2, "Vani", "Fiji", "participant", None, None, None],
        ],
        Replies=replies([2, "WS"], [2, "PG"]),
    )
    book = read(path)
    assert lines(book) == []
    assert book.participations[0] == Participation(
        "", "2021/2", "Sina Leota", "WS", "participant", "yes", post="Officer", email="sina@example.org"
    )
    assert [(one.administration, one.role) for one in book.participations[1:3]] == [
        ("WCO Secretariat", "facilitator"),
        ("KR", "observer"),
    ]
    assert [one.waiting for one in book.replies] == [False, True]  # participants win over the listed administrations
    assert book.warnings.lines()[-1] == (
        "Sheet Workshops, row 3, column “participated” (G): "
        "For 1 person it is not known who attended. They count as attended."
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([9, "Sina", "WS", None, None], ["column “workshop” (A): The sheet Workshops has no workshop “9”."]),
        ([2, None, "WS", None, None], ["column “name” (B): This cell is empty. It is needed."]),
        ([2, "Sina", None, None, None], ["column “administration” (C): This cell is empty. It is needed."]),
        (
            [2, "Sina", "XX", None, None],
            ["column “administration” (C): The app does not know the administration “XX”. Write a code such as FJ."],
        ),
        (
            [2, "Sina", "WS", "guest", "perhaps"],
            [
                "column “role” (D): Write one of these words: participant, observer, resource person, facilitator.",
                "column “attended” (E): Write one of these words: yes, partly, no.",
            ],
        ),
        ([2, "=A1", "WS", None, None], ["column “name” (B): This cell has a formula. Write its value instead."]),
    ],
)
def test_bad_cells_of_participants(make: Make, row: list[Any], said: list[str]) -> None:
    book = read(make(Workshops=WORKSHOPS, Participants=[PEOPLE, row]))
    assert lines(book) == [f"Sheet Participants, row 2, {text}" for text in said]
