"""Rows of a very long table: their keys at once, what stands in them a page at a time; `data()` never waits."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from rocb_desktop.ui.widgets.table_model import KIND_ROLE, Column, Index, TableModel, alignment

PAGE = 200
_KEPT = 24  # pages; the oldest go
_UNREAD = "…"
_EMPTY = QModelIndex()
_UNREAD_SAYS: dict[int, Any] = {
    int(Qt.ItemDataRole.DisplayRole): _UNREAD,
    int(Qt.ItemDataRole.AccessibleTextRole): _UNREAD,
    int(Qt.ItemDataRole.TextAlignmentRole): alignment("text"),
    KIND_ROLE: "muted",
}


class PagedModel(TableModel):
    """Knows the keys of all rows, in order; `wanted(page)` asks for what stands on a page, `put()` gives it.

    `ordered(column key, descending)`: the person pressed a head ("" for none): whoever reads the keys sorts them.
    """

    wanted = Signal(int)
    ordered = Signal(str, bool)

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, (), parent)
        self.keys: Sequence[str] = ()
        self._pages: dict[int, Sequence[Any]] = {}
        self._before: dict[str, Any] = {}  # what was shown stays until it is read again: no blinking

    def set_keys(self, keys: Sequence[str]) -> None:
        """Other rows, or the same in another order."""
        self.beginResetModel()
        shown = {page: zip(self.keys_of(page), rows, strict=True) for page, rows in self._pages.items()}
        self._before = {key: row for pairs in shown.values() for key, row in pairs if row is not None}
        self.keys = keys
        self._pages.clear()
        self.endResetModel()

    def keys_of(self, page: int) -> Sequence[str]:
        """The keys of a page."""
        return self.keys[page * PAGE : (page + 1) * PAGE]

    def has(self, page: int) -> bool:
        """Whether what stands on a page is here."""
        return page in self._pages

    def put(self, page: int, keys: Sequence[str], rows: Sequence[Any]) -> None:
        """What stands on a page, in the order of its keys (None for a row that is gone). An answer to other keys than
        those of now is dropped.
        """
        if list(keys) != list(self.keys_of(page)):
            return
        self._pages.pop(page, None)
        self._pages[page] = rows
        while len(self._pages) > _KEPT:
            del self._pages[next(iter(self._pages))]
        first = page * PAGE
        self.dataChanged.emit(self.index(first, 0), self.index(first + len(rows) - 1, len(self.columns) - 1))

    def rows(self) -> list[Any]:
        """The rows that are here; of a long table never all."""
        return [row for page in sorted(self._pages) for row in self._pages[page] if row is not None]

    def row_at(self, number: int) -> Any:
        """The object of a row; None outside the table and while its page is being read."""
        if not 0 <= number < len(self.keys):
            return None
        page = self._pages.get(number // PAGE)
        if page is None:
            self.wanted.emit(number // PAGE)
            return self._before.get(self.keys[number])
        return page[number % PAGE]

    def set_rows(self, rows: Sequence[Any]) -> None:
        raise TypeError("a long table is given keys")

    def rowCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.keys)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if row is not None:
            return self.value(index.column(), row, role)
        return _UNREAD_SAYS.get(role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = self.columns[column].key if 0 <= column < len(self.columns) else ""
        self.ordered.emit(key, order == Qt.SortOrder.DescendingOrder)
