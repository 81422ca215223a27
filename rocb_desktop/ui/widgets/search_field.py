"""A line to type what is looked for, with a magnifying glass; typing is enough."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from rocb_desktop.ui.look import font
from rocb_desktop.ui.widgets.icon_view import IconView


class SearchField(QLineEdit):
    """`textChanged(str)` while typing; the words that say what is found here are also its name."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setFont(font("body"))
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        # QLineEdit's own actions stand too low beside a taller line.
        glass = IconView("search", "ink_2", 16)
        glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 0, 0)
        row.addWidget(glass)
        row.addStretch(1)
        self.setTextMargins(24, 0, 0, 0)
