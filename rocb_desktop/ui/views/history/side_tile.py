"""One side of a conflict as a large radio button: whose it is, when it was written, and the text with its marks."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.badge import Badge
from rocb_desktop.ui.widgets.choice import RadioTile
from rocb_desktop.ui.widgets.flow import TopLayout
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.marked_text import MarkedText

_DOT_ROOM = 28  # px from the edge of the words to the title, for the dot


class SideTile(RadioTile):
    """`lines` stand under the title, `note` under the text; `badge` says where it was written.

    One that does not choose is only read: it has no dot and takes no keyboard.
    """

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        parts: Sequence[tuple[str, bool]],
        note: str,
        badge: str,
        *,
        chooses: bool = True,
    ) -> None:
        super().__init__(title)
        self.setCheckable(chooses)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chooses else Qt.FocusPolicy.NoFocus)
        self.text_view = MarkedText(parts or [(_("(empty)"), False)])
        self._column = TopLayout(self)
        pad = current().space["m"]
        self._column.setContentsMargins(pad + 2, pad, pad + 2, pad)
        self._column.add_top(self._head(title, badge))
        for text in lines:
            self._column.add_top(label(text, "caption"))
        self._column.add_top(self._sheet())
        if note:
            self._column.add_top(label(note, "caption"))
        self.setAccessibleDescription(" ".join((*lines, self.text_view.text(), note)))
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def heightForWidth(self, width: int) -> int:
        return max(self._column.heightForWidth(width), 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        if self.isCheckable():
            self._paint_dot(painter)
        painter.end()

    def _dot_middle(self) -> float:
        return current().space["m"] + 13.0

    def _head(self, title: str, badge: str) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(_DOT_ROOM if self.isCheckable() else 0, 2, 0, 4)
        column.setSpacing(4)
        column.addWidget(label(title, "cardTitle"))
        column.addWidget(Badge(badge))
        return made

    def _sheet(self) -> QFrame:
        made = QFrame()
        made.setProperty("role", "card")
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(made)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.text_view)
        holder = QFrame()
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 8, 0, 6)
        outer.addWidget(made)
        return holder
