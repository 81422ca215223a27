"""Ticks, radio buttons and radio tiles, and the groups that hold them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from rocb_desktop.ui import icons
from rocb_desktop.ui.look import colour, current, font
from rocb_desktop.ui.widgets.flow import FlowRow

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def tick(words: str, *, on: bool = False, hint: str = "") -> QCheckBox:
    """A tick box; `hint` becomes its description."""
    made = QCheckBox(_plain(words))
    made.setFont(font("body"))
    made.setChecked(on)
    made.setAccessibleName(words)
    made.setAccessibleDescription(hint)
    return made


class RadioRow(FlowRow):
    """Radio buttons in a row (a column when narrow), one Tab stop; options are (value, words).

    `changed(object)` gives the value the person chose. Nothing is chosen until somebody does.
    """

    changed = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[Any, str]], value: Any = None) -> None:
        self._group = QButtonGroup()
        self._values: list[Any] = [option[0] for option in options]
        buttons = []
        for place, (_value, words) in enumerate(options):
            made = QRadioButton(_plain(words))
            made.setFont(font("body"))
            made.setAccessibleName(f"{name}: {words}")
            self._group.addButton(made, place)
            buttons.append(made)
        super().__init__(buttons, gap=24)
        self.setAccessibleName(name)
        self._group.idClicked.connect(lambda place: self.changed.emit(self._values[place]))
        self.set_value(value)

    def value(self) -> Any:
        """The value chosen, or None."""
        place = self._group.checkedId()
        return None if place < 0 else self._values[place]

    def set_value(self, value: Any) -> None:
        """Chooses a value without telling; one that is not offered takes the choice away."""
        _choose(self._group, self._values.index(value) if value in self._values else -1)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Gives the keyboard to the chosen button, else the first."""
        (self._group.checkedButton() or self._group.button(0)).setFocus(reason)


class RadioTile(QAbstractButton):
    """A large radio button: icon and words, perhaps a line below; the whole tile is the target, at least 56 high."""

    def __init__(self, words: str, icon: str = "", detail: str = "", *, note: str = "") -> None:
        super().__init__()
        self._words, self._icon, self._detail, self._note = words, icon, detail, note
        self.setText(_plain(words))
        self.setAccessibleName(words)
        self.setAccessibleDescription(" ".join(part for part in (detail, note) if part))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = 260 if not self._detail else 420
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 56)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = max(width - self._left() - 10, 40)
        lines = self._lines(room)
        return max(56, sum(height for _text, _step, _role, height in lines) + (32 if self._detail else 16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        # Qt's arrows choose only when something is chosen already; from an empty group they would only move.
        now = QApplication.focusWidget()
        if event.key() in _ARROWS and now is not self and isinstance(now, RadioTile) and now.group() is self.group():
            if not now.isChecked():
                now.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        self._paint_ground(painter)
        self._paint_dot(painter)
        if self._icon:
            self._paint_icon(painter)
        self._paint_words(painter)
        painter.end()

    def _left(self) -> int:
        if not self._icon:
            return 42
        return 120 if self._detail else 74

    def _lines(self, room: int) -> list[tuple[str, str, str, int]]:
        """(text, type step, colour role, height) of each block of words in a column `room` px wide."""
        ink = "ink" if self.isEnabled() else "disabled_ink"
        blocks = [(self._words, "cardTitle" if self._detail else "body", ink)]
        blocks += [(self._detail, "body", "ink_2")] if self._detail else []
        blocks += [(self._note, "hint", "ink_3")] if self._note else []
        found = []
        for text, step, role in blocks:
            # Measured in bold, so that choosing a tile never changes its height.
            metrics = QFontMetrics(font(step, weight=600 if step != "hint" else None))
            box = metrics.boundingRect(QRect(0, 0, room, 2000), int(Qt.TextFlag.TextWordWrap), text)
            found.append((text, step, role, box.height() + (2 if self._detail else 0)))
        return found

    def _paint_ground(self, painter: QPainter) -> None:
        t, on = current(), self.isChecked()
        width = t.border["selected"] if on else t.border["hairline"]
        edge = "primary" if on else "line_strong"
        if self._detail and not on:
            edge = "line"
        ground = "primary_soft" if on else ("surface_alt" if self.underMouse() else "surface")
        painter.setPen(QPen(colour(edge if self.isEnabled() else "line"), width))
        painter.setBrush(colour(ground))
        half = width / 2
        radius = t.radius["card" if self._detail else "control"]
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)

    def _paint_dot(self, painter: QPainter) -> None:
        on = self.isChecked()
        left = 21 if self._detail else 13
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - 18
        circle = QRectF(left + 0.5, self._dot_middle() - 8.5, 17, 17)
        painter.setPen(QPen(colour("primary" if on else "line_strong"), 1.4 if on else 1))
        painter.setBrush(colour("surface"))
        painter.drawEllipse(circle)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("primary"))
            painter.drawEllipse(circle.adjusted(3.5, 3.5, -3.5, -3.5))

    def _dot_middle(self) -> float:
        return self.height() / 2

    def _paint_icon(self, painter: QPainter) -> None:
        side = 48 if self._detail else 20
        left = 55 if self._detail else 43
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - side
        size = 24 if self._detail else 20
        if self._detail:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("surface" if self.isChecked() else "sunken"))
            painter.drawRoundedRect(QRectF(left, self.height() / 2 - 24, 48, 48), 6, 6)
        room = (side - size) // 2
        role = "primary" if self.isEnabled() else "disabled_ink"
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(left + room, (self.height() - size) // 2, icons.pixmap(self._icon, role, size, ratio))

    def _paint_words(self, painter: QPainter) -> None:
        room = self.width() - self._left() - 10
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 10 if mirrored else self._left()
        lines = self._lines(max(room, 40))
        top = (self.height() - sum(line[3] for line in lines)) // 2
        for text, step, role, height in lines:
            bold = step == "cardTitle" or (step == "body" and not self._detail and self.isChecked())
            painter.setFont(font(step, weight=600 if bold else None))
            painter.setPen(colour(role))
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(left, top, room, height), int(flags), text)
            top += height


