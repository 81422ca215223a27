"""The status matrix and the map of administrations: arrows, Enter, and what is spoken."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from rocb_desktop.domain.administration import all_administrations
from rocb_desktop.ui.widgets.badge_words import badge
from rocb_desktop.ui.widgets.matrix import Legend, MatrixCell, MatrixColumn, MatrixRow, MatrixView
from rocb_desktop.ui.widgets.tile_map import Tile, TileLegend, TileMap, layout, tint_step

InWindow = Callable[..., QWidget]

COLUMNS = [MatrixColumn("share", "Share\nmaterials"), MatrixColumn("rec", "Recom-\nmend", "Make recommendations")]
ROWS = [
    MatrixRow(3, "Trade Facilitation Agreement", (MatrixCell("done", "3 May 2021"), MatrixCell("not_logged")),
              "April 2021", badge("reply_due")),
    MatrixRow(9, "Canines", (MatrixCell("planned"), MatrixCell("did_not_attend")), "June 2021",
              badge("opens", month="December")),
]  # fmt: skip


@pytest.fixture
def matrix(qapp: QApplication) -> MatrixView:
    """Two workshops by two actions, with badges."""
    return MatrixView("My follow-up actions", "Workshop", COLUMNS, ROWS, tail="Survey")


def test_the_model_keeps_qts_rules(matrix: MatrixView, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(matrix.matrix)


def test_arrows_move_and_enter_opens(matrix: MatrixView, qtbot: QtBot, in_window: InWindow) -> None:
    in_window(matrix)
    matrix.setFocus()
    assert (matrix.currentIndex().row(), matrix.currentIndex().column()) == (0, 1)
    with qtbot.waitSignal(matrix.moved) as moved:
        qtbot.keyClick(matrix, Qt.Key.Key_Right)
    assert moved.args == [3, "rec"]
    with qtbot.waitSignal(matrix.opened) as opened:
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert opened.args == [3, "rec"]
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(matrix.opened):
        qtbot.keyClick(matrix, Qt.Key.Key_Space)  # did not attend: nothing to open
    qtbot.keyClick(matrix, Qt.Key.Key_Home)
    with qtbot.waitSignal(matrix.opened) as name:
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert name.args == [9, ""]


def test_a_cell_is_one_tab_stop_and_is_pressed(matrix: MatrixView, qtbot: QtBot, in_window: InWindow) -> None:
    other = MatrixView("n", "Participant", COLUMNS, ROWS, cell=QSize(76, 28), column_width=92, row_height=36)
    in_window(matrix, other)
    matrix.setFocus()
    qtbot.keyClick(matrix, Qt.Key.Key_Tab)
    assert other.hasFocus()
    place = other.visualRect(other.matrix.index(1, 1)).center()
    with qtbot.waitSignal(other.opened) as opened:
        qtbot.mouseClick(other.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [9, "share"]


def test_cells_are_spoken_in_full(matrix: MatrixView) -> None:
    def spoken(row: int, column: int) -> str:
        return str(matrix.matrix.data(matrix.matrix.index(row, column), Qt.ItemDataRole.AccessibleTextRole))

    assert spoken(0, 0) == "Trade Facilitation Agreement. April 2021"
    assert spoken(0, 1) == "Trade Facilitation Agreement, Share materials: Done. 3 May 2021"
    assert spoken(0, 2) == "Trade Facilitation Agreement, Make recommendations: Not logged yet"
    assert spoken(1, 3) == "Canines: Opens in December"


def test_badges_go_below_the_names_when_it_is_narrow(matrix: MatrixView, in_window: InWindow) -> None:
    window = in_window(matrix, width=700)
    assert not matrix.isColumnHidden(3) and matrix.rowHeight(0) == 73
    window.resize(360, 500)
    assert matrix.isColumnHidden(3) and matrix.rowHeight(0) > 73
    assert matrix.horizontalHeader().length() <= matrix.viewport().width()
    assert not matrix.grab().isNull()


def test_the_place_stays_when_the_cells_change(matrix: MatrixView, in_window: InWindow) -> None:
    in_window(matrix)
    matrix.setCurrentIndex(matrix.matrix.index(1, 1))
    matrix.set_rows(list(reversed(ROWS)))
    assert (matrix.currentIndex().row(), matrix.currentIndex().column()) == (1, 1)
    assert matrix.counts() == {"done": 1, "not_logged": 1, "planned": 1, "did_not_attend": 1}


def test_the_legend_counts(qtbot: QtBot) -> None:
    made = Legend(["accepted", "to_review"], {"accepted": 4})
    qtbot.addWidget(made)
    assert [label.text() for label in made.findChildren(QLabel)] == ["Accepted 4", "To review 0"]
    made.set_counts(None)
    assert [label.text() for label in made.findChildren(QLabel)] == ["Accepted", "To review"]


def test_a_legend_needs_a_second_line_and_not_one_for_each_state(qtbot: QtBot, in_window: InWindow) -> None:
    states = ["accepted", "to_review", "correction_asked", "on_behalf", "no_reply", "absent"]
    made = Legend(states, dict.fromkeys(states, 2), lead="National reply")
    in_window(made)
    made.resize(made.sizeHint().width() + 10, 100)
    one_line = made.sizeHint()
    assert {one.y() for one in made.widgets()} == {0}
    made.resize(one_line.width() * 2 // 3, 100)
    lines = sorted({one.y() for one in made.widgets()})
    assert len(lines) == 2 and made.sizeHint().height() > one_line.height()
    assert all(one.geometry().right() < made.width() for one in made.widgets())
    made.show_only(["accepted"])
    qtbot.waitUntil(lambda: made.sizeHint().height() == one_line.height())
    assert [one.isVisible() for one in made.widgets()] == [True, True, False, False, False, False, False]


MEMBERS = [a.code for a in all_administrations() if a.wco_member]


def test_the_map_has_a_place_of_its_own_for_every_administration() -> None:
    columns, rows, places = layout()
    assert set(places) == {a.code for a in all_administrations()} and len(MEMBERS) == 35
    assert len(set(places.values())) == len(places)
    assert all(0 <= places[code][0] < columns and 0 <= places[code][1] < rows for code in MEMBERS)


@pytest.fixture
def tile_map(qapp: QApplication) -> TileMap:
    """All members, with each state somewhere."""
    tiles = [Tile(code, "count", f"{code}: 2 of 3 replies", "2/3", 2 / 3) for code in MEMBERS]
    other = {
        "BN": Tile("BN", "no_reply", "Brunei Darussalam: no reply", "0/3"),
        "PW": Tile("PW", "did_not_take_part", "Palau: did not take part", "–"),
        "IN": Tile("IN", "not_known", "India: not known", "?"),
    }
    return TileMap("Replies by administration", [other.get(tile.code, tile) for tile in tiles])


def test_arrows_jump_over_the_sea(tile_map: TileMap, qtbot: QtBot, in_window: InWindow) -> None:
    in_window(tile_map)
    tile_map.setFocus()
    assert tile_map.code() == "IR"
    tile_map.choose("AF")
    with qtbot.waitSignal(tile_map.moved) as moved:
        qtbot.keyClick(tile_map, Qt.Key.Key_Right)
    assert moved.args == ["MN"]
    tile_map.choose("NZ")
    qtbot.keyClick(tile_map, Qt.Key.Key_Up)
    assert tile_map.code() == "VU"
    qtbot.keyClick(tile_map, Qt.Key.Key_Left)
    assert tile_map.code() == "AU"
    tile_map.choose("IR")
    qtbot.keyClick(tile_map, Qt.Key.Key_Left)
    assert tile_map.code() == "IR"


def test_every_tile_can_be_reached_with_arrows(tile_map: TileMap, qtbot: QtBot, in_window: InWindow) -> None:
    in_window(tile_map)
    seen, waiting = {"IR"}, ["IR"]
    while waiting:
        start = waiting.pop()
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            tile_map.choose(start)
            qtbot.keyClick(tile_map, key)
            if tile_map.code() not in seen:
                seen.add(tile_map.code())
                waiting.append(tile_map.code())
    assert seen == set(MEMBERS)


def test_enter_filters_and_escape_clears(tile_map: TileMap, qtbot: QtBot, in_window: InWindow) -> None:
    in_window(tile_map)
    tile_map.setFocus()
    tile_map.choose("FJ")
    with qtbot.waitSignal(tile_map.opened) as told:
        qtbot.keyClick(tile_map, Qt.Key.Key_Return)
    assert told.args == ["FJ"]
    tile_map.set_filtered("FJ")
    with qtbot.waitSignal(tile_map.cleared):
        qtbot.keyClick(tile_map, Qt.Key.Key_Escape)
    place = tile_map.visualRect(tile_map.currentIndex()).center()
    with qtbot.waitSignal(tile_map.opened):
        qtbot.mouseClick(tile_map.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_tiles_of_different_states_look_and_sound_different(tile_map: TileMap, in_window: InWindow) -> None:
    in_window(tile_map)
    pictures, spoken = [], []
    for code in ("FJ", "BN", "PW", "IN"):
        column, row = layout()[2][code]
        index = tile_map.model().index(row, column)
        pictures.append(tile_map.grab(tile_map.visualRect(index).adjusted(0, 0, 0, -14)).toImage())
        spoken.append(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert all(a != b for place, a in enumerate(pictures) for b in pictures[place + 1 :])
    assert spoken[1:] == ["Brunei Darussalam: no reply", "Palau: did not take part", "India: not known"]


def test_a_guest_of_a_round_makes_the_map_wider(tile_map: TileMap, in_window: InWindow) -> None:
    in_window(tile_map)
    tile_map.choose("FJ")
    tile_map.set_tiles(
        [Tile("FJ", "not_asked", "Fiji: not asked yet"), Tile("PF", "count", "French Polynesia", "1/1", 1)]
    )
    assert tile_map.model().columnCount() == layout()[0] + 1 and tile_map.code() == "FJ"


def test_the_map_shrinks_to_half_a_small_screen(tile_map: TileMap, in_window: InWindow) -> None:
    in_window(tile_map, width=290)
    assert tile_map.horizontalHeader().length() <= tile_map.viewport().width()


@pytest.mark.parametrize(("share", "step"), [(0, 0), (0.01, 1), (0.25, 2), (0.5, 3), (0.75, 4), (0.99, 4), (1, 5)])
def test_tints_break_at_the_quarters(share: float, step: int) -> None:
    assert tint_step(share) == step


def test_the_legend_of_the_map_wraps(qtbot: QtBot) -> None:
    made = TileLegend([(Tile("", "no_reply", ""), "no reply"), (Tile("", "not_known", ""), "not known")])
    qtbot.addWidget(made)
    assert made.accessibleName() == "no reply, not known"
    assert made.heightForWidth(100) > made.heightForWidth(400)
    assert not made.grab().isNull()
