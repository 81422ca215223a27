"""What all pages of a participant have alike: names for ears, the keyboard alone, both themes, F6."""

from collections.abc import Callable
from typing import cast

import pytest
from hands import focused
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from samoa import READY, TFA, Samoa
from spoken import tab_stops, unnamed

from rocb_desktop.services.sending.outbox import make_reply_file
from rocb_desktop.services.survey.replies import reply_form, save_reply
from rocb_desktop.ui import theme
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
FACES = ("home", "actions", "form", "survey", "questions", "send")


@pytest.fixture
def open_face(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> Callable[[str], Page]:
    """One face of a page, with something on it."""

    def open_it(face: str) -> Page:
        with logged.at("sina") as session:
            if face == "send":
                save_reply(session, TFA, {**READY, "q1_none": "", "q1_others": "yes", "q1_others_text": "A visit"})
                make_reply_file(session, TFA)
            workshop = reply_form(session, TFA).workshop.id
        if face == "form":
            page = open_page(logged.sina, "actions", new=True, kind="others")
        elif face == "questions":
            page = open_page(logged.sina, "survey", workshop=workshop)
        else:
            page = open_page(logged.sina, face)
        qtbot.waitUntil(lambda: bool(tab_stops(page)))
        return page

    return open_it


@pytest.mark.parametrize("face", FACES)
def test_every_control_has_a_name(open_face: Callable[[str], Page], face: str) -> None:
    page = open_face(face)
    assert unnamed(page) == []


@pytest.mark.parametrize("face", FACES)
def test_tab_reaches_every_control(open_face: Callable[[str], Page], face: str) -> None:
    page = open_face(face)
    wanted = set(tab_stops(page))
    reached: set[QWidget] = set()
    for _step in range(120):
        reached.add(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert [f"{type(widget).__name__} {widget.accessibleName()}" for widget in wanted - reached] == []


@pytest.mark.parametrize("face", FACES)
def test_another_theme_keeps_the_page(
    open_face: Callable[[str], Page], face: str, qapp: QApplication, qtbot: QtBot
) -> None:
    page = open_face(face)
    light = page.grab().toImage()
    theme.apply(qapp, "dark")
    qtbot.waitUntil(lambda: page.ready)
    assert page.grab().toImage() != light
    assert page.states.state == "content"


@pytest.mark.parametrize("face", FACES)
def test_f6_goes_round_and_comes_back(open_face: Callable[[str], Page], face: str) -> None:
    page = open_face(face)
    window = cast(MainWindow, page.window())
    inside = []
    for _step in range(2 * len(page.areas()) + 4):
        QTest.keyClick(focused(), Qt.Key.Key_F6)
        inside.append(page.isAncestorOf(focused()))
    assert any(inside) and not all(inside)
    assert window.pages.current_page() is page
