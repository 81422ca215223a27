"""Workshops of a focal point: the table, who replied to each, the people met, and the way to the return."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from fiji import Fiji, make_fiji
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.focal_workshops_page import FocalWorkshopsPage
from rocb_desktop.ui.views.workshop.people_met import find_names
from rocb_desktop.ui.widgets.table import TableView

OpenPage = Callable[..., Page]
Key = Qt.Key


@pytest.fixture(scope="module")
def made_fiji(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    return make_fiji(tmp_path_factory.mktemp("made") / "fiji")


@pytest.fixture
def fiji(made_fiji: Fiji, tmp_path: Path) -> Fiji:
    shutil.copytree(made_fiji.folder, tmp_path / "fiji")
    return Fiji(tmp_path / "fiji")


def opened(open_page: OpenPage, fiji: Fiji, number: int = 0, **what: object) -> FocalWorkshopsPage:
    if number:
        with fiji.at("focal") as session:
            what["workshop"] = find_workshop(session, f"2021/{number}").id
    return cast(FocalWorkshopsPage, open_page(fiji.folder / "focal", "workshops", **what))


def cells(table: TableView, column: int) -> list[str]:
    model = table.rows_model
    return [model.columns[column].text(row) for row in model.rows()]


def test_the_table_counts_the_replies_of_each_workshop(open_page: OpenPage, fiji: Fiji) -> None:
    page = opened(open_page, fiji)
    shown = dict(zip(cells(page.list.table, 0), cells(page.list.table, 1), strict=True))
    assert shown["PCA (Pacific)"] == "2 of 2" and shown["Disruptive Technologies"] == "3 of 4"


def test_a_workshop_says_who_replied_and_who_has_the_pack(open_page: OpenPage, fiji: Fiji, qtbot: QtBot) -> None:
    page = opened(open_page, fiji, 3, tab="replies")
    face = page.face
    assert cells(face.replies.table, 0) == ["Asenaca Vuli", "Jone Ratu", "Litia Bola", "Tomasi Bale"]
    assert cells(face.replies.table, 1) == ["No reply", "To review", "Accepted", "Correction asked"]
    assert cells(face.replies.table, 3) == ["Not known", "Has the pack", "Has the pack", "Has the pack"]
    assert face.replies.sentence.text() == "3 of 4 people replied."
    assert not face.pane.isVisible() and not face.materials.add_button.isVisible()
    face.replies.table.selectRow(1)
    QTest.keyClick(face.replies.table, Key.Key_Return)
    qtbot.waitUntil(lambda: not page.isVisible())


def test_names_are_found_by_name_and_administration(open_page: OpenPage, fiji: Fiji) -> None:
    people = opened(open_page, fiji, 1, tab="participants").face.people
    assert cells(people.table, 0) == ["Jone Ratu", "Litia Bola"]
    assert people.count.text() == "2 people of 1 administration"
    QTest.keyClicks(people.search, "fiji lit")
    assert cells(people.table, 0) == ["Litia Bola"]
    QTest.keyClicks(people.search, "x")
    assert people.none.text() == "Nobody of this name is on the list." and not people.table.isVisible()


def test_the_way_to_the_return(open_page: OpenPage, fiji: Fiji, qtbot: QtBot) -> None:
    page = opened(open_page, fiji, 2, tab="replies")
    shown = [one for one in page.findChildren(QPushButton) if one.text() == "Go to the national return"]
    assert [one for one in shown if one.isVisible()] == [page.primary_button()]  # once on a screen
    QTest.mouseClick(shown[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.isVisible())


def test_a_name_is_found_whatever_its_accents_and_order() -> None:
    names = [("PF", "Éline Tābi"), ("WS", "Sina Leota"), ("HK", "Wong Ka")]
    assert find_names(names, "tabi eline") == [names[0]]
    assert find_names(names, "samoa") == [names[1]]
    assert find_names(names, "hk") == [names[2]]
    assert find_names(names, "") == names
