"""A plain list of rows as an Excel workbook or as CSV, by the ending of the file's name."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from rocb_desktop.reports.files import write_whole

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOST_ROWS = 1_000_000  # an Excel sheet takes a few more
Content = str | int | date | None
Rows = Iterable[Sequence[Content]]


def save_list(title: str, headings: Sequence[str], rows: Rows, path: Path) -> None:
    """Writes the rows under their headings, numbers and days as such.

    Raises UserError: disk_full, bad_path, cannot_open, and nothing has changed.
    """
    content = _csv(headings, rows) if path.suffix.casefold() == ".csv" else _xlsx(title, headings, rows)
    write_whole(path, content)


def _csv(headings: Sequence[str], rows: Rows) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig")  # Excel takes a file without the mark for an older alphabet


def _plain(content: Content) -> str:
    """A spreadsheet would run a text that begins like a formula."""
    if isinstance(content, str):
        return f"'{content}" if content.startswith(_FORMULA) else content
    return "" if content is None else str(content)


def _xlsx(title: str, headings: Sequence[str], rows: Rows) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    from rocb_desktop.reports.workbook_sheet import put

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for letter, width in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (18, 18, 28, 28, 40, 34, 44, 44), strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    for number, row in enumerate([headings, *rows]):
        cells = []
        for content in row:
            cell = WriteOnlyCell(sheet)
            if isinstance(content, str):
                put(cell, content)
            else:
                cell.value = content
                cell.number_format = "yyyy-mm-dd" if isinstance(content, date) else "0"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if not number:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
