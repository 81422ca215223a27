"""Where the keyboard goes on a page, and what a screen reader would stumble over there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QAbstractSpinBox, QComboBox, QWidget


def tab_stops(page: QWidget) -> list[QWidget]:
    """What Tab reaches on a page now: of the buttons of a group the chosen one, or the first."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.focusProxy()
        and not isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox | QAbstractScrollArea)
        and not _behind_another(widget)
    ]


def unnamed(page: QWidget) -> list[str]:
    """The shown controls of a page that Tab reaches and that say nothing; parts of a control speak through it."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in tab_stops(page)
        if not widget.accessibleName()
    ]


def _behind_another(widget: QWidget) -> bool:
    """Whether Qt stops at another button of the same group: Tab enters a group once."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is None or not group.exclusive():
        return False
    return widget is not (group.checkedButton() or group.buttons()[0])
