"""A text that a reviewer writes at the foot of the reading pane: what to correct, or a note of the desk."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.field import TextField
from rocb_desktop.ui.widgets.flow import FlowRow


class PaneEditor(QWidget):
    """`sent(text)` when the person is done; `closed` when they are not: what they wrote is kept, reply by reply."""

    sent = Signal(str)
    closed = Signal()

    def __init__(self, title: str, words: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = TextField(title, rows=4)
        self._reply, self._first = "", ""
        self._kept: dict[str, str] = {}
        self.cancel_button = button(_("Cancel"), on_press=self.closed.emit)
        self.send_button = button(words, "primary", icon, on_press=lambda: self.sent.emit(self.text.text()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        column.addWidget(FlowRow([self.cancel_button, self.send_button]))
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.closed)
        self.hide()

    def begin(self, reply: str, text: str, hint: str) -> None:
        """Let the person write about a reply, on from what they had begun."""
        self._reply, self._first = reply, text.strip()
        self.text.set_text(self._kept.get(reply, text))
        self.text.set_hint(hint)
        self.text.set_error("")
        self.show()
        self.text.focus()

    def has_begun(self, reply: str) -> bool:
        """Something was written about this reply, and not sent."""
        return reply in self._kept

    def leave(self) -> None:
        """Out of sight; what was written is kept."""
        if self.isHidden():
            return
        written = self.text.text()
        if written and written != self._first:
            self._kept[self._reply] = written
        else:
            self._kept.pop(self._reply, None)
        self._close()

    def end(self, reply: str) -> None:
        """The text about this reply was sent: it is gone from here."""
        if reply == self._reply:
            self._close()
        self._kept.pop(reply, None)

    def _close(self) -> None:
        self.text.set_text("")
        self.text.set_error("")
        self.hide()
