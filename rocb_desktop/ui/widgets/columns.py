"""Columns of a page that move below one another when the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.flow import TopLayout


class SideBySide(QWidget):
    """A main column and a side column `side_width` px wide, more when its words take more; in a space narrower than
    `turn_at` px the side moves below.

    Fill `.main` and `.side`, two vertical layouts.
    """

    def __init__(self, *, side_width: int = 312, turn_at: int = 900, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        gap = current().space["cardGap"]
        self._side_width, self._turn_at = side_width, turn_at
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._main, self.main = _column(gap)
        self._side, self.side = _column(gap)
        self._box.addWidget(self._main, 1)
        self._box.addWidget(self._side)
        self._turn(below=False)

    def is_below(self) -> bool:
        """True when the side column is below the main one."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def set_side_width(self, width: int) -> None:
        """Another width of the side column, for a smaller window."""
        self._side_width = width
        self._turn(below=self.is_below())

    def set_side_shown(self, shown: bool) -> None:
        """Without its side column the main one has all the room."""
        self._side.setVisible(shown)

    def minimumSizeHint(self) -> QSize:
        # That of a column, also while there are two: or the window could never become narrow.
        columns = (self._main.minimumSizeHint(), self.side.minimumSize())
        return QSize(max(size.width() for size in columns), self._main.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        below = event.size().width() < self._turn_at
        if below != self.is_below():
            self._turn(below=below)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._share()
        return super().event(event)

    def _turn(self, *, below: bool) -> None:
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        # A stretch is a wish for height as soon as the columns are below one another.
        self._box.setStretchFactor(self._main, 0 if below else 1)
        self._share()
        self.updateGeometry()

    def _share(self) -> None:
        width = 0 if self.is_below() else max(self._side_width, self.side.minimumSize().width())
        self._side.setMinimumWidth(width)
        self._side.setMaximumWidth(width or 16_777_215)


class EvenGrid(QWidget):
    """Widgets of equal width in as many columns as fit (at most `columns`), each at least `least` px wide."""

    def __init__(
        self,
        widgets: Sequence[QWidget] = (),
        *,
        columns: int = 4,
        least: int = 200,
        gap: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._most, self._least, self._now = columns, least, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(current().space["cardGap"] if gap is None else gap)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Adds a widget at the end."""
        self._widgets.append(widget)
        self._arrange(self._now or min(self._most, len(self._widgets)))

    def columns(self) -> int:
        """How many widgets stand side by side now."""
        return self._now

    def minimumSizeHint(self) -> QSize:
        # That of one column, or a grid could never lose its others.
        least = [widget.minimumSizeHint() for widget in self._widgets]
        return QSize(max((size.width() for size in least), default=0), max((s.height() for s in least), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = self._grid.spacing()
        count = len(self._widgets)
        fitting = max(1, min(self._most, count, (event.size().width() + gap) // (self._least + gap)))
        # Rows alike: four where three fit become two and two, never three and one.
        fitting = -(-count // -(-count // fitting)) if count else 1
        if fitting != self._now:
            self._arrange(fitting)

    def _arrange(self, columns: int) -> None:
        self._now = columns
        for place, widget in enumerate(self._widgets):
            self._grid.addWidget(widget, place // columns, place % columns)
        for column in range(max(len(self._widgets), columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


def _column(gap: int) -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    content = QVBoxLayout()
    content.setSpacing(gap)
    TopLayout(holder).add_top(content)
    return holder, content
