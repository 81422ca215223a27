"""A chart card that has its picture drawn on the draw lane, at its own size and scale, and saves it as PNG or SVG."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from rocb_desktop import tokens
from rocb_desktop.domain.chart import APART, ActionShares, NumberTable, ReplyRates
from rocb_desktop.domain.figures import NBSP
from rocb_desktop.services.region.tables import draw_chart, save_chart
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current, font
from rocb_desktop.ui.widgets.chart_view import ChartView
from rocb_desktop.ui.widgets.figure_model import Cell, Head, Row
from rocb_desktop.ui.widgets.figure_sheet import FigureSheet
from rocb_desktop.ui.widgets.scroll import PageScroll
from rocb_desktop.ui.widgets.table_model import Column
from rocb_desktop.ui.work import Work

DESIGN_DPI = 96


class DrawnChart(ChartView):
    """`saved(Path)`: the picture is on the disk. `failed(Exception)`: it could not be written there."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Work, name: str, *, height: int = 240, parent: QWidget | None = None) -> None:
        super().__init__(height=height, parent=parent)
        self._work, self._name = work, name
        self._data: ReplyRates | ActionShares | None = None
        self._year = 0
        self.wanted.connect(self._draw)

    def set_chart(self, data: ReplyRates | ActionShares, year: int) -> None:
        """Shows the chart of a survey: its words and numbers now, its picture as soon as it is drawn."""
        self._year = year
        words = data.words
        self.set_finding(words.title, words.subtitle, alt=words.alt)
        self.set_foot(KeyAndSource(words.key, words.source))
        self.set_numbers(*number_columns(data.numbers))
        self._data = data
        self.draw_again()

    def make_table(self) -> QWidget:
        """The numbers as a table whose names wrap: it stands in the room of the picture."""
        scroll = PageScroll(inset=True)
        sheet = FigureSheet()
        scroll.add(sheet)
        if self._data is not None:
            sheet.put(self.title_label.text(), *figure_rows(self._data.numbers))
        scroll.setAccessibleName(self.title_label.text())
        for table in sheet.tables()[:1]:
            scroll.setFocusProxy(table)
        return scroll

    def file_name(self, ending: str = ".png") -> str:
        """A name to save under: reply-rates-2021.png."""
        return f"{self._name}-{self._year}{ending}"

    def save(self) -> None:
        """Asks where and saves the chart with its words, in the colours for paper."""
        kinds = ";;".join((_("Picture (*.png)"), _("Drawing (*.svg)")))
        chosen, used = QFileDialog.getSaveFileName(self, _("Save chart"), self.file_name(), kinds)
        if chosen:
            path = Path(chosen)
            ending = ".svg" if "svg" in used else ".png"
            self.write(path if path.suffix.lower() in (".png", ".svg") else path.with_name(path.name + ending))

    def write(self, path: Path) -> None:
        """Saves the chart; the ending says whether as a picture (PNG) or a drawing (SVG)."""
        if self._data is None:
            return
        kind = "svg" if path.suffix.lower() == ".svg" else "png"
        self._work.run(
            save_chart,
            self._data,
            tokens.load("light"),
            path,
            kind,
            owner=self,
            done=lambda _none: self.saved.emit(path),
            failed=self.failed.emit,
            label=_("Saving the chart"),
        )

    def _draw(self, width: int, height: int, ratio: float, _theme: str) -> None:
        if self._data is None:
            return
        self._work.run(
            draw_chart,
            self._data,
            current(),
            round(width * ratio),
            round(height * ratio),
            DESIGN_DPI * ratio,
            owner=self,
            latest="draw",
            done=lambda png: self.set_image(png, ratio),
            failed=lambda _error: self.set_trouble(),
        )


class KeyAndSource(QLabel):
    """What the marks mean and where the numbers are from: in one line where both fit, else in two."""

    def __init__(self, key: str, source: str) -> None:
        super().__init__()
        self._parts = [part for part in (key, source) if part]
        self.setFont(font("caption"))
        self.setProperty("role", "ink_2")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumWidth(24)
        self._break(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break(event.size().width())

    def _break(self, width: int) -> None:
        together = APART.join(self._parts)
        fits = self.fontMetrics().horizontalAdvance(together) < width
        wanted = together if fits else "\n".join(self._parts)
        if wanted != self.text():
            self.setText(wanted)


def figure_rows(numbers: NumberTable) -> tuple[list[Head], list[Row]]:
    """The numbers behind a chart as a table of figures."""
    heads = [Head(title.replace(" %", f"{NBSP}%"), "number" if place else "name")
             for place, title in enumerate(numbers.columns)]  # fmt: skip
    rows = [
        Row((Cell.words(str(row[0])), *(Cell.figure(None if value == "" else value) for value in row[1:])))
        for row in numbers.rows
    ]
    return heads, rows


def number_columns(numbers: NumberTable) -> tuple[list[Column], list[tuple[str | int, ...]]]:
    """The numbers behind a chart as columns and rows of a table."""

    def read(place: int) -> Column:
        is_number = place > 0
        return Column(
            str(place),
            numbers.columns[place],
            "number" if is_number else "text",
            value=lambda row: row[place],
            stretch=not is_number,
        )

    return [read(place) for place in range(len(numbers.columns))], list(numbers.rows)
