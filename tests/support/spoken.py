"""What a screen reader would stumble over: controls that take the keyboard and have no name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QComboBox, QLineEdit, QWidget


def unnamed(page: QWidget) -> list[str]:
    """The shown controls of a page that Tab reaches and that say nothing; parts of a control speak through it."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox | QAbstractScrollArea)
        and not (isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QAbstractSpinBox))
    ]
