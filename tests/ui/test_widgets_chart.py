"""The chart card: asks for its picture, shows it sharp, and says the same as a table."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rocb_desktop.ui import theme
from rocb_desktop.ui.widgets.chart_view import ChartView
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column

InWindow = Callable[..., QWidget]
COLUMNS = [
    Column("w", "Workshop", value=lambda row: row[0]),
    Column("n", "Replies", "number", value=lambda row: row[1]),
]
ROWS = [("Canines", "2 of 18"), ("E-Commerce", "10 of 25")]


@pytest.fixture
def chart(qapp: QApplication) -> ChartView:
    """A chart with a finding and numbers, not drawn yet."""
    made = ChartView("Sub-regional workshops reply more often", "Replies per administration", "Source: Table 1.")
    made.set_numbers(COLUMNS, ROWS)
    return made


def _red(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor("#FF0000"))
    return image


def test_it_asks_when_seen_resized_and_when_the_theme_changes(
    chart: ChartView, qapp: QApplication, qtbot: QtBot, in_window: InWindow
) -> None:
    with qtbot.waitSignal(chart.wanted) as first:
        window = in_window(chart)
    assert first.args[0] > 300 and first.args[1] > 100 and first.args[3] == "light"
    with qtbot.waitSignal(chart.wanted) as wider:
        window.resize(900, 600)
    assert wider.args[0] > first.args[0]
    with qtbot.waitSignal(chart.wanted) as dark:
        theme.apply(qapp, "dark")
    assert dark.args[3] == "dark"
    theme.apply(qapp, "light")


def test_the_picture_is_shown_at_its_scale(chart: ChartView, in_window: InWindow) -> None:
    in_window(chart)
    picture = _red(600, 300)
    chart.set_image(picture, 2.0)
    shot = chart.grab().toImage()
    red = [x for x in range(shot.width()) if shot.pixelColor(x, shot.height() // 2).name() == "#ff0000"]
    assert len(red) > 250
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    assert writer.write(_red(10, 10))
    chart.set_image(bytes(data.data()), 1.0)
    assert not chart.grab().isNull()


def test_ctrl_t_shows_the_numbers_and_back(chart: ChartView, qtbot: QtBot, in_window: InWindow) -> None:
    in_window(chart)
    focusable = next(w for w in chart.findChildren(QWidget) if w.accessibleName() == chart.title_label.text())
    focusable.setFocus()
    qtbot.keyClick(focusable, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    table = chart.findChild(TableView)
    assert chart.shows_table() and table is not None and table.hasFocus()
    assert table.rows_model.rows() == ROWS
    chart.set_numbers(COLUMNS, ROWS[:1])
    assert chart.shows_table()
    chart.toggle_table()
    assert not chart.shows_table()


def test_copy_takes_picture_and_numbers(chart: ChartView, in_window: InWindow) -> None:
    in_window(chart)
    chart.set_image(_red(20, 10))
    chart.copy()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.mimeData().hasImage()
    assert clipboard.text().splitlines() == [
        "Sub-regional workshops reply more often",
        "Workshop\tReplies",
        "Canines\t2 of 18",
        "E-Commerce\t10 of 25",
    ]


def test_saving_where_nobody_can_write_is_said(chart: ChartView, in_window: InWindow, tmp_path: Path) -> None:
    in_window(chart)
    chart.set_image(_red(20, 10))
    assert chart.save_to(tmp_path / "chart")
    assert (tmp_path / "chart.png").is_file()
    assert not chart.save_to(tmp_path / "no such folder" / "chart")


def test_a_chart_that_cannot_be_drawn_shows_its_numbers(chart: ChartView, in_window: InWindow) -> None:
    in_window(chart)
    chart.set_trouble()
    assert chart.shows_table()
    chart.set_image(_red(20, 10))
    chart.set_finding("No clear difference", alt="Two bands that overlap")
    assert chart.accessibleName() == "No clear difference"
