"""The map of administrations: one equal tile each, with what is known of it; arrows move, Enter opens, Esc clears."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rocb_desktop.paths import resource_text
from rocb_desktop.ui.focus_ring import paint_ring
from rocb_desktop.ui.look import colour, current, font
from rocb_desktop.ui.widgets.table_model import Index
from rocb_desktop.ui.widgets.tip import plain_tip

TileState = Literal["count", "no_reply", "not_asked", "did_not_take_part", "not_known"]
TILE_ROLE = int(Qt.ItemDataRole.UserRole) + 41
_PITCH_LEAST, _PITCH_MOST, _GAP = 22, 40, 2
_WORDS_FROM = 26  # px a tile needs for a second line
_EMPTY = QModelIndex()
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True)
class Tile:
    """One administration: `share` (0.0 to 1.0) gives the tint of a count, `short` stands under the code ("2/3"),
    `spoken` says everything ("Fiji: 2 of 3 replies")."""

    code: str
    state: TileState
    spoken: str
    short: str = ""
    share: float = 0.0


@lru_cache(maxsize=1)
def layout() -> tuple[int, int, Mapping[str, tuple[int, int]]]:
    """Columns, rows and the place (column, row) of each administration's tile, from resources/tile_map.json.

    A place beyond the columns makes the map wider while its tile is shown: most rounds are of members alone.
    """
    document: dict[str, Any] = json.loads(resource_text("tile_map.json"))
    places = {code: (place[0], place[1]) for code, place in document["tiles"].items()}
    return document["columns"], document["rows"], places


def tint_step(share: float) -> int:
    """Which of the six steps of the sequential scale a share gets: 0, then quarters, and the last for all of it."""
    if share <= 0:
        return 0
    return 5 if share >= 1 else 1 + int(share * 4)


class _Model(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.tiles: dict[tuple[int, int], Tile] = {}
        self.columns, self.rows, _places = layout()

    def put(self, tiles: Sequence[Tile]) -> None:
        places = layout()[2]
        self.beginResetModel()
        self.tiles = {places[tile.code]: tile for tile in tiles}
        self.columns = max([layout()[0], *(column + 1 for column, _row in self.tiles)])
        self.rows = max([layout()[1], *(row + 1 for _column, row in self.tiles)])
        self.endResetModel()

    def rowCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else self.rows

    def columnCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else self.columns

    def tile(self, index: Index) -> Tile | None:
        return self.tiles.get((index.column(), index.row())) if index.isValid() else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.tile(index) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        tile = self.tile(index)
        if tile is None:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tile.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(tile.spoken)
        if role == TILE_ROLE:
            return tile
        return tile.code if role == Qt.ItemDataRole.DisplayRole else None


def paint_tile(painter: QPainter, box: QRectF, tile: Tile, *, words: bool) -> None:
    """Paints one tile; `words` adds the second line."""
    ground, ink, edge = _colours(tile)
    painter.setPen(edge)
    painter.setBrush(ground)
    radius = current().radius["tile"]
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(ink)
    painter.setFont(font("columnHead", weight=600))
    if not words or not tile.short:
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), tile.code)
        return
    half = box.height() / 2
    painter.drawText(box.adjusted(-3, 1, 3, -half), int(Qt.AlignmentFlag.AlignCenter), tile.code)
    painter.setFont(font("columnHead", weight=400))
    painter.drawText(box.adjusted(-3, half - 1, 3, -1), int(Qt.AlignmentFlag.AlignCenter), tile.short)


def _colours(tile: Tile) -> tuple[QColor, QColor, QPen]:
    t = current()
    if tile.state == "count" and t.theme != "contrast":
        step = tint_step(tile.share)
        return QColor(t.sequential[step]), QColor(t.sequential_ink[step]), QPen(Qt.PenStyle.NoPen)
    line = QPen(colour("line_strong"), 1)
    if tile.state == "no_reply":
        # Grey, never white: nobody answered, which is not the same as "none".
        line.setDashPattern([3, 2])
        return colour("neutral_soft"), colour("ink"), line
    if tile.state == "not_known":
        line.setDashPattern([1, 2])
        return colour("surface"), colour("ink_2"), line
    if tile.state == "not_asked":
        return colour("surface"), colour("ink"), line
    if tile.state == "count":
        return colour("surface"), colour("ink"), QPen(colour("ink"), 1)
    return colour("surface"), colour("ink_3"), QPen(colour("line"), 1)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.filtered = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile = index.data(TILE_ROLE)
        if not isinstance(tile, Tile):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)
        paint_tile(painter, box, tile, words=box.width() >= _WORDS_FROM - 1)
        if self.filtered == tile.code:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            paint_ring(painter, box.adjusted(1, 1, -1, -1), current().radius["tile"])
        painter.restore()


class TileMap(QTableView):
    """`opened(code)`: Enter, Space or a press on a tile. `cleared`: Esc. `moved(code)` follows the current tile."""

    opened = Signal(str)
    cleared = Signal()
    moved = Signal(str)

    def __init__(self, name: str, tiles: Sequence[Tile] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._tiles = _Model(self)
        self._cells = _Delegate(self)
        self.setItemDelegate(self._cells)
        self.setModel(self._tiles)
        self._settle()
        self._pitch = 0
        self._set_pitch(29)
        self.selectionModel().currentChanged.connect(self._tell_moved)
        self.set_tiles(tiles)

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Shows other tiles; KeyError for a code that has no place on the map."""
        here = self.code()
        self._tiles.put(tiles)
        if here:
            self.choose(here)

    def columns(self) -> int:
        """How many tiles the map is wide now."""
        return self._tiles.columns

    def set_filtered(self, code: str) -> None:
        """Marks the administration the page is filtered to; an empty text takes the mark away."""
        self._cells.filtered = code
        self.viewport().update()

    def code(self) -> str:
        """The administration of the current tile, or an empty text."""
        tile = self._tiles.tile(self.currentIndex())
        return tile.code if tile else ""

    def choose(self, code: str) -> None:
        """Makes the tile of an administration current."""
        column, row = layout()[2][code]
        self.setCurrentIndex(self._tiles.index(row, column))

    def sizeHint(self) -> QSize:
        return QSize(self._tiles.columns * self._pitch, self._tiles.rows * self._pitch + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._tiles.columns * _PITCH_LEAST, self._tiles.rows * _PITCH_LEAST)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.code() and self._tiles.tiles:
            column, row = min(self._tiles.tiles, key=lambda place: (place[1], place[0]))
            self.setCurrentIndex(self._tiles.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(*_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.code():
            self.opened.emit(self.code())
        elif key == Qt.Key.Key_Escape:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        tile = self._tiles.tile(self.indexAt(event.position().toPoint()))
        if tile is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(tile.code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_pitch(max(_PITCH_LEAST, min(_PITCH_MOST, self.viewport().width() // self._tiles.columns)))

    def _settle(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(8)
        self.verticalHeader().setMinimumSectionSize(8)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _set_pitch(self, pitch: int) -> None:
        if pitch == self._pitch:
            return
        self._pitch = pitch
        self.horizontalHeader().setDefaultSectionSize(pitch)
        self.verticalHeader().setDefaultSectionSize(pitch)
        self.updateGeometry()

    def _step(self, right: int, down: int) -> None:
        """Goes to the nearest tile in a direction; tiles straight ahead win over those aside."""
        here = (self.currentIndex().column(), self.currentIndex().row())
        mirrored = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        best: tuple[int, tuple[int, int]] | None = None
        for place in self._tiles.tiles:
            across, along = place[0] - here[0], place[1] - here[1]
            ahead = across * right * mirrored + along * down
            aside = abs(along if right else across)
            if ahead > 0 and (best is None or (ahead + 3 * aside, place) < best):
                best = (ahead + 3 * aside, place)
        if best is not None:
            self.setCurrentIndex(self._tiles.index(best[1][1], best[1][0]))

    def _tell_moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        tile = self._tiles.tile(now)
        if tile is not None:
            self.moved.emit(tile.code)


class TileLegend(QWidget):
    """Small tiles with the words of the states that are on the map."""

    def __init__(self, entries: Sequence[tuple[Tile, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = tuple(entries)
        self.setAccessibleName(", ".join(words for _tile, words in self._entries))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width)[-1][1] + 20 if self._entries else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (tile, words), (left, top) in zip(self._entries, self._lay_out(self.width()), strict=True):
            paint_tile(painter, QRectF(left, top + 3, 14, 14), Tile("", tile.state, "", share=tile.share), words=False)
            painter.setPen(colour("ink_2"))
            painter.setFont(font("caption"))
            painter.drawText(QRectF(left + 20, top, 400, 20), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()

    def _lay_out(self, width: int) -> list[tuple[int, int]]:
        metrics, left, top, found = QFontMetrics(font("caption")), 0, 0, []
        for _tile, words in self._entries:
            needed = 20 + metrics.horizontalAdvance(words) + 14
            if left and left + needed - 14 > width:
                left, top = 0, top + 20
            found.append((left, top))
            left += needed
        return found
