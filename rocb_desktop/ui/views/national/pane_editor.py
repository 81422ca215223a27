"""A text that a reviewer writes at the foot of the reading pane: what to correct, or a note of the desk."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.field import TextField
from rocb_desktop.ui.widgets.flow import FlowRow


class PaneEditor(QWidget):
    """`sent(text)` when the person is done; `closed` when they are not."""

    sent = Signal(str)
    closed = Signal()

    def __init__(self, title: str, words: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = TextField(title, rows=4)
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

    def begin(self, text: str, hint: str) -> None:
        """Let the person write."""
        self.text.set_text(text)
        self.text.set_hint(hint)
        self.text.set_error("")
        self.show()
        self.text.focus()

    def end(self) -> None:
        """The text is gone from here."""
        self.text.set_text("")
        self.text.set_error("")
        self.hide()
