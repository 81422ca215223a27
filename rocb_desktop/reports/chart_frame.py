"""The parts around a plot that every chart shares: words above, key and source below, the scale from 0 to 100 %."""

from dataclasses import dataclass

from rocb_desktop.domain.chart import ChartWords
from rocb_desktop.reports.chart_style import AXIS, BODY, PX_TO_PT, SEMIBOLD, TITLE, Sheet

MARGIN = 16
TITLE_LINE, TEXT_LINE = 20, 17
FOOT_PADDING = 8
TICKS = (0, 25, 50, 75, 100)
FEW_TICKS, ROOM_FOR_ALL = (0, 50, 100), 150
HAIRLINE = 0.6 / PX_TO_PT


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in logical pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def at(self, rate: float) -> float:
        """The x of a rate 0..1 on a scale as wide as this area."""
        return self.left + rate * (self.right - self.left)


def frame(sheet: Sheet, words: ChartWords | None, needed: float) -> Area:
    """Writes title, subtitle, key and source (None: the window shows them itself) and gives what is left to draw in.

    Where less than `needed` would be left, the subtitle gives way: the plot has to be readable.
    """
    if words is None:
        # One pixel for the soft edge of letters.
        return Area(1, 0, sheet.width - 1, sheet.height)
    width = sheet.width - 2 * MARGIN
    bottom = _foot(sheet, words, width) - 6
    y = MARGIN + TITLE_LINE / 2
    for line in sheet.wrapped(words.title, width, size=TITLE, weight=SEMIBOLD):
        sheet.text(MARGIN, y, line, size=TITLE, weight=SEMIBOLD)
        y += TITLE_LINE
    subtitle = sheet.wrapped(words.subtitle, width)
    if bottom - (y + len(subtitle) * TEXT_LINE) >= needed:
        for line in subtitle:
            sheet.text(MARGIN, y, line, colour=sheet.tokens.ink_2)
            y += TEXT_LINE
    return Area(MARGIN, y - TEXT_LINE / 2 + 6, sheet.width - MARGIN, bottom)


def _foot(sheet: Sheet, words: ChartWords, width: float) -> float:
    """Key and source in one line where they fit, else below one another; gives back the top of the foot."""
    lines = [words.foot] if sheet.measure(words.foot) <= width else _lines(sheet, words, width)
    top = sheet.height - len(lines) * TEXT_LINE - 2 * FOOT_PADDING
    sheet.bar(0, sheet.width, (top + sheet.height) / 2, sheet.height - top, sheet.tokens.surface_alt)
    sheet.line((0, top), (sheet.width, top), sheet.tokens.line, thick=1)
    for number, line in enumerate(lines):
        y = top + FOOT_PADDING + (number + 0.5) * TEXT_LINE
        sheet.text(MARGIN, y, line, colour=sheet.tokens.ink_2)
    return top


def _lines(sheet: Sheet, words: ChartWords, width: float) -> list[str]:
    return [line for part in (words.key, words.source) if part for line in sheet.wrapped(part, width)]


def percent_scale(sheet: Sheet, area: Area) -> None:
    """Grid lines at the quarters (halves where they are tight), their numbers below: always from 0 to 100 %."""
    for tick in TICKS if area.right - area.left >= ROOM_FOR_ALL else FEW_TICKS:
        x = area.at(tick / 100)
        sheet.line((x, area.top), (x, area.bottom), sheet.tokens.line, thick=HAIRLINE)
        words = f"{tick}\N{NO-BREAK SPACE}%" if tick == TICKS[-1] else str(tick)
        sheet.text(x, area.bottom + AXIS, words, size=AXIS, colour=sheet.tokens.ink_2, align="center")


def text_size(row: float) -> float:
    """The size of the words of a row: the body size, a little less where rows are tight, never under 11 px."""
    return BODY if row >= BODY + 3 else AXIS
