"""The round's page: figures with n and range, the chart, the map, who is missing, what is to do; by key and mouse."""

from collections.abc import Callable
from pathlib import Path
from typing import cast, get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.dashboard import ToDo, ToDoKind
from rocb_desktop.services.region.workshops import add_workshop
from rocb_desktop.services.session import Clock, Session, open_session
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.round_page import RoundPage
from rocb_desktop.ui.views.region.round_words import to_do_words
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
OpenSession = Callable[[Path], Session]
Key = Qt.Key


def opened(open_page: OpenPage, profile: Path, *size: int) -> RoundPage:
    return cast(RoundPage, open_page(profile, "round", *size))


def window_of(page: Page) -> MainWindow:
    return cast(MainWindow, page.window())


def wait_for_picture(page: RoundPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.chart.has_picture())


def test_before_the_first_round_the_page_says_what_to_do(open_page: OpenPage, desk: Path, qtbot: QtBot) -> None:
    page = opened(open_page, desk)
    assert page.states.state == "empty"
    texts = [made.text() for made in page.findChildren(QPushButton) if made.isVisible()]
    assert texts == ["Import round workbook", "Add workshop"]
    QTest.keyClick(cast(QPushButton, QApplication.focusWidget()), Key.Key_Return)
    (chooser,) = page.findChildren(QFileDialog)
    assert chooser.windowTitle() == "Choose the round workbook" and chooser.isVisible()
    chooser.reject()


def test_every_figure_says_its_count_and_its_range(open_page: OpenPage, survey: Path) -> None:
    page = opened(open_page, survey)
    assert page.header.title_label.text() == "Survey 2021"
    assert page.header.context_label.text() == "Fiscal year 2020/21, 9 workshops. Today: 21 December 2021"
    assert [name for name, card in page.kpis.items() if card.bar.isHidden()] == ["next"]  # its day is not known
    figures = {name: (card.accessibleName(), card.accessibleDescription()) for name, card in page.kpis.items()}
    assert figures == {
        "replied": ("Replies received: 38\xa0%", "58\xa0of\xa0153. Likely range 31–46\xa0%"),
        "sub_regional": ("Sub-regional workshops: 92\xa0%", "12\xa0of\xa013\xa0†. Likely range 67–99\xa0%"),
        "effects": ("Saw direct effects: 66\xa0%", "38\xa0of\xa058. Likely range 53–76\xa0%"),
        "next": ("Next survey opens: about December 2021", "Canines. The day is not known"),
    }
    assert "For 58 replies it is not known whether they came late." in page.basis.text()
    assert "Counted on 21 December 2021." in page.basis.text()


def test_no_administration_of_an_old_round_is_said_not_to_have_replied(open_page: OpenPage, survey: Path) -> None:
    page = opened(open_page, survey)
    assert page.map.title_label.text() == "26 of 33 WCO members replied at least once"
    said = page.map.map.accessibleDescription()
    assert said.endswith("No reply in the lists: BN, CN, IN, MN, MO, NP, TL. 1 reply has no code.")


def test_the_chart_is_drawn_off_the_main_thread_at_the_size_of_its_card(
    open_page: OpenPage, survey: Path, qtbot: QtBot
) -> None:
    page = opened(open_page, survey)
    wait_for_picture(page, qtbot)
    assert page.chart.title_label.text().startswith("Sub-regional workshops replied more often")
    assert "PCA (Pacific): 5\xa0of\xa06" in page.chart.picture_words()


