"""Cells of a table of figures: numbers, words and lists of codes of which some are underlined or bold."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.table_model import Index
from rocb_desktop.ui.widgets.tip import plain_tip

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 81
TOTAL_ROLE = CELL_ROLE + 1
_EMPTY = QModelIndex()
Mark = Literal["", "underline", "bold"]


@dataclass(frozen=True)
class Run:
    """A piece of a cell that is not broken: a word or a code, perhaps marked."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True)
class Cell:
    """What stands in one place. `number` puts it on the far side in figures of one width; `spoken` says more."""

    runs: tuple[Run, ...] = ()
    number: bool = False
    spoken: str = ""

    @classmethod
    def words(cls, text: str, spoken: str = "") -> "Cell":
        """Words that may break at their spaces."""
        return cls(tuple(Run(word) for word in text.split(" ") if word), spoken=spoken)

    @classmethod
    def figure(cls, text: str | int | None, spoken: str = "") -> "Cell":
        """A number or a count; None is a dash."""
        return cls((Run("–" if text is None else str(text)),), True, spoken)

    @property
    def text(self) -> str:
        """The cell without its marks."""
        return " ".join(run.text for run in self.runs)

    @property
    def html(self) -> str:
        """The cell with its marks, for programs that keep them when it is pasted."""
        tags = {"": "{}", "underline": "<u>{}</u>", "bold": "<b>{}</b>"}
        return " ".join(tags[run.mark].format(escape(run.text)) for run in self.runs)


@dataclass(frozen=True)
class Row:
    """One line; `total` sets it apart."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Head:
    """A column's title; `list` columns share the room that is left, `number` ones stand on the far side."""

    title: str
    kind: Literal["name", "number", "list"] = "number"


class FigureModel(QAbstractTableModel):
    """Heads and rows as they are; nothing is sorted, because the report's order is by number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: tuple[Head, ...] = ()
        self.rows: tuple[Row, ...] = ()

    def put(self, heads: Sequence[Head], rows: Sequence[Row]) -> None:
        """Another table."""
        self.beginResetModel()
        self.heads, self.rows = tuple(heads), tuple(rows)
        self.endResetModel()

    def cell(self, index: Index) -> Cell:
        """The cell at an index."""
        return self.rows[index.row()].cells[index.column()]

    def rowCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == CELL_ROLE:
            return cell
        if role == TOTAL_ROLE:
            return self.rows[index.row()].total
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index)
        return plain_tip(cell.spoken) or None if role == Qt.ItemDataRole.ToolTipRole else None

    def spoken(self, index: Index) -> str:
        """Whose row, which column, what: the cell in full."""
        cell, title = self.cell(index), self.heads[index.column()].title
        said = cell.spoken or _spoken_runs(cell)
        if index.column() == 0:
            return said
        return _("{row}, {column}: {value}").format(
            row=self.rows[index.row()].cells[0].text, column=title, value=said or _("nobody")
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return self.rows[section].cells[0].text if role == Qt.ItemDataRole.DisplayRole else None
        head = self.heads[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return head.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if head.kind == "number" else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignBottom
        return None


def as_text(heads: Sequence[Head], rows: Sequence[Row]) -> str:
    """Lines with tabs, heads first."""
    lines = [[head.title for head in heads], *([cell.text for cell in row.cells] for row in rows)]
    return "\n".join("\t".join(line) for line in lines)


def as_html(heads: Sequence[Head], rows: Sequence[Row]) -> str:
    """A table with its underlines and bold letters."""
    titles = "".join(f"<th>{escape(head.title)}</th>" for head in heads)
    lines = ("".join(f"<td>{cell.html}</td>" for cell in row.cells) for row in rows)
    return f"<table><tr>{titles}</tr>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _spoken_runs(cell: Cell) -> str:
    said = {"underline": _("{text} underlined"), "bold": _("{text} bold")}
    return " ".join(said[run.mark].format(text=run.text) if run.mark else run.text for run in cell.runs)
