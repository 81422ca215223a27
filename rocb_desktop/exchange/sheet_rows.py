"""Rows of an Excel sheet by the names of their columns, cell by cell as plain values; nothing in them is
evaluated.
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.cell_problems import CellProblem
from rocb_desktop.exchange.workbook_guard import check_workbook
from rocb_desktop.texts import _

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_ROWS = 100_000
MAX_COLUMNS = 64
MAX_TEXT = 10_000
MAX_LINES = 200  # of a sheet of notes
_WRITTEN = re.compile(r"_x(005F|00[01][0-9A-F])_", re.IGNORECASE)
Content = tuple[object, str, str]  # value, kind of value, number format of a date
_NOT_CODES = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')  # of a number format: literal text and colours


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's content as text (dates ISO, yes or no for Excel's truth values), or a fault to name instead."""

    text: str = ""
    fault: str = ""


_BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header. `columns` are names to column numbers, counted from 0."""

    sheet: str
    number: int
    cells: tuple[Cell, ...]
    columns: dict[str, int]

    def cell(self, column: str) -> Cell:
        at = self.columns.get(column, MAX_COLUMNS)
        return self.cells[at] if at < len(self.cells) else _BLANK

    def problem(self, column: str, text: str) -> CellProblem:
        return CellProblem(self.sheet, self.number, column, _letter(self.columns.get(column)), text)


@dataclass(frozen=True, slots=True)
class Header:
    """Names of the columns as the app knows them, and what is to be said about the others."""

    columns: dict[str, int]
    unknown: list[CellProblem]
    twice: list[CellProblem]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet whose header is read; its rows are read while they are asked for."""

    name: str
    header: Header
    rows: Iterator[Row]


class OpenWorkbook:
    """A workbook that passed the guard; sheets are found whatever their case."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book

    def sheet(self, name: str, known: Mapping[str, str]) -> Sheet | None:
        """The sheet of this name, None when there is none; `known` maps words of a header to names of
        columns.
        """
        found = self._found(name)
        if found is None:
            return None
        rows = self._rows(found)
        number, cells = next(rows, (1, ()))
        header = _header(name, number, cells, known)
        return Sheet(name, header, (Row(name, at, row, header.columns) for at, row in rows))

    def unknown_sheets(self, known: Iterable[str]) -> list[str]:
        words = {_word(name) for name in known}
        return [name for name in self._book.sheetnames if _word(name) not in words]

    @property
    def names(self) -> tuple[str, ...]:
        """The sheets of cells, in their order."""
        return tuple(sheet.title for sheet in self._book.worksheets)

    @property
    def epoch(self) -> date:
        """The day from which this workbook counts its days."""
        return self._book.epoch.date()

    def cells(self, name: str, most: int) -> dict[tuple[int, int], Cell]:
        """What stands in a sheet by row and column, both from 1; UserError too_large beyond `most` rows."""
        found: dict[tuple[int, int], Cell] = {}
        for number, row in self._rows(name):
            if number > most:
                raise UserError("too_large", limit=_("{n} rows").format(n=f"{most:,}"))
            found |= {(number, at): _plain(cell) for at, cell in enumerate(row, start=1) if cell.text or cell.fault}
        return found

    def texts(self, name: str) -> list[str]:
        """All text of a sheet that is only read by people, a line for each row; [] when there is no such
        sheet.
        """
        found = self._found(name)
        rows = self._rows(found) if found else iter(())
        return [" ".join(cell.text for cell in cells if cell.text) for _number, cells in islice(rows, MAX_LINES)]

    def _found(self, name: str) -> str | None:
        return next((each for each in self._book.sheetnames if _word(each) == _word(name)), None)

    def _rows(self, name: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Number and cells of the rows that are not empty; UserError too_large, bad_workbook."""
        for number, row in _guarded(self._book[name]):
            cells = tuple(_BLANK if content is None else _cell(*content) for content in row)
            if not any(cell.text or cell.fault for cell in cells):
                continue
            if number > MAX_ROWS + 1:
                raise UserError("too_large", limit=_("{n} rows").format(n=f"{MAX_ROWS:,}"))
            yield number, cells


