"""The head of a page: title, one line of context, at most three buttons, fewer when the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.tokens import Frame, frame_for
from rocb_desktop.ui import icons
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.button import more_button
from rocb_desktop.ui.widgets.label import label

_PART = 0.55  # of a sentence, on the longer of two lines


class PageHeader(QFrame):
    """Title, context and buttons, the primary one last.

    In a narrow window (below 900 px) the context goes, the other buttons move into a "…" menu and the primary button
    into `bottom_bar`, a strip that the page puts at its foot; a header whose bar nobody took keeps the button. In a
    wider window the others move into the menu when all together leave too little room for the title.
    """

    retitled = Signal()  # the page shows something of another name now

    def __init__(
        self, title: str, context: str = "", buttons: Sequence[QPushButton] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title_label = label(title, "pageTitle")
        self.context_label = label(context, "hint")
        self.bottom_bar = QFrame()
        self.bottom_bar.setProperty("role", "bar")
        self._bottom = QHBoxLayout(self.bottom_bar)
        self._bottom.setContentsMargins(16, 8, 16, 8)
        self._bottom.addStretch(1)
        self.bottom_bar.hide()
        self._menu = QMenu(self)
        self._more = more_button(_("More for this page"), self._menu)
        self._more.hide()
        self._row = QHBoxLayout(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title_label)
        words.addWidget(self.context_label)
        self._row.addLayout(words, 1)
        self._row.setSpacing(current().space["s"])
        self._row.addWidget(self._more)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._buttons: list[QPushButton] = []
        self._frame: Frame | None = None
        self._folded = False
        self._below: QWidget | None = None
        self._followed: QWidget | None = None
        self.set_buttons(buttons)
        self._lay_out("wide")

    def set_title(self, title: str) -> None:
        """Another title."""
        if title != self.title_label.text():
            self.title_label.setText(title)
            self.retitled.emit()
        self._lay_out(self.frame())

    def set_context(self, context: str) -> None:
        """Another line of context."""
        self.context_label.setText(context)
        self.context_label.setVisible(bool(context) and self._frame != "narrow")
        self._lay_out(self.frame())

    def set_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """Other buttons, in reading order."""
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = list(buttons)
        for made in self._buttons:
            self._row.addWidget(made)
        frame, self._frame = self._frame, None
        self._lay_out(frame or "wide")

    def put_below(self, buttons: QWidget | None) -> None:
        """Buttons of the page's content into `bottom_bar`, where they are always seen; None: they went elsewhere."""
        self._below = buttons
        if buttons is not None:
            self._bottom.addWidget(buttons, 100)  # all of the width: the row aligns itself
            buttons.show()
        self._place_buttons(self._frame == "narrow", self._folded)

    def primary(self) -> QPushButton | None:
        """The page's primary button: what Ctrl+Enter presses."""
        return next((made for made in self._buttons if made.property("role") == "primary"), None)

    def frame(self) -> Frame:
        """The layout the header has now."""
        return self._frame or "wide"

    def minimumSizeHint(self) -> QSize:
        # At the width there is: at the least width a long line of context would make the window higher.
        return QSize(120, self._row.minimumHeightForWidth(max(self.width(), 120)))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._watch_window()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._followed:
            self._lay_out(frame_for(self.window().width()))
        return super().eventFilter(watched, event)

    def _watch_window(self) -> None:
        window = self.window()
        if window is not self._followed:
            if self._followed is not None:
                self._followed.removeEventFilter(self)
            self._followed = window
            window.installEventFilter(self)
        self._frame = None
        self._lay_out(frame_for(window.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._frame is not None:
            self._lay_out(self._frame)

    def _crowded(self) -> bool:
        """Whether the title would break beside the buttons, or its context take more than two lines."""
        taken = sum(made.sizeHint().width() + self._row.spacing() for made in self._buttons)
        title = self.title_label.fontMetrics().horizontalAdvance(self.title_label.text())
        context = self.context_label.fontMetrics().horizontalAdvance(self.context_label.text())
        room = self.width() - taken - 2 * current().space["pageMarginCompact"]
        return self.isVisible() and len(self._buttons) > 1 and room < max(title, context * _PART)

    def _lay_out(self, frame: Frame) -> None:
        folded = frame == "narrow" or self._crowded()
        if (frame, folded) == (self._frame, self._folded):
            return
        self._frame, self._folded = frame, folded
        space, narrow = current().space, frame == "narrow"
        side = space["pageMargin" if frame == "wide" else "pageMarginCompact"]
        above = {"wide": 14, "medium": 8, "narrow": 6}[frame]
        self._row.setContentsMargins(side, above, side, {"wide": 10, "medium": 6, "narrow": 2}[frame])
        self.context_label.setVisible(bool(self.context_label.text()) and not narrow)
        self._place_buttons(narrow, folded)

    def _place_buttons(self, narrow: bool, folded: bool) -> None:
        primary = self.primary()
        to_bar = narrow and primary is not None and self.bottom_bar.parent() is not None
        self._menu.clear()
        for made in self._buttons:
            if made is primary:
                (self._bottom if to_bar else self._row).addWidget(made)
                made.show()
                continue
            made.setVisible(not folded)
            if folded:
                self._offer(made)
        self._more.setVisible(not self._menu.isEmpty())
        self.bottom_bar.setVisible(to_bar or self._below is not None)

    def _offer(self, made: QPushButton) -> None:
        if made.property("menu"):
            own = made.menu()
            own.setTitle(made.text())
            self._menu.addMenu(own)
            return
        action = self._menu.addAction(made.text())
        action.setEnabled(made.isEnabled())
        spec = made.property("iconSpec")
        if spec:
            icons.set_icon(action, str(spec[0]), "ink", 16)
        action.triggered.connect(lambda _on=False: made.click())
