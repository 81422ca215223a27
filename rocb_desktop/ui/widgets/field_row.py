"""Fields of one line side by side, below one another where the line is too short for them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget


class FieldRow(QWidget):
    """Widgets with the least width in px each takes; those of share 0 stay at it, the others share what is left."""

    def __init__(
        self, fields: Sequence[tuple[QWidget, int, int]], *, gap: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        self._turn_at = sum(least for _field, least, _share in fields) + gap * (len(fields) - 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for field, _least, _share in fields:
            self._box.addWidget(field)
        self._turn(below=False)

    def is_column(self) -> bool:
        """True when the fields are below one another."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        # That of a column, or the row could never turn into one.
        sizes = [field.minimumSizeHint() for field, _least, _share in self._fields]
        return QSize(max((size.width() for size in sizes), default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        below = event.size().width() < self._turn_at
        if below != self.is_column():
            self._turn(below=below)

    def _turn(self, *, below: bool) -> None:
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(way)
        for place, (field, least, share) in enumerate(self._fields):
            field.setMaximumWidth(16_777_215 if below or share else least)
            self._box.setStretch(place, 0 if below else max(share, 1) if share else 0)
            if not below and not share:
                field.setMinimumWidth(least)
            else:
                field.setMinimumWidth(0)
        self.updateGeometry()
