"""The status matrix: people or workshops by events, one cell each; arrows move, Enter opens."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rocb_desktop.texts import _
from rocb_desktop.ui import icons
from rocb_desktop.ui.focus_ring import paint_ring
from rocb_desktop.ui.look import colour, current, font
from rocb_desktop.ui.widgets.badge import badge_size, paint_badge
from rocb_desktop.ui.widgets.badge_words import BadgeSpec
from rocb_desktop.ui.widgets.cell_states import STATES, CellState
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.matrix_model import (
    BADGE_UNDER_ROLE,
    DETAIL_ROLE,
    STATE_ROLE,
    MatrixCell,
    MatrixColumn,
    MatrixModel,
    MatrixRow,
)
from rocb_desktop.ui.widgets.table_model import BADGE_ROLE, Index
from rocb_desktop.ui.widgets.table_paint import TableHeader, cell_ground
from rocb_desktop.ui.widgets.wrap import WrapRow

__all__ = ["Legend", "MatrixCell", "MatrixColumn", "MatrixRow", "MatrixView"]

_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_SIDE = 16
_NAMES, _BADGE_UNDER = 150, 26  # px: the least width of the names; what a badge below a name adds to a row


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QAbstractItemView, cell: QSize) -> None:
        super().__init__(view)
        self._view, self._cell = view, cell
        self.badge_under = False  # set where the column of badges does not fit

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        cell_ground(painter, option, index, selected=False)
        state, spec = index.data(STATE_ROLE), index.data(BADGE_ROLE)
        if isinstance(state, CellState):
            self._paint_state(painter, rect, state)
        elif isinstance(spec, BadgeSpec):
            right = option.direction == Qt.LayoutDirection.RightToLeft
            left = rect.right() - 12 - badge_size(spec).width() if right else rect.left() + 12
            paint_badge(painter, spec, left, rect.center().y() + 0.5, self._view.devicePixelRatioF())
        elif index.column() == 0:
            self._paint_name(painter, rect, index)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            box = self._box(rect) if isinstance(state, CellState) else QRectF(rect).adjusted(4, 4, -4, -5)
            paint_ring(painter, box, current().radius["badge"])
        painter.restore()

    def _box(self, rect: QRect) -> QRectF:
        size = QSize(min(self._cell.width(), rect.width() - 8), self._cell.height())
        left = rect.left() + (rect.width() - size.width()) / 2
        return QRectF(
            round(left), round(rect.top() + (rect.height() - 1 - size.height()) / 2), size.width(), size.height()
        )

    def _paint_state(self, painter: QPainter, rect: QRect, state: CellState) -> None:
        box, t = self._box(rect), current()
        centre = box.center()
        if state.look == "dot":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(state.tone))
            painter.drawEllipse(centre, 1.5, 1.5)
            return
        edge = QPen(Qt.PenStyle.NoPen)
        if state.look == "dashed":
            edge = QPen(colour("line_strong"), 1, Qt.PenStyle.CustomDashLine)
            edge.setDashPattern([3, 2])
        elif t.theme == "contrast":
            edge = QPen(colour("ink"), 1)
        painter.setPen(edge)
        painter.setBrush(colour(state.ground_role))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), t.radius["tile"], t.radius["tile"])
        picture = icons.pixmap(state.icon, state.tone, 18, self._view.devicePixelRatioF())
        painter.drawPixmap(QPoint(round(centre.x()) - 9, round(centre.y()) - 9), picture)

    def _paint_name(self, painter: QPainter, rect: QRect, index: Index) -> None:
        title, detail = str(index.data() or ""), str(index.data(DETAIL_ROLE) or "")
        room = rect.adjusted(_SIDE, 4, -8, -5)
        badge = index.data(BADGE_UNDER_ROLE) if self.badge_under else None
        if isinstance(badge, BadgeSpec):
            room.setBottom(room.bottom() - _BADGE_UNDER)
            paint_badge(painter, badge, room.left(), room.bottom() + _BADGE_UNDER / 2, self._view.devicePixelRatioF())
        title_font, detail_font = font("body" if detail else "table", weight=500), font("caption")
        wrap = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        metrics, small = QFontMetrics(title_font), QFontMetrics(detail_font)
        high = min(metrics.boundingRect(QRect(0, 0, room.width(), 999), wrap, title).height(), 2 * metrics.height())
        low = 0
        if detail:
            # A second line rather than three dots, where the title leaves room for it.
            needed = small.boundingRect(QRect(0, 0, room.width(), 999), wrap, detail).height()
            low = needed if needed <= 2 * small.height() and high + needed <= room.height() + 2 else small.height()
        top = room.top() + max((room.height() - high - low) // 2, 0)
        painter.setFont(title_font)
        painter.setPen(colour("ink"))
        painter.drawText(QRect(room.left(), top, room.width(), high), wrap, title)
        if detail:
            painter.setFont(detail_font)
            painter.setPen(colour("ink_2"))
            if low == small.height():
                detail = small.elidedText(detail, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.left(), top + high, room.width(), low + 2), wrap, detail)


class MatrixView(QTableView):
    """A matrix with cells of `cell` px in columns `column_width` wide; `tail` titles a last column of badges.

    `opened(row key, column key)`: Enter, Space or a press on a cell; the column key is "" for a name or a badge.
    `moved(row key, column key)` follows the current cell. One Tab stop; the view is as high as its rows.
    """

    opened = Signal(object, str)
    moved = Signal(object, str)

    def __init__(
        self,
        name: str,
        head: str,
        columns: Sequence[MatrixColumn],
        rows: Sequence[MatrixRow] = (),
        *,
        tail: str = "",
        cell: QSize | None = None,
        column_width: int = 66,
        row_height: int = 73,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.matrix = MatrixModel(head, columns, tail, self)
        self._column_width, self._row_height = column_width, row_height
        self._cells = _Delegate(self, cell or QSize(32, 32))
        self.setItemDelegate(self._cells)
        header = TableHeader(self, step="columnHead", height=48)
        self.setHorizontalHeader(header)
        self._settle()
        self.setModel(self.matrix)
        self.selectionModel().currentChanged.connect(self._tell_moved)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[MatrixRow], columns: Sequence[MatrixColumn] | None = None) -> None:
        """Shows other rows (and events); the keyboard stays on the same place."""
        place = (self.currentIndex().row(), self.currentIndex().column())
        self.matrix.set_columns(self.matrix.columns if columns is None else columns, rows)
        self._share_width()
        self.updateGeometry()
        self.setCurrentIndex(self.matrix.index(*place))

    def counts(self) -> Mapping[str, int]:
        """How many cells are in each state, for the legend."""
        found: dict[str, int] = {}
        for row in self.matrix.rows:
            for cell in row.cells:
                found[cell.state] = found.get(cell.state, 0) + 1
        return found

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.matrix.rowCount():
            self.setCurrentIndex(self.matrix.index(0, min(1, self.matrix.columnCount() - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENS and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._open(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _settle(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self._row_height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)

    def _height(self) -> int:
        rows = max(self.matrix.rowCount(), 1)
        header = self.horizontalHeader()
        bar = self.horizontalScrollBar().sizeHint().height() if header.length() > self.viewport().width() else 0
        return header.height() + rows * self.verticalHeader().defaultSectionSize() + bar

    def _share_width(self) -> None:
        events, room = len(self.matrix.columns), self.viewport().width()
        badges = [badge_size(row.badge).width() for row in self.matrix.rows if row.badge]
        tail = max([96, *(width + 24 for width in badges)]) if self.matrix.tail else 0
        # When it is tight the badges go below the names first, then the cells move together.
        under = bool(tail) and room < _NAMES + events * self._column_width + tail
        least = max([44, *(self.horizontalHeader().sectionSizeFromContents(n).width() for n in range(1, events + 1))])
        each = self._column_width
        names = max(_NAMES, tail) if under else _NAMES
        if room < names + events * each + (0 if under else tail):
            each = max(min(each, least), (room - names) // max(events, 1))
        self._put_badges(under)
        for number in range(1, events + 1):
            self.setColumnWidth(number, each)
        if tail:
            self.setColumnWidth(events + 1, tail)
        self.setColumnWidth(0, max(room - events * each - (0 if under else tail), names))
        if self.height() != self._height():
            self.updateGeometry()

    def _put_badges(self, under: bool) -> None:
        self._cells.badge_under = under
        if self.matrix.tail:
            self.setColumnHidden(len(self.matrix.columns) + 1, under)
        self.verticalHeader().setDefaultSectionSize(self._row_height + (_BADGE_UNDER if under else 0))

    def _keys(self, index: QModelIndex) -> tuple[Any, str]:
        row = self.matrix.rows[index.row()]
        cell = self.matrix.cell(index)
        return row.key, self.matrix.columns[index.column() - 1].key if cell is not None else ""

    def _open(self, index: QModelIndex) -> None:
        cell = self.matrix.cell(index)
        if cell is None or STATES[cell.state].look != "dot":
            self.opened.emit(*self._keys(index))

    def _tell_moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.moved.emit(*self._keys(now))


class Legend(WrapRow):
    """The states of a matrix with their words, and their counts when given; `lead` says of what, where it is a part."""

    def __init__(self, states: Sequence[str], counts: Mapping[str, int] | None = None, *, lead: str = "") -> None:
        super().__init__(gap=20)
        self._words = {}
        self._holders: dict[str, QWidget] = {}
        if lead:
            self.add(label(lead, "caption", wrap=False))
        for state in states:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(IconView(STATES[state].icon, STATES[state].tone, 14))
            self._words[state] = label("", "caption", wrap=False)
            row.addWidget(self._words[state])
            self._holders[state] = holder
            self.add(holder)
        self.set_counts(counts)

    def show_only(self, states: Collection[str]) -> None:
        """Says the states that there are."""
        for state, holder in self._holders.items():
            holder.setVisible(state in states)

    def set_counts(self, counts: Mapping[str, int] | None) -> None:
        """Says how many cells are in each state; None says the words alone."""
        for state, words in self._words.items():
            name = _(STATES[state].word)
            words.setText(name if counts is None else f"{name} {counts.get(state, 0)}")
