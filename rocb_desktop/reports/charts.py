"""The charts: one function each, the same drawing on screen, in a file and in a report."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rocb_desktop.domain.chart import ActionPoint, ActionShares, RatePoint, ReplyRates
from rocb_desktop.reports.chart_frame import Area, frame, percent_scale, text_size
from rocb_desktop.reports.chart_style import AXIS, SEMIBOLD, Align, Sheet, blend
from rocb_desktop.tokens import Tokens

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHAPES = {"sub-regional": "D", "regional": "o"}
OTHER_SHAPE = "s"
GAP, RIGHT_GAP = 8, 20
AXIS_ROOM, LEAST_ROW = 20, 12.5
LABEL_PART = 0.42
BAND_PART = 0.30
BAND, BAR = 7, 16
CAP_PART, WHISKER = 0.55, 1.8


def draw_reply_rates(
    data: ReplyRates, tokens: Tokens, width_px: int, height_px: int, dpi: float = 96, *, words: bool = True
) -> "Figure":
    """Dots with likely ranges per workshop, n of N printed, and the rate of all as a dashed line.

    Diamonds are sub-regional, circles regional; the kind the title speaks about is coral. `words=False` leaves title,
    subtitle, key and source to the card around it.
    """
    sheet = Sheet(width_px, height_px, dpi, tokens)
    top = AXIS + 4 if data.overall else 0
    area = frame(sheet, data.words if words else None, _needed(data.points) + top)
    plot, rows = _columns(sheet, area, data.points, top=top)
    percent_scale(sheet, plot)
    _overall(sheet, plot, data)
    _reasons(sheet, plot, rows, data.points)
    for y, point in zip(rows, data.points, strict=True):
        series = tokens.categorical["coral" if point.kind == data.accent else "lagoon"]
        if point.share is not None and point.share.range is not None:
            likely = point.share.range
            band = blend(series, tokens.surface, BAND_PART)
            sheet.bar(plot.at(likely.low), plot.at(likely.high), y, BAND, band)
            sheet.mark(plot.at(point.share.k / point.share.n), y, SHAPES.get(point.kind, OTHER_SHAPE), series)
    return sheet.figure


def draw_actions(
    data: ActionShares, tokens: Tokens, width_px: int, height_px: int, dpi: float = 96, *, words: bool = True
) -> "Figure":
    """Bars from 0 for the six actions with their likely ranges as lines, percentage and n of N printed."""
    sheet = Sheet(width_px, height_px, dpi, tokens)
    area = frame(sheet, data.words if words else None, _needed(data.points))
    plot, rows = _columns(sheet, area, data.points, top=0)
    percent_scale(sheet, plot)
    _reasons(sheet, plot, rows, data.points)
    for number, (y, point) in enumerate(zip(rows, data.points, strict=True)):
        series = tokens.categorical["coral" if number == data.accent else "lagoon"]
        if point.share.range is not None:
            likely, at = point.share.range, plot.at(point.share.k / point.share.n)
            thick = min(BAR, 0.7 * _row_height(plot, rows))
            sheet.bar(plot.left, at, y, thick, blend(series, tokens.surface, BAND_PART))
            _whisker(sheet, (plot.at(likely.low), plot.at(likely.high)), y, thick * CAP_PART, series)
            sheet.mark(at, y, "o", series)
    return sheet.figure


def _columns(
    sheet: Sheet, area: Area, points: Sequence[RatePoint | ActionPoint], *, top: float
) -> tuple[Area, list[float]]:
    """Writes the names on the left and the numbers on the right; gives the plot between them and the y of each row."""
    row = max(0.0, area.bottom - AXIS_ROOM - area.top - top) / max(1, len(points))
    size = text_size(row)
    percents = [point.share.percent_text() if point.share else "" for point in points]
    percent_width = sheet.widest(percents, size=size, weight=SEMIBOLD, digits=True)
    count_width = sheet.widest([point.counts for point in points], size=size, digits=True)
    names = LABEL_PART * (area.right - area.left)
    if sheet.widest([point.label for point in points], size=size) > names:
        size = AXIS
    labels = [sheet.fitted(point.label, names, size=size) for point in points]
    left = area.left + sheet.widest(labels, size=size) + GAP
    right = area.right - count_width - percent_width - GAP - (RIGHT_GAP if percent_width else 0)
    plot = Area(left, area.top + top, right, area.bottom - AXIS_ROOM)
    rows = [plot.top + (number + 0.5) * row for number in range(len(points))]
    for y, point, label, percent in zip(rows, points, labels, percents, strict=True):
        sheet.text(left - GAP, y, label, size=size, align="right")
        after = area.right - count_width - GAP
        sheet.text(after, y, percent, size=size, weight=SEMIBOLD, align="right", digits=True)
        sheet.text(after + GAP, y, point.counts, size=size, colour=sheet.tokens.ink_2, digits=True)
    return plot, rows


def _needed(points: Sequence[RatePoint | ActionPoint]) -> float:
    return len(points) * LEAST_ROW + AXIS_ROOM


def _row_height(plot: Area, rows: Sequence[float]) -> float:
    return (plot.bottom - plot.top) / len(rows)


def _overall(sheet: Sheet, plot: Area, data: ReplyRates) -> None:
    if data.overall is None:
        return
    x = plot.at(data.overall.k / data.overall.n)
    colour = sheet.tokens.ink_2
    sheet.line((x, plot.top - AXIS), (x, plot.bottom), colour, thick=1.2, dashed=True)
    beyond = x + 4 + sheet.measure(data.overall_label, size=AXIS) > sheet.width
    align: Align = "right" if beyond else "left"
    shift = -4 if beyond else 4
    sheet.text(x + shift, plot.top - AXIS / 2 - 1, data.overall_label, size=AXIS, colour=colour, align=align)


def _reasons(sheet: Sheet, plot: Area, rows: Sequence[float], points: Sequence[RatePoint | ActionPoint]) -> None:
    """Where there is no share to draw, why; on the ground, so that no grid line runs through the words."""
    for y, point in zip(rows, points, strict=True):
        if point.instead:
            width = sheet.measure(point.instead, size=AXIS)
            sheet.bar(plot.left + GAP - 3, plot.left + GAP + width + 3, y, AXIS + 2, sheet.tokens.surface)
            sheet.text(plot.left + GAP, y, point.instead, size=AXIS, colour=sheet.tokens.ink_3)


def _whisker(sheet: Sheet, ends: tuple[float, float], y: float, cap: float, colour: str) -> None:
    sheet.line((ends[0], y), (ends[1], y), colour, thick=WHISKER)
    for x in ends:
        sheet.line((x, y - cap / 2), (x, y + cap / 2), colour, thick=WHISKER)
