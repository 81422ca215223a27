"""A table of any length: rows come when they are looked at, sorted and filtered below the screen, and nothing waits."""

from collections.abc import Callable
from pathlib import Path

import pytest
from many_imports import add_imports
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.import_log import import_keys, imports_of, list_imports
from rocb_desktop.services.search.indexing import index_everything
from rocb_desktop.services.session import Clock, open_session
from rocb_desktop.ui.paged_table import PagedTable
from rocb_desktop.ui.widgets.paged_model import PAGE, PagedModel
from rocb_desktop.ui.widgets.table_model import BADGE_ROLE, Column
from rocb_desktop.ui.work import Work

InWindow = Callable[..., QWidget]
MANY = 3000
COLUMNS = [
    Column("name", "File", "file", value=lambda one: one.files[0].name, stretch=True),
    Column("sender", "From", value=lambda one: one.files[0].sender),
    Column("brought", "New", "number", value=lambda one: one.counts["new"]),
]


@pytest.fixture
def work(office: Path, work_of: Callable[[Path], Work]) -> Work:
    add_imports(office, MANY, Clock())
    return work_of(office)


@pytest.fixture
def table(work: Work, in_window: InWindow, qtbot: QtBot) -> PagedTable:
    made = PagedTable(work, "Files received", COLUMNS, import_keys, imports_of)
    in_window(made)
    made.reload()
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, table: PagedTable) -> None:
    """Until the rows in view are here."""
    qtbot.waitUntil(lambda: table.pages.has(table.rowAt(0) // PAGE) and not table._work.jobs())


def text(table: PagedTable, row_in_view: int, column: int = 0) -> str:
    first = table.rowAt(0)
    return str(table.pages.index(first + row_in_view, column).data())


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = PagedModel(COLUMNS)
    model.set_keys([str(number) for number in range(450)])
    checked: QAbstractItemModel = model
    qtmodeltester.check(checked)


def test_it_knows_its_length_at_once_and_reads_only_what_is_seen(table: PagedTable, qtbot: QtBot) -> None:
    assert table.pages.rowCount() == MANY
    assert len(table.pages.rows()) == PAGE
    assert text(table, 0).endswith("002999_v1.rocb")
    table.scrollToBottom()
    last = table.pages.index(MANY - 1, 0)
    assert last.data() == "…" and last.data(BADGE_ROLE) is None  # asked for, not waited for
    qtbot.waitUntil(lambda: str(last.data()).endswith("000000_v1.rocb"))
    assert len(table.pages.rows()) <= 3 * PAGE


def test_a_fast_drag_reads_only_where_it_stops(table: PagedTable, qtbot: QtBot) -> None:
    bar = table.verticalScrollBar()
    for step in range(0, bar.maximum(), 40):
        bar.setValue(step)
        table.viewport().repaint()
    bar.setValue(bar.maximum() // 2)
    settle(qtbot, table)
    assert len(table.pages.rows()) <= 3 * PAGE


def test_old_pages_go(table: PagedTable, qtbot: QtBot) -> None:
    for page in range(MANY // PAGE):
        table.scrollTo(table.pages.index(page * PAGE, 0), PagedTable.ScrollHint.PositionAtTop)
        settle(qtbot, table)
    assert table.pages.has(MANY // PAGE - 1)
    table.pages.set_keys([str(number) for number in range(PAGE * 40)])
    for page in range(30):
        table.pages.put(page, table.pages.keys_of(page), [None] * PAGE)
    assert not table.pages.has(0) and table.pages.has(29)


def test_a_head_sorts_in_the_store_and_a_word_filters_there(table: PagedTable, qtbot: QtBot) -> None:
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(2) + 20, 12)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: text(table, 0, 2) == "0")
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: text(table, 0, 2) == "8")
    table.look_for("OKUBO ole")
    qtbot.waitUntil(lambda: table.pages.rowCount() == MANY // 100)
    settle(qtbot, table)
    assert {row.files[0].sender for row in table.pages.rows()} == {"Öle Ōkubo"}
    table.look_for("nobody")
    qtbot.waitUntil(lambda: table.pages.rowCount() == 0)
    table.look_for("")
    qtbot.waitUntil(lambda: table.pages.rowCount() == MANY)


def test_the_chosen_row_stays_when_others_come(table: PagedTable, qtbot: QtBot, office: Path) -> None:
    table.setFocus()
    table.selectRow(5)
    kept = table.key()
    chosen: list[object] = []
    table.chosen.connect(chosen.append)
    with open_session(office, clock=Clock()).db as db:
        db.execute("DELETE FROM import WHERE id=?", (f"{MANY - 1:032x}",))
    table.reload()
    qtbot.waitUntil(lambda: table.pages.rowCount() == MANY - 1)
    settle(qtbot, table)
    assert table.key() == kept and table.currentIndex().row() == 4
    QTest.keyClick(table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: chosen[-1] is not None and table.row() is chosen[-1])


def test_an_answer_to_other_rows_is_dropped() -> None:
    model = PagedModel(COLUMNS)
    model.set_keys(["a", "b"])
    model.put(0, ["b", "a"], [1, 2])
    assert model.row_at(0) is None and model.row_at(9) is None and not model.has(0)
    model.put(0, ["a", "b"], [None, "row"])
    assert (model.row_at(0), model.row_at(1)) == (None, "row")
    assert model.data(QModelIndex()) is None
    with pytest.raises(TypeError):
        model.set_rows([1])


def test_what_is_refused_is_told(work: Work, in_window: InWindow, qtbot: QtBot) -> None:
    from rocb_desktop.services.lanes import lane

    @lane("read")
    def refuse(_session: object, *_asked: object) -> list[str]:
        raise UserError("store_busy")

    table = PagedTable(work, "Files received", COLUMNS, refuse, imports_of)
    with qtbot.waitSignal(table.failed) as told:
        table.reload()
    assert isinstance(told.args[0], UserError)


def test_only_rows_in_view_say_how_wide_a_column_is(table: PagedTable) -> None:
    asked: set[int] = set()
    table.pages.wanted.connect(asked.add)
    table._size_columns()
    table.sizeHint()
    assert asked == set()
    table.pages.set_keys(table.pages.keys)  # nothing is here any more, and nothing is laid out yet
    assert asked <= {0}


@pytest.mark.parametrize("order", ["at", "name", "kind", "sender", "brought", "state", ""])
def test_every_column_sorts_both_ways_and_keys_are_all_imports(office: Path, order: str) -> None:
    add_imports(office, 50, Clock())
    session = open_session(office, clock=Clock())
    up, down = import_keys(session, order), import_keys(session, order, True)
    assert sorted(up) == sorted(down) == sorted(one.id for one in list_imports(session))
    assert imports_of(session, [*up[:3], "gone"])[3] is None
    assert [one.id for one in imports_of(session, up) if one is not None] == up
    session.db.execute("UPDATE import SET sender_name='Tala' WHERE id=?", (up[0],))
    before = import_keys(session, words="tala")  # not indexed yet, and found
    index_everything(session)
    assert before == import_keys(session, words="tala") == [up[0]]
    session.close()
