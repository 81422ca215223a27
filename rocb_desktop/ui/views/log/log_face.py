"""The faces of the log under tabs: the list, the board, and what else a page puts there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.tabs import CountTabs


class LogFace(QWidget):
    """add_tab() in reading order. `turned(key)` when another tab is shown."""

    turned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._words: list[tuple[str, str, int | None]] = []
        self._faces: dict[str, QWidget] = {}
        self.tabs = CountTabs(_("Action log"))
        self.tabs.serve(self)
        self.tabs.changed.connect(self._show)
        self._stack = QStackedWidget()
        self._head = QVBoxLayout()
        self._head.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().space["s"])
        column.addLayout(self._head)
        column.addWidget(self._stack, 1)
        self.set_frame("wide")

    def add_tab(self, key: str, words: str, face: QWidget) -> None:
        """One more tab at the end; the first one is shown. A face scrolls by itself."""
        self._words.append((key, words, None))
        self._faces[key] = face
        self._stack.addWidget(face)
        self.tabs.set_tabs(self._words)
        self._show(self.tabs.key())

    def choose(self, key: str) -> None:
        """Show a tab."""
        self.tabs.choose(key)

    def key(self) -> str:
        """The tab that is shown."""
        return self.tabs.key()

    def face(self) -> QWidget:
        """What the tab shows."""
        return self._faces[self.key()]

    def set_frame(self, frame: Frame) -> None:
        """Margins as those of the page."""
        space = current().space
        side = space["pageMargin" if frame == "wide" else "pageMarginCompact"]
        self._head.setContentsMargins(side, 0, side, 0)

    def _show(self, key: str) -> None:
        if key in self._faces:
            self._stack.setCurrentWidget(self._faces[key])
            self.turned.emit(key)
