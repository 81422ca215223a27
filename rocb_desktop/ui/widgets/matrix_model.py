"""The rows and cells of a status matrix, and what is spoken for each cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.badge_words import BadgeSpec
from rocb_desktop.ui.widgets.cell_states import STATES, CellState
from rocb_desktop.ui.widgets.table_model import BADGE_ROLE, Index
from rocb_desktop.ui.widgets.tip import plain_tip

STATE_ROLE = int(Qt.ItemDataRole.UserRole) + 21
DETAIL_ROLE = STATE_ROLE + 1
BADGE_UNDER_ROLE = STATE_ROLE + 2
_EMPTY = QModelIndex()


@dataclass(frozen=True)
class MatrixCell:
    """`state` is a key of STATES; `detail` is added to what is spoken and to the tooltip (a date, a count)."""

    state: str
    detail: str = ""


@dataclass(frozen=True)
class MatrixRow:
    """A person or workshop: `key` is what the page knows it by, `badge` fills the last column if there is one."""

    key: Any
    title: str
    cells: tuple[MatrixCell, ...]
    detail: str = ""
    badge: BadgeSpec | None = None


@dataclass(frozen=True)
class MatrixColumn:
    """An event: `title` may hold a set break ("Recom-\\nmend"), `spoken` is then the whole word."""

    key: str
    title: str
    spoken: str = ""

    @property
    def full(self) -> str:
        """The title for ears."""
        return self.spoken or self.title.replace("-\n", "").replace("\n", " ")


class MatrixModel(QAbstractTableModel):
    """Column 0 holds the names, then the events, then the badges when `tail` is given."""

    def __init__(
        self, head: str, columns: Sequence[MatrixColumn], tail: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.head, self.columns, self.tail = head, tuple(columns), tail
        self.rows: tuple[MatrixRow, ...] = ()

    def set_rows(self, rows: Sequence[MatrixRow]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def set_columns(self, columns: Sequence[MatrixColumn], rows: Sequence[MatrixRow]) -> None:
        """Shows other events with their rows."""
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1 + bool(self.tail)

    def cell(self, index: Index) -> MatrixCell | None:
        """The cell of an index; None for a name, a badge or nothing."""
        if not index.isValid() or not 1 <= index.column() <= len(self.columns):
            return None
        cells = self.rows[index.row()].cells
        return cells[index.column() - 1] if index.column() <= len(cells) else None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row, cell = self.rows[index.row()], self.cell(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.spoken(index))
        if role == STATE_ROLE:
            return state_of(cell) if cell else None
        if index.column() == 0:
            shown = {int(Qt.ItemDataRole.DisplayRole): row.title, DETAIL_ROLE: row.detail}
            return row.badge if role == BADGE_UNDER_ROLE else shown.get(int(role))
        if cell is None and role == BADGE_ROLE:
            return row.badge
        return None

    def spoken(self, index: Index) -> str:
        """The cell in full: whose, what, how it stands."""
        row, cell = self.rows[index.row()], self.cell(index)
        if cell is not None:
            column = self.columns[index.column() - 1].full
            said = _("{row}, {column}: {state}").format(row=row.title, column=column, state=_(state_of(cell).word))
            return f"{said}. {cell.detail}" if cell.detail else said
        if index.column() == 0:
            return f"{row.title}. {row.detail}" if row.detail else row.title
        return _("{row}: {state}").format(row=row.title, state=row.badge.text) if row.badge else row.title

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return self.rows[section].title if role == Qt.ItemDataRole.DisplayRole else None
        titles = [self.head, *(column.title for column in self.columns), self.tail]
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return titles[section].replace("-\n", "").replace("\n", " ")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            middle = 1 <= section <= len(self.columns)
            side = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignBottom
        return None


def state_of(cell: MatrixCell) -> CellState:
    """The state of a cell; KeyError when it is not on the list."""
    return STATES[cell.state]
