"""An office that has made a file is asked once to put its keys on paper; a participant never is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hands import press
from pytestqt.qtbot import QtBot

from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.ui.pages.settings_page import SettingsPage
from rocb_desktop.ui.window import MainWindow

OpenWindow = Callable[..., MainWindow]
WORDS = "Put your keys on paper now."


def said(window: MainWindow) -> str:
    page = window.pages.current_page()
    return page.notices.text() if page is not None else ""


def window_after_a_file(open_window: OpenWindow, folder: Path, role: str, qtbot: QtBot) -> MainWindow:
    create_profile(folder, role, "FJ", "Mere Qalo")
    window = open_window(folder)
    window.show()
    qtbot.waitUntil(lambda: bool(window.pages.key))
    page = window.pages.current_page()
    assert page is not None and WORDS not in said(window)
    qtbot.waitUntil(lambda: not window.work.jobs())
    with qtbot.waitSignal(window.work.changed):
        page.do(make_card, folder / "card.rocb")
    qtbot.waitUntil(lambda: not window.work.jobs())
    return window


def test_a_focal_point_is_asked_once(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window = window_after_a_file(open_window, tmp_path / "mere", "focal_point", qtbot)
    assert "key card is ready" in said(window)  # good news is not covered
    qtbot.waitUntil(lambda: window.sheet.owed)
    window.go("history")
    assert WORDS in said(window)
    page = window.pages.current_page()
    assert page is not None
    press(page.notices, "Show me")
    settings = window.pages.current_page()
    assert isinstance(settings, SettingsPage) and settings.list.key() == "keys"
    window.go("people")
    assert WORDS not in said(window)


@pytest.mark.parametrize("role", ["participant"])
def test_a_participant_is_not_asked(open_window: OpenWindow, tmp_path: Path, role: str, qtbot: QtBot) -> None:
    window = window_after_a_file(open_window, tmp_path / "mere", role, qtbot)
    window.go("history")
    assert WORDS not in said(window) and not window.sheet.owed
