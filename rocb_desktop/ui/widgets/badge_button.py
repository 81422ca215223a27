"""A badge that leads to what it speaks of: pressed by mouse, Enter or Space."""

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.badge import Badge

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class BadgeButton(Badge):
    """Looks like the badge; `name` is what a screen reader says it does. As high as the smallest target."""

    pressed = Signal()

    def __init__(self, key: str, name: str = "", parent: QWidget | None = None, **values: Any) -> None:
        self._name = name
        super().__init__(key, parent, **values)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_name(self, name: str) -> None:
        """What pressing it does, in words; also its tooltip."""
        self._name = name
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(current().size["hitTargetMin"], super().sizeHint().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()
        super().mouseReleaseEvent(event)

    def _tell(self) -> None:
        super()._tell()
        if self._name:
            self.setAccessibleName(self._name)
            self.setToolTip(self._name)
