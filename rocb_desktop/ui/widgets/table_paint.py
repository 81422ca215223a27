"""How table cells and column heads look: padding, lines, selection bar, badges, links, equal-width digits."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rocb_desktop.ui.focus_ring import paint_ring
from rocb_desktop.ui.look import colour, current, font
from rocb_desktop.ui.widgets.badge import badge_size, paint_badge
from rocb_desktop.ui.widgets.badge_words import BadgeSpec
from rocb_desktop.ui.widgets.table_model import BADGE_ROLE, KIND_ROLE, Index

PAD = 12  # px on both sides of a cell; the first cell stands 16 px in, as the titles of cards do
_FIRST = 16
_WORDS = {"muted": "ink_2", "link": "link", "number": "ink"}


def cell_ground(painter: QPainter, option: QStyleOptionViewItem, index: Index, *, selected: bool) -> None:
    """Paints the ground of a cell, the line between its row and the next, and the bar of a selected row."""
    t, rect = current(), QRect(option.rect)
    painter.fillRect(rect, colour("selection" if selected else "surface"))
    if index.row() < index.model().rowCount() - 1:
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour("line"))
    if selected and index.column() == 0:
        bar = t.border["selectionBar"]
        right = option.direction == Qt.LayoutDirection.RightToLeft
        painter.fillRect(QRect(rect.right() - bar + 1 if right else rect.left(), rect.top(), bar, rect.height()),
                         colour("primary"))  # fmt: skip


class TableDelegate(QStyledItemDelegate):
    """Paints every cell of every table; a dense row is 33 px high, another 40."""

    def __init__(self, view: QAbstractItemView, *, dense: bool = True) -> None:
        super().__init__(view)
        self._view, self._dense = view, dense

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = current().size
        spec = index.data(BADGE_ROLE)
        if isinstance(spec, BadgeSpec):
            width = badge_size(spec).width()
        else:
            width = QFontMetrics(self._font(index)).horizontalAdvance(str(index.data() or "")) + 2
        sides = (_FIRST if index.column() == 0 else PAD) + PAD
        return QSize(width + sides, size["tableRowDense" if self._dense else "tableRow"])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setLayoutDirection(option.direction)
        cell_ground(painter, option, index, selected=selected)
        room = QRect(option.rect).adjusted(_FIRST if index.column() == 0 else PAD, 0, -PAD, -1)
        spec = index.data(BADGE_ROLE)
        if isinstance(spec, BadgeSpec):
            self._paint_badge(painter, option, room, spec)
        else:
            self._paint_words(painter, room, index, selected)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            paint_ring(painter, QRectF(option.rect).adjusted(3, 3, -3, -4), current().radius["badge"])
        painter.restore()

    def _paint_badge(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, spec: BadgeSpec) -> None:
        right = option.direction == Qt.LayoutDirection.RightToLeft
        left = room.right() - badge_size(spec).width() if right else room.left()
        paint_badge(painter, spec, left, room.center().y() + 0.5, self._view.devicePixelRatioF())

    def _paint_words(self, painter: QPainter, room: QRect, index: Index, selected: bool) -> None:
        kind, text = str(index.data(KIND_ROLE) or "text"), str(index.data() or "")
        used = self._font(index)
        if kind == "link":
            used.setUnderline(True)
        painter.setFont(used)
        painter.setPen(colour("on_selection" if selected and kind != "link" else _WORDS.get(kind, "ink")))
        where = Qt.TextElideMode.ElideMiddle if kind == "file" else Qt.TextElideMode.ElideRight
        short = QFontMetrics(used).elidedText(text, where, room.width())
        painter.drawText(room, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), short)

    def _font(self, index: Index) -> QFont:
        kind = index.data(KIND_ROLE)
        return font("table", tabular=kind == "number", weight=500 if kind == "strong" else None)


class TableHeader(QHeaderView):
    """Column heads: small, wrapping to two lines at spaces and set hyphens, with an arrow where rows are sorted."""

    def __init__(self, parent: QWidget | None = None, *, step: str = "caption", height: int = 0) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._step = step
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(32)
        self.setFixedHeight(height or current().size["tableHeader"])

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        metrics = QFontMetrics(self._font(logicalIndex))
        longest = max((metrics.horizontalAdvance(part) for part in title.split("\n")), default=0)
        side = _FIRST if logicalIndex == 0 else PAD
        if self._step != "caption" and logicalIndex:
            return QSize(longest + 6, self.height())
        return QSize(longest + side + PAD + (14 if self.isSortIndicatorShown() else 0), self.height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        painter.fillRect(rect, colour("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour("line_strong"))
        painter.setFont(self._font(logicalIndex))
        painter.setPen(colour("ink_2"))
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        align = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        tight = 2 if int(align or 0) & int(Qt.AlignmentFlag.AlignHCenter) else PAD
        room = rect.adjusted(_FIRST if logicalIndex == 0 else tight, 0, -tight, -8 if self._step != "caption" else -2)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex:
            title += " ↑" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else " ↓"
        painter.drawText(room, int(align or 0) | int(Qt.TextFlag.TextWordWrap), title)
        painter.restore()

    def _font(self, section: int) -> QFont:
        # In a matrix the heads of the cells are smaller than the one over the names.
        return font("caption", weight=600) if section == 0 or self._step == "caption" else font(self._step, weight=500)
