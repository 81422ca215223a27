"""Tables and lists: sorted, shortened and opened with real keys."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column, TableModel
from rocb_desktop.ui.widgets.tabs import CountTabs

InWindow = Callable[..., QWidget]


@dataclass(frozen=True)
class Due:
    """A workshop and its missing replies."""

    workshop: str
    missing: int | None
    state: BadgeSpec
    link: str = "Remind"


ROWS = [
    Due("Canines", 16, badge("open_until", date="31 Dec")),
    Due("Performance Measurement", 9, badge("closed_late")),
    Due("E-Commerce", None, badge("closed_late"), ""),
]
COLUMNS = [
    Column("workshop", "Workshop", "strong", stretch=True),
    Column("missing", "Missing", "number"),
    Column("state", "Status", "badge", spare=True),
    Column("link", "", "link"),
]


def _names(table: TableView) -> list[str]:
    return [row.workshop for row in table.rows_model.rows()]


def test_the_models_keep_qts_rules(qtmodeltester: ModelTester) -> None:
    model: QAbstractItemModel = TableModel(COLUMNS, ROWS)
    qtmodeltester.check(model)


def test_rows_keep_their_order_until_a_head_is_pressed(qtbot: QtBot, in_window: InWindow) -> None:
    table = TableView("Who has not replied yet", COLUMNS, ROWS)
    in_window(table)
    assert _names(table) == ["Canines", "Performance Measurement", "E-Commerce"]
    header = table.horizontalHeader()
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=_middle_of_section(table, 1))
    assert _names(table) == ["Performance Measurement", "Canines", "E-Commerce"]
    table.set_rows([*ROWS, Due("Free Zone", 1, badge("closed"))])
    assert _names(table)[0] == "Free Zone"


def _middle_of_section(table: TableView, number: int) -> QPoint:
    return QPoint(table.horizontalHeader().sectionViewportPosition(number) + 20, 12)


def test_a_table_is_spoken_with_its_heads() -> None:
    model = TableModel(COLUMNS, ROWS)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, 1), role) == "Missing: 16"
    assert model.data(model.index(1, 2), role) == "Status: Closed, late replies accepted"
    assert model.data(model.index(2, 1), role) == "Missing: "


def test_enter_opens_a_row_and_follows_a_link(qtbot: QtBot, in_window: InWindow) -> None:
    table = TableView("Who has not replied yet", COLUMNS, ROWS)
    in_window(table)
    table.setFocus()
    table.setCurrentIndex(table.rows_model.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [ROWS[1]] and table.row() == ROWS[1]
    table.setCurrentIndex(table.rows_model.index(1, 3))
    with qtbot.waitSignal(table.followed) as link:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert link.args == [ROWS[1], "link"]


def test_a_link_is_pressed_and_stands_in_the_menu(qtbot: QtBot, in_window: InWindow) -> None:
    table = TableView("Who has not replied yet", COLUMNS, ROWS)
    in_window(table)
    place = table.visualRect(table.rows_model.index(0, 3)).center()
    with qtbot.waitSignal(table.followed):
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    menu = table.link_menu(1)
    with qtbot.waitSignal(table.followed) as told:
        menu.actions()[0].trigger()
    assert told.args == [ROWS[1], "link"]
    assert table.link_menu(2).isEmpty()


def test_tab_leaves_a_table(qtbot: QtBot, in_window: InWindow) -> None:
    first, second = TableView("One", COLUMNS, ROWS), TableView("Two", COLUMNS, ROWS)
    in_window(first, second)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()


def test_the_line_stays_when_the_rows_change(qtbot: QtBot, in_window: InWindow) -> None:
    table = TableView("Who has not replied yet", COLUMNS, ROWS)
    in_window(table)
    table.choose(ROWS[2])
    with qtbot.waitSignal(table.chosen) as told:
        table.set_rows(ROWS[:2])
    assert table.row() == ROWS[1] and told.args == [ROWS[1]]
    table.choose(ROWS[2])
    assert table.row() == ROWS[1]


def test_a_table_is_as_high_as_its_rows(in_window: InWindow) -> None:
    table = TableView("Who has not replied yet", COLUMNS, ROWS, most=2)
    in_window(table)
    assert table.height() == 32 + 2 * 33
    table.set_rows(ROWS[:1])
    assert table.sizeHint().height() == 32 + 33


def test_without_room_spare_columns_go_and_words_are_shortened(in_window: InWindow) -> None:
    table = TableView("Who has not replied yet", COLUMNS, ROWS)
    window = in_window(table, width=700)
    assert not table.isColumnHidden(2)
    assert sum(table.columnWidth(n) for n in range(4)) == table.viewport().width()
    window.resize(300, 300)
    assert table.isColumnHidden(2) and not table.isColumnHidden(3)
    assert table.horizontalHeader().length() <= table.viewport().width()


ITEMS = [
    Item(1, "Follow-up actions", badge=badge("ready"), lead="1"),
    Item(2, "Direct effects", "One example", badge("problem", n=1), icon="user"),
    Item(3, "Comments", badge=badge("optional")),
]


def test_a_list_is_walked_with_arrows_and_opened_with_enter(qtbot: QtBot, in_window: InWindow) -> None:
    made = ItemList("Your reply", ITEMS, badge_below=True)
    in_window(made)
    made.setFocus()
    made.choose(1)
    with qtbot.waitSignal(made.chosen) as told:
        qtbot.keyClick(made, Qt.Key.Key_Down)
    assert told.args == [2] and made.key() == 2
    with qtbot.waitSignal(made.opened) as opened:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert opened.args == [2]
    assert not made.grab().isNull()


def test_a_list_keeps_its_entry_and_speaks_it_in_full(qtbot: QtBot, in_window: InWindow) -> None:
    made = ItemList("Your reply", ITEMS, most=3)
    in_window(made)
    made.choose(3)
    with qtbot.assertNotEmitted(made.chosen):
        made.set_items(ITEMS[1:])
    assert made.key() == 3
    spoken = made.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Direct effects. One example. 1 problem"


def test_tabs_change_with_page_keys_anywhere_in_the_page(qtbot: QtBot, in_window: InWindow) -> None:
    tabs = CountTabs("Results", [("all", "All", 9), ("new", "New", 4), ("refused", "Refused", None)])
    table = TableView("Files", COLUMNS, ROWS)
    window = in_window(tabs, table)
    tabs.serve(window)
    table.setFocus()
    with qtbot.waitSignal(tabs.changed) as told:
        qtbot.keyClick(table, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["new"] and tabs.tabText(1) == "New 4" and tabs.tabText(2) == "Refused"
    with qtbot.assertNotEmitted(tabs.changed):
        tabs.set_tabs([("all", "All", 9), ("new", "New", 5)])
    assert tabs.key() == "new"
    qtbot.keyClick(table, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert tabs.key() == "all"
