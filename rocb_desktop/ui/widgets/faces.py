"""One of several faces of a page: a list or its form. What is hidden never holds the window wide."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget

_LEAST = QSize(160, 80)


class Faces(QStackedWidget):
    """A stack of widgets that scroll by themselves.

    Qt takes the widest of all, and hears nothing of a hidden one that could do with less after the window changed.
    """

    def minimumSizeHint(self) -> QSize:
        return _LEAST
