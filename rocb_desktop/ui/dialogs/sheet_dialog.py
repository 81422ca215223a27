"""The frame of a larger dialog: title, one line of context, notices, a body that scrolls, buttons in a fixed bar."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rocb_desktop.ui.dialog_help import offer_help
from rocb_desktop.ui.look import current
from rocb_desktop.ui.notices import Notices
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.scroll import PageScroll

_LEAST = QSize(320, 280)
_AROUND = 48  # px of the window that stay visible around the dialog


class SheetDialog(QDialog):
    """Add parts with add(), show one of several with show_only(). Ctrl+Enter presses the primary button."""

    def __init__(self, title: str, parent: QWidget | None = None, *, size: QSize | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.title_label = label(title, "pageTitle")
        self.context_label = label("", "hint")
        self.notices = Notices(self)
        self.sheet = PageScroll()
        self._parts: list[QWidget] = []
        self._covered: list[QWidget] = []
        self._buttons: list[QPushButton] = []
        self._row: FlowRow | None = None
        self._bar = QFrame()
        self._bar.setProperty("role", "bar")
        self._bar_row = QHBoxLayout(self._bar)
        self._build()
        offer_help(self)
        press = QShortcut(QKeySequence("Ctrl+Return"), self)
        press.activated.connect(self._press_primary)
        self.setMinimumSize(_LEAST)
        self.resize(self._fitting(size or QSize(760, 620)))

    def set_title(self, title: str, context: str = "") -> None:
        """Say something else at the top."""
        self.setWindowTitle(title)
        self.title_label.setText(title)
        self.context_label.setText(context)
        self.context_label.setVisible(bool(context))

    def add(self, widget: QWidget) -> None:
        """Add a part to the body."""
        self.sheet.add(widget)
        self._parts.append(widget)

    def remove(self, widget: QWidget) -> None:
        """Take a part out of the body, for good."""
        self._parts.remove(widget)
        self.sheet.body.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def show_only(self, *wanted: QWidget) -> None:
        """Show these parts and hide the others."""
        for part in self._parts:
            part.setVisible(part in wanted)
        self.sheet.verticalScrollBar().setValue(0)

    def cover(self, panel: QWidget) -> None:
        """Show a panel in the place of the parts, until uncover()."""
        self._covered = [part for part in self._parts if not part.isHidden()]
        self.add(panel)
        self.show_only(panel)

    def uncover(self, panel: QWidget) -> None:
        """Take the panel away and show the parts that it covered."""
        self.remove(panel)
        self.show_only(*self._covered)

    def buttons(self) -> list[QPushButton]:
        """The buttons of the bar."""
        return list(self._buttons)

    def set_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """The buttons of the bar in reading order; the primary one also answers to Enter. None hides the bar."""
        if self._row is not None:
            self._bar_row.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        self._buttons = list(buttons)
        self._row = FlowRow(self._buttons, align="end")
        self._bar_row.addWidget(self._row)
        self._row.show()  # now, and not with the next event: one of them takes the keyboard
        self._bar.setVisible(bool(self._buttons))
        primary = self.primary()
        if primary is not None:
            primary.setDefault(True)

    def primary(self) -> QPushButton | None:
        """What Enter and Ctrl+Enter press."""
        return next((made for made in self._buttons if made.property("role") == "primary"), None)

    def _press_primary(self) -> None:
        primary = self.primary()
        if primary is not None and primary.isEnabled():
            primary.click()

    def _build(self) -> None:
        space = current().space
        head = QVBoxLayout()
        side = space["pageMarginCompact"]  # as the sheet has it in a window of this size
        head.setContentsMargins(side, space["l"], side, space["s"])
        head.setSpacing(4)
        for part in (self.title_label, self.context_label, self.notices):
            head.addWidget(part)
        self.context_label.hide()
        self._bar_row.setContentsMargins(side, space["m"], side, space["m"])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.sheet, 1)
        column.addWidget(self._bar)
        self._bar.hide()

    def _fitting(self, wanted: QSize) -> QSize:
        """Never larger than the window below it or the screen."""
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        return wanted.boundedTo(room - QSize(_AROUND // 2, _AROUND)).expandedTo(_LEAST)
