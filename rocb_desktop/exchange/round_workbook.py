"""The round workbook (.xlsx): a round's workshops, participants and replies, read and written.

Columns stand in any order; a column the app does not know is named in a warning. Every bad cell is named by
sheet, row and column, all at once. Dates may be a month alone. Formulas are never evaluated and never
written.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.cell_problems import CellProblem
from rocb_desktop.exchange.cell_reader import CellReader
from rocb_desktop.exchange.round_book import BookReply, RoundBook
from rocb_desktop.exchange.round_replies import (
    REPLY_COLUMNS,
    Counts,
    check_numbers,
    mark_dates,
    read_reply,
    who_took_part,
)
from rocb_desktop.exchange.round_workshops import (
    PARTICIPANT_COLUMNS,
    WORKSHOP_COLUMNS,
    Found,
    read_participation,
    read_workshop,
)
from rocb_desktop.exchange.round_writer import write
from rocb_desktop.exchange.sheet_rows import OpenWorkbook, open_workbook
from rocb_desktop.texts import _

__all__ = ["BookReply", "RoundBook", "read", "write"]


_SHEETS = {
    # name: its columns, and those without which no row can be understood
    "Workshops": (WORKSHOP_COLUMNS, ("number", "title")),
    "Participants": (PARTICIPANT_COLUMNS, ("workshop", "name")),
    "Replies": (REPLY_COLUMNS, ("workshop",)),
}
_NOTE = "About"


def read(path: Path | str) -> RoundBook:
    """The workbook at `path`, with all its problems and warnings.

    UserError bad_path, cannot_open, too_large, locked_workbook, bad_workbook when it cannot be read at all.
    """
    book = RoundBook()
    found = Found()
    with open_workbook(Path(path)) as workbook:
        _name_unknown_sheets(workbook, book)
        for cells in sheet_cells(workbook, book, "Workshops"):
            read_workshop(cells, book, found)
        for cells in sheet_cells(workbook, book, "Participants"):
            read_participation(cells, book, found)
        counts = Counts(who_took_part(book))
        for cells in sheet_cells(workbook, book, "Replies"):
            read_reply(cells, book, found, counts)
        book.note = "\n".join(workbook.texts(_NOTE))
    if not book.workshops and not book.problems.count:
        raise UserError("bad_workbook", reason=_("there is no workshop in a sheet “Workshops”."))
    check_numbers(book, found, counts)
    mark_dates(book)
    return book


def _name_unknown_sheets(workbook: OpenWorkbook, book: RoundBook) -> None:
    for name in workbook.unknown_sheets((*_SHEETS, _NOTE)):
        text = _("The app does not know this sheet. It is left out.")
        book.warnings.add(CellProblem(name, 0, "", "", text))


def sheet_cells(
    workbook: OpenWorkbook, book: RoundBook, name: str, columns: Sequence[str] | None = None
) -> Iterator[CellReader]:
    """The rows of a sheet, none when it is not there; what is wrong with its header goes into the book.

    `columns` are those without which no row can be understood, where they are others than usual.
    """
    known, usual = _SHEETS[name]
    needed = usual if columns is None else columns
    sheet = workbook.sheet(name, known)
    if sheet is None:
        return
    for problem in sheet.header.twice:
        book.problems.add(problem)
    for problem in sheet.header.unknown:
        book.warnings.add(problem)
    missing = [column for column in needed if column not in sheet.header.columns]
    for column in missing:
        text = _("The column “{column}” is missing.").format(column=column)
        book.problems.add(CellProblem(name, 1, "", "", text))
    if missing:
        return
    for row in sheet.rows:
        yield CellReader(row, book.problems, book.warnings)
