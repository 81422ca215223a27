"""The journey of a participant at month six: from Home to the file of a reply, in five minutes, by key alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hands import focused
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa
from survey_steps import CTRL, OpenPage

from rocb_desktop.services.survey.homes import participant_home
from rocb_desktop.services.survey.versions import reply_versions
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.survey_page import SurveyPage
from rocb_desktop.ui.window import MainWindow

Key = Qt.Key
SECONDS_A_KEY = 1.5  # of somebody who looks at the keyboard
SECONDS_A_QUESTION, FIVE_MINUTES = 15, 300


class Hands:
    """Two hands on the keyboard: every key goes where the keyboard is, and is counted."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.keys = qtbot, 0

    def key(self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        QTest.keyClick(focused(), key, modifiers)

    def write(self, words: str) -> None:
        self.keys += len(words) // 5  # whoever writes, writes faster than whoever looks for a key
        QTest.keyClicks(focused(), words)

    def tab_to(self, wanted: Callable[[QWidget], bool]) -> None:
        for _time in range(60):
            if wanted(focused()):
                return
            self.key(Key.Key_Tab)
        raise AssertionError("Tab does not reach it")


def says(words: str) -> Callable[[QWidget], bool]:
    return lambda widget: isinstance(widget, QAbstractButton) and widget.text() == words


def at_rest(page: Page, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.ready and not page.work.jobs())


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_a_reply_needs_five_minutes_and_no_mouse(
    open_page: OpenPage, logged: Samoa, qtbot: QtBot, size: tuple[int, int]
) -> None:
    home = open_page(logged.sina, "home", *size)
    window, hands = cast(MainWindow, home.window()), Hands(qtbot)
    hands.key(Key.Key_Space)  # the keyboard is on [Continue my reply]
    qtbot.waitUntil(lambda: window.pages.key == "survey")
    survey = cast(SurveyPage, window.pages.current_page())
    qtbot.waitUntil(lambda: survey.step == "form")
    at_rest(survey, qtbot)
    form = survey.form
    assert form is not None
    assert form.cards[3].isAncestorOf(focused())  # question 1 came from the log, 2 is optional

    hands.key(Key.Key_Space)  # 3: yes
    hands.tab_to(lambda widget: isinstance(widget, QPlainTextEdit) and form.cards[3].isAncestorOf(widget))
    hands.write("Release takes 3 hours and not 9.")
    hands.key(Key.Key_PageDown, CTRL)
    assert form.cards[4].isAncestorOf(focused())
    hands.key(Key.Key_Space)  # 4: yes
    hands.key(Key.Key_PageDown, CTRL)
    hands.key(Key.Key_Right)  # 5: no; an arrow alone chooses nothing
    hands.key(Key.Key_Space)
    hands.key(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: survey.step == "check")
    at_rest(survey, qtbot)
    hands.key(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: survey.step == "leaving")
    at_rest(survey, qtbot)
    hands.key(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.pages.key == "send")
    send = window.pages.current_page()
    assert send is not None
    at_rest(send, qtbot)

    with logged.at("sina") as session:
        line = participant_home(session).lines[-2]
        (version,) = reply_versions(session, TFA).versions
    assert line.survey == "file_made"
    assert version.made == date(2021, 12, 21)
    assert version.answers["q3_text"] == "Release takes 3 hours and not 9."
    assert (version.answers["q1_share_materials"], version.answers["q4"], version.answers["q5"]) == ("yes", "yes", "no")
    assert Path(line.file.sent.path).is_file() if line.file else False
    assert hands.keys * SECONDS_A_KEY + 4 * SECONDS_A_QUESTION < FIVE_MINUTES
