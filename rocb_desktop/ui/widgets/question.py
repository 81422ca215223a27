"""One question before what is long or cannot be undone: plain words, and the safe answer has the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from rocb_desktop.ui.widgets.tip import plain_tip


def message_box(parent: QWidget | None, title: str, first: str, rest: str) -> QMessageBox:
    """The system's own box. Its words may be somebody else's: they are shown as they were typed."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(first)
    box.setInformativeText(plain_tip(rest))  # its format cannot be chosen
    return box


def agreed(
    parent: QWidget | None, title: str, question: str, said: str, *, yes: str, no: str, harms: bool = False
) -> bool:
    """Whether the person pressed `yes`; Enter and Esc mean `no`. `harms`: something would be broken off."""
    box = message_box(parent, title, question, said)
    box.setIcon(QMessageBox.Icon.Question)
    role = QMessageBox.ButtonRole.DestructiveRole if harms else QMessageBox.ButtonRole.AcceptRole
    does = box.addButton(yes, role)
    safe = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(safe)
    box.setEscapeButton(safe)
    box.exec()
    return box.clickedButton() is does
