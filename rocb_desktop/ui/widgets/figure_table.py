"""A table of figures: cells wrap, rows grow, marks are underlined or bold; read cell by cell, copied with its marks."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QMimeData, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.figure_model import FigureModel, Head, Row, as_html, as_text
from rocb_desktop.ui.widgets.figure_paint import FigureDelegate, FigureHeader

_NAME_LEAST, _LIST_LEAST = 104, 84  # px


class FigureTable(QTableView):
    """As high as its rows: the page scrolls. Arrows move from cell to cell, Ctrl+C copies what is selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = FigureModel(self)
        self._cells = FigureDelegate(self)
        self._header = FigureHeader(self)
        self._fitting = False
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(self._header)
        self.setModel(self.figures)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, name: str, heads: Sequence[Head], rows: Sequence[Row]) -> None:
        """Shows another table; `name` is what a screen reader calls it."""
        self.setAccessibleName(name)
        self.figures.put(heads, rows)
        self.fit()
        if rows:
            # Where the arrows begin; nothing is selected before the person does it.
            first = self.figures.index(0, 0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    def copy(self) -> None:
        """What is selected, or the whole table when that is one cell only, as text and as a table with its marks."""
        chosen = self.selectedIndexes()
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        if len(chosen) < 2:
            rows, columns = list(range(len(self.figures.rows))), list(range(len(self.figures.heads)))
        heads = [self.figures.heads[column] for column in columns]
        lines = [
            Row(tuple(self.figures.rows[row].cells[column] for column in columns), self.figures.rows[row].total)
            for row in rows
        ]
        data = QMimeData()
        data.setText(as_text(heads, lines))
        data.setHtml(as_html(heads, lines))
        QGuiApplication.clipboard().setMimeData(data)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        rows = sum(self.rowHeight(row) for row in range(len(self.figures.rows)))
        bar = self.horizontalScrollBar().sizeHint().height() if self._too_wide() else 0
        return QSize(400, self._header.sizeHint().height() + rows + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def fit(self) -> None:
        """Shares the width among the columns and gives each row the height its cells take."""
        if self._fitting or not self.figures.heads:
            return
        self._fitting = True
        for column, width in enumerate(self._widths(self.viewport().width())):
            self.setColumnWidth(column, width)
        for row in range(len(self.figures.rows)):
            self.setRowHeight(row, max(self.sizeHintForRow(row), current().size["tableRowDense"]))
        self._header.setFixedHeight(self._header.sizeHint().height())
        self._fitting = False
        self.updateGeometry()

    def least_widths(self) -> list[int]:
        """What each column cannot do without."""
        return [self._least(column) for column in range(len(self.figures.heads))]

    def _too_wide(self) -> bool:
        return self._header.length() > self.viewport().width()

    def _widths(self, room: int) -> list[int]:
        """Numbers take what they need, and a little more while there is room; names and lists share the rest."""
        kinds = [head.kind for head in self.figures.heads]
        columns = range(len(kinds))
        least = self.least_widths()
        natural = [max(self._natural(column), least[column]) for column in columns]
        widths = list(least)
        spare = room - sum(widths)
        wanted = [natural[column] - widths[column] for column in columns]
        if 0 < sum(wanted) and spare > 0:
            part = min(spare / sum(wanted), 1)
            widths = [width + int(more * part) for width, more in zip(widths, wanted, strict=True)]
        left = room - sum(widths)
        growing = [column for column in columns if kinds[column] != "number"] if "list" in kinds else list(columns)
        for place, column in enumerate(growing if left > 0 else ()):
            widths[column] += left // len(growing) + (1 if place < left % len(growing) else 0)
        return widths

    def _least(self, column: int) -> int:
        head = self._header.longest_word(column)
        cells = [self._cells.longest(self.figures.index(row, column)) for row in self._lines()]
        wanted = max([head, *cells])
        floor = {"name": _NAME_LEAST, "list": _LIST_LEAST, "number": 0}[self.figures.heads[column].kind]
        return max(wanted, floor)

    def _natural(self, column: int) -> int:
        head = self._header.whole(column) if self.figures.heads[column].kind == "list" else 0
        return max([head, *(self._cells.natural(self.figures.index(row, column)) for row in self._lines())])

    def _lines(self) -> range:
        return range(len(self.figures.rows))
