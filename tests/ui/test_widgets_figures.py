"""Tables of figures, facts, pairs, the wider map, headers that fold: what the pages of ROCB A/P are made of."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from rocb_desktop.analysis.heard_from import AdministrationCount, HeardFrom, HeardState
from rocb_desktop.ui.views.region.heard_map import HeardMapCard, legend, tints
from rocb_desktop.ui.views.region.todo_card import Task, ToDoCard
from rocb_desktop.ui.widgets.button import button, menu_button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid, SideBySide
from rocb_desktop.ui.widgets.faces import Faces
from rocb_desktop.ui.widgets.facts import Facts
from rocb_desktop.ui.widgets.figure_model import Cell, FigureModel, Head, Row, Run, as_html, as_text
from rocb_desktop.ui.widgets.figure_sheet import FigureSheet, groups
from rocb_desktop.ui.widgets.figure_table import FigureTable
from rocb_desktop.ui.widgets.header import PageHeader
from rocb_desktop.ui.widgets.kpi import KpiCard
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.pair import Pair

InWindow = Callable[..., QWidget]
HEADS = (Head("Workshop", "name"), Head("Took part"), Head("Who", "list"))
ROWS = (
    Row((Cell.words("1. Origin"), Cell.figure(6), Cell((Run("FJ", "underline"), Run("WS"), Run("TO", "bold"))))),
    Row((Cell.words("All workshops"), Cell.figure(None, "not known"), Cell(())), total=True),
)


def one(code: str, state: HeardState, replied: int = 0, asked: int | None = None) -> AdministrationCount:
    return AdministrationCount(code, state, replied, asked)


def test_the_model_of_figures_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = FigureModel()
    model.put(HEADS, ROWS)
    qtmodeltester.check(model)


def test_a_cell_is_spoken_with_its_row_column_and_marks() -> None:
    model = FigureModel()
    model.put(HEADS, ROWS)
    assert model.spoken(model.index(0, 2)) == "1. Origin, Who: FJ underlined WS TO bold"
    assert model.spoken(model.index(1, 1)) == "All workshops, Took part: not known"
    assert model.spoken(model.index(1, 2)) == "All workshops, Who: nobody"
    assert model.spoken(model.index(0, 0)) == "1. Origin"


def test_a_table_as_text_and_with_its_marks() -> None:
    assert as_text(HEADS, ROWS) == "Workshop\tTook part\tWho\n1. Origin\t6\tFJ WS TO\nAll workshops\t–\t"
    assert "<td><u>FJ</u> WS <b>TO</b></td>" in as_html(HEADS, ROWS)
    assert "<td>&lt;b&gt;</td>" in as_html(HEADS[:1], [Row((Cell.words("<b>"),))])


def test_a_row_grows_with_what_stands_in_it(in_window: InWindow) -> None:
    table = FigureTable()
    many = Cell(tuple(Run(code) for code in ("FJ", "WS", "TO") * 12))
    in_window(table, width=420)
    table.put("Table", HEADS, (ROWS[0], Row((Cell.words("2. Data"), Cell.figure(1), many))))
    assert table.rowHeight(1) > table.rowHeight(0)
    assert table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    ("least", "width", "parts"),
    [
        ([100, 50, 50, 50], 250, [(0, 1, 2, 3)]),
        ([100, 50, 50, 50], 249, [(0, 1, 2), (0, 3)]),
        ([100, 50, 50, 50, 50], 210, [(0, 1, 2), (0, 3, 4)]),
        ([100, 50, 50], 20, [(0, 1), (0, 2)]),
        ([100], 20, [(0,)]),
    ],
)
def test_a_wide_table_goes_on_below(least: list[int], width: int, parts: list[tuple[int, ...]]) -> None:
    assert groups(least, width) == parts


def test_the_keyboard_stays_in_a_table_that_shows_another(in_window: InWindow) -> None:
    sheet = FigureSheet()
    sheet.put("Table 1", HEADS, ROWS)
    in_window(sheet)
    sheet.focus()
    sheet.put("Table 2", HEADS, ROWS[:1])
    assert sheet.tables()[0].hasFocus() and sheet.tables()[0].accessibleName() == "Table 2"


def test_facts_leave_out_what_has_no_value() -> None:
    facts = Facts([("Held", "June 2021"), ("Pack", "")])
    assert facts.facts() == {"Held": "June 2021"}
    facts.set_facts([("Pack", "Not made yet"), ("Held", "June 2021")])
    assert facts.accessibleDescription() == "Pack: Not made yet. Held: June 2021"


def test_a_pair_turns_and_both_are_equally_high(in_window: InWindow) -> None:
    first, second = Card("One"), Card("Two")
    first.add(label("a\nb\nc\nd"))
    pair = Pair(first, second, shares=(2, 1), turn_at=500)
    window = in_window(pair, width=700)
    assert not pair.is_below() and first.height() == second.height() and first.width() > second.width()
    window.resize(400, 500)
    assert pair.is_below()


def test_hidden_faces_hold_no_window_wide() -> None:
    faces, wide = Faces(), QWidget()
    wide.setMinimumWidth(900)
    faces.addWidget(QWidget())
    faces.addWidget(wide)
    assert faces.minimumSizeHint().width() < 200


def test_rows_of_a_grid_are_alike(in_window: InWindow) -> None:
    grid = EvenGrid([label(str(n)) for n in range(4)], columns=4, least=150)
    in_window(grid, width=560)
    assert grid.columns() == 2  # three would fit, and leave one alone


def test_a_side_column_grows_with_its_words(in_window: InWindow) -> None:
    columns = SideBySide(side_width=200, turn_at=300)
    columns.side.addWidget(button("A button with very many words that must not be cut anywhere"))
    in_window(columns, width=900)
    assert columns.side.geometry().width() > 200
    columns.set_side_width(500)
    assert columns.side.geometry().width() <= 500


def test_words_in_a_key_figure_are_smaller_than_figures(in_window: InWindow) -> None:
    card = KpiCard("Next survey opens")
    in_window(card, width=240)
    card.set_value("about December 2021")
    assert not card.value_label.isVisible()
    card.set_value("10", "days")
    assert card.value_label.isVisible() and card.accessibleName() == "Next survey opens: 10 days"


def test_a_header_folds_its_buttons_before_its_title_breaks(in_window: InWindow) -> None:
    menu = QMenu()
    menu.addAction("Survey 2020")
    choose, copy = menu_button("Survey 2021", menu), button("Copy the summary of this round")
    menu.setParent(choose, menu.windowFlags())
    save = button("Save all of these tables as Excel", "primary")
    header = PageHeader("Tables of the survey that was made in the year 2021", "", (choose, copy, save))
    window = in_window(header, width=1300)
    assert copy.isVisible()
    window.resize(960, 200)
    assert not copy.isVisible() and save.isVisible()
    more = next(made for made in header.findChildren(QPushButton) if made.accessibleName() == "More for this page")
    assert [action.text() for action in more.menu().actions()] == ["Survey 2021", "Copy the summary of this round"]
    assert more.menu().actions()[0].menu() is not None


def test_tints_tell_numbers_of_replies_apart() -> None:
    assert tints([1, 1, 3, 2]) == {1: 0.1, 2: 0.3, 3: 0.6}
    assert tints([1, 2, 3, 4, 5, 6])[6] == 1.0
    assert tints([]) == {}


def test_the_legend_holds_what_is_on_the_map_only() -> None:
    known = HeardFrom((one("FJ", "replied", 1, 2), one("WS", "replied", 2, 2), one("TO", "no_reply", 0, 1)),
                      "took_part", 2, 3, 0, 0)  # fmt: skip
    assert [words for _tile, words in legend(known, {})] == ["Some replies", "All replies", "No reply"]
    old = HeardFrom((one("FJ", "replied", 2), one("WS", "not_known")), "members", 1, 33, 0, 0)
    assert [words for _tile, words in legend(old, tints([2]))] == ["2 replies", "No reply in the lists"]


def test_the_map_is_wider_while_somebody_beyond_it_took_part(in_window: InWindow) -> None:
    card = HeardMapCard()
    in_window(card)
    card.set_heard(HeardFrom((one("FJ", "replied", 1, 2),), "took_part", 1, 1, 0, 0))
    assert card.map.columns() == 12
    counts = (one("CK", "not_asked", 0, 0), one("PF", "did_not_take_part"), one("FJ", "replied", 1, 2))
    card.set_heard(HeardFrom(counts, "took_part", 1, 2, 0, 0))
    assert card.map.columns() == 13
    card.map.choose("PF")
    assert card.map.code() == "PF"


def test_a_list_of_tasks_says_when_nothing_waits(in_window: InWindow, qtbot: QtBot) -> None:
    card, done = ToDoCard(), []
    in_window(card)
    assert card.buttons() == []
    card.set_tasks([Task("One file waits", "Check", "inbox", "primary", lambda: done.append(1))])
    pressed = card.buttons()[0]
    pressed.setFocus()
    QTest.keyClick(pressed, Qt.Key.Key_Space)
    assert done == [1] and pressed.accessibleName() == "Check: One file waits"
    card.set_tasks([])
    assert card.buttons() == []
