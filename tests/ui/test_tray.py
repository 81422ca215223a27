"""The tray of an open window: silent unless the person wants it, one message a day, and a switch in Settings."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from samoa import Samoa, make_samoa

from rocb_desktop.services.reminding.entry import install, is_installed
from rocb_desktop.ui.pages.settings_page import SettingsPage
from rocb_desktop.ui.tray import TrayReminder, show_reminder
from rocb_desktop.ui.window import MainWindow

OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def samoa(tmp_path: Path) -> Samoa:
    return make_samoa(tmp_path / "samoa")


def opened(window: MainWindow, qtbot: QtBot) -> MainWindow:
    with qtbot.waitSignal(window.ready):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: not window.work.jobs())
    return window


def reminder_of(window: MainWindow) -> TrayReminder:
    found = window.findChild(TrayReminder)
    assert found is not None
    return found


def test_whoever_did_not_ask_is_left_in_peace(open_window: OpenWindow, samoa: Samoa, qtbot: QtBot) -> None:
    window = opened(open_window(samoa.sina), qtbot)
    with qtbot.assertNotEmitted(reminder_of(window).said):
        reminder_of(window).look()
        qtbot.waitUntil(lambda: not window.work.jobs())


def test_it_is_said_once_a_day(open_window: OpenWindow, samoa: Samoa, qtbot: QtBot) -> None:
    install(samoa.sina)
    window = open_window(samoa.sina)
    window.show()
    qtbot.waitUntil(lambda: window.findChild(TrayReminder) is not None)
    with qtbot.waitSignal(reminder_of(window).said) as told:
        pass
    assert told.args == ["The follow-up survey closes on 25 December 2021: Trade Facilitation Agreement."]
    qtbot.waitUntil(lambda: not window.work.jobs())
    with qtbot.assertNotEmitted(reminder_of(window).said):
        reminder_of(window).look()
        qtbot.waitUntil(lambda: not window.work.jobs())


def test_without_a_tray_a_message_alone_shows_nothing(samoa: Samoa) -> None:
    assert not show_reminder("The survey is open.", samoa.sina)


def test_the_switch_in_settings_installs_and_removes(open_window: OpenWindow, samoa: Samoa, qtbot: QtBot) -> None:
    window = opened(open_window(samoa.sina), qtbot)
    window.go("settings", category="computer")
    page = cast(SettingsPage, window.pages.current_page())
    qtbot.waitUntil(lambda: page.ready)
    box = page.computer.reminder
    assert box.accessibleName() == "Remind me when a survey opens or is due"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: is_installed(samoa.sina))
    qtbot.waitUntil(lambda: page.ready and not page.work.jobs())
    assert box.isChecked()
    assert page.notices.text() == "You are reminded when you start this computer."
    QTest.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not is_installed(samoa.sina))
