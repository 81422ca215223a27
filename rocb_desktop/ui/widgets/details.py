"""A closed part of a page that opens below its title: details for the help desk, the rest of a form."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rocb_desktop.ui import icons
from rocb_desktop.ui.look import font
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.label import label


class Details(QWidget):
    """Fill `.body`; closed at first, opened with its button."""

    def __init__(self, title: str, *, is_open: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.toggle = button(title, "link", on_press=lambda: self.set_open(not self.is_open()))
        self.toggle.setFont(font("hint", weight=600))
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(4, 4, 4, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.toggle)
        column.addWidget(self._content)
        self.set_open(is_open)

    def is_open(self) -> bool:
        """True while the content shows."""
        return not self._content.isHidden()

    def set_open(self, is_open: bool) -> None:
        """Opens or closes the content."""
        self._content.setVisible(is_open)
        icons.set_icon(self.toggle, "chevron-down" if is_open else "chevron-right", "link", 16)

    def add_code(self, text: str) -> None:
        """Adds a line for the help desk on a grey strip."""
        strip = QFrame()
        strip.setProperty("role", "sunken")
        row = QVBoxLayout(strip)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(label(text, "caption"))
        self.body.addWidget(strip)
