"""The table of the app: rows of objects, one shared look, all of it usable with the keyboard."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QSizePolicy, QTableView, QWidget

from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.table_model import KIND_ROLE, Column, Index, TableModel
from rocb_desktop.ui.widgets.table_paint import TableDelegate, TableHeader

_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ELASTIC = ("text", "strong", "muted", "file")  # kinds whose words may be shortened
_NARROWEST, _WIDEST = 88, 420  # px
_MEASURED = 60  # rows that a column's width is taken from; ten thousand would make a page wait


class TableView(QTableView):
    """Rows of objects in columns. `opened(row)`: Enter or double press on a row. `followed(row, key)`: its link.

    `chosen(row)` follows the current row (None for none). A link is in the row's context menu too, and Enter on the
    cell of a link follows it. With `most` rows at once given, the table is as high as its rows up to that number,
    so that the page scrolls and not the table; 0 lets the layout decide.
    """

    opened = Signal(object)
    followed = Signal(object, str)
    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Sequence[Any] = (),
        *,
        dense: bool = True,
        most: int = 12,
        sortable: bool = True,
        model: TableModel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.rows_model = model or TableModel(columns, rows, self)
        self._most, self._dense = most, dense
        self._natural: list[int] = [0] * len(columns)
        self.setItemDelegate(TableDelegate(self, dense=dense))
        self.setHorizontalHeader(TableHeader(self))
        self._settle(sortable)
        self.setModel(self.rows_model)
        self._size_columns()
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.rows_model.modelReset.connect(self._fit)
        self._fit()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Shows other rows; the keyboard stays on the same line."""
        line = self.currentIndex().row()
        self.rows_model.set_rows(rows)
        if rows and line >= 0:
            self.selectRow(min(line, len(rows) - 1))

    def row(self) -> Any:
        """The current row's object, or None."""
        return self.rows_model.row_at(self.currentIndex().row())

    def choose(self, row: Any) -> None:
        """Makes a row current; one that is not in the table changes nothing."""
        rows = self.rows_model.rows()
        if row in rows:
            self.selectRow(rows.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in _OPENS and index.isValid():
            self._open(index)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._is_link(index):
            self._open(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._is_link(self.indexAt(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._is_link(index):
            self.opened.emit(self.rows_model.row_at(index.row()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else self.currentIndex()
        menu = self.link_menu(index.row())
        if not menu.isEmpty():
            place = event.globalPos() if index.isValid() else self.mapToGlobal(QPoint(0, 0))
            menu.popup(place)

    def link_menu(self, line: int) -> QMenu:
        """The links of a row as a menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self.rows_model.row_at(line)
        for column in self.rows_model.columns:
            if row is not None and column.kind == "link" and column.text(row):
                action = menu.addAction(column.text(row))
                action.triggered.connect(lambda _on=False, key=column.key: self.followed.emit(row, key))
        return menu

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(self._most or 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._height(1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange:
            self._size_columns()
        return super().viewportEvent(event)

    def _settle(self, sortable: bool) -> None:
        size = current().size
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(size["tableRowDense" if self._dense else "tableRow"])
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(sortable)
        header.setResizeContentsPrecision(_MEASURED)
        if sortable:
            # Nothing is sorted until the person presses a head: rows come in an order that means something.
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        if self._most:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _is_link(self, index: Index) -> bool:
        return index.isValid() and index.data(KIND_ROLE) == "link" and bool(index.data())

    def _open(self, index: QModelIndex) -> None:
        row = self.rows_model.row_at(index.row())
        if self._is_link(index):
            self.followed.emit(row, self.rows_model.columns[index.column()].key)
        else:
            self.opened.emit(row)

    def _tell_chosen(self, current_index: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.rows_model.row_at(current_index.row()))

    def _height(self, rows: int) -> int:
        shown = min(rows, max(self.rows_model.rowCount(), 1))
        header = self.horizontalHeader()
        bar = self.horizontalScrollBar().sizeHint().height() if header.length() > self.viewport().width() else 0
        return header.height() + shown * self.verticalHeader().defaultSectionSize() + bar

    def _fit(self) -> None:
        self._size_columns()
        self.updateGeometry()

    def _size_columns(self) -> None:
        self._natural = [self._measure(number) for number in range(len(self.rows_model.columns))]
        self._share_width()

    def _measure(self, number: int) -> int:
        """The width a column would like, from the rows in view: a thousand rows would make a page wait."""
        head = self.horizontalHeader().sectionSizeFromContents(number).width()
        wanted = self.rows_model.columns[number].width or max(self.sizeHintForColumn(number), head)
        return min(wanted, _WIDEST)

    def _share_width(self) -> None:
        columns, room = self.rows_model.columns, self.viewport().width()
        shown = self._shown(room)
        for number in range(len(columns)):
            self.setColumnHidden(number, number not in shown)
        widths = {number: self._natural[number] for number in shown}
        spare = room - sum(widths.values())
        elastic = [n for n in shown if columns[n].stretch] or [n for n in shown if columns[n].kind in _ELASTIC] or shown
        if spare < 0:
            elastic = [number for number in shown if columns[number].kind in _ELASTIC]
        _spread(widths, elastic, spare)
        for number, width in widths.items():
            self.setColumnWidth(number, width)
        if self._most and self.height() != self._height(self._most):
            self.updateGeometry()

    def _shown(self, room: int) -> list[int]:
        columns = self.rows_model.columns
        shown = list(range(len(columns)))
        spare = [number for number in range(len(columns)) if columns[number].spare]
        for number in sorted(spare, key=lambda n: (columns[n].spare, n), reverse=True):
            if sum(_least(columns[n], self._natural[n]) for n in shown) > room:
                shown.remove(number)
        return shown


def _least(column: Column, natural: int) -> int:
    """The width a column can shrink to: badges, numbers and links are never shortened."""
    return min(natural, column.least or _NARROWEST) if column.kind in _ELASTIC else natural


def _spread(widths: dict[int, int], elastic: list[int], spare: int) -> None:
    """Gives spare px to the elastic columns, or takes missing ones from the widest of them first."""
    if spare >= 0:
        for place, number in enumerate(elastic):
            widths[number] += spare // len(elastic) + (1 if place < spare % len(elastic) else 0)
        return
    # Down to one common width: the longest texts lose most.
    for level in range(max((widths[n] for n in elastic), default=0), _NARROWEST - 1, -4):
        over = sum(max(widths[n] - level, 0) for n in elastic)
        if over >= -spare or level - 4 < _NARROWEST:
            for number in elastic:
                widths[number] = min(widths[number], level)
            return
