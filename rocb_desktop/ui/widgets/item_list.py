"""A list to choose from: each entry a title, a line, perhaps a number or an icon before and a badge after or below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from rocb_desktop.ui import icons
from rocb_desktop.ui.focus_ring import paint_ring
from rocb_desktop.ui.look import colour, current, font
from rocb_desktop.ui.widgets.badge import badge_size, paint_badge
from rocb_desktop.ui.widgets.badge_words import BadgeSpec
from rocb_desktop.ui.widgets.table_model import Index
from rocb_desktop.ui.widgets.table_paint import cell_ground
from rocb_desktop.ui.widgets.tip import plain_tip

ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 61
_EMPTY = QModelIndex()
_PAD = 16


@dataclass(frozen=True)
class Item:
    """`key` is what the page knows it by; `lead` is a number or sign before the title, `icon` stands on a square."""

    key: Any
    title: str
    detail: str = ""
    badge: BadgeSpec | None = None
    icon: str = ""
    lead: str = ""

    @property
    def spoken(self) -> str:
        """The entry in one sentence."""
        parts = (f"{self.lead} {self.title}".strip(), self.detail, self.badge.text if self.badge else "")
        return ". ".join(part for part in parts if part)


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: tuple[Item, ...] = ()

    def put(self, items: Sequence[Item]) -> None:
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def rowCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(item.spoken)
        return item.title if role == Qt.ItemDataRole.DisplayRole else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView, *, badge_below: bool, lines: bool) -> None:
        super().__init__(view)
        self._view, self._below, self._lines = view, badge_below, lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item: Item = index.data(ITEM_ROLE)
        high = self._title_height(item, self._view.viewport().width() - 2 * _PAD - (24 if item.lead else 0))
        high += QFontMetrics(font("caption")).height() if item.detail else 0
        high += current().size["badge"] + 4 if item.badge and self._below else 0
        return QSize(120, max(high + 20, current().size["tableRow"]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Item = index.data(ITEM_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._lines or selected:
            cell_ground(painter, option, index, selected=selected)
        room = QRect(option.rect).adjusted(_PAD, 8, -_PAD, -9)
        room = self._paint_lead(painter, room, item)
        if item.badge is not None:
            room = self._paint_badge(painter, room, item.badge)
        self._paint_words(painter, room, item, selected)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            paint_ring(painter, QRectF(option.rect).adjusted(3, 3, -3, -4), current().radius["badge"])
        painter.restore()

    def _title_height(self, item: Item, room: int) -> int:
        """One line; where badges are below, a long title takes two. Measured in bold, as the chosen one is."""
        metrics = QFontMetrics(font("body", weight=600))
        if not self._below or metrics.horizontalAdvance(item.title) <= room:
            return metrics.height()
        return 2 * metrics.height()

    def _paint_lead(self, painter: QPainter, room: QRect, item: Item) -> QRect:
        if item.icon:
            square = QRectF(room.left(), room.center().y() - 17.5, 36, 36)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("sunken"))
            painter.drawRoundedRect(square, 6, 6)
            picture = icons.pixmap(item.icon, "primary", 18, self._view.devicePixelRatioF())
            painter.drawPixmap(round(square.left()) + 9, round(square.top()) + 9, picture)
            return room.adjusted(48, 0, 0, 0)
        if item.lead:
            painter.setFont(font("body", weight=600))
            painter.setPen(colour("ink_2"))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), item.lead)
            return room.adjusted(24, 0, 0, 0)
        return room

    def _paint_badge(self, painter: QPainter, room: QRect, spec: BadgeSpec) -> QRect:
        ratio, size = self._view.devicePixelRatioF(), badge_size(spec)
        if self._below:
            paint_badge(painter, spec, room.left(), room.bottom() - size.height() / 2 + 1, ratio)
            return room.adjusted(0, 0, 0, -size.height() - 4)
        paint_badge(painter, spec, room.right() - size.width() + 1, room.center().y() + 0.5, ratio)
        return room.adjusted(0, 0, -size.width() - 12, 0)

    def _paint_words(self, painter: QPainter, room: QRect, item: Item, selected: bool) -> None:
        title, detail = font("body", weight=600 if selected else 500 if item.detail else None), font("caption")
        high = self._title_height(item, room.width())
        low = QFontMetrics(detail).height() if item.detail else 0
        top = room.top() + max((room.height() - high - low) // 2, 0)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        dark = current().theme == "contrast"  # there the chosen row is black
        for text, used, role, height in ((item.title, title, "ink", high), (item.detail, detail, "ink_2", low)):
            painter.setFont(used)
            painter.setPen(colour("on_selection" if selected and (role == "ink" or dark) else role))
            if height <= QFontMetrics(used).height():
                text = QFontMetrics(used).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            place = QRect(room.left(), top, room.width(), height)
            painter.drawText(place, flags | int(Qt.TextFlag.TextWordWrap), text)
            top += height


class ItemList(QListView):
    """`chosen(key)` follows the current entry; `opened(key)`: Enter or double press. One Tab stop.

    `badge_below` puts badges under the words, for a narrow list. `most` entries set its height (0: the layout does).
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        name: str,
        items: Sequence[Item] = (),
        *,
        badge_below: bool = False,
        lines: bool = True,
        most: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._list, self._most = _Model(self), most
        self.setModel(self._list)
        self.setItemDelegate(_Delegate(self, badge_below=badge_below, lines=lines))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        vertical = QSizePolicy.Policy.Fixed if most else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        self.selectionModel().currentChanged.connect(self._tell)
        self.set_items(items)

    def set_items(self, items: Sequence[Item]) -> None:
        """Shows other entries; the current one stays if its key is still there. Tells nothing."""
        kept = self.key()
        blocked = self.blockSignals(True)
        self._list.put(items)
        self.choose(kept)
        self.blockSignals(blocked)
        self.updateGeometry()

    def key(self) -> Any:
        """The key of the current entry, or None."""
        place = self.currentIndex().row()
        return self._list.items[place].key if 0 <= place < len(self._list.items) else None

    def choose(self, key: Any) -> None:
        """Makes an entry current; a key that is not there changes nothing."""
        for place, item in enumerate(self._list.items):
            if item.key == key:
                self.setCurrentIndex(self._list.index(place))

    def sizeHint(self) -> QSize:
        shown = self._most or 8
        return QSize(220, sum(max(self.sizeHintForRow(n), 0) for n in range(min(shown, len(self._list.items)))) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, min(self.sizeHint().height(), 80))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.key())
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit(self.key())

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self._list.items[now.row()].key)
