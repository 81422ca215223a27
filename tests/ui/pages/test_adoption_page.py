"""The charts of a round: findings as titles, pictures drawn off the main thread, numbers as a table, files saved."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rocb_desktop.ui import theme
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.adoption_page import HEIGHT, AdoptionPage

OpenPage = Callable[..., Page]
Key = Qt.Key


def opened(open_page: OpenPage, profile: Path, qtbot: QtBot, *size: int) -> AdoptionPage:
    page = cast(AdoptionPage, open_page(profile, "adoption", *size))
    if page.states.state == "content":
        qtbot.waitUntil(page.rates.has_picture)
    return page


def press(key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(cast(QWidget, QApplication.focusWidget()), key, modifier)


def test_titles_say_the_finding_and_name_no_administration(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey, qtbot)
    assert page.rates.title_label.text().startswith("Sub-regional workshops replied more often: 12\xa0of\xa013")
    wanted = "Not all actions can be compared: most answers on some are not known"
    assert page.adopted.title_label.text() == wanted
    assert page.header.title_label.text() == "Charts of Survey 2021"
    assert "58 replies. Every count is of administrations." in page.notes.text()
    assert "Held an in-house workshop: 15\xa0of\xa058 (26\xa0%)" in page.adopted.picture_words()


def test_the_arrows_go_from_chart_to_chart(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey, qtbot)
    qtbot.waitUntil(page.rates.target().hasFocus)
    press(Key.Key_Right)
    assert page.adopted.target().hasFocus()
    press(Key.Key_Right)
    assert page.rates.target().hasFocus()


def test_enter_makes_a_chart_large_and_escape_small(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey, qtbot)
    page.adopted.focus()
    press(Key.Key_Return)
    assert page.large is page.adopted and not page.rates.isVisible()
    qtbot.waitUntil(lambda: page.adopted.target().width() > 900)
    assert page.adopted.target().hasFocus()
    press(Key.Key_Escape)
    assert [page.large, page.rates.isVisible()] == [None, True]
    assert page.adopted.target().sizeHint().height() == HEIGHT


def test_the_numbers_as_a_table_and_on_the_clipboard(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey, qtbot)
    page.adopted.focus()
    press(Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.adopted.shows_table() and page.adopted.target().hasFocus()
    page.adopted.copy()
    assert "Held an in-house workshop\t15\t58\t26\xa0%\t16–38\xa0%" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize(("ending", "begins"), [(".png", b"\x89PNG"), (".svg", b"<?xml")])
def test_all_charts_are_saved_into_a_folder(
    open_page: OpenPage, survey: Path, tmp_path: Path, qtbot: QtBot, ending: str, begins: bytes
) -> None:
    page = opened(open_page, survey, qtbot)
    out = tmp_path / "charts"
    out.mkdir()
    page.save_all(out, ending)
    wanted = f"Saved: reply-rates-2021{ending}, actions-2021{ending}"
    qtbot.waitUntil(lambda: page.notices.text() == wanted)
    assert all(file.read_bytes().startswith(begins) for file in out.iterdir())
    assert len(list(out.iterdir())) == 2


def test_the_theme_draws_the_pictures_anew(open_page: OpenPage, survey: Path, qapp: QApplication, qtbot: QtBot) -> None:
    page = opened(open_page, survey, qtbot)
    light = page.rates.image().pixelColor(0, 0)
    theme.apply(qapp, "dark")
    qtbot.waitUntil(lambda: page.rates.image().pixelColor(0, 0) != light)


def test_without_replies_the_page_is_empty(open_page: OpenPage, desk: Path, qtbot: QtBot) -> None:
    page = opened(open_page, desk, qtbot)
    assert page.states.state == "empty"
    assert page.header.title_label.text() == "Charts"


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (683, 384)])
def test_the_page_shrinks_to_every_window(
    open_page: OpenPage, survey: Path, qtbot: QtBot, size: tuple[int, int]
) -> None:
    page = opened(open_page, survey, qtbot, *size)
    assert (page.window().width(), page.window().height()) == size
    assert page.sheet.horizontalScrollBar().maximum() == 0
