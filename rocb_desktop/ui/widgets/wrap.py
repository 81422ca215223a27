"""Small things in lines, as words are: a legend needs two lines where one is too narrow, not a line for each entry."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

_BETWEEN_LINES = 6  # px


class WrapRow(QWidget):
    """Widgets side by side; what does not fit begins the next line."""

    def __init__(self, widgets: Iterable[QWidget] = (), *, gap: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._high = 0
        self._widgets: list[QWidget] = []
        # As in FlowRow: the lines set the height, a layout would take that of the least width.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Puts a widget at the end."""
        widget.setParent(self)
        self._widgets.append(widget)
        self._place()

    def widgets(self) -> list[QWidget]:
        """The widgets in reading order."""
        return list(self._widgets)

    def sizeHint(self) -> QSize:
        widths = [one.sizeHint().width() for one in self._shown()]
        return QSize(sum(widths) + self._gap * max(len(widths) - 1, 0), self._high)

    def minimumSizeHint(self) -> QSize:
        return QSize(max((one.sizeHint().width() for one in self._shown()), default=0), self._high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._place()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [one for one in self._widgets if not one.isHidden()]

    def _place(self) -> None:
        x = y = line = 0
        for one in self._shown():
            size = one.sizeHint()
            if x and x + size.width() > self.width():
                x, y, line = 0, y + line + _BETWEEN_LINES, 0
            room = QRect(x, y, size.width(), size.height())
            one.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), room))
            x, line = x + size.width() + self._gap, max(line, size.height())
        if y + line != self._high:
            self._high = y + line
            self.updateGeometry()