@pytest.mark.parametrize(("name", "begins"), [("rates.png", b"\x89PNG"), ("rates.svg", b"<?xml")])
def test_the_chart_is_saved_as_picture_or_drawing(
    open_page: OpenPage, survey: Path, tmp_path: Path, qtbot: QtBot, name: str, begins: bytes
) -> None:
    page = opened(open_page, survey)
    with qtbot.waitSignal(page.chart.saved):
        page.chart.write(tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert page.notices.text() == f"Saved: {name}"


def test_a_chart_that_cannot_be_saved_says_why(open_page: OpenPage, survey: Path, tmp_path: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey)
    with qtbot.waitSignal(page.chart.failed):
        page.chart.write(tmp_path / "no such folder" / "rates.png")
    assert "cannot be found" in page.notices.text()


def test_who_is_missing_open_surveys_first_then_by_number(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey)
    table = page.missing.table

    def names() -> list[str]:
        model = table.rows_model
        return [model.columns[0].text(row) for row in model.rows()]

    assert names() == ["PCA (Pacific)", "Performance Measurement", "E-Commerce"]
    switch = page.missing.switch
    assert switch.text() == "See all 95"
    switch.setFocus()
    QTest.keyClick(switch, Key.Key_Space)
    assert len(names()) == 8 and names()[-1] == "Canines"
    assert switch.text() == "Show fewer"
    last = table.rows_model.rows()[-1]
    assert [column.text(last) for column in table.rows_model.columns] == [
        "Canines",
        "2 of 18",
        "16",
        "Opens about December 2021",
    ]


def test_enter_on_a_row_opens_the_workshop(open_page: OpenPage, survey: Path) -> None:
    page = opened(open_page, survey)
    page.missing.table.setFocus()
    page.missing.table.selectRow(1)
    QTest.keyClick(page.missing.table, Key.Key_Return)
    assert window_of(page).pages.key == "workshops"


def test_a_tile_narrows_the_page_to_one_administration_and_escape_widens_it(
    open_page: OpenPage, survey: Path, qtbot: QtBot
) -> None:
    page = opened(open_page, survey)
    page.map.map.setFocus()
    page.map.map.choose("FJ")
    QTest.keyClick(page.map.map, Key.Key_Return)
    assert page.missing.title_label.text() == "Fiji"
    told = {
        column.text(row)
        for row in page.missing.one.rows_model.rows()
        for column in page.missing.one.rows_model.columns[1:]
    }
    assert told == {"Reply received", "Not known"}
    assert page.missing.one.isVisible() and not page.missing.table.isVisible()
    QTest.keyClick(page.map.map, Key.Key_Escape)
    assert page.missing.title_label.text() == "Who has not replied yet"
    assert page.missing.table.isVisible()


def test_the_map_as_a_table_in_alphabetical_order(open_page: OpenPage, survey: Path) -> None:
    page = opened(open_page, survey)
    page.map.map.setFocus()
    QTest.keyClick(page.map.map, Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.map.shows_table() and page.map.table.hasFocus()
    codes = [one.code for one in page.map.table.rows_model.rows()]
    assert codes == sorted(codes) and len(codes) == 33
    page.map.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[2] == "AF\tAfghanistan\t1\t\tReplied"


def test_the_summary_goes_to_the_clipboard(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey)
    copy = next(made for made in page.header.findChildren(QPushButton) if made.text() == "Copy summary")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "Replies received: 38\xa0% (58\xa0of\xa0153. Likely range 31–46\xa0%)" in text
    assert "9. WCO Regional Workshop on Canines: 2 of 18 replied, 16 outstanding" in text
    assert "The summary was copied." in page.notices.text()


def test_the_keyboard_starts_at_what_is_to_do(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey)
    first = page.to_do.buttons()[0]
    qtbot.waitUntil(first.hasFocus)
    assert first.accessibleName() == "Check: Disruptive Technologies: 1 reply names no administration"
    QTest.keyClick(first, Key.Key_Space)
    assert window_of(page).pages.key == "workshops"


def test_a_file_that_waits_comes_first_and_leads_to_the_inbox(
    open_page: OpenPage, survey: Path, tmp_path: Path, session_of: OpenSession, clock: Clock
) -> None:
    create_profile(tmp_path / "focal", "focal_point", "WS", "Lani F", clock=clock)
    focal = open_session(tmp_path / "focal", clock=clock)
    make_card(focal, tmp_path / "card.rocb")
    focal.close()
    accept(session_of(survey), [tmp_path / "card.rocb"])
    page = opened(open_page, survey)
    assert page.to_do.buttons()[0].accessibleName() == "Check: 1 file waits until you check its sender"
    QTest.mouseClick(page.to_do.buttons()[0], Qt.MouseButton.LeftButton)
    assert window_of(page).pages.key == "inbox"


def test_another_round_is_chosen_for_every_page(
    open_page: OpenPage, survey: Path, session_of: OpenSession, qtbot: QtBot
) -> None:
    add_workshop(session_of(survey), "Coming", "regional", "2022-03-01", "2022-03-03", ("FJ", "CK"))
    page = opened(open_page, survey)
    page.choice.choose(2022)
    qtbot.waitUntil(lambda: page.header.title_label.text() == "Survey 2022")
    assert page.kpis["replied"].accessibleName() == "Replies received: –"
    assert page.kpis["next"].accessibleName() == "Next survey opens: 256 days"
    assert page.to_do.buttons()[0].text() == "Make pack"
    assert page.map.title_label.text() == "2 administrations are not asked yet"
    assert page.map.map.accessibleDescription().endswith("Not asked yet: CK, FJ.")
    assert page.missing.table.rows_model.rowCount() == 0


def test_what_changes_in_the_store_shows_here(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey)
    page.work.run(add_workshop, "Coming", "regional", "2021-02-01", "2021-02-03", ("FJ",))
    qtbot.waitUntil(lambda: "10 workshops" in page.header.context_label.text())


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (683, 384)])
def test_the_page_shrinks_to_every_window(
    open_page: OpenPage, survey: Path, qtbot: QtBot, size: tuple[int, int]
) -> None:
    page = opened(open_page, survey, *size)
    wait_for_picture(page, qtbot)
    assert (window_of(page).width(), window_of(page).height()) == size
    assert page.sheet.horizontalScrollBar().maximum() == 0
    short = size[0] < 1200
    wanted = "58\xa0of\xa0153. 31–46\xa0%" if short else "58\xa0of\xa0153. Likely range 31–46\xa0%"
    assert page.kpis["replied"].note_label.text() == wanted
    assert not QImage(page.grab().toImage()).isNull()


def test_every_kind_of_to_do_has_words() -> None:
    kinds: tuple[ToDoKind, ...] = get_args(ToDoKind)
    assert len(kinds) == 8
    for kind in kinds:
        words = to_do_words(ToDo(kind, "inbox", 2))
        assert words.text and words.press and "{" not in words.text
