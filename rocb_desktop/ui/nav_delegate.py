"""Draws the rows of the sidebar: icon, words, count, the gold bar of the page shown, the ring of the keyboard."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rocb_desktop.tokens import Frame
from rocb_desktop.ui import icons
from rocb_desktop.ui.focus_ring import paint_ring
from rocb_desktop.ui.look import colour, current, font

KEY = Qt.ItemDataRole.UserRole
ICON = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2
SHOWN = Qt.ItemDataRole.UserRole + 3
LINE = Qt.ItemDataRole.UserRole + 4

_LINE_HEIGHT = 17
_TWO_LINES = 48
_TEXT_AT = 50  # where the words begin in a row with words
_PILL = 22

Index = QModelIndex | QPersistentModelIndex


class NavDelegate(QStyledItemDelegate):
    """Rows for the three frames; set `frame` and lay the list out again when the window changes."""

    frame: Frame = "wide"

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(LINE):
            return QSize(10, _LINE_HEIGHT)
        row = current().size["navRowMedium" if self.frame == "medium" else "navRow"]
        if self.frame == "narrow":
            return QSize(current().size["sidebarRail"], row)
        view = self.parent()
        # the room beside the bar that scrolls, once it is there
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        return QSize(10, _TWO_LINES if self._wraps(index, width) else row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, state = option.rect, option.state
        if index.data(LINE):
            painter.setPen(colour("sidebar_sel"))
            painter.drawLine(rect.left() + 16, rect.center().y(), rect.right() - 16, rect.center().y())
        else:
            self._paint_row(painter, rect, state, index)
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, index: Index) -> None:
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        place = _Place(rect, mirrored)
        shown = bool(index.data(SHOWN))
        if shown or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("sidebar_sel"))
        if shown:
            bar = place.of(0, 0, current().border["selectionBar"], rect.height())
            painter.fillRect(bar, colour("focus_outer"))
        self._paint_icon(painter, place, shown, index)
        if self.frame != "narrow":
            self._paint_words(painter, place, shown, index)
        elif index.data(COUNT):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("focus_outer"))
            painter.drawEllipse(place.of(rect.width() - 13, 8, 8, 8))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            paint_ring(painter, QRectF(rect).adjusted(5, 3, -3, -3), current().radius["control"])

    def _paint_icon(self, painter: QPainter, place: "_Place", shown: bool, index: Index) -> None:
        size = current().size["icon"]
        left = (place.rect.width() - size) // 2 if self.frame == "narrow" else 20 if self.frame == "wide" else 16
        role = "sidebar_ink" if shown or self.frame != "narrow" else "sidebar_ink_2"
        ratio = painter.device().devicePixelRatio()
        drawing = icons.pixmap(str(index.data(ICON)), role, size, ratio)
        painter.drawPixmap(place.of(left, (place.rect.height() - size) // 2, size, size).topLeft(), drawing)

    def _paint_words(self, painter: QPainter, place: "_Place", shown: bool, index: Index) -> None:
        count = int(index.data(COUNT) or 0)
        rect, left = place.rect, self._text_left()
        room = rect.width() - left - (_pill_width(count) + 20 if count else 12)
        painter.setFont(_row_font(shown))
        painter.setPen(colour("sidebar_ink"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.drawText(place.of(left, 0, room, rect.height()), int(flags), words)
        if count:
            _paint_pill(painter, place, count)

    def _text_left(self) -> int:
        return _TEXT_AT if self.frame == "wide" else _TEXT_AT - 8

    def _wraps(self, index: Index, width: int) -> bool:
        count = int(index.data(COUNT) or 0)
        room = width - self._text_left() - (_pill_width(count) + 20 if count else 12)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        return QFontMetrics(_row_font(True)).horizontalAdvance(words) > room


class _Place:
    """Rectangles measured from the leading edge, so that right-to-left languages see the row mirrored."""

    def __init__(self, rect: QRect, mirrored: bool) -> None:
        self.rect, self._mirrored = rect, mirrored

    def of(self, left: int, top: int, width: int, height: int) -> QRect:
        x = self.rect.right() + 1 - left - width if self._mirrored else self.rect.left() + left
        return QRect(x, self.rect.top() + top, width, height)


def _row_font(shown: bool) -> QFont:
    return font("label" if shown else "body")


def _pill_width(count: int) -> int:
    return max(_PILL, QFontMetrics(font("caption", tabular=True, weight=600)).horizontalAdvance(str(count)) + 12)


def _paint_pill(painter: QPainter, place: _Place, count: int) -> None:
    width = _pill_width(count)
    pill = place.of(place.rect.width() - width - 12, (place.rect.height() - _PILL) // 2, width, _PILL)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("sidebar_ink"))
    painter.drawRoundedRect(pill, _PILL / 2, _PILL / 2)
    painter.setFont(font("caption", tabular=True, weight=600))
    painter.setPen(colour("sidebar"))
    painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), str(count))
