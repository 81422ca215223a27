"""Two cards side by side, equally high; below one another when there is no room for both."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from rocb_desktop.ui.look import current


class Pair(QWidget):
    """`shares` divide the width between the two; narrower than `turn_at` px the second goes below the first."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        shares: tuple[int, int] = (1, 1),
        turn_at: int = 760,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._both, self._shares, self._turn_at = (first, second), shares, turn_at
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(current().space["cardGap"])
        for widget in self._both:
            # The shares alone divide the width: a long title in one card must not push the other.
            policy = widget.sizePolicy()
            policy.setHorizontalPolicy(policy.Policy.Ignored)
            widget.setSizePolicy(policy)
            self._box.addWidget(widget)
        self._turn(below=False)

    def is_below(self) -> bool:
        """True when the second card is below the first."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        # That of the wider card, also while they stand side by side: or the window could never become narrow.
        widest = max(widget.minimumSizeHint().width() for widget in self._both)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        below = event.size().width() < self._turn_at
        if below != self.is_below():
            self._turn(below=below)

    def _turn(self, *, below: bool) -> None:
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        for widget, share in zip(self._both, self._shares, strict=True):
            self._box.setStretchFactor(widget, 0 if below else share)
        self.updateGeometry()
