"""The round workbook as a whole: sheets, headers, all problems at once, and what is written is read back."""

import importlib.util
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from workbooks import ANSWERS, WORKSHOPS, Rows, lines, replies

from rocb_desktop import paths
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.workshop import Participation, Workshop
from rocb_desktop.exchange.round_workbook import BookReply, RoundBook, read, write

Make = Callable[..., Path]


def test_columns_stand_in_any_order_and_unknown_ones_are_named(make: Make) -> None:
    rows: Rows = [
        ["Venue", "END", " Title ", "Number", None, "Kind"],
        ["Bangkok", "2021-04-15", "TFA", 7, None, "Regional Workshop"],
    ]
    book = read(make(Workshops=rows, Hotels=[["x"]]))
    assert lines(book) == []
    assert book.workshops[0].title == "TFA"
    assert book.workshops[0].kind == "regional"
    assert book.warnings.lines() == [
        "Sheet Hotels: The app does not know this sheet. It is left out.",
        "Sheet Workshops, row 1, column “Venue” (A): The app does not know this column. It is left out.",
    ]


def test_all_bad_cells_are_named_at_once_and_refused_together(make: Make) -> None:
    path = make(
        Workshops=[*WORKSHOPS, [None, None, "regional", "x", "y", "QQ", "z", "w"]],
        Replies=replies([1, "FJ", None, "perhaps", "sometimes", 7, "=A1"], [9, "FJ", None, None, None, None, None]),
    )
    book = read(path)
    assert [line.partition(":")[0] for line in lines(book)] == [
        "Sheet Workshops, row 5, column “number” (A)",
        "Sheet Workshops, row 5, column “title” (B)",
        "Sheet Workshops, row 5, column “start” (D)",
        "Sheet Workshops, row 5, column “end” (E)",
        "Sheet Workshops, row 5, column “surveyed” (H)",
        "Sheet Workshops, row 5, column “administrations” (F)",
        "Sheet Workshops, row 5, column “participated” (G)",
        "Sheet Replies, row 2, column “share_materials” (D)",
        "Sheet Replies, row 2, column “direct_effects” (E)",
        "Sheet Replies, row 2, column “efficiency” (F)",
        "Sheet Replies, row 2, column “project” (G)",
        "Sheet Replies, row 3, column “workshop” (A)",
    ]
    with pytest.raises(UserError) as caught:
        book.refuse_problems()
    assert caught.value.code == "bad_cell"
    assert "Sheet Replies, row 2, column “project” (G): This cell has a formula." in caught.value.what()
    assert "Nothing was imported" in caught.value.hint()


def test_a_good_book_is_not_refused(make: Make) -> None:
    read(make(Workshops=WORKSHOPS)).refuse_problems()


def test_text_that_looks_like_a_formula_is_text(make: Make) -> None:
    path = make(Workshops=WORKSHOPS)
    workbook = load_workbook(path)
    workbook["Workshops"]["B2"].value = "=cmd|' /C calc'!A0"
    workbook["Workshops"]["B2"].data_type = "s"
    workbook.save(path)
    book = read(path)
    assert lines(book) == []
    assert book.workshops[0].title == "=cmd|' /C calc'!A0"


def test_a_header_named_twice_and_one_that_is_missing(make: Make) -> None:
    book = read(make(Workshops=[["number", "title", "Title", "end"], [1, "A", "B", "2021-04"]], Replies=[["who"], [1]]))
    assert lines(book) == [
        "Sheet Workshops, row 1, column “title” (C): There are two columns of this name. Keep one.",
        "Sheet Replies, row 1: The column “workshop” is missing.",
    ]


def test_empty_rows_between_are_nothing(make: Make) -> None:
    rows: Rows = [[], [None], WORKSHOPS[0], [None, " "], WORKSHOPS[1], []]
    book = read(make(Workshops=rows, Replies=[[], [*ANSWERS], [], [1, "FJ"]]))
    assert lines(book) == []
    assert (len(book.workshops), book.replies[0].row) == (1, 4)


def test_an_empty_sheet_of_replies(make: Make) -> None:
    book = read(make(Workshops=WORKSHOPS, Participants=[[None]]))
    assert lines(book) == ["Sheet Participants, row 1: The column “workshop” is missing."] + [
        "Sheet Participants, row 1: The column “name” is missing."
    ]


