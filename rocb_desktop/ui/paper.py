"""Prints a document on A4, as a PDF file or on a printer: margins, a header, and the number of every page."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from rocb_desktop import tokens
from rocb_desktop.reports.document import Document
from rocb_desktop.reports.page_html import page_html
from rocb_desktop.reports.papers import save_papers
from rocb_desktop.reports.writable import one_line
from rocb_desktop.services.lanes import lane
from rocb_desktop.texts import _, speaking
from rocb_desktop.ui.look import FAMILY

_SIDE, _TOP, _BOTTOM = 22.0, 24.0, 24.0  # mm of an A4 page around the text
_DPI = 300
_EDGE = 11.0  # mm from the paper's edge to the header and to the page's number


def pdf_bytes(document: Document) -> bytes:
    """The paper as a PDF file."""
    QEventLoop()  # gives a lane's thread what the timers of a laid-out text need; one thread has it for good
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(one_line(document.title))
    writer.setCreator("ROCB Desktop")
    print_document(writer, document)
    return bytes(buffer.data().data())


@lane("draw")
def write_papers(document: Document, word: Path | None, pdf: Path | None) -> None:
    """The same paper as a Word file, as a PDF file or as both: all of them or none.

    Raises UserError: open_elsewhere, disk_full, bad_path, cannot_open.
    """
    save_papers(document, word, pdf, pdf_bytes(document) if pdf is not None else b"")


def print_document(device: QPagedPaintDevice, document: Document) -> None:
    """Draw every page on a printer or a PDF writer; the paper becomes A4."""
    none = QMarginsF(0, 0, 0, 0)
    device.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, none))
    painter = QPainter(device)
    _Pages(painter, device, document).draw()
    painter.end()


class _Pages:
    """Lays the text out once, then draws page after page."""

    def __init__(self, painter: QPainter, device: QPagedPaintDevice, document: Document) -> None:
        self._painter, self._device, self._document = painter, device, document
        self._mm = device.logicalDpiX() / 25.4
        self._size = QSizeF(device.width() - 2 * _SIDE * self._mm, device.height() - (_TOP + _BOTTOM) * self._mm)
        self._text = QTextDocument()
        self._lay_out()

    def draw(self) -> None:
        pages = self._text.pageCount()
        for page in range(pages):
            if page:
                self._device.newPage()
            self._draw_text(page)
            self._draw_edges(page + 1, pages)

    def _lay_out(self) -> None:
        text = self._text
        text.documentLayout().setPaintDevice(self._device)
        text.setUseDesignMetrics(True)
        text.setDocumentMargin(0)
        text.setDefaultFont(_font(10))
        text.setHtml(page_html(self._document))
        text.setPageSize(self._size)
        self._keep_headings()

    def _keep_headings(self) -> None:
        """A heading goes to the page of what it is about; Qt would leave it behind at the foot of a page."""
        while (heading := self._left_behind()) is not None:
            shape = QTextBlockFormat(heading.blockFormat())
            shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(heading).setBlockFormat(shape)
            # Laid out again as a whole: Qt's own step by step leaves the last blocks on top of one another.
            self._text.setPageSize(QSizeF(self._size.width(), self._size.height() + 1))
            self._text.setPageSize(self._size)

    def _left_behind(self) -> QTextBlock | None:
        """The first heading that ends a page, and was not moved yet."""
        moved = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
        block = self._text.begin()
        while block.isValid():
            following = block.next()
            shape = block.blockFormat()
            if shape.headingLevel() and following.isValid() and shape.pageBreakPolicy() != moved:
                if self._page_of(block) != self._page_of(following):
                    return block
            block = following
        return None

    def _page_of(self, block: QTextBlock) -> int:
        rect = self._text.documentLayout().blockBoundingRect(block)
        return int(rect.top() // self._size.height())

    def _draw_text(self, page: int) -> None:
        top = page * self._size.height()
        painter = self._painter
        painter.save()
        painter.translate(_SIDE * self._mm, _TOP * self._mm - top)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, top, self._size.width(), self._size.height())
        context.palette.setColor(QPalette.ColorRole.Text, _colour("ink"))
        painter.setClipRect(context.clip)
        self._text.documentLayout().draw(painter, context)
        painter.restore()

    def _draw_edges(self, page: int, pages: int) -> None:
        with speaking(self._document.lang):
            counted = _("Page {page} of {pages}").format(page=page, pages=pages)
        self._edge_words(one_line(self._document.header), _EDGE, Qt.AlignmentFlag.AlignLeft)
        foot = self._device.height() / self._mm - _EDGE - 5
        self._edge_words(one_line(self._document.footer), foot, Qt.AlignmentFlag.AlignLeft)
        self._edge_words(counted, foot, Qt.AlignmentFlag.AlignRight)

    def _edge_words(self, words: str, top: float, side: Qt.AlignmentFlag) -> None:
        self._painter.setFont(_font(8.5))
        self._painter.setPen(_colour("ink_3"))
        room = QRectF(_SIDE * self._mm, top * self._mm, self._size.width(), 5 * self._mm)
        self._painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)


def _font(points: float) -> QFont:
    font = QFont([FAMILY, "Noto Sans", "DejaVu Sans"])
    font.setPointSizeF(points)
    for one in ("liga", "calt"):  # so that words are found in the PDF and copied as they were
        font.setFeature(QFont.Tag(one), 0)
    return font


def _colour(role: str) -> QColor:
    return QColor(tokens.load("light")[role])
