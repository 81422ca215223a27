"""Sidebar and pages side by side: full, smaller, a rail of icons, or the whole sidebar over the page (F9)."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rocb_desktop.tokens import Frame
from rocb_desktop.ui.sidebar import Sidebar


class Body(QWidget):
    """The sidebar lies over an empty strip of its own width, so that it can also grow over the page.

    overlay_changed: the sidebar was opened over the page, or closed.
    """

    overlay_changed = Signal()

    def __init__(self, sidebar: Sidebar, pages: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sidebar, self._pages = sidebar, pages
        self._strip = QWidget(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._strip)
        row.addWidget(pages, 1)
        sidebar.setParent(self)
        sidebar.raise_()
        # a press anywhere else closes the open sidebar
        self._pages.installEventFilter(self)
        self._frame: Frame = "wide"
        self._collapsed = False
        self.overlay = False
        self._arrange()

    def set_frame(self, frame: Frame) -> None:
        """The window became wide, medium or narrow."""
        self._frame = frame
        self.overlay = False
        self._arrange()

    def toggle(self) -> None:
        """F9: a rail or back; in a narrow window, the whole sidebar over the page or back."""
        if self._frame == "narrow":
            self.show_overlay(not self.overlay)
            return
        self._collapsed = not self._collapsed
        self._arrange()

    def show_overlay(self, wanted: bool) -> None:
        """Open the whole sidebar over the page, or close it."""
        if wanted == self.overlay:
            return
        self.overlay = wanted
        self._arrange()
        if wanted:
            self.sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.overlay_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.overlay and isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            self.show_overlay(False)
            return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        kept: Frame = "narrow" if self._collapsed else self._frame
        self._strip.setFixedWidth(Sidebar.width_for(kept))
        self.sidebar.set_frame("wide" if self.overlay else kept)
        self._place()

    def _place(self) -> None:
        width = Sidebar.width_for("wide") if self.overlay else self._strip.width()
        at = self.width() - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
        self.sidebar.setGeometry(at, 0, width, self.height())
