"""The quiet drawing of a page that is still loading: a title, a line and two sheets, without words."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.look import colour, current


class Skeleton(QWidget):
    """Shown before the first page and, after 0.3 s, in a page whose content is not there yet.

    with_header: also draws the place of the title, for a page that is not built yet. painted: it is on the
    screen for the first time.
    """

    painted = Signal()

    def __init__(self, parent: QWidget | None = None, *, with_header: bool = True) -> None:
        super().__init__(parent)
        self._with_header = with_header
        self._seen = False
        self.setAccessibleName(_("Loading"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        space = current().space
        margin = space["pageMargin"] if self._with_header else 0
        top = float(margin)
        painter.setBrush(colour("sunken"))
        if self._with_header:
            painter.drawRoundedRect(QRectF(margin, 20, 180, 20), 4, 4)
            painter.drawRoundedRect(QRectF(margin, 46, 260, 12), 4, 4)
            top = current().size["pageHeader"]
        painter.setBrush(colour("surface"))
        width, radius = self.width() - 2 * margin, current().radius["card"]
        painter.drawRoundedRect(QRectF(margin, top, width, 120), radius, radius)
        below = top + 120 + space["cardGap"]
        painter.drawRoundedRect(QRectF(margin, below, width, self.height() - below - space["l"]), radius, radius)
        painter.end()
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.painted.emit)  # after the whole window is painted
