"""Plain text of somebody's in which some words are marked: bold on a soft ground. Never read as HTML."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from rocb_desktop.ui.look import colour, font


class MarkedText(QWidget):
    """Parts are (text, marked); as high as the words need at the width there is. A screen reader hears the whole."""

    def __init__(self, parts: Sequence[tuple[str, bool]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._parts: tuple[tuple[str, bool], ...] = ()
        self.set_parts(parts)

    def set_parts(self, parts: Sequence[tuple[str, bool]]) -> None:
        """Shows another text."""
        self._parts = tuple(parts)
        self._write()
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The whole text."""
        return "".join(text for text, _marked in self._parts)

    def marked(self) -> list[str]:
        """The stretches that are marked."""
        return [text for text, marked in self._parts if marked]

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.fontMetrics().lineSpacing())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._document.setTextWidth(width)
        return max(round(self._document.size().height()), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._write()  # in the colours of the theme in force
        self._document.setTextWidth(self.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, colour("ink"))
        context.palette = palette
        painter = QPainter(self)
        self._document.documentLayout().draw(painter, context)
        painter.end()

    def _write(self) -> None:
        self._document.clear()
        self._document.setDefaultFont(font("body"))
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        strong.setBackground(QBrush(colour("warn_soft")))
        strong.setForeground(QBrush(colour("ink")))
        cursor = QTextCursor(self._document)
        for text, marked in self._parts:
            cursor.insertText(text, strong if marked else QTextCharFormat())
