"""How a table of figures looks: runs laid out in lines, marks, totals, titles that wrap as often as they must."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rocb_desktop.ui.focus_ring import paint_ring
from rocb_desktop.ui.look import colour, current, font
from rocb_desktop.ui.widgets.figure_model import CELL_ROLE, TOTAL_ROLE, Cell, Run
from rocb_desktop.ui.widgets.table_model import Index
from rocb_desktop.ui.widgets.table_paint import cell_ground

_SIDE, _FIRST = 10, 16  # px beside the words of a cell; the first column lines up with the card's title
_ABOVE = 8
_WRAP = int(Qt.TextFlag.TextWordWrap)


class FigureDelegate(QStyledItemDelegate):
    """Lays the runs of a cell out in lines, for measuring and for painting alike."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._room(index, 0).width() + self._view.columnWidth(index.column())
        lines = len(self._lines(index, width))
        return QSize(width, max(lines * self._line(index) + 2 * _ABOVE + 1, current().size["tableRowDense"]))

    def natural(self, index: Index) -> int:
        """The width on one line, with the room beside it."""
        cell: Cell = index.data(CELL_ROLE)
        return self._width(index, cell.runs) - self._room(index, 0).width() + 1

    def longest(self, index: Index) -> int:
        """The width of the piece that cannot be broken, with the room beside it."""
        cell: Cell = index.data(CELL_ROLE)
        return max((self._width(index, (run,)) for run in cell.runs), default=0) - self._room(index, 0).width() + 1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setLayoutDirection(option.direction)
        cell_ground(painter, option, index, selected=selected)
        painter.setPen(colour("on_selection" if selected else "ink"))
        room = self._room(index, option.rect.width()).translated(option.rect.left(), option.rect.top())
        lines, high = self._lines(index, room.width()), self._line(index)
        top = option.rect.top() + _ABOVE
        for line in lines:
            self._paint_line(painter, index, line, QRect(room.left(), top, room.width(), high))
            top += high
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            paint_ring(painter, QRectF(option.rect).adjusted(3, 3, -3, -4), current().radius["badge"])
        painter.restore()

    def _paint_line(self, painter: QPainter, index: Index, line: Sequence[Run], place: QRect) -> None:
        cell: Cell = index.data(CELL_ROLE)
        right = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = place.right() - self._width(index, line) + 1 if cell.number != right else place.left()
        space = QFontMetrics(self._font(index)).horizontalAdvance(" ")
        for run in reversed(line) if right else line:
            used = self._font(index, run)
            painter.setFont(used)
            width = QFontMetrics(used).horizontalAdvance(run.text)
            box = QRect(left, place.top(), width + 2, place.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), run.text)
            left += width + space

    def _lines(self, index: Index, width: int) -> list[list[Run]]:
        cell: Cell = index.data(CELL_ROLE)
        lines: list[list[Run]] = [[]]
        for run in cell.runs:
            if lines[-1] and self._width(index, [*lines[-1], run]) > width:
                lines.append([])
            lines[-1].append(run)
        return lines

    def _width(self, index: Index, runs: Sequence[Run]) -> int:
        space = QFontMetrics(self._font(index)).horizontalAdvance(" ")
        words = sum(QFontMetrics(self._font(index, run)).horizontalAdvance(run.text) for run in runs)
        return words + space * max(len(runs) - 1, 0)

    def _line(self, index: Index) -> int:
        return QFontMetrics(self._font(index)).height()

    def _room(self, index: Index, width: int) -> QRect:
        return QRect(0, 0, width, 0).adjusted(_FIRST if index.column() == 0 else _SIDE, 0, -_SIDE, 0)

    def _font(self, index: Index, run: Run | None = None) -> QFont:
        cell: Cell = index.data(CELL_ROLE)
        weight = 600 if index.data(TOTAL_ROLE) else None
        used = font("table", tabular=cell.number, weight=700 if run is not None and run.mark == "bold" else weight)
        used.setUnderline(run is not None and run.mark == "underline")
        return used


class FigureHeader(QHeaderView):
    """Titles that wrap as often as they must; the header is as high as its longest."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)

    def height_for(self, section: int) -> int:
        """The height its title takes at the width it has."""
        box = QFontMetrics(_head_font()).boundingRect(
            QRect(0, 0, self._room(section, self.sectionSize(section)).width(), 400), _WRAP, self._title(section)
        )
        return box.height() + 16

    def longest_word(self, section: int) -> int:
        """The width of the longest word of a title, with the room beside it."""
        metrics = QFontMetrics(_head_font())
        words = max((metrics.horizontalAdvance(word) for word in self._title(section).split()), default=0)
        return words + 2 - self._room(section, 0).width()

    def whole(self, section: int) -> int:
        """The width of a title on one line, with the room beside it."""
        return QFontMetrics(_head_font()).horizontalAdvance(self._title(section)) + 2 - self._room(section, 0).width()

    def sizeHint(self) -> QSize:
        heights = [self.height_for(section) for section in range(self.count())]
        return QSize(100, max([current().size["tableHeader"], *heights]))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        painter.fillRect(rect, colour("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour("line_strong"))
        painter.setFont(_head_font())
        painter.setPen(colour("ink_2"))
        align = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        room = self._room(logicalIndex, rect.width()).translated(rect.left(), rect.top())
        room.setHeight(rect.height() - 8)
        painter.drawText(room, int(align) | _WRAP, self._title(logicalIndex))
        painter.restore()

    def _title(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")

    def _room(self, section: int, width: int) -> QRect:
        return QRect(0, 0, width, 0).adjusted(_FIRST if section == 0 else _SIDE, 0, -_SIDE, 0)


def _head_font() -> QFont:
    return font("caption", weight=600)
