"""An icon as a picture: plain, or on a coloured square; painted anew at every scale and theme."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rocb_desktop.ui import icons
from rocb_desktop.ui.look import colour, current


class IconView(QWidget):
    """The icon `name` in a colour role, `size` px; with `square` px it stands on a rounded square of `ground`."""

    def __init__(
        self,
        name: str,
        colour_role: str = "primary",
        size: int = 20,
        *,
        square: int = 0,
        ground: str = "sunken",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._role, self._size = name, colour_role, size
        self._square, self._ground = square, ground
        self.setFixedSize(self.sizeHint())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, colour_role: str | None = None, ground: str | None = None) -> None:
        """Shows another icon."""
        self._name, self._role, self._ground = name, colour_role or self._role, ground or self._ground
        self.update()

    def sizeHint(self) -> QSize:
        side = self._square or self._size
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._square:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._ground))
            radius = current().radius["control"]
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        room = (self.width() - self._size) // 2
        painter.drawPixmap(room, room, icons.pixmap(self._name, self._role, self._size, self.devicePixelRatioF()))
        painter.end()
