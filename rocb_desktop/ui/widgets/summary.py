"""A list of what was answered or will be sent: name, words, and at the end a way to change it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.flow import TopLayout
from rocb_desktop.ui.widgets.label import label, line

_BESIDE = 560  # px; narrower lists have the words below the name


class SummaryRow(QWidget):
    """`lines` are (words, quiet): a quiet line names what the next one says."""

    def __init__(self, name: str, lines: Sequence[tuple[str, bool]], end: QWidget | None = None) -> None:
        super().__init__()
        self.setAccessibleName(" ".join([f"{name}:", *(words for words, _quiet in lines)]))
        self._name = label(name, "body", weight=600)
        words = QVBoxLayout()
        words.setSpacing(2)
        for text, quiet in lines:
            words.addWidget(label(text, "hint" if quiet else "body"))
        words.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(8)
        self._box.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(words, 1)
        row = QHBoxLayout(self)
        # A button at the end is higher than a line of words; both begin on the same line.
        row.setContentsMargins(0, 10 if end is None else 4, 0, 10 if end is None else 4)
        self._box.setContentsMargins(0, 0 if end is None else 6, 0, 0 if end is None else 6)
        row.setSpacing(current().space["l"])
        row.addLayout(self._box, 1)
        if end is not None:
            row.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= _BESIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)
        self._name.setMinimumWidth(192 if beside else 24)
        self._name.setMaximumWidth(192 if beside else 16_777_215)


class SummaryList(QWidget):
    """Rows with a line between them."""

    def __init__(self, rows: Sequence[SummaryRow] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = TopLayout(self)
        self._rows = 0
        for row in rows:
            self.add(row)

    def add(self, row: SummaryRow) -> None:
        """Adds a row at the end."""
        if self._rows:
            self._column.add_top(line())
        self._column.add_top(row)
        self._rows += 1
