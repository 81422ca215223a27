"""A participant list on its own: the sheet Participants of any workbook, read for one workshop."""

from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.exchange.cell_problems import CellProblem
from rocb_desktop.exchange.cell_reader import CellReader
from rocb_desktop.exchange.round_book import RoundBook
from rocb_desktop.exchange.round_workbook import sheet_cells
from rocb_desktop.exchange.round_workshops import Found, read_person
from rocb_desktop.exchange.sheet_rows import open_workbook
from rocb_desktop.texts import _, ngettext

SHEET = "Participants"


def read_roster(path: Path, workshop: Workshop) -> RoundBook:
    """The people of `workshop`, with every bad cell named. Rows of other workshops are left out, with a warning.

    The column workshop may be missing or blank: then a row is of this workshop. Raises the UserErrors of opening a
    workbook, and bad_workbook when it has no such sheet.
    """
    book, found, others = RoundBook(workshops=[workshop]), _named(workshop), 0
    with open_workbook(path) as workbook:
        if workbook.sheet(SHEET, {}) is None:
            raise UserError("bad_workbook", reason=_("there is no sheet “Participants”."))
        for cells in sheet_cells(workbook, book, SHEET, ("name",)):
            if _is_of_another(cells, found):
                others += 1
            else:
                read_person(cells, book, workshop)
    if others:
        text = ngettext(
            "{n} row is of another workshop. It is left out.",
            "{n} rows are of other workshops. They are left out.",
            others,
        )
        book.warnings.add(CellProblem(SHEET, 0, "", "", text.format(n=others)))
    return book


def _named(workshop: Workshop) -> Found:
    found = Found()
    found.add(workshop)
    return found


def _is_of_another(cells: CellReader, found: Found) -> bool:
    text = cells.text("workshop")
    return bool(text) and not found.named(text)
