"""One sheet of a workbook: cells filled line by line, and no text that Excel could take for a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from rocb_desktop.domain.figures import DAGGER
from rocb_desktop.domain.tables import Marked
from rocb_desktop.reports.writable import UNWRITABLE

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

WIDE, NARROW = 44, 14
# A number shown as 38 %, with the dagger of a small number where it has one: the cell stays a number to count with.
PERCENT = r"0\ %"
SMALL_PERCENT = rf'{PERCENT}\ "{DAGGER}"'
NOBODY = "\N{EN DASH}"
FONT, SIZE = "Calibri", 11


@dataclass(frozen=True, slots=True)
class Rate:
    """A share 0..1 for a cell; `small` gives it the dagger."""

    value: float
    small: bool = False


Content = str | int | Rate | None | Sequence[Marked]


class SheetWriter:
    """Writes down a worksheet; `line` is the next free row."""

    def __init__(self, sheet: "Worksheet", title: str, subtitle: str) -> None:
        self.sheet = sheet
        self.line = 1
        self.words(title, bold=True, size=13)
        self.words(subtitle)
        self.line += 1

    def _cell(self, column: int) -> "Cell":
        # Nothing is ever merged here, so every cell is one that can be written.
        return cast("Cell", self.sheet.cell(self.line, column))

    def words(self, text: str, *, bold: bool = False, size: int = SIZE) -> None:
        """One sentence on a line of its own."""
        from openpyxl.styles import Font

        cell = self._cell(1)
        put(cell, text)
        cell.font = Font(bold=bold, size=size)
        self.line += 1

    def header(self, titles: Sequence[str], *, width: int = NARROW) -> None:
        """The headings; the first column is wide and the headings stay in view. `width` is in characters."""
        from openpyxl.styles import Alignment, Border, Font, Side

        for column, title in enumerate(titles, start=1):
            cell = self._cell(column)
            put(cell, title)
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left" if column == 1 else None)
            cell.border = Border(bottom=Side(style="thin"))
            self.sheet.column_dimensions[cell.column_letter].width = WIDE if column == 1 else width
        self.line += 1
        self.sheet.freeze_panes = f"B{self.line}"

    def row(self, cells: Iterable[Content], *, bold: bool = False, mark: Sequence[str] = ()) -> None:
        """One row; a list of administrations takes the mark ("underline" or "bold") of its place in `mark`."""
        from openpyxl.styles import Alignment, Font

        for column, content in enumerate(cells, start=1):
            cell = self._cell(column)
            if isinstance(content, str):
                put(cell, content)
            elif isinstance(content, Rate):
                cell.value = content.value
                cell.number_format = SMALL_PERCENT if content.small else PERCENT
            elif content is None or isinstance(content, int):
                cell.value = content
            else:
                put_marked(cell, content, mark[column - 1])
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if bold:
                cell.font = Font(bold=True)
        self.line += 1


def put(cell: "Cell", text: str) -> None:
    """Text stays text: `=cmd` is shown as it was typed, here and after somebody edits the cell in Excel."""
    cell.value = UNWRITABLE.sub("", text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def put_marked(cell: "Cell", listed: Sequence[Marked], mark: str) -> None:
    """The codes, those that carry the mark underlined or bold; a dash for an empty list."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    # A run with a mark of its own does not inherit the font of its cell.
    font = InlineFont(rFont=FONT, sz=SIZE, b=mark == "bold", u=None if mark == "bold" else "single")
    runs: list[str | TextBlock] = []
    for item in listed:
        code = UNWRITABLE.sub("", item.code)
        runs += [", "] if runs else []
        runs.append(TextBlock(font, code) if item.marked else code)
    cell.value = CellRichText(*runs) if runs else NOBODY
