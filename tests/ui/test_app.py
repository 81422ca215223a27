"""From the start of the app to its last close: which profile, one instance, the log, the choice of person."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from rocb_desktop import paths, texts
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.profile.faces import Face, keep_face, read_face
from rocb_desktop.services.profile.preferences import keep_preferences, load_preferences
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.ui import app, theme
from rocb_desktop.ui.dialogs.profile_dialog import ProfileDialog, describe
from rocb_desktop.ui.dialogs.setup_dialog import SetupDialog
from rocb_desktop.ui.instance import Instance
from rocb_desktop.ui.profile_choice import Choice, ask_for_profile, set_up_profile, usual_profile
from rocb_desktop.ui.window import MainWindow

pytestmark = pytest.mark.usefixtures("styled")


def soon(step: Callable[[], bool]) -> QTimer:
    """Try a step again and again inside the loop that run() or exec() turns, until it says True."""
    timer = QTimer(interval=20)
    timer.timeout.connect(lambda: timer.stop() if step() else None)
    timer.start()
    return timer


def windows() -> list[MainWindow]:
    return [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow) and widget.isVisible()
    ]


def close_when_open() -> bool:
    """Close the window once its page is there."""
    for window in windows():
        if window.pages.key:
            return window.close()
    return False


def test_a_profile_is_opened_remembered_and_left_for_the_next_start(qtbot: QtBot, sina: Path) -> None:
    timer = soon(close_when_open)
    assert app.run([], sina) == 0
    assert not timer.isActive()
    assert load_preferences().profile == str(sina)
    assert read_face(sina) == Face("participant", "WS", "Sina Leota", "en")
    assert (sina / "logs" / "rocb.log").is_file()
    again = Instance(sina)
    assert again.claim()
    again.release()


def test_the_demo_is_not_remembered(qtbot: QtBot, sina: Path) -> None:
    timer = soon(close_when_open)
    app.run([], sina, remember=False)
    assert not timer.isActive()
    assert load_preferences().profile == ""


def test_the_app_ends_with_its_window_whatever_else_is_open(qtbot: QtBot, sina: Path) -> None:
    beside = QWidget()
    beside.show()
    timer = soon(close_when_open)
    app.run([], sina)
    assert not timer.isActive() and beside.isVisible()
    beside.close()


def test_a_folder_without_a_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no_profile"):
        app.run([], tmp_path)


def test_a_second_start_hands_its_files_over_and_ends(qtbot: QtBot, sina: Path, tmp_path: Path) -> None:
    first = Instance(sina)
    assert first.claim()
    with qtbot.waitSignal(first.asked) as asked:
        assert app.run([tmp_path / "pack.rocb"], sina) == 0
    assert asked.args == [[tmp_path / "pack.rocb"]]
    assert windows() == []
    first.release()


def held_by_another_computer(profile: Path) -> None:
    """As a synced folder brings the lock of an app that runs there, or was cut off there."""
    (profile / "lock").write_text("4711\nrocb-desktop\nlaptop-2\n1234\n5678\n")


def answer(words: str, asked: list[str]) -> Callable[[], bool]:
    """Press this button of the question."""

    def press() -> bool:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            return False
        asked.append(box.text())
        assert box.defaultButton().text() == "Do not open it"
        next(button for button in box.buttons() if button.text() == words).click()
        return True

    return press


def test_a_store_in_a_synced_folder_that_is_open_on_another_computer_is_not_opened(qtbot: QtBot, sina: Path) -> None:
    held_by_another_computer(sina)
    asked: list[str] = []
    timer = soon(answer("Do not open it", asked))
    assert app.run([], sina) == 0
    assert asked == ["This work is open on another computer: laptop-2."] and not timer.isActive()
    assert windows() == [] and not (sina / "open").exists()
    assert Instance(sina).elsewhere() == "laptop-2"


def test_a_person_opens_it_here_when_the_other_computer_was_cut_off(qtbot: QtBot, sina: Path) -> None:
    held_by_another_computer(sina)
    asked: list[str] = []
    timers = [soon(answer("Open it here", asked)), soon(close_when_open)]
    assert app.run([], sina) == 0
    assert len(asked) == 1 and not any(timer.isActive() for timer in timers)
    first = Instance(sina)
    assert first.claim() and first.elsewhere() == ""
    assert not Instance(sina).take_over()  # a window that runs here is never pushed away
    first.release()


def test_the_usual_profile_is_the_last_or_the_only_one(sina: Path) -> None:
    assert usual_profile() is None
    folder = paths.default_profiles_dir()
    create_profile(folder / "tui", "focal_point", "FJ", "Tui Vaka")
    assert usual_profile() == folder / "tui"
    create_profile(folder / "mele", "participant", "FJ", "Mele Vaka")
    assert usual_profile() is None
    keep_preferences(profile=str(sina))
    assert usual_profile() == sina


def test_several_people_are_asked_who_they_are(qtbot: QtBot, tmp_path: Path) -> None:
    folder = paths.default_profiles_dir()
    for name in ("mele", "tui"):
        create_profile(folder / name, "participant", "FJ", name)

    def choose() -> bool:
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, ProfileDialog) and dialog.isVisible():
                dialog.list.setCurrentRow(1)
                dialog.open_button.click()
                return True
        return False

    timer = soon(choose)
    given = tmp_path / "reply.rocb"
    assert ask_for_profile(None, [given]) == Choice(folder / "tui", [given])
    assert not timer.isActive()


def test_set_up_leaves_the_files_it_did_not_show(qtbot: QtBot, tmp_path: Path) -> None:
    def make() -> bool:
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, SetupDialog) and dialog.isVisible():
                dialog.profile_path, dialog.shown = tmp_path / "new", [tmp_path / "pack.rocb"]
                dialog.reject()
                return True
        return False

    timer = soon(make)
    files = [tmp_path / "pack.rocb", tmp_path / "other.rocb"]
    assert set_up_profile(files) == Choice(tmp_path / "new", [tmp_path / "other.rocb"])
    assert not timer.isActive()


def test_the_question_shows_names_and_can_be_left(qtbot: QtBot, sina: Path, office: Path, tmp_path: Path) -> None:
    keep_face(sina, Face("participant", "WS", "Sina Leota", "en"))
    keep_face(office, Face("rocb", "ROCB", "Mayumi Ito", "en"))
    dialog = ProfileDialog([sina, office, tmp_path / "old"], office)
    qtbot.addWidget(dialog)
    shown = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert shown == ["Sina Leota (Participant, Samoa)", "Mayumi Ito (Regional officer)", "old"]
    assert dialog.list.currentRow() == 1
    dialog.reject()
    assert dialog.chosen is None
    assert describe(sina) == shown[0]


def test_another_person_can_take_over(qtbot: QtBot, sina: Path) -> None:
    folder = paths.default_profiles_dir()
    create_profile(folder / "tui", "participant", "FJ", "Tui Vaka")
    seen: list[str] = []

    def act() -> bool:
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, ProfileDialog) and dialog.isVisible():
                dialog.list.setCurrentRow(0)
                dialog.open_button.click()
        for window in windows():
            if window.pages.key and window.profile.name not in seen:
                seen.append(window.profile.name)
                if len(seen) == 1:
                    window.change_profile()
                else:
                    window.close()
        return len(seen) == 2

    timer = soon(act)
    assert app.run([], sina) == 0
    assert not timer.isActive()
    assert seen == ["sina", "tui"]


def test_theme_and_language_of_this_computer_are_put_on(qapp: QApplication) -> None:
    keep_preferences(theme="dark", lang="fr")
    assert app.application() is qapp
    assert theme.requested() == "dark"
    assert texts.language() == "fr"
    assert app.theme_named("from a newer app") == "system"


def test_a_double_click_in_the_finder_is_an_event(qtbot: QtBot, qapp: app.Application, tmp_path: Path) -> None:
    with qtbot.waitSignal(qapp.file_opened) as opened:
        QApplication.sendEvent(qapp, QFileOpenEvent(str(tmp_path / "a.rocb")))
    assert opened.args == [tmp_path / "a.rocb"]