def test_drop_down_lists_of_excel_are_no_news(make: Make) -> None:
    path = make(Workshops=WORKSHOPS)
    workbook = load_workbook(path)
    choices = DataValidation(type="list", formula1='"yes,no"')
    choices.add("H2:H9")
    workbook["Workshops"].add_data_validation(choices)
    workbook.save(path)
    assert lines(read(path)) == []


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    book = RoundBook(
        workshops=[
            Workshop("", 2021, 1, "=1+1", "regional", PartialDate(2021, 4), PartialDate(2021, 4), participated=6),
            Workshop(
                *("", 2021, 2, "Été\x07 à Nouméa", "sub-regional", PartialDate(2021, 4, 12), PartialDate(2021, 4, 15)),
                short_title="@Nouméa",
                mode="hybrid",
                administrations=("NC", "VU"),
                surveyed=False,
                reason_not_surveyed="-",
                status="postponed",
            ),
        ],
        participations=[Participation("", "2021/2", "+Kalo", "VU", "observer", "partly", "online", "Chef", "k@x.vu")],
        replies=[
            BookReply(
                workshop="2021/1",
                administration="NC",
                participant="#REF!",
                key="#REF!",
                answers={
                    "q1_share_materials": "yes",
                    "q1_others": "no",
                    "q2": ["operational", "strategic"],
                    "q2_strategic_text": "Plan",
                    "q3": "not_yet",
                    "q3_text": "سلام",
                    "q7": "count_only",
                },
                row=2,
                received=PartialDate(2021, 10, 20),
                late=None,
                source="=cmd",
            )
        ],
        note="Line one\n=line two",
    )
    path = tmp_path / "written.xlsx"
    write(book, path)
    back = read(path)
    assert (back.problems.count, back.warnings.lines()) == (0, [])
    book.workshops[1] = Workshop(**{**_fields(book.workshops[1]), "title": "Été  à Nouméa"})
    assert back == book
    assert not [cell for cell in _cells(path) if cell.data_type in ("f", "e")]
    assert [path.name for path in tmp_path.iterdir()] == ["written.xlsx"]


def test_only_the_sheets_that_are_needed_are_written(tmp_path: Path) -> None:
    write(RoundBook(), tmp_path / "empty.xlsx")
    assert load_workbook(tmp_path / "empty.xlsx").sheetnames == ["Workshops"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        write(RoundBook(), tmp_path / "no such folder" / "x.xlsx")
    assert caught.value.code == "cannot_open"


@pytest.fixture
def maker() -> ModuleType:
    """installer/make_demo_workbook.py, which is a script and no package."""
    place = Path(__file__).resolve().parents[2] / "installer" / "make_demo_workbook.py"
    spec = importlib.util.spec_from_file_location("make_demo_workbook", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_demo_workbook_is_what_its_maker_makes(maker: ModuleType) -> None:
    """Run installer/make_demo_workbook.py after changing its sources."""
    book = read(paths.resource("demo", "survey-2021.xlsx"))
    assert lines(book) == []
    assert book.warnings.lines() == []
    made = maker.demo_book()
    assert book.workshops == made.workshops
    assert [(one.workshop, one.administration, one.answers, one.source) for one in book.replies] == [
        (one.workshop, one.administration, one.answers, one.source) for one in made.replies
    ]
    assert "reconstruction from the published report" in book.note


def test_the_demo_is_survey_2021_as_far_as_the_report_says_it() -> None:
    book = read(paths.resource("demo", "survey-2021.xlsx"))
    assert book.rounds == [2021]
    assert [one.participated for one in book.workshops] == [6, 7, 22, 25, 17, 21, 18, 19, 18]
    assert Counter(one.workshop for one in book.replies) == {
        f"2021/{number}": n for number, n in enumerate([5, 7, 6, 10, 6, 9, 8, 5, 2], start=1)
    }
    counts = Counter((id, value) for one in book.replies for id, value in one.answers.items() if isinstance(value, str))
    assert [counts["q1_share_materials", "yes"], counts["q1_submit_report", "yes"]] == [48, 25]
    assert [counts["q1_make_recommendations", "yes"], counts["q1_inhouse_workshop", "yes"]] == [25, 15]
    assert [counts["q3", "yes"], counts["q3", "no"], counts["q5", "yes"], counts["q5", "no"]] == [38, 20, 28, 30]
    # what the report does not say of an administration stays unknown, and "not yet" is never made up
    assert counts["q1_operational_manual", "yes"] == 0
    assert not [value for _id, value in counts if value not in ("yes", "no")]
    assert sum(not one.administration for one in book.replies) == 1
    assert all("Reconstruction from the published report" in one.source for one in book.replies)


def _fields(workshop: Workshop) -> dict[str, Any]:
    return {name: getattr(workshop, name) for name in Workshop.__slots__}


def _cells(path: Path) -> list[Any]:
    return [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]


def test_the_same_person_on_two_rows_is_a_problem(make: Make) -> None:
    """Two rows that say different things would let the order decide who took part."""
    people: Rows = [
        ["workshop", "name", "administration", "attended"],
        ["2021/7", "Sina Leota", "WS", "yes"],
        ["2021/7", "SINA  leota", "WS", "no"],
        ["2021/7", "Sina Leota", "FJ", "yes"],
    ]
    workshops: Rows = [["number", "title", "kind", "end"], [7, "TFA", "regional", "2021-04-15"]]
    book = read(make(Workshops=workshops, Participants=people))
    assert len(book.participations) == 2
    assert [line for line in lines(book) if "same person" in line] == lines(book) != []
