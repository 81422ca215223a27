"""Badges: an icon and a word on a soft tint, as a widget and inside table cells."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rocb_desktop.ui import icons
from rocb_desktop.ui.look import colour, current, font
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge

_ICON, _SIDE, _GAP = 13, 6, 4


def badge_size(spec: BadgeSpec) -> QSize:
    """Room a badge needs; it never wraps and is never shortened."""
    metrics = QFontMetricsF(font("caption", weight=500))
    width = 2 * _SIDE + _ICON + _GAP + metrics.horizontalAdvance(spec.text)
    return QSize(int(width + 1), max(current().size["badge"], int(metrics.height()) + 6))


def paint_badge(painter: QPainter, spec: BadgeSpec, left: float, middle: float, ratio: float) -> None:
    """Paints a badge whose leading edge is at `left` and whose middle line is at `middle`."""
    t, kind, size = current(), spec.kind, badge_size(spec)
    box = QRectF(left, middle - size.height() / 2, size.width(), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QPen(colour("ink"), 1) if t.theme == "contrast" else QPen(Qt.PenStyle.NoPen)
    painter.setPen(edge)
    painter.setBrush(colour(kind.ground_role))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), t.radius["badge"], t.radius["badge"])
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    icon_left = box.right() - _SIDE - _ICON if mirrored else box.left() + _SIDE
    at = QPointF(round(icon_left), round(middle - _ICON / 2))
    painter.drawPixmap(at, icons.pixmap(kind.icon, kind.ink_role, _ICON, ratio))
    painter.setPen(colour(kind.ink_role))
    painter.setFont(font("caption", weight=500))
    words = (
        box.adjusted(_SIDE, 0, -_SIDE - _ICON - _GAP, 0)
        if mirrored
        else box.adjusted(_SIDE + _ICON + _GAP, 0, -_SIDE, 0)
    )
    painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, spec.text)
    painter.restore()


class Badge(QWidget):
    """One badge of the fixed list: `Badge("reply_due")`, `Badge("problem", n=2)`; KeyError for any other."""

    def __init__(self, key: str, parent: QWidget | None = None, **values: Any) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._spec = badge(key, **values)
        self._tell()

    def set_badge(self, key: str, **values: Any) -> None:
        """Shows another state."""
        self._spec = badge(key, **values)
        self._tell()
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word, as shown."""
        return self._spec.text

    def sizeHint(self) -> QSize:
        return badge_size(self._spec)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        paint_badge(painter, self._spec, 0, self.height() / 2, self.devicePixelRatioF())
        painter.end()

    def _tell(self) -> None:
        self.setAccessibleName(self._spec.text)
