"""A list on the left and what is chosen in it on the right; in a narrow window one of them at a time."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.scroll import PageScroll

_LIST: dict[Frame, int] = {"wide": 340, "medium": 304, "narrow": 0}  # px; 0: all there is


class ListAndPane(QWidget):
    """Fill `pane` (a column that scrolls); the list fills its height by itself. `turned`: one came, the other went."""

    turned = Signal()

    def __init__(self, listed: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame = "wide"
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(listed)
        self.pane = PageScroll(inset=True)
        self.back_button = button(_("Back to the list"), "link", "arrow-left", on_press=self.show_list)
        self.pane.add(self.back_button)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._left)
        self._row.addWidget(self.pane, 1)
        self._listed = listed
        self.set_frame("wide")

    def hasHeightForWidth(self) -> bool:
        return False  # both sides scroll

    def sizeHint(self) -> QSize:
        # The height they would like would become the least height of the window.
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def set_frame(self, frame: Frame) -> None:
        """The window became wide, medium or narrow."""
        self._frame = frame
        space, width = current().space, _LIST[frame]
        self._left.setMinimumWidth(width)
        self._left.setMaximumWidth(width or 16_777_215)
        side = space["pageMargin" if frame == "wide" else "pageMarginCompact"]
        self._row.setContentsMargins(side - 4, 0, 8 if frame != "narrow" else side - 4, space["m"])
        self._row.setSpacing(space["cardGap" if frame == "wide" else "cardGapCompact"] - 8)
        self.back_button.setVisible(frame == "narrow")
        self.show_list()

    @property
    def one_at_a_time(self) -> bool:
        return self._frame == "narrow"

    def pane_shown(self) -> bool:
        """Whether the pane can be seen."""
        return not self.pane.isHidden()

    def show_list(self) -> None:
        """Back from the pane, where it covers the list."""
        self._left.show()
        self.pane.setVisible(not self.one_at_a_time)
        self.turned.emit()

    def show_pane(self) -> None:
        """Where there is room for one, the pane takes the place of the list."""
        self._left.setVisible(not self.one_at_a_time)
        self.pane.show()
        self.pane.verticalScrollBar().setValue(0)
        self.turned.emit()
