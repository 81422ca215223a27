"""A table of any length: keys and pages are read on the read lane, sorted and filtered there, shown when they come."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.errors import Cancelled
from rocb_desktop.ui.widgets.paged_model import PAGE, PagedModel
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column
from rocb_desktop.ui.work import Work

_MEASURED = 40  # rows in view and around say how wide a column is; Qt would look at a thousand
_SOON_MS = 10  # a drag of the scroll bar passes many pages: only where it stands is read
Service = Callable[..., Any]


class PagedTable(TableView):
    """`keys` is a read service (session, order, descending, words) -> keys of all rows in order; `rows` another one
    (session, keys) -> a row object for each, None where there is none any more.

    `read`: the keys are here (again). `failed(error)`: a service refused. The chosen row stays when rows come or go.
    """

    read = Signal()
    failed = Signal(object)

    def __init__(
        self,
        work: Work,
        name: str,
        columns: Sequence[Column],
        keys: Service,
        rows: Service,
        *,
        dense: bool = True,
        most: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        self.pages = PagedModel(columns)
        self._work, self._keys, self._rows = work, keys, rows
        self._order: tuple[str, bool] = ("", False)
        self._words = ""
        self._measured = False
        self._soon = QTimer(singleShot=True, interval=_SOON_MS)
        super().__init__(name, columns, dense=dense, most=most, model=self.pages, parent=parent)
        self.pages.setParent(self)
        self._soon.setParent(self)
        self._soon.timeout.connect(self._read_seen)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setResizeContentsPrecision(_MEASURED)
        self.pages.wanted.connect(lambda _page: self._soon.start())
        self.pages.ordered.connect(self._sort)

    def reload(self) -> None:
        """Read the keys again: something was written."""
        self._ask(self._keys, *self._order, self._words, latest="keys", done=self._show)

    def look_for(self, words: str) -> None:
        """Show only rows that hold these words, "" for all."""
        if words != self._words:
            self._words = words
            self.reload()

    def key(self) -> str:
        """The key of the current row, "" for none."""
        at = self.currentIndex().row()
        return self.pages.keys[at] if 0 <= at < len(self.pages.keys) else ""

    def _size_columns(self) -> None:
        if self._measured or not self.pages.keys:
            super()._size_columns()

    def _sort(self, column: str, descending: bool) -> None:
        self._order = (column, descending)
        self.reload()

    def _show(self, keys: Sequence[str]) -> None:
        kept, line = self.key(), self.currentIndex().row()
        self.pages.set_keys(keys)
        self._measured = False
        if kept and keys:
            self.selectRow(keys.index(kept) if kept in keys else min(line, len(keys) - 1))
        self.read.emit()
        self._soon.start()

    def _read_seen(self) -> None:
        """Read the pages of the rows in view, and of the current one."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = last if last >= 0 else len(self.pages.keys) - 1
        seen = range(max(first, 0) // PAGE, last // PAGE + 1)
        current = self.currentIndex().row()
        wanted = [*seen, *([current // PAGE] if current >= 0 else [])]
        missing = [page for page in dict.fromkeys(wanted) if not self.pages.has(page)]
        if missing:
            asked = [(page, self.pages.keys_of(page)) for page in missing[:3]]
            every = [key for _page, keys in asked for key in keys]
            self._ask(self._rows, every, latest="rows", done=lambda rows: self._put(asked, rows))

    def _put(self, asked: Sequence[tuple[int, Sequence[str]]], rows: Sequence[Any]) -> None:
        at = 0
        for page, keys in asked:
            self.pages.put(page, keys, rows[at : at + len(keys)])
            at += len(keys)
        if not self._measured:
            self._measured = True
            self._fit()
        if self.currentIndex().row() // PAGE in [page for page, _keys in asked]:
            self.chosen.emit(self.row())

    def _ask(self, service: Service, *args: Any, latest: str, done: Callable[[Any], object]) -> None:
        if self._work.is_open:  # a timer may end after the window closed
            self._work.run(service, *args, owner=self, latest=latest, done=done, failed=self._refused)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)
