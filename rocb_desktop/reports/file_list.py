"""What became of received files, as an Excel list to keep or to send."""

import io
from collections.abc import Sequence
from pathlib import Path

from rocb_desktop.reports.files import write_whole
from rocb_desktop.reports.workbook_sheet import WIDE, SheetWriter


def save_file_list_xlsx(
    path: Path, title: str, subtitle: str, headings: Sequence[str], rows: Sequence[Sequence[str]], foot: str = ""
) -> None:
    """Write the list, one row a file; UserError disk_full, bad_path or cannot_open, and then nothing has changed."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title[:31]
    writer = SheetWriter(sheet, title, subtitle)
    writer.header(headings, width=WIDE // 2)
    for row in rows:
        writer.row(row)
    if foot:
        writer.words(foot)
    written = io.BytesIO()
    book.save(written)
    write_whole(path, written.getvalue())
