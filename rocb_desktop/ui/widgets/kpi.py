"""A key figure: label, value, a bar of 0 to 100 % with the likely range, and the count behind the percentage."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from rocb_desktop.ui.look import colour, current
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label

_FIGURE = 5  # letters of "100 %": the longest value shown in the size of a figure


class RangeBar(QWidget):
    """0 to 100 % with a band from `low` to `high` and a mark at `point`, or filled from 0 to `filled` (0.0 to 1.0)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low: float | None = None
        self._point: float | None = None
        self._high: float | None = None
        self._filled: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_range(self, point: float | None, low: float | None = None, high: float | None = None) -> None:
        """Shows a share and its likely range; None draws no mark and no band."""
        self._point, self._low, self._high, self._filled = point, low, high, None
        self.update()

    def set_filled(self, share: float) -> None:
        """Shows how much of a time or a task is behind."""
        self._point = self._low = self._high = None
        self._filled = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        bar = QRectF(0, self.height() / 2 - 4, self.width(), 8)
        # High contrast has no soft grounds: the bar needs a line.
        painter.setPen(QPen(colour("ink"), 1) if current().theme == "contrast" else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._filled is not None:
            painter.setBrush(colour("primary"))
            painter.drawRoundedRect(QRectF(0, bar.top(), self.width() * min(max(self._filled, 0), 1), 8), 4, 4)
        if self._low is not None and self._high is not None:
            band = colour("primary")
            band.setAlphaF(0.4)
            painter.setBrush(band)
            painter.drawRect(QRectF(self.width() * self._low, bar.top(), self.width() * (self._high - self._low), 8))
        if self._point is not None:
            painter.setBrush(colour("primary"))
            left = min(max(self.width() * self._point - 2, 0), self.width() - 4)
            painter.drawRoundedRect(QRectF(left, bar.top() - 2, 4, 12), 1, 1)
        painter.end()


class KpiCard(Card):
    """A card of one figure: `note` gives the count and range in words, `unit` follows the value in small."""

    def __init__(self, name: str, value: str = "–", unit: str = "", note: str = "") -> None:
        super().__init__()
        self.name_label = label(name, "hint")
        self.value_label = label(value, "kpi", tabular=True, wrap=False)
        self._words = label(value, "cardTitle")
        self._words.setMinimumHeight(self.value_label.sizeHint().height())
        self._unit = label(unit, "cardTitle", wrap=False)
        self.note_label = label(note, "caption")
        self.bar = RangeBar()
        place = self.bar.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # figures in a row keep one height and their notes one line
        self.bar.setSizePolicy(place)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.value_label)
        row.addWidget(self._words, 100)
        row.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self.body.setContentsMargins(16, 9, 16, 10)
        self.body.setSpacing(4)
        self.body.addWidget(self.name_label)
        self.body.addLayout(row)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.note_label)
        self.set_value(value, unit, note)

    def set_name(self, name: str) -> None:
        """What the figure is of."""
        self.name_label.setText(name)

    def set_value(self, value: str, unit: str = "", note: str = "") -> None:
        """Shows another value; the whole figure is one spoken sentence."""
        # Words ("December 2021") are smaller than figures, or they would hold the card wide; in a label of their
        # own, because a style sheet put on again brings back the font a label was first shown with.
        is_figure = len(value) <= _FIGURE
        self.value_label.setText(value)
        self.value_label.setVisible(is_figure)
        self._words.setText(value)
        self._words.setVisible(not is_figure)
        self._unit.setText(unit)
        self._unit.setVisible(bool(unit))
        self.note_label.setText(note)
        spoken = f"{self.name_label.text()}: {value} {unit}".strip()
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(note)

    def set_range(self, point: float | None, low: float | None = None, high: float | None = None) -> None:
        """The share (0.0 to 1.0) and its likely range."""
        self.bar.show()
        self.bar.set_range(point, low, high)

    def set_filled(self, share: float) -> None:
        """A bar of time or work behind (0.0 to 1.0)."""
        self.bar.show()
        self.bar.set_filled(share)

    def hide_bar(self) -> None:
        """Nothing to draw: no share, or a day that is not known. The card keeps its height."""
        self.bar.hide()
