"""The categories of Settings: a list beside them, or one field above them where the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rocb_desktop.texts import _
from rocb_desktop.ui import icons
from rocb_desktop.ui.focus_ring import paint_ring
from rocb_desktop.ui.look import colour, font
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.table_model import Index
from rocb_desktop.ui.widgets.table_paint import cell_ground

WIDTH = 224
_ROW, _ICON, _PAD = 40, 18, 16
_NAME = int(Qt.ItemDataRole.UserRole) + 1  # of the icon


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            cell_ground(painter, option, index, selected=True)
        room = QRect(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        right = option.direction == Qt.LayoutDirection.RightToLeft
        place = QRect(room.right() - _ICON if right else room.left(), room.center().y() - _ICON // 2, _ICON, _ICON)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(place, icons.pixmap(index.data(_NAME), "ink", _ICON, ratio))  # in the colour of this theme
        words = room.adjusted(0, 0, -_ICON - 12, 0) if right else room.adjusted(_ICON + 12, 0, 0, 0)
        painter.setFont(font("body", weight=600 if selected else 400))
        painter.setPen(colour("on_selection" if selected else "ink"))
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(option.rect).adjusted(3, 3, -3, -3), 4)
        painter.restore()


class SettingsList(Card):
    """`chosen(str)`: the key of a category. Each is (key, words, icon)."""

    chosen = Signal(str)

    def __init__(self, categories: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(flush=True)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(_("Kinds of settings"))
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(_ROW * len(categories) + 4)
        for key, words, icon in categories:
            item = QListWidgetItem(words)
            item.setData(_NAME, icon)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.add(self.list, 1)
        self.setFixedWidth(WIDTH)
        self.list.currentItemChanged.connect(self._tell)

    def choose(self, key: str) -> None:
        """Mark a category; one that is not there changes nothing."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.list.setCurrentRow(row)

    def key(self) -> str:
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
