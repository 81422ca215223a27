"""The sheet that every chart is drawn on: a matplotlib figure whose coordinates are the design's pixels, and its marks.

One logical pixel is 1/96 inch, x to the right and y down from the top left corner, whatever the dpi: the same drawing
serves a scaled screen, a Word page and a file. Never pyplot: figures made here belong to whoever asked for them.
"""

import logging
import re
from functools import cache
from typing import Literal

from rocb_desktop.paths import prepare_matplotlib, resource
from rocb_desktop.tokens import Tokens

DESIGN_DPI = 96
PX_TO_PT = 72 / DESIGN_DPI
BODY, TITLE, AXIS = 12, 15, 11
REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600
# Half the height of a capital in Inter, so that a line of text sits in the middle of its row.
HALF_CAPITAL = 0.364
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

Align = Literal["left", "center", "right"]


@cache
def prepare_fonts() -> tuple[str, ...]:
    """Makes matplotlib ours, once per process, and gives the font families: Inter, then DejaVu Sans for other letters.

    Text stays text in SVG and PDF; letters keep their design spacing (hinting moves them apart at small sizes).
    """
    prepare_matplotlib()
    import matplotlib
    from matplotlib import font_manager

    matplotlib.rcParams.update(
        {"text.hinting": "no_hinting", "svg.fonttype": "none", "svg.hashsalt": "rocb", "pdf.fonttype": 42}
    )
    # DejaVu Sans has two weights only; taking the nearest is what a fallback is for, not worth a line on stderr.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    files = sorted(resource("fonts").glob("Inter-*.ttf"))
    for file in files:
        font_manager.fontManager.addfont(str(file))
    return ("Inter", "DejaVu Sans") if files else ("DejaVu Sans",)


def blend(colour: str, ground: str, part: float) -> str:
    """`part` (0..1) of one "#RRGGBB" over another, as a solid colour: printers and SVG readers differ on alpha."""
    mixed = (round(part * int(colour[i : i + 2], 16) + (1 - part) * int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def _fill(words: str, sizes: list[float], space: float, width: float) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for word, size in zip(words.split(" "), sizes, strict=True):
        if lines[-1] and used + space + size > width:
            lines.append([])
        used = used + space + size if lines[-1] else size
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


class Sheet:
    """A figure of width x height logical pixels with the few marks that our charts are made of."""

    def __init__(self, width_px: int, height_px: int, dpi: float, tokens: Tokens) -> None:
        """`width_px` and `height_px` are device pixels at `dpi`; 96 dpi is scale 1."""
        self._families = prepare_fonts()
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.tokens = tokens
        self.width, self.height = width_px * DESIGN_DPI / dpi, height_px * DESIGN_DPI / dpi
        self.figure = Figure(figsize=(width_px / dpi, height_px / dpi), dpi=dpi)
        self.figure.set_facecolor(tokens.surface)
        FigureCanvasAgg(self.figure)  # the canvas whose letters are measured; it takes its place in the figure
        self._scale = dpi / DESIGN_DPI
        self._axes = self.figure.add_axes((0, 0, 1, 1), frameon=False)
        self._axes.set(xlim=(0, self.width), ylim=(self.height, 0))
        self._axes.set_axis_off()
        self._layers = 0

    def _next_layer(self) -> int:
        """What is drawn later lies on top; matplotlib's own order goes by kind of mark."""
        self._layers += 1
        return self._layers

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = BODY,
        weight: int = REGULAR,
        colour: str = "",
        align: Align = "left",
        digits: bool = False,
    ) -> float:
        """Writes one line whose capitals are centred on y; gives back its width. Dollar signs stay dollar signs.

        `digits` gives all figures one width and aligns by it: matplotlib aligns by ink, and a 1 has little.
        """
        if digits and align == "right":
            x, align = x - self.measure(re.sub(r"\d", "0", words), size=size, weight=weight, digits=True), "left"
        artist = self._axes.text(
            x,
            y + HALF_CAPITAL * size,
            words,
            fontsize=size * PX_TO_PT,
            fontweight=weight,
            fontfamily=list(self._families),
            color=colour or self.tokens.ink,
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,
            fontfeatures=("tnum",) if digits else None,
            zorder=self._next_layer(),
        )
        return float(artist.get_window_extent().width) / self._scale

    def measure(self, words: str, *, size: float = BODY, weight: int = REGULAR, digits: bool = False) -> float:
        """The width in logical pixels that text() would take; draws nothing."""
        width = self.text(0, 0, words, size=size, weight=weight, digits=digits)
        self._axes.texts[-1].remove()
        return width

    def widest(self, lines: list[str], *, size: float = BODY, weight: int = REGULAR, digits: bool = False) -> float:
        """The width of the widest line; 0 without lines. `digits` as in text()."""
        asked = [re.sub(r"\d", "0", line) for line in lines] if digits else lines
        return max((self.measure(line, size=size, weight=weight, digits=digits) for line in asked), default=0.0)

    def fitted(self, words: str, width: float, *, size: float = BODY, weight: int = REGULAR) -> str:
        """The words, their end replaced by an ellipsis when they are wider than `width`."""
        if self.measure(words, size=size, weight=weight) <= width:
            return words
        keep = len(words) - 1
        while keep and self.measure(words[:keep].rstrip() + ELLIPSIS, size=size, weight=weight) > width:
            keep -= 1
        return words[:keep].rstrip() + ELLIPSIS

    def wrapped(self, words: str, width: float, *, size: float = BODY, weight: int = REGULAR) -> list[str]:
        """The words in as few lines as they need, about equally long; only ordinary spaces may break."""
        sizes = [self.measure(word, size=size, weight=weight) for word in words.split(" ")]
        space = self.measure("n n", size=size, weight=weight) - self.measure("nn", size=size, weight=weight)
        lines = _fill(words, sizes, space, width)
        while len(lines) > 1 and len(_fill(words, sizes, space, width - 4)) == len(lines):
            width -= 4
            lines = _fill(words, sizes, space, width)
        return lines

    def bar(self, left: float, right: float, y: float, thick: float, colour: str) -> None:
        """A filled bar centred on y."""
        from matplotlib.patches import Rectangle

        corner, layer = (left, y - thick / 2), self._next_layer()
        self._axes.add_patch(Rectangle(corner, right - left, thick, facecolor=colour, linewidth=0, zorder=layer))

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, *, thick: float, dashed: bool = False
    ) -> None:
        """A straight line of `thick` logical pixels."""
        style = (0, (3, 2.5)) if dashed else "solid"
        self._axes.plot(
            (start[0], end[0]),
            (start[1], end[1]),
            color=colour,
            linewidth=thick * PX_TO_PT,
            linestyle=style,
            solid_capstyle="butt",
            zorder=self._next_layer(),
        )

    def mark(self, x: float, y: float, shape: str, colour: str) -> None:
        """A point: circle "o", diamond "D" or square "s", with an edge of the ground so that it stands off its band."""
        size = {"o": 9.5, "D": 8.0, "s": 8.0}[shape]
        self._axes.plot(
            [x],
            [y],
            marker=shape,
            markersize=size * PX_TO_PT,
            markerfacecolor=colour,
            markeredgecolor=self.tokens.surface,
            markeredgewidth=1 * PX_TO_PT,
            linestyle="none",
            clip_on=False,
            zorder=self._next_layer(),
        )