class TileGroup(QWidget):
    """Radio tiles in a grid that loses columns when narrow; options are (value, tile). `changed(object)` on choice.

    One Tab stop; the arrows choose, also up and down. A `wide_last` tile has a row of its own.
    """

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[Any, RadioTile]],
        *,
        columns: int = 3,
        tile_width: int = 210,
        value: Any = None,
        wide_last: bool = False,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values = [option[0] for option in options]
        self._tiles = [option[1] for option in options]
        self._most, self._least_width, self._now = columns, tile_width, 0
        self._wide_last = wide_last
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        for place, tile in enumerate(self._tiles):
            self._group.addButton(tile, place)
            tile.setAccessibleName(f"{name}: {tile.accessibleName()}")
        self._group.idClicked.connect(lambda place: self.changed.emit(self._values[place]))
        self._arrange(columns)
        self.set_value(value)

    def value(self) -> Any:
        """The value chosen, or None."""
        place = self._group.checkedId()
        return None if place < 0 else self._values[place]

    def set_value(self, value: Any) -> None:
        """Chooses a value without telling; one that is not offered takes the choice away."""
        _choose(self._group, self._values.index(value) if value in self._values else -1)

    def focus(self) -> None:
        """Gives the keyboard to the chosen tile, else the first."""
        (self._group.checkedButton() or self._tiles[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def columns(self) -> int:
        """How many tiles stand side by side now."""
        return self._now

    def minimumSizeHint(self) -> QSize:
        # That of one column, or a group could never lose its others.
        return QSize(max((tile.minimumSizeHint().width() for tile in self._tiles), default=0), 56)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(1, min(self._most, (self.width() + 12) // (self._least_width + 12))))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def _arrange(self, columns: int) -> None:
        if columns == self._now:
            return
        self._now = columns
        for place, tile in enumerate(self._tiles):
            if self._wide_last and place == len(self._tiles) - 1:
                self._grid.addWidget(tile, -(-place // columns), 0, 1, columns)
            else:
                self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


def _plain(words: str) -> str:
    """Words that may be the title of a file: Qt takes an "&" in them for the mark of a key, and does not show it."""
    return words.replace("&", "&&")


def _choose(group: QButtonGroup, place: int) -> None:
    chosen = group.checkedButton()
    if place >= 0:
        group.button(place).setChecked(True)
    elif chosen is not None:
        # An exclusive group keeps one button on, so the rule rests for a moment.
        group.setExclusive(False)
        chosen.setChecked(False)
        group.setExclusive(True)
