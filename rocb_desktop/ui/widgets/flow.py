"""A row of widgets that becomes a column when it does not fit: buttons are never cut."""

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from rocb_desktop.ui.look import current

Align = Literal["start", "end", "middle"]


class TopLayout(QVBoxLayout):
    """A column whose content stays at the top: room left over goes below it.

    Without it a layout hands spare height to labels, and their texts drift apart. Towards its own parent it wants
    more height only when something in it does.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__()
        if parent is not None:
            parent.setLayout(self)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        self._filler = _Filler(self)
        self.addItem(self._filler)

    def add_top(self, item: QWidget | QLayout) -> None:
        """Adds a widget or layout at the end of the content."""
        place = self.indexOf(self._filler)
        if isinstance(item, QWidget):
            self.insertWidget(place, item)
        else:
            self.insertLayout(place, item)

    def expandingDirections(self) -> Qt.Orientation:
        found = Qt.Orientation(0)
        for place in range(self.count()):
            item = self.itemAt(place)
            if item is not None and item is not self._filler:
                found |= item.expandingDirections()
        return found


class _Filler(QSpacerItem):
    def __init__(self, column: TopLayout) -> None:
        super().__init__(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self._column = column

    def expandingDirections(self) -> Qt.Orientation:
        grows = self._column.expandingDirections() & Qt.Orientation.Vertical
        return Qt.Orientation(0) if grows else Qt.Orientation.Vertical


class FlowRow(QWidget):
    """Widgets side by side while there is room, below one another when not; `align` is where the row stands."""

    def __init__(
        self,
        widgets: Iterable[QWidget] = (),
        *,
        align: Align = "start",
        gap: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._align = align
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(current().space["s"] if gap is None else gap)
        self._widgets: list[QWidget] = []
        if align in ("end", "middle"):
            self._box.addStretch(1)
        if align in ("start", "middle"):
            self._box.addStretch(1)
        # Height for width is not what a box layout knows after it turned: the turn sets the height itself.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Puts a widget at the end of the row."""
        place = self._box.count() - (0 if self._align == "end" else 1)
        self._box.insertWidget(place, widget)
        self._widgets.append(widget)
        self._turn()

    def widgets(self) -> list[QWidget]:
        """The widgets in reading order."""
        return list(self._widgets)

    def is_column(self) -> bool:
        """True when the row has turned into a column."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def sizeHint(self) -> QSize:
        return QSize(self._row_width(), self._height())

    def minimumSizeHint(self) -> QSize:
        widest = max((w.minimumSizeHint().width() for w in self._shown()), default=0)
        return QSize(widest, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        # also when shown: what was laid out unseen did not turn
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._turn()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [w for w in self._widgets if not w.isHidden()]

    def _row_width(self) -> int:
        shown = self._shown()
        return sum(w.sizeHint().width() for w in shown) + self._box.spacing() * max(len(shown) - 1, 0)

    def _height(self) -> int:
        heights = [w.sizeHint().height() for w in self._shown()]
        if not heights:
            return 0
        return sum(heights) + self._box.spacing() * (len(heights) - 1) if self.is_column() else max(heights)

    def _turn(self) -> None:
        column = self.width() < self._row_width() and self.isVisible()
        direction = QBoxLayout.Direction.TopToBottom if column else QBoxLayout.Direction.LeftToRight
        if direction == self._box.direction():
            return
        self._box.setDirection(direction)
        for widget in self._widgets:
            self._box.setAlignment(widget, Qt.AlignmentFlag(0))
        self.updateGeometry()
