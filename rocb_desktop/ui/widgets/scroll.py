"""The body of a page: scrolls up and down, never sideways."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from rocb_desktop.tokens import frame_for
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.flow import TopLayout


class _Sheet(QWidget):
    """As high as its content is at the width it has; the least height at the least width means nothing here.

    Content without wrapping words has the same height at every width, and is never pressed together.
    """

    def minimumSizeHint(self) -> QSize:
        least, layout = super().minimumSizeHint(), self.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        return QSize(least.width(), 0 if wraps else least.height())


class PageScroll(QScrollArea):
    """Fill `.body` (a vertical layout with the page's margins); what does not fit is reached by scrolling down.

    An `inset` one is a column of a page: it leaves the room of a focus ring, and a gap after it for its scroll bar.
    """

    def __init__(self, parent: QWidget | None = None, *, inset: bool = False) -> None:
        super().__init__(parent)
        self._inset = inset
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet = _Sheet()
        self.sheet.setProperty("role", "page")
        self.body = QVBoxLayout()
        TopLayout(self.sheet).add_top(self.body)
        self.setWidget(self.sheet)
        self.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._set_margins())
        self._set_margins()

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Adds a widget to the body."""
        self.body.addWidget(widget, stretch)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_margins()
        super().resizeEvent(event)

    def set_inset(self, inset: bool) -> None:
        """A column of a page, or the whole page."""
        self._inset = inset
        self._set_margins()

    def _set_margins(self) -> None:
        space = current().space
        wide = frame_for(self.window().width()) == "wide"
        side = space["pageMargin" if wide else "pageMarginCompact"]
        # The scroll bar stands in the margin, so that the content lines up with the page's header with and without it.
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > bar.minimum() else 0
        # The top leaves the 4 px a focus ring needs.
        if self._inset:
            self.body.setContentsMargins(4, 4, max(space["cardGap"] - taken, 4), 4)
        else:
            self.body.setContentsMargins(side, 4, max(side - taken, 4), space["l"])
        self.body.setSpacing(space["cardGap" if wide else "cardGapCompact"])
