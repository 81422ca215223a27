"""Draws a recovery sheet on one page of paper: for the printer and for a PDF file the same."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from rocb_desktop.services.profile.recovery import RecoverySheet
from rocb_desktop.texts import _
from rocb_desktop.ui.look import FAMILY

_MARGIN, _WIDTH = 18.0, 174.0  # mm of an A4 page
_DPI = 300
_INK, _SOFT = QColor("black"), QColor("#444444")


def sheet_pdf(sheet: RecoverySheet) -> bytes:
    """The page as a PDF file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(sheet.title)
    writer.setCreator("ROCB Desktop")
    paint_sheet(writer, sheet)
    return bytes(buffer.data().data())


def paint_sheet(device: QPagedPaintDevice, sheet: RecoverySheet) -> None:
    """Draw the page on a printer or a PDF writer; the paper becomes A4."""
    none = QMarginsF(0, 0, 0, 0)
    device.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, none))
    painter = QPainter(device)
    _Page(painter, device.logicalDpiX() / 25.4).draw(sheet)
    painter.end()


class _Page:
    """Draws from the top down; all measures are mm."""

    def __init__(self, painter: QPainter, mm: float) -> None:
        self._painter, self._mm = painter, mm
        self._y = _MARGIN

    def draw(self, sheet: RecoverySheet) -> None:
        self._words("ROCB Desktop", 10, colour=_SOFT)
        self._words(sheet.title, 22, QFont.Weight.DemiBold)
        who = [sheet.name] if sheet.name == sheet.office else [sheet.name, sheet.office]
        self._words(", ".join(who), 13, QFont.Weight.Medium)
        self._words(_("Printed on {day}").format(day=sheet.day), 10, colour=_SOFT)
        for sentence in sheet.advice:
            self._y += 2
            self._words(sentence, 10.5)
        self._y += 6
        self._code_and_words(sheet)
        self._lines(sheet.lines)

    def _words(
        self,
        text: str,
        points: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        colour: QColor = _INK,
        left: float = _MARGIN,
        width: float = _WIDTH,
    ) -> None:
        """A paragraph over the width; the next thing comes below it."""
        self._use(points, weight, colour)
        room = QRectF(left * self._mm, self._y * self._mm, width * self._mm, 200 * self._mm)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        taken = self._painter.boundingRect(room, flags, text)
        self._painter.drawText(room, flags, text)
        self._y += taken.height() / self._mm + 1

    def _use(self, points: float, weight: QFont.Weight, colour: QColor) -> None:
        font = QFont([FAMILY, "Noto Sans", "DejaVu Sans"])
        font.setPointSizeF(points)
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setFeature(QFont.Tag("zero"), 1)  # a stroke through the zero
        self._painter.setFont(font)
        self._painter.setPen(colour)

    def _code_and_words(self, sheet: RecoverySheet) -> None:
        top, size = self._y, 62.0
        self._code(sheet.code, QRectF(_MARGIN, top, size, size))
        left = _MARGIN + size + 10
        self._words(sheet.words_title, 11, QFont.Weight.DemiBold, left=left, width=_WIDTH - size - 10)
        self._y += 1
        for number, word in enumerate(sheet.words, 1):
            self._cell(f"{number}", left, 11, _SOFT)
            self._cell(word.text, left + 8, 12.5)
            self._cell(word.digits, left + 60, 10, _SOFT)
            self._y += 6.4
        self._y = max(self._y, top + size) + 8

    def _cell(self, text: str, left: float, points: float, colour: QColor = _INK) -> None:
        self._use(points, QFont.Weight.Medium, colour)
        self._painter.drawText(QPointF(left * self._mm, (self._y + 5) * self._mm), text)

    def _lines(self, lines: tuple[str, ...]) -> None:
        self._words(_("The keys, to type"), 11, QFont.Weight.DemiBold)
        self._words(
            _(
                "Each line checks itself: the app says which one is mistyped. Small letters are as good as capitals."
                " 0 is always the digit zero, 1 the digit one."
            ),
            10,
            colour=_SOFT,
        )
        self._y += 3
        for number, line in enumerate(lines):
            if number % 2 == 0:
                band = QRectF((_MARGIN - 2) * self._mm, self._y * self._mm, (_WIDTH + 4) * self._mm, 8.4 * self._mm)
                self._painter.fillRect(band, QColor("#efefef"))
            self._line(line.split(" "))
            self._y += 8.4

    def _line(self, parts: list[str]) -> None:
        """Number, tag, groups, check: each in a column of its own, so that the eye keeps its place."""
        number, tag, *groups, check = parts
        self._y += 1
        for place, (text, colour) in enumerate(((number, _SOFT), (tag, _SOFT))):
            self._cell(text, _MARGIN + 12 * place, 11, colour)
        for place, group in enumerate(groups):
            self._cell(group, _MARGIN + 22 + 17.6 * place, 11.5)
        self._cell(check, _MARGIN + 22 + 17.6 * len(groups), 11, _SOFT)
        self._y -= 1

    def _code(self, rows: Sequence[Sequence[bool]], place: QRectF) -> None:
        cell = place.width() * self._mm / max(len(rows), 1)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    left, top = place.left() * self._mm + x * cell, place.top() * self._mm + y * cell
                    self._painter.fillRect(QRectF(left, top, cell + 0.5, cell + 0.5), _INK)
