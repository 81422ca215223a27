"""A QR code on the screen: dark on white in every theme, whole pixels for each module, a quiet zone around it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET = 4  # modules
_LARGEST = 5  # px of a module


class QrView(QWidget):
    """As large as there is room, at most `_LARGEST` px a module."""

    def __init__(self, rows: Sequence[Sequence[bool]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._modules = len(rows) + 2 * _QUIET
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(2 * self._modules, 2 * self._modules)

    def sizeHint(self) -> QSize:
        return QSize(4 * self._modules, 4 * self._modules)

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        room = min(self.width(), self.height()) * ratio
        scale = max(1, min(int(room // self._modules), int(_LARGEST * ratio)))
        side = scale * self._modules
        left, top = int((self.width() * ratio - side) // 2), int((self.height() * ratio - side) // 2)
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)  # whole pixels of the screen, also at 125 %
        painter.fillRect(QRect(left, top, side, side), QColor(Qt.GlobalColor.white))
        for y, row in enumerate(self._rows, _QUIET):
            for x, dark in enumerate(row, _QUIET):
                if dark:
                    painter.fillRect(left + x * scale, top + y * scale, scale, scale, QColor(Qt.GlobalColor.black))
        painter.end()
