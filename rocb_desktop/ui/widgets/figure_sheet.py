"""A table of figures in a page: where it is too wide it goes on below, its first column repeated; never sideways."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.look import changed
from rocb_desktop.ui.widgets.figure_model import Head, Row, as_html, as_text
from rocb_desktop.ui.widgets.figure_table import FigureTable

_BETWEEN = 16  # px


class FigureSheet(QWidget):
    """put() shows a table; tables() are its parts, one where it fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._heads: tuple[Head, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._parts: list[tuple[int, ...]] = []
        self._tables: list[FigureTable] = []
        self._measure = FigureTable(self)  # of the whole table, never shown
        self._measure.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_BETWEEN)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        changed.connect(self._lay_out_again)

    def put(self, name: str, heads: Sequence[Head], rows: Sequence[Row]) -> None:
        """Shows another table; `name` is what a screen reader calls it."""
        self._name, self._heads, self._rows = name, tuple(heads), tuple(rows)
        self._measure.figures.put(heads, rows)
        self._parts = []
        self._lay_out(self.width())

    def tables(self) -> list[FigureTable]:
        """The parts, top to bottom."""
        return list(self._tables)

    def focus(self) -> None:
        """Gives the first part the keyboard."""
        if self._tables:
            self._tables[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def copy(self) -> None:
        """The whole table, as text and as a table with its marks."""
        data = QMimeData()
        data.setText(as_text(self._heads, self._rows))
        data.setHtml(as_html(self._heads, self._rows))
        QGuiApplication.clipboard().setMimeData(data)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(event.size().width())

    def _lay_out_again(self) -> None:
        self._parts = []
        self._lay_out(self.width())

    def _lay_out(self, width: int) -> None:
        parts = groups(self._measure.least_widths(), width) if self._heads else []
        if parts == self._parts:
            return
        self._parts = parts
        # The tables stay as far as they are needed: the keyboard may be in one of them.
        for spare in self._tables[len(parts) :]:
            self._column.removeWidget(spare)
            spare.hide()
            spare.deleteLater()
        del self._tables[len(parts) :]
        while len(self._tables) < len(parts):
            self._tables.append(FigureTable())
            self._column.addWidget(self._tables[-1])
        for number, columns in enumerate(parts):
            self._fill(number, columns)

    def _fill(self, number: int, columns: Sequence[int]) -> None:
        name = _("{table}, continued").format(table=self._name) if number else self._name
        rows = [Row(tuple(row.cells[column] for column in columns), row.total) for row in self._rows]
        self._tables[number].put(name, [self._heads[column] for column in columns], rows)


def groups(least: Sequence[int], width: int) -> list[tuple[int, ...]]:
    """The columns of each part: all of them where they fit, else the first with as many others each time."""
    rest = list(range(1, len(least)))
    count = 1
    while count < len(rest) and any(_too_wide(least, part, width) for part in _shared(rest, count)):
        count += 1
    return [(0, *part) for part in _shared(rest, count)]


def _shared(columns: Sequence[int], count: int) -> list[Sequence[int]]:
    each = -(-len(columns) // count)
    return [columns[at : at + each] for at in range(0, len(columns), each)] if each else [()]


def _too_wide(least: Sequence[int], part: Sequence[int], width: int) -> bool:
    return least[0] + sum(least[column] for column in part) > width
