"""The first control of an area, in reading order; looking for it leaves nothing for the garbage collector to break."""

import gc
from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QPushButton, QTableView, QVBoxLayout, QWidget
from shiboken6 import isValid

from rocb_desktop.ui.areas import first_stop, go_to_next

InWindow = Callable[..., QWidget]


def area_with(*widgets: QWidget) -> QWidget:
    area = QWidget()
    column = QVBoxLayout(area)
    for widget in widgets:
        column.addWidget(widget)
    return area


def test_the_first_stop_is_the_first_in_reading_order(in_window: InWindow) -> None:
    area = QWidget()
    grid = QGridLayout(area)
    later, first, off = QPushButton("later"), QPushButton("first"), QPushButton("off")
    off.setEnabled(False)
    grid.addWidget(later, 1, 0)
    grid.addWidget(first, 0, 1)
    grid.addWidget(off, 0, 0)
    in_window(area)
    assert first_stop(area) is first
    first.hide()
    assert first_stop(area) is later
    later.hide()
    assert first_stop(area) is None


def test_an_area_without_a_stop_is_passed_by(in_window: InWindow) -> None:
    one, nothing, two = area_with(QPushButton("1")), area_with(QWidget()), area_with(QPushButton("2"))
    in_window(one, nothing, two)
    begin = one.findChild(QPushButton)
    assert isinstance(begin, QPushButton)
    begin.setFocus()
    assert go_to_next([one, nothing, two], 1)
    button = two.findChild(QPushButton)
    assert isinstance(button, QPushButton) and button.hasFocus()
    assert not go_to_next([nothing], 1)


def test_looking_for_a_stop_leaves_tables_whole(in_window: InWindow) -> None:
    """A walk along the focus chain made PySide delete the headers of tables it had only passed by."""
    table = QTableView()
    area = area_with(table, QPushButton("1"))
    in_window(area)
    headers = (table.horizontalHeader(), table.verticalHeader())
    gone: list[bool] = []
    for header in headers:
        header.destroyed.connect(lambda: gone.append(True))
    del header, headers
    for _time in range(3):
        first_stop(area)
        gc.collect()
    assert gone == [] and isValid(table.horizontalHeader()) and isValid(table.verticalHeader())