@contextmanager
def open_workbook(path: Path) -> Iterator[OpenWorkbook]:
    """Opens a workbook for reading; UserError bad_path, cannot_open, too_large, locked_workbook,
    bad_workbook.
    """
    try:
        file = path.open("rb")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UserError("bad_path", path=str(path)) from error
    except OSError as error:
        raise UserError("cannot_open", path=str(path)) from error
    with file:
        check_workbook(file)
        from openpyxl import load_workbook

        # what the library has to say about parts it leaves out (drop-down lists, charts) is no news to
        # anybody
        with warnings.catch_warnings(action="ignore"):
            try:
                book = load_workbook(file, read_only=True, keep_links=False)
            except Exception as error:  # a damaged workbook fails inside the library in every way there is
                raise UserError("bad_workbook") from error
            yield OpenWorkbook(book)


def _guarded(sheet: Any) -> Iterator[tuple[int, list[Content | None]]]:
    """Number and contents of each row that is not empty, as the library gives them.

    Whatever it raises while it reads a damaged sheet is one error for a person: bad_workbook.
    """
    try:
        sheet.reset_dimensions()  # what a sheet says of its own size need not be true
        rows = sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS)
        for number, row in enumerate(rows, start=1):
            used = [at for at, cell in enumerate(row, start=1) if cell.value is not None]
            if used:
                yield number, [_content(cell) for cell in row[: used[-1]]]
    except Exception as error:
        raise UserError("bad_workbook") from error


def _content(cell: Any) -> Content | None:
    if cell.value is None:
        return None
    return cell.value, cell.data_type, cell.number_format if isinstance(cell.value, date) else ""


def _header(sheet: str, number: int, cells: tuple[Cell, ...], known: Mapping[str, str]) -> Header:
    header = Header({}, [], [])
    for at, cell in enumerate(cells):
        name = known.get(_word(cell.text))
        if name is not None and name not in header.columns:
            header.columns[name] = at
        elif name is not None:
            text = _("There are two columns of this name. Keep one.")
            header.twice.append(CellProblem(sheet, number, name, _letter(at), text))
        elif cell.text or cell.fault:
            text = _("The app does not know this column. It is left out.")
            header.unknown.append(CellProblem(sheet, number, cell.text or "?", _letter(at), text))
    return header


def _cell(value: object, data_type: str, number_format: str) -> Cell:
    if data_type == "f":
        return Cell(fault=_("This cell has a formula. Write its value instead."))
    if data_type == "e":
        return Cell(fault=_("This cell has an error of Excel. Write a value instead."))
    text = _text(value, number_format)
    if len(text) > MAX_TEXT:
        return Cell(fault=_("This text is too long. Shorten it to {n} characters.").format(n=f"{MAX_TEXT:,}"))
    return Cell(text)


def _plain(cell: Cell) -> Cell:
    """A cell without Excel's own writing for letters: _x005F_ is a low line, a carriage return is nothing. Other
    programs write texts that look like it as they are, so no more than that is taken for it.
    """
    if "_x" not in cell.text:
        return cell
    return Cell(_WRITTEN.sub(lambda found: "_" if found[1].upper() == "005F" else "", cell.text).strip(), cell.fault)


def _text(value: object, number_format: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        # Excel makes the first of November of a typed 2020-11, and shows no day: only the month is known
        day_is_shown = "d" in _NOT_CODES.sub("", number_format).casefold()
        return value.isoformat() if day_is_shown else f"{value.year:04}-{value.month:02}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _word(text: str) -> str:
    """A name of a sheet or column for comparing: "Direct effects" and "direct_effects" are one."""
    return "_".join(re.split(r"[\s_-]+", text.strip().casefold()))


def _letter(at: int | None) -> str:
    """A for the first column, AA for the 27th; "" for a column that is not there."""
    if at is None:
        return ""
    return (chr(64 + at // 26) if at >= 26 else "") + chr(65 + at % 26)
