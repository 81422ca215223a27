"""Tables 1-7 in Excel: the numbers, the marks as real underline and bold, and no text that runs as a formula."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.workbook import Workbook

from rocb_desktop.analysis.tables import tables
from rocb_desktop.analysis.types import NO, YES, NationalRow, WorkshopFacts
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.tables import Tables
from rocb_desktop.reports.workbook import save_tables_xlsx

Survey = Callable[[str], Tables]


def saved(found: Tables, folder: Path) -> Workbook:
    save_tables_xlsx(found, folder / "tables.xlsx")
    return load_workbook(folder / "tables.xlsx", rich_text=True)


def lines(book: Workbook, sheet: str) -> list[list[Any]]:
    return [list(row) for row in book[sheet].iter_rows(values_only=True)]


def line(book: Workbook, sheet: str, first: str) -> list[Any]:
    return next(row for row in lines(book, sheet) if str(row[0]).startswith(first))


def test_seven_sheets_with_the_figures_of_survey_2021(survey_2021: Survey, tmp_path: Path) -> None:
    book = saved(survey_2021("lists"), tmp_path)
    assert book.sheetnames == [f"Table {number}" for number in range(1, 8)]
    assert line(book, "Table 1", "All workshops")[1:4] == [153, 58, 0]
    assert line(book, "Table 2", "All workshops")[1:] == [58, 48, 25, 25, 15, 8, 11, 0]
    assert line(book, "Table 3", "All workshops")[1:6] == [58, 38, 0, 20, 0]
    assert line(book, "Table 5", "All workshops")[1:6] == [58, 57, 0, 1, 0]
    assert line(book, "Table 6", "All workshops")[1:6] == [58, 28, 0, 30, 0]
    assert line(book, "Table 4", "Of those that held an in-house")[1:3] == [11, 15]
    assert line(book, "Table 7", "Of those that started a project")[1:3] == [17, 28]


def marks(cell: object) -> list[tuple[str, bool, bool]]:
    """(code, underlined, bold) of each code in a cell."""
    assert isinstance(cell, CellRichText)
    runs = [(run.text, run.font) if isinstance(run, TextBlock) else (run, None) for run in cell]
    return [(text, bool(font and font.u), bool(font and font.b)) for text, font in runs if text.strip(", ")]


def test_marks_are_underline_and_bold(survey_2021: Survey, tmp_path: Path) -> None:
    book = saved(survey_2021("lists"), tmp_path)
    first, third = line(book, "Table 4", "1. "), line(book, "Table 4", "3. ")
    assert marks(first[2]) == [("TO", True, False), ("WS", False, False)]
    assert marks(third[3]) == [
        ("ID", False, False),
        ("KH", False, False),
        ("LA", False, False),
        ("MY", False, True),
    ]
    assert str(first[1]) == "FJ, PG, TO, VU, WS"
    assert line(book, "Table 7", "3. ")[3] == "–"


def test_small_shares_carry_the_dagger_and_counts_only_no_share(tmp_path: Path) -> None:
    facts = [WorkshopFacts(1, "One", "regional", 6), WorkshopFacts(2, "Two", "regional", 4)]
    book = saved(tables(2021, facts, []), tmp_path)
    assert book["Table 1"]["E5"].number_format.endswith('"†"')
    assert line(book, "Table 1", "2. ")[4:] == [None, None, None]


def test_text_never_becomes_a_formula(tmp_path: Path) -> None:
    bad = "=cmd|' /C calc'!A0"
    facts = [
        WorkshopFacts(1, bad, "=1+1", 6, warnings=(bad,)),
        WorkshopFacts(2, "x\x00\x0by", "other", surveyed=False, reason=bad),
    ]
    rows = [NationalRow(1, "=FJ", dict.fromkeys(ACTIONS, YES), YES, YES, YES)]
    save_tables_xlsx(tables(2021, facts, rows), tmp_path / "tables.xlsx")
    with zipfile.ZipFile(tmp_path / "tables.xlsx") as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets" in name]
    assert not any("<f>" in sheet for sheet in sheets)
    book = load_workbook(tmp_path / "tables.xlsx", rich_text=True)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    alone = next(cell for cell in cells if cell.value == "=1+1")
    assert (alone.data_type, alone.quotePrefix) == ("s", True)
    assert "Not surveyed: 2. xy" in line(book, "Table 1", "Not surveyed")[0]


def test_what_to_know_stands_beside_the_tables(tmp_path: Path) -> None:
    facts = [WorkshopFacts(1, "One", "regional", 6), WorkshopFacts(2, "Two", "accreditation", surveyed=False)]
    row = NationalRow(1, None, dict.fromkeys(ACTIONS, YES), YES, YES, NO, late=True)
    book = saved(tables(2021, facts, [row], counted_on=date(2021, 12, 21)), tmp_path)
    first, fourth = lines(book, "Table 1"), lines(book, "Table 4")
    assert ["1 reply came late. It counts."] == [row[0] for row in first if "late" in str(row[0])][:1]
    assert not any("late" in str(row[0]) for row in fourth)
    assert line(book, "Table 1", "Not surveyed")[0] == "Not surveyed: 2. Two (accreditation)"
    assert "Counted on 21 December 2021." in first[1][0]
    assert "More, not named" in fourth[3]
    assert line(book, "Table 4", "1. ")[4] == (
        "Shared materials: 1; Held an in-house workshop: 1; Saw direct effects: 1"
    )
    assert any(str(row[0]).startswith("Several replies of one administration") for row in fourth)


def test_a_workbook_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        save_tables_xlsx(tables(2021, [], []), tmp_path / "missing" / "tables.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_round_has_its_seven_sheets(tmp_path: Path) -> None:
    book = saved(tables(2021, [], [NationalRow(1, "FJ", {}, NO)]), tmp_path)
    assert len(book.sheetnames) == 7
    assert line(book, "Table 1", "1 reply is for a workshop")
