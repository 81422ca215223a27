"""An empty page: the drawing of islands and swell, why there is nothing yet, and what to do next."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rocb_desktop.ui.look import colour, current
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.link import LinkLabel

_ISLANDS = ((48, 53), (120, 13), (202, 31), (248, 7))
_READABLE = 460  # px; longer lines are hard to read in the middle of a wide page
_HERE = 2  # the island in the accent colour


class IslandsDrawing(QWidget):
    """Files travelling from island to island over two swell lines, 280 by 136 px; `on_sidebar` for the dark panel."""

    def __init__(self, *, on_sidebar: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on_sidebar = on_sidebar
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(280, 136)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 136)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - 280) / 2, 0)
        swell = "sidebar_ink_2" if self._on_sidebar else "line_strong"
        for top in (72, 90):
            path = QPainterPath(QPointF(4, top))
            path.cubicTo(QPointF(48, top - 26), QPointF(92, top - 26), QPointF(136, top))
            path.cubicTo(QPointF(180, top + 26), QPointF(224, top + 26), QPointF(268, top))
            painter.setPen(QPen(colour(swell), 1.6))
            painter.drawPath(path)
        self._paint_islands(painter)
        painter.end()

    def _paint_islands(self, painter: QPainter) -> None:
        strong, ground = ("sidebar_ink", "sidebar") if self._on_sidebar else ("primary", "surface")
        way = QPen(colour(strong), 1.6, Qt.PenStyle.CustomDashLine)
        way.setDashPattern([2, 3])
        painter.setPen(way)
        painter.drawPolyline([QPointF(*island) for island in _ISLANDS])
        for number, (x, y) in enumerate(_ISLANDS):
            here = number == _HERE
            accent = "focus_outer" if self._on_sidebar else "accent"
            painter.setPen(Qt.PenStyle.NoPen if here else QPen(colour(strong), 2))
            painter.setBrush(colour(accent if here else ground))
            side = 8 if here else 6
            painter.drawEllipse(QRectF(x - side, y - side, 2 * side, 2 * side))


class EmptyPage(Card):
    """Drawing, title, one sentence, primary and second action; `link` for a way to see an example."""

    def __init__(
        self,
        title: str,
        sentence: str,
        actions: Sequence[QPushButton] = (),
        *,
        link: LinkLabel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(title)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.empty_title = label(title, "pageTitle")
        self.sentence_label = label(sentence, "body", "ink_2")
        self._column = QVBoxLayout()
        self._column.setSpacing(current().space["l"])
        self._column.addStretch(1)
        self._column.addWidget(IslandsDrawing())
        for words in (self.empty_title, self.sentence_label):
            words.setAlignment(middle)
            words.setMaximumWidth(_READABLE)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(words, 100)
            row.addStretch(1)
            self._column.addLayout(row)
        if actions:
            self._column.addWidget(FlowRow(actions, align="middle", gap=12))
        if link is not None:
            link.setAlignment(middle)
            self._column.addWidget(link)
        self._column.addStretch(1)
        self.body.addLayout(self._column)
        self.body.setContentsMargins(24, 24, 24, 24)

    def set_words(self, title: str, sentence: str) -> None:
        """Says why something else is empty."""
        self.empty_title.setText(title)
        self.sentence_label.setText(sentence)
        self.setAccessibleName(title)
