"""Rows of plain objects as a table: a column says how to read, sort and show one value of a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from rocb_desktop.ui.widgets.badge_words import BadgeSpec
from rocb_desktop.ui.widgets.tip import plain_tip

ColumnKind = Literal["text", "strong", "muted", "number", "file", "badge", "link"]
Index = QModelIndex | QPersistentModelIndex

KIND_ROLE = int(Qt.ItemDataRole.UserRole) + 1
BADGE_ROLE = KIND_ROLE + 1
ROW_ROLE = KIND_ROLE + 2
_EMPTY = QModelIndex()
_TEXTS: dict[int, Callable[["Column", Any], str]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda column, row: column.text(row),
    int(Qt.ItemDataRole.ToolTipRole): lambda column, row: plain_tip(column.text(row)),
    int(Qt.ItemDataRole.AccessibleTextRole): lambda column, row: column.spoken(row),
}


@dataclass(frozen=True)
class Column:
    """One column.

    `value` is an attribute name of the row or a function of the row; it gives a text, a number, a BadgeSpec (kind
    "badge") or the words of a link (kind "link", empty for none). `sort` gives what to order by when the shown
    value will not do. `width` is in px (0: as wide as needed), `stretch` takes the room left. When room is short,
    `spare` columns are left out first, those with a higher number before the others (the row's page or menu has what
    they said), then words are shortened; `least` is the px that a column of words keeps while there are others to
    leave out.
    """

    key: str
    title: str
    kind: ColumnKind = "text"
    value: str | Callable[[Any], Any] = ""
    sort: Callable[[Any], Any] | None = None
    width: int = 0
    stretch: bool = False
    spare: int = 0
    least: int = 0

    def read(self, row: Any) -> Any:
        """The value of this column in a row."""
        if callable(self.value):
            return self.value(row)
        return getattr(row, self.value or self.key)

    def text(self, row: Any) -> str:
        """The value as shown and spoken; None is an empty cell."""
        value = self.read(row)
        if isinstance(value, BadgeSpec):
            return value.text
        return "" if value is None else str(value)

    def spoken(self, row: Any) -> str:
        """The value with the name of its column."""
        return f"{self.title}: {self.text(row)}" if self.title else self.text(row)

    def order(self, row: Any) -> tuple[bool, Any]:
        """What rows are sorted by: rows without a value come last."""
        value = self.sort(row) if self.sort else self.read(row)
        if isinstance(value, BadgeSpec):
            value = value.text
        return (value is None, value.casefold() if isinstance(value, str) else value if value is not None else 0)


class TableModel(QAbstractTableModel):
    """The rows of a table; sorting is stable and the person's choice of column stays when the rows change."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Any] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[Any] = list(rows)
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def rows(self) -> list[Any]:
        """The rows in the order shown."""
        return list(self._rows)

    def row_at(self, number: int) -> Any:
        """The object of a row, None outside the table."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        if self._sorted_by is not None:
            self._order(*self._sorted_by)
        self.endResetModel()

    def rowCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        return self.value(index.column(), self._rows[index.row()], role) if index.isValid() else None

    def value(self, number: int, row: Any, role: int) -> Any:
        """What a column says of a row."""
        column = self.columns[number]
        if role in _TEXTS:
            return _TEXTS[role](column, row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column.kind)
        if role == KIND_ROLE:
            return column.kind
        if role == ROW_ROLE:
            return row
        if role == BADGE_ROLE and column.kind == "badge":
            return column.read(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column.kind)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        if self._sorted_by is None:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [(self._rows[index.row()], index.column()) for index in before]
        self._order(column, order)
        places = {id(row): number for number, row in enumerate(self._rows)}
        after = [self.index(places[id(row)], column_number) for row, column_number in kept]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _order(self, column: int, order: Qt.SortOrder) -> None:
        spec = self.columns[column]
        self._rows.sort(key=spec.order, reverse=order == Qt.SortOrder.DescendingOrder)


def alignment(kind: ColumnKind) -> Qt.AlignmentFlag:
    """Where the words of a cell of this kind stand."""
    # AlignRight follows the direction of reading: it is the far side, as for the links at the end of a row.
    side = Qt.AlignmentFlag.AlignRight if kind in ("number", "link") else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
