"""A QR code on the screen: dark on white in every theme, whole pixels for each module, a quiet zone around it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET = 4  # modules
_LEAST, _USUAL, _LARGEST = 2, 4, 5  # px of a module


class QrView(QWidget):
    """As large as there is room; `largest` px a module at most, 0 for no limit."""

    def __init__(
        self, rows: Sequence[Sequence[bool]], name: str, *, largest: int = _LARGEST, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = rows
        self._largest = largest
        self._modules = len(rows) + 2 * _QUIET
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST * self._modules, _LEAST * self._modules)

    def sizeHint(self) -> QSize:
        return QSize(_USUAL * self._modules, _USUAL * self._modules)

    def fit_height(self, room: int) -> None:
        """Be no higher than this, so that all of it is seen at once; but never too small for a telephone."""
        wanted = max(_LEAST, min(_USUAL, room // self._modules)) * self._modules
        if self.minimumHeight() != wanted or self.maximumHeight() != wanted:
            self.setFixedHeight(wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        room = min(self.width(), self.height()) * ratio
        scale = max(1, int(room // self._modules))
        if self._largest:
            scale = min(scale, int(self._largest * ratio))
        side = scale * self._modules
        left, top = int((self.width() * ratio - side) // 2), int((self.height() * ratio - side) // 2)
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)  # whole pixels of the screen, also at 125 %
        painter.fillRect(QRect(left, top, side, side), QColor(Qt.GlobalColor.white))
        for y, row in enumerate(self.rows, _QUIET):
            for x, dark in enumerate(row, _QUIET):
                if dark:
                    painter.fillRect(left + x * scale, top + y * scale, scale, scale, QColor(Qt.GlobalColor.black))
        painter.end()
