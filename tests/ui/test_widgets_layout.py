"""Rows, columns, header, page body and drop zone at every width: nothing cut, nothing scrolls sideways."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rocb_desktop.ui import theme
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid, SideBySide
from rocb_desktop.ui.widgets.drop_zone import DropZone
from rocb_desktop.ui.widgets.field import LineField
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.header import PageHeader
from rocb_desktop.ui.widgets.kpi import KpiCard
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.scroll import PageScroll

InWindow = Callable[..., QWidget]
WIDTHS = [1366, 911, 683]


def test_a_row_of_buttons_becomes_a_column_and_back(qtbot: QtBot, in_window: InWindow) -> None:
    row = FlowRow([button("Save and add another"), button("Cancel"), button("Save action", "primary")], align="end")
    window = in_window(row, width=700)
    assert not row.is_column() and row.height() == 36
    assert row.widgets()[-1].geometry().right() == row.width() - 1
    window.resize(240, 400)
    qtbot.waitUntil(lambda: row.is_column() and row.height() == 3 * 36 + 2 * 8)
    window.resize(700, 400)
    qtbot.waitUntil(lambda: not row.is_column() and row.height() == 36)


def test_a_hidden_button_takes_no_room(in_window: InWindow) -> None:
    row = FlowRow([button("Cancel"), button("A very long button indeed")])
    in_window(row, width=220)
    assert row.is_column()
    row.widgets()[1].hide()
    assert row.sizeHint().height() == 36


def _page(header: PageHeader, scroll: PageScroll) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(header)
    column.addWidget(scroll, 1)
    column.addWidget(header.bottom_bar)
    return page


def _window(qapp: QApplication, qtbot: QtBot, page: QWidget, width: int) -> None:
    theme.apply(qapp, "light")
    qtbot.addWidget(page)
    page.resize(width, 384)
    page.show()
    qtbot.waitExposed(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_header_gives_up_what_it_can(qapp: QApplication, qtbot: QtBot, width: int) -> None:
    pressed: list[str] = []
    copy = button("Copy summary", "second", "copy", on_press=lambda: pressed.append("copy"))
    go = button("Make reminders", "primary", "bell")
    header = PageHeader("Survey 2021", "Fiscal year 2020/21, 9 workshops", [copy, go])
    page = _page(header, PageScroll())
    _window(qapp, qtbot, page, width)
    narrow = width < 900
    assert header.frame() == {1366: "wide", 911: "medium", 683: "narrow"}[width]
    assert header.context_label.isVisible() is not narrow
    assert copy.isVisible() is not narrow
    assert go.isVisible() and (header.bottom_bar.isAncestorOf(go) is narrow)
    assert header.bottom_bar.isVisible() is narrow
    if narrow:
        more = next(made for made in header.findChildren(QPushButton) if made.menu() is not None)
        assert more.accessibleName() == "More for this page"
        more.menu().actions()[0].trigger()
        assert pressed == ["copy"]
    assert header.primary() is go


def test_the_header_comes_back_when_the_window_grows(qapp: QApplication, qtbot: QtBot) -> None:
    header = PageHeader("Survey 2021", "Nine workshops", [button("Copy"), button("Make reminders", "primary")])
    page = _page(header, PageScroll())
    _window(qapp, qtbot, page, 683)
    page.resize(1366, 600)
    qtbot.waitUntil(lambda: header.frame() == "wide")
    assert header.isAncestorOf(header.primary() or page) and header.context_label.isVisible()
    header.set_title("Survey 2022")
    header.set_context("")
    header.set_buttons([button("Done", "primary")])
    assert not header.context_label.isVisible()


def test_a_header_without_a_bar_keeps_its_primary_button(qapp: QApplication, qtbot: QtBot) -> None:
    header = PageHeader("Home", "", [button("Log an action", "primary")])
    _window(qapp, qtbot, header, 683)
    assert header.isAncestorOf(header.primary() or QWidget())


def _content() -> list[QWidget]:
    sides = SideBySide(turn_at=700)
    card = Card("Wer hat noch nicht geantwortet, und warum ist das eine sehr lange Überschrift?", "Kontext")
    card.add(Message("warn", "Please check one answer.", "Direct effects is “Yes”, but there is no example."))
    card.add(LineField("Name", "As in your passport.", text="Sina Leota"))
    sides.main.addWidget(card)
    sides.side.addWidget(Card("Where is my reply?"))
    grid = EvenGrid([KpiCard(f"Replies received {n}", "38 %", note="58 of 153") for n in range(4)], least=200)
    return [sides, grid, FlowRow([button("Save and add another"), button("Save action", "primary")])]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_never_scrolls_sideways(qapp: QApplication, qtbot: QtBot, width: int) -> None:
    scroll = PageScroll()
    for part in _content():
        scroll.add(part)
    _window(qapp, qtbot, scroll, 1366)
    scroll.resize(width, 384)
    qtbot.waitUntil(lambda: scroll.sheet.width() == scroll.viewport().width())
    assert scroll.horizontalScrollBar().maximum() == 0
    for part in scroll.sheet.findChildren(QWidget):
        if part.isVisible():
            assert part.mapTo(scroll.sheet, QPoint(part.width(), 0)).x() <= scroll.sheet.width(), part


def test_a_page_is_as_high_as_its_content_and_no_higher(qapp: QApplication, qtbot: QtBot) -> None:
    scroll, sides = PageScroll(), SideBySide()
    for _number in range(12):
        sides.main.addWidget(label("A sentence that is long enough to need two lines when the page is narrow. " * 2))
    scroll.add(sides)
    _window(qapp, qtbot, scroll, 683)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    assert sides.is_below()
    high = scroll.sheet.height()
    scroll.resize(1366, 384)
    qtbot.waitUntil(lambda: scroll.sheet.height() < high)
    assert not sides.is_below()


def test_spare_height_stays_below_the_words(qapp: QApplication, qtbot: QtBot) -> None:
    card = Card("Title", "Context")
    card.add(label("A line"))
    _window(qapp, qtbot, card, 400)
    assert card.title_label.height() < 40 and card.context_label.y() < 60


@pytest.mark.parametrize(("width", "columns"), [(1000, 4), (640, 2), (430, 2), (230, 1)])
def test_a_grid_loses_columns_and_keeps_its_rows_alike(
    qtbot: QtBot, in_window: InWindow, width: int, columns: int
) -> None:
    grid = EvenGrid([QWidget() for _ in range(4)], columns=4, least=180)
    in_window(grid, width=width)
    qtbot.waitUntil(lambda: grid.columns() == columns)


def _drop(zone: DropZone, names: list[str]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(name) for name in names])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    zone.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    assert zone.property("role") == "drop-over"
    zone.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert zone.property("role") == "drop"


def test_dropped_files_and_folders_are_told_whatever_their_names(
    qtbot: QtBot, in_window: InWindow, tmp_path: Path
) -> None:
    zone = DropZone("Drop reply files here", "Files ending in .rocb")
    in_window(zone)
    paths = [tmp_path / "reply.ROCB", tmp_path / "reply.rocb.zip", tmp_path]
    with qtbot.waitSignal(zone.files) as told:
        _drop(zone, [str(path) for path in paths])
    assert told.args == [paths]
    assert zone.choose_button.accessibleDescription() == "Drop reply files here. Files ending in .rocb"


def test_what_can_be_chosen_is_all_that_can_be_read(in_window: InWindow) -> None:
    zone = DropZone("Drop reply files here", "Replies (.rocb) and Excel questionnaires (.xlsx).")
    in_window(zone)
    zone.choose()
    (dialog,) = zone.findChildren(QFileDialog)
    first = dialog.nameFilters()[0]
    assert "*.rocb" in first and "*.xlsx" in first
    assert dialog.selectedNameFilter() == first
    dialog.reject()


def _left_of(zone: DropZone) -> int:
    return zone.choose_button.mapTo(zone, QPoint(0, 0)).x()


def test_a_narrow_or_tall_zone_has_its_button_below(qtbot: QtBot, in_window: InWindow) -> None:
    zone = DropZone("Drop reply files here", "From a USB stick, an e-mail or a shared folder.")
    tall = DropZone("Drop return files here", "Files ending in .rocb", tall=True)
    window = in_window(zone, tall, width=900)
    assert _left_of(zone) > 400
    assert _left_of(tall) < 400
    window.resize(400, 500)
    qtbot.waitUntil(lambda: _left_of(zone) < 200)
