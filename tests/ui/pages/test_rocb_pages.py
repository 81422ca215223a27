"""What all pages of ROCB A/P have alike: names for ears, the keyboard alone, both themes, one choice of a round."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rocb_desktop.ui import theme
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.round_choice import RoundChoice
from rocb_desktop.ui.work import Work

OpenPage = Callable[..., Page]
PAGES = ("round", "workshops", "inbox", "tables", "adoption")


def controls(page: Page) -> list[QWidget]:
    """What can take the keyboard, but for the inner parts of Qt's own widgets."""
    found = [widget for widget in page.findChildren(QWidget) if widget.isVisible() and widget.isEnabled()]
    return [
        widget
        for widget in found
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox))
    ]


@pytest.mark.parametrize("key", PAGES)
def test_every_control_has_a_name(open_page: OpenPage, survey: Path, key: str) -> None:
    page = open_page(survey, key)
    nameless = [type(widget).__name__ for widget in controls(page) if not widget.accessibleName()]
    assert nameless == []


def test_every_field_of_the_form_has_a_name(open_page: OpenPage, survey: Path) -> None:
    page = open_page(survey, "workshops", new=True)
    nameless = [type(widget).__name__ for widget in controls(page) if not widget.accessibleName()]
    assert nameless == []


@pytest.mark.parametrize("key", PAGES)
def test_tab_reaches_every_control(open_page: OpenPage, survey: Path, key: str) -> None:
    page = open_page(survey, key)
    wanted = {widget for widget in controls(page) if not widget.focusProxy()}
    reached: set[QWidget] = set()
    for _step in range(80):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    missed = [f"{type(widget).__name__} {widget.accessibleName()}" for widget in wanted - reached]
    assert missed == []


@pytest.mark.parametrize("key", PAGES)
def test_another_theme_keeps_the_page(
    open_page: OpenPage, survey: Path, key: str, qapp: QApplication, qtbot: QtBot
) -> None:
    page = open_page(survey, key)
    light = page.grab().toImage()
    theme.apply(qapp, "dark")
    qtbot.waitUntil(lambda: page.ready)
    assert page.grab().toImage() != light
    assert page.states.state == "content"


@pytest.mark.parametrize("key", ["round", "workshops", "tables", "adoption"])
def test_a_round_that_is_not_there_is_a_problem_with_a_way_out(
    open_page: OpenPage, survey: Path, key: str, qtbot: QtBot
) -> None:
    page = open_page(survey, key)
    choice = RoundChoice.of(page.work)
    choice.choose(1999)
    qtbot.waitUntil(lambda: "There is no round “1999” here." in page.notices.text())
    assert page.states.state == "content"  # what was shown stays
    choice.choose(2021)
    qtbot.waitUntil(lambda: page.ready)


def test_a_window_has_one_choice_of_a_round(work_of: Callable[[Path], Work], survey: Path, qtbot: QtBot) -> None:
    work = work_of(survey)
    choice = RoundChoice.of(work)
    assert RoundChoice.of(work) is choice
    with qtbot.assertNotEmitted(choice.changed):
        choice.choose(None)
    with qtbot.waitSignal(choice.changed):
        choice.choose(2021)
    assert choice.button([2021], 2021) is None
    offered = choice.button([2022, 2021], 2021)
    assert offered is not None and offered.text() == "Survey 2021"
    with qtbot.waitSignal(choice.changed):
        offered.menu().actions()[0].trigger()
    assert choice.number == 2022
