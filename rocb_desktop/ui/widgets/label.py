"""Labels in the steps of the type scale, and one that shortens a long file name in its middle."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from rocb_desktop.ui.look import font
from rocb_desktop.ui.widgets.tip import plain_tip

_QUIET = {"hint": "ink_2", "caption": "ink_2", "columnHead": "ink_2"}


def label(
    text: str = "",
    step: str = "body",
    colour: str | None = None,
    *,
    wrap: bool = True,
    tabular: bool = False,
    weight: int | None = None,
) -> QLabel:
    """A plain text label: `step` of the type scale (tokens.json), `colour` a role ("ink" or the usual of the step)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(step, tabular=tabular, weight=weight))
    made.setProperty("role", colour or _QUIET.get(step, "ink"))
    made.setWordWrap(wrap)
    if wrap:
        # A wrapping label must not hold its page at the width of its longest line.
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        made.setMinimumWidth(24)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Gives a widget another `role` and lets the style sheet see it."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def line() -> QFrame:
    """A 1 px line between two groups."""
    made = QFrame()
    made.setProperty("role", "line")
    made.setFixedHeight(1)
    return made


class FileNameLabel(QLabel):
    """A file name on one line, shortened in the middle so that its ending stays, whole in the tooltip."""

    def __init__(self, name: str = "", step: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font(step))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Shows another file name."""
        self.setText(name)
        self.setToolTip(plain_tip(name))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        short = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, short)
        painter.end()
