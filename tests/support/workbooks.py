"""Round workbooks for tests: rows in, an .xlsx file out."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from rocb_desktop.exchange.round_workbook import RoundBook

Rows = list[list[Any]]

WORKSHOPS: Rows = [
    ["number", "title", "kind", "start", "end", "administrations", "participated", "surveyed"],
    [1, "PCA (Pacific)", "sub-regional", "2020-11", "2020-11", None, 6, "yes"],
    [2, "E-Commerce", "regional", "2021-01-25", "2021-01-28", "FJ; PNG ;Papua New Guinea;Hong Kong, China", None, None],
    [3, "Accreditation", "accreditation", None, "2021-06-30", None, None, "no"],
]
ANSWERS = ["workshop", "administration", "participant", "share_materials", "direct_effects", "efficiency", "project"]


def save_workbook(path: Path, sheets: dict[str, Rows]) -> Path:
    """Saves the sheets, given as rows, and gives the path back."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def replies(*rows: list[Any], header: list[str] | None = None) -> Rows:
    """A sheet of replies under its header."""
    return [list(header or ANSWERS), *rows]


def lines(book: RoundBook) -> list[str]:
    """What is wrong in a book, as a person reads it."""
    return book.problems.lines()
