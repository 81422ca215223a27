"""Tables 1-7 on screen: the figures of Survey 2021 with marks and footers, by keyboard, copied and saved."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rocb_desktop.domain.tables import Tables
from rocb_desktop.services.region.workshops import add_workshop
from rocb_desktop.services.session import Session
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.tables_page import TablesPage
from rocb_desktop.ui.views.region.table_grid import grid
from rocb_desktop.ui.widgets.figure_model import Run

OpenPage = Callable[..., Page]
OpenSession = Callable[[Path], Session]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(open_page: OpenPage, profile: Path, *size: int) -> TablesPage:
    return cast(TablesPage, open_page(profile, "tables", *size))


def lines(page: TablesPage) -> list[list[str]]:
    assert page.shown is not None
    return [[cell.text for cell in row.cells] for row in page.shown.rows]


def next_table(page: TablesPage) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Key.Key_PageDown, CONTROL)


def test_every_page_of_tables_by_keyboard(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey)
    qtbot.waitUntil(page.table.tables()[0].hasFocus)
    titles = []
    for _number in range(7):
        assert page.shown is not None
        titles.append(page.shown.title)
        next_table(page)
        assert page.table.isAncestorOf(cast(QWidget, QApplication.focusWidget()))
    assert [title.partition(":")[0] for title in titles] == [f"Table {number}" for number in range(1, 8)]
    assert page.shown is not None and page.shown.number == 1


def test_table_1_says_n_rate_range_and_what_is_not_known(open_page: OpenPage, survey: Path) -> None:
    page = opened(open_page, survey)
    table = lines(page)
    assert table[0] == ["1.\xa0PCA (Pacific)", "6", "5", "–", "83\xa0%\xa0†", "44–97\xa0%"]
    assert table[-3:] == [
        ["Sub-regional workshops", "13", "12", "–", "92\xa0%\xa0†", "67–99\xa0%"],
        ["Regional workshops", "140", "46", "–", "33\xa0%", "26–41\xa0%"],
        ["All workshops", "153", "58", "–", "38\xa0%", "31–46\xa0%"],
    ]
    words = "58 replies. Every count is of administrations. Counted on 21 December 2021."
    assert page.header.context_label.text() == words
    assert "For 58 replies it is not known whether they came late." in page.notes.text()
    first = page.table.tables()[0]
    late = first.figures.index(0, 3)
    assert first.figures.spoken(late) == "1.\xa0PCA (Pacific), Late: not known"


def test_table_2_shows_of_how_many_an_answer_is_known(open_page: OpenPage, survey: Path) -> None:
    page = opened(open_page, survey)
    page.tabs.choose("2")
    table = {row[0]: row[1:] for row in lines(page)}
    assert table["All workshops"] == ["58", "48", "25", "25", "15", "0\xa0of\xa023", "4\xa0of\xa024", "0"]
    assert table["4.\xa0E-Commerce"][5:7] == ["–", "2\xa0of\xa02"]
    assert table["Share"][1:7] == ["83\xa0%", "43\xa0%", "43\xa0%", "26\xa0%", "–", "–"]
    share = page.table.tables()[0].figures
    assert share.spoken(share.index(10, 6)).endswith("Most answers are not known")


def test_table_4_marks_and_footers(open_page: OpenPage, survey: Path) -> None:
    page = opened(open_page, survey)
    page.tabs.choose("4")
    assert page.shown is not None
    shared, held, effects = page.shown.rows[2].cells[1:]
    assert shared.runs == (Run("MY", "underline"), Run("SG"), Run("TH"))
    assert held.runs == (Run("MY", "underline"), Run("TH"))
    assert effects.runs == (Run("ID"), Run("KH"), Run("LA"), Run("MY", "bold"))
    assert shared.spoken == "Malaysia (underlined), Singapore, Thailand"
    assert page.footers.text().splitlines() == [
        "Of those that shared materials, saw direct effects: 32\xa0of\xa048 (67\xa0%). Likely range 53–78\xa0%",
        "Of those that held an in-house workshop, saw direct effects: "
        "11\xa0of\xa015\xa0† (73\xa0%). Likely range 48–89\xa0%",
        "Of those that saw direct effects, shared materials or held an in-house workshop: "
        "32\xa0of\xa038 (84\xa0%). Likely range 70–93\xa0%",
    ]
    assert page.legend.text().startswith("Underlined: this administration also saw direct effects.")


@pytest.mark.parametrize(
    ("reading", "actions", "effects", "projects", "marks"),
    [
        (
            "lists",
            ["48", "25", "25", "15", "8", "11"],
            ("38", "20"),
            ("28", "30"),
            ("32\xa0of\xa048", "32\xa0of\xa038"),
        ),
        (
            "tables",
            ["48", "25", "25", "14", "8", "11"],
            ("36", "22"),
            ("28", "30"),
            ("31\xa0of\xa048", "31\xa0of\xa036"),
        ),
    ],
)
def test_both_rebuilt_readings_are_shown_exactly(
    survey_2021: Callable[[str], Tables],
    reading: str,
    actions: list[str],
    effects: tuple[str, str],
    projects: tuple[str, str],
    marks: tuple[str, str],
) -> None:
    tables = survey_2021(reading)

    def total(number: int) -> list[str]:
        return next([cell.text for cell in row.cells] for row in grid(tables, number).rows if row.total)

    assert total(2)[2:8] == actions
    assert (total(3)[2], total(3)[4]) == effects
    assert (total(5)[2], total(5)[4]) == ("57", "1")
    assert (total(6)[2], total(6)[4]) == projects
    footers = grid(tables, 4).footers
    assert f": {marks[0]} (" in footers[0] and f": {marks[1]} (" in footers[2]


def test_the_table_is_copied_with_its_marks(open_page: OpenPage, survey: Path) -> None:
    page = opened(open_page, survey)
    page.tabs.choose("4")
    copy = next(made for made in page.header.findChildren(QPushButton) if made.text() == "Copy table")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    assert data.text().splitlines()[3] == "3.\xa0Performance Measurement\tMY SG TH\tMY TH\tID KH LA MY"
    assert "<u>MY</u> SG TH" in data.html() and "<b>MY</b>" in data.html()
    assert "The table was copied." in page.notices.text()


def test_cells_are_selected_and_copied_by_keyboard(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey)
    table = page.table.tables()[0]
    qtbot.waitUntil(table.hasFocus)
    QTest.keyClick(table, Key.Key_Right)
    QTest.keyClick(table, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Took part\tReplied\n6\t5\n7\t7"


def test_the_workbook_holds_all_seven_tables(open_page: OpenPage, survey: Path, tmp_path: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey)
    page.save(tmp_path / "tables.xlsx")
    qtbot.waitUntil(lambda: page.notices.text() == "Saved: tables.xlsx")
    assert openpyxl.load_workbook(tmp_path / "tables.xlsx").sheetnames == [f"Table {n}" for n in range(1, 8)]


def test_a_workbook_that_cannot_be_saved_says_why(
    open_page: OpenPage, survey: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(open_page, survey)
    page.save(tmp_path / "no such folder" / "tables.xlsx")
    qtbot.waitUntil(lambda: "cannot be found" in page.notices.text())


def test_a_narrow_window_shows_a_wide_table_in_parts(open_page: OpenPage, survey: Path) -> None:
    page = opened(open_page, survey, 683, 384)
    page.tabs.choose("2")
    parts = page.table.tables()
    assert len(parts) > 1
    assert all(part.figures.heads[0].title == "Workshop" for part in parts)
    assert sum(len(part.figures.heads) - 1 for part in parts) == 8
    assert parts[1].accessibleName() == "Table 2: Follow-up actions taken, continued"
    assert all(part.horizontalScrollBar().maximum() == 0 for part in parts)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (683, 384)])
def test_every_table_fits_every_window(open_page: OpenPage, survey: Path, qtbot: QtBot, size: tuple[int, int]) -> None:
    page = opened(open_page, survey, *size)

    def nothing_beside() -> bool:
        bars = [part.horizontalScrollBar() for part in (page.sheet, *page.table.tables())]
        return all(bar.maximum() == 0 for bar in bars)

    for number in range(1, 8):
        page.tabs.choose(str(number))
        assert (page.window().width(), page.window().height()) == size
        qtbot.waitUntil(nothing_beside)


def test_before_the_first_reply_the_page_says_when(
    open_page: OpenPage, desk: Path, session_of: OpenSession, qtbot: QtBot
) -> None:
    page = opened(open_page, desk)
    assert page.states.state == "empty"
    page.work.run(add_workshop, "Origin", "regional", "2021-11-09", "2021-11-10", ("FJ",))
    wanted = "The first survey opens: 10 May 2022. Figures appear here when you import the first reply."

    def says_when() -> bool:
        said = [made.text() for made in page.states.findChildren(QWidget) if hasattr(made, "text")]
        return wanted in said

    qtbot.waitUntil(says_when)
    receive = next(made for made in page.findChildren(QPushButton) if made.text() == "Receive files")
    QTest.mouseClick(receive, Qt.MouseButton.LeftButton)
    assert page.window().findChildren(TablesPage) and cast(QWidget, page).isHidden()
