"""The programme of a workshop, line by line, as ROCB A/P wrote it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.label import label


class ProgrammeView(QWidget):
    """show_text() for another workshop; without a programme it says where one would come from."""

    def __init__(self) -> None:
        super().__init__()
        self.text = label("", "body")
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(_("Programme"))
        self.none = label(
            _("The pack has no programme. When ROCB A/P writes one, it comes with the next pack."), "hint"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.text)
        column.addWidget(self.none)
        column.addStretch(1)

    def show_text(self, text: str) -> None:
        """The lines of another workshop."""
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.none.setVisible(not text)
