"""The one focus ring: gold outside, ink inside, around whatever has the keyboard."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QMenu,
    QMenuBar,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from rocb_desktop.ui.look import colour, current

# These mark the place of the keyboard inside themselves: a cell, a row, an entry.
_DRAW_THEIR_OWN = (QAbstractItemView, QMenu, QMenuBar, QScrollArea)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.LayoutRequest)
_COMES_AND_GOES = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange)


def paint_ring(painter: QPainter, inner: QRectF, radius: float) -> None:
    """Draws the ring around the rectangle `inner`: gold in the 2 px outside it, ink on its edge."""
    gold, ink = current().border["focusOuter"], current().border["focusInner"]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, grow, role in ((gold, gold / 2, "focus_outer"), (ink, -ink / 2, "focus_inner")):
        painter.setPen(QPen(colour(role), width))
        painter.drawRoundedRect(inner.adjusted(-grow, -grow, grow, grow), radius + grow, radius + grow)


class _Ring(QWidget):
    """Lies over its target inside the nearest scroll area or window, so that tight containers do not cut it.

    Not a QFocusFrame: that one takes its margins from a style, and a style of its own made the program crash
    when it ended (PySide6 6.11).
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []

    def follow(self, target: QWidget | None) -> None:
        """Goes around another widget; None hides the ring."""
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._target = target
        if target is None or target.isWindow():
            self.hide()
            return
        parent, self._watched = _place_for(target)
        for widget in self._watched:
            widget.installEventFilter(self)
        self.setParent(parent)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._fit()
        elif event.type() in _COMES_AND_GOES:
            self.follow(self._target)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._target is None or not isValid(self._target):
            return
        room = current().border["focusOuter"]
        radius = self._target.property("ringRadius")
        painter = QPainter(self)
        inner = QRectF(self.rect()).adjusted(room, room, -room, -room)
        paint_ring(painter, inner, current().radius["control"] if radius is None else float(radius))
        painter.end()

    def _fit(self) -> None:
        target, parent = self._target, self.parentWidget()
        if target is None or parent is None or not isValid(target):
            return
        room = current().border["focusOuter"]
        place = QRect(target.mapTo(parent, QPoint(0, 0)), target.size())
        self.setGeometry(place.adjusted(-room, -room, room, room))
        self.setVisible(target.isVisibleTo(parent))
        self.raise_()


def _place_for(target: QWidget) -> tuple[QWidget, list[QWidget]]:
    """The widget to lie in, and those whose moves matter, from the target upwards."""
    watched = [target]
    while not watched[-1].isWindow():
        parent = watched[-1].parentWidget()
        if parent is None or isinstance(parent, QAbstractScrollArea):
            break
        watched.append(parent)
    return watched.pop(), watched


class FocusRing(QObject):
    """Moves the ring to the focused widget; a widget with the property `ownRing` draws its own."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        wanted = None if new is None or self._draws_its_own(new) else new
        if self._ring is None or not isValid(self._ring):
            # It went with the page or window it last lay in.
            self._ring = _Ring()
        self._ring.follow(wanted)

    @staticmethod
    def _draws_its_own(widget: QWidget) -> bool:
        return isinstance(widget, _DRAW_THEIR_OWN) or bool(widget.property("ownRing"))
