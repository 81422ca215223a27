"""Settings: copies made, checked and put back; keys to paper and to the key store; people; every size."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hands import press, words_on
from key_store import use_key_store
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa

from rocb_desktop import paths
from rocb_desktop.services.profile.key_places import list_keys, place_of
from rocb_desktop.services.profile.keys import PAPER
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.safety.backups import make_backup
from rocb_desktop.services.session import Clock, Session
from rocb_desktop.services.survey.actions import list_actions, log_action
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.settings_page import SettingsPage
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
OpenSession = Callable[[Path], Session]


def settings(open_page: OpenPage, profile: Path, category: str, *size: int) -> SettingsPage:
    page = cast(SettingsPage, open_page(profile, "settings", *size))
    page.show_category(category)
    return page


def choosing(path: Path) -> Callable[..., tuple[str, str]]:
    """The system's own window, in which a person gives this name."""
    return lambda *_all: (str(path), "")


def answer(words: str) -> list[str]:
    """Press a button of the next question; the list holds what was asked."""
    asked: list[str] = []

    def press_it() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            next(one for one in box.findChildren(QPushButton) if one.text() == words).click()
        else:
            QTimer.singleShot(20, press_it)

    QTimer.singleShot(0, press_it)
    return asked


def test_a_copy_is_made_and_the_card_says_so(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    shutil.rmtree(samoa.sina / "backups", ignore_errors=True)
    page = settings(open_page, samoa.sina, "backups")
    assert page.backups.status.words.text() == "There is no good backup yet"
    press(page.backups.status.now_button)
    qtbot.waitUntil(lambda: page.backups.status.words.text() == "Your work is backed up")
    assert "Opened again and checked." in page.backups.status.detail.text()
    assert len(page.backups.table.rows_model.rows()) == 1
    page.backups.closing.click()
    qtbot.waitUntil(lambda: page.notices.text() == "Saved.")


def test_the_card_says_how_many_files_came_in_since(open_page: OpenPage, samoa: Samoa) -> None:
    shutil.rmtree(samoa.sina / "backups", ignore_errors=True)
    with samoa.at("sina", date(2020, 1, 1)) as session:
        make_backup(session)
        count = session.db.execute("SELECT count(*) FROM import").fetchone()[0]
    page = settings(open_page, samoa.sina, "backups")
    assert f"{count} files came in since." in page.backups.status.detail.text()


def test_going_back_to_a_copy_offers_what_came_since(
    open_page: OpenPage, samoa: Samoa, session_of: OpenSession, qtbot: QtBot
) -> None:
    session = session_of(samoa.sina)
    copy = make_backup(session).value
    log_action(session, TFA, "others", date="2021-06-01", text="Newer")
    page = settings(open_page, samoa.sina, "backups")
    answer("Cancel")
    page.backups.restore.emit(copy)
    assert "Newer" in {one.text for one in list_actions(session)}
    asked = answer("Restore")
    page.backups.restore.emit(copy)
    assert asked == ["Go back to this backup?"]
    qtbot.waitUntil(lambda: "1 edit was made since that copy." in page.notices.text())
    assert "Newer" not in {one.text for one in list_actions(session)}
    press(page.notices, "Keep the 1 edit")
    qtbot.waitUntil(lambda: page.notices.text() == "1 edit was kept.")
    assert "Newer" in {one.text for one in list_actions(session)}
    page.show_category("computer")
    qtbot.waitUntil(lambda: "A backup was put back" in words_on(page.computer))


def test_a_damaged_copy_says_which_one_to_use(open_page: OpenPage, samoa: Samoa, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "bad.sqlite").write_bytes(b"nothing")
    page = settings(open_page, samoa.sina, "backups")
    page.backup_steps.restore(tmp_path / "bad.sqlite")
    qtbot.waitUntil(lambda: page.notices.text().startswith("This backup cannot be opened."))


def test_a_second_place(open_page: OpenPage, samoa: Samoa, qtbot: QtBot, tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "stick").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_all: str(tmp_path / "stick"))
    page = settings(open_page, samoa.sina, "backups")
    press(page.backups.place_button)
    qtbot.waitUntil(lambda: page.backups.second_row.detail_label.text() == str(tmp_path / "stick"))
    assert any(copy.second for copy in page.backups.table.rows_model.rows())
    press(page.backups.leave_button)
    qtbot.waitUntil(lambda: page.backups.second_row.detail_label.text().startswith("None."))


def test_rocbs_keys_go_to_paper_and_the_second_one_away(
    open_page: OpenPage, desk: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = settings(open_page, desk, "keys")
    assert page.keys.advice.isVisible() and not page.keys.forget_button.isVisible()
    for name, second in (("sheet.pdf", False), ("second.pdf", True)):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", choosing(tmp_path / name))
        press(page.keys.second_save if second else page.keys.save_button)
        qtbot.waitUntil((tmp_path / name).exists)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(page.keys.forget_button.isVisible)
    assert not page.keys.advice.isVisible()
    assert "Made on 21 December 2021" in page.keys.sheet_row.detail_label.text()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_all: ("no", True))
    press(page.keys.forget_button)
    qtbot.waitUntil(lambda: "Type DELETE" in page.notices.text())
    monkeypatch.setattr(QInputDialog, "getText", lambda *_all: ("DELETE", True))
    press(page.keys.forget_button)
    qtbot.waitUntil(lambda: not page.keys.second_row.isVisible())
    assert PAPER not in list_keys(desk / "keys")


def test_keys_move_to_the_key_store_only_when_the_person_agrees(
    open_page: OpenPage, clock: Clock, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = use_key_store(tmp_path / "passwords.json", monkeypatch)
    store.locked = True
    folder = paths.default_profiles_dir() / "mere"
    create_profile(folder, "focal_point", "FJ", "Mere Qalo", clock=clock)
    store.locked = False
    page = settings(open_page, folder, "keys")
    assert str(folder / "keys") in page.keys.place_row.detail_label.text()
    asked = answer("Cancel")
    press(page.keys.to_store)
    assert asked == ["Move the keys without a recovery sheet?"] and not place_of(folder / "keys").store
    answer("Move them")
    press(page.keys.to_store)
    qtbot.waitUntil(lambda: "Test key store" in page.keys.place_row.detail_label.text())
    assert place_of(folder / "keys").store == "Test key store"
    press(page.keys.to_files)
    qtbot.waitUntil(page.keys.to_store.isVisible)
    assert not place_of(folder / "keys").store


def test_who_works_here_and_what_rocb_is_known_by(open_page: OpenPage, samoa: Samoa) -> None:
    page = settings(open_page, samoa.sina, "computer")
    assert "Sina Leota" in str(page.computer.people.model().index(0, 0).data())
    page.show_category("office")
    assert page.office.words.isVisible() and not page.office.file_card.isVisible()


def test_the_theme_chosen_in_the_menu_is_shown_and_the_icons_go_with_it(
    open_page: OpenPage, samoa: Samoa, qtbot: QtBot
) -> None:
    page = settings(open_page, samoa.sina, "display")
    window = page.window()
    assert isinstance(window, MainWindow)
    try:
        window.set_theme("dark")
        assert page.display.looks.currentData() == "dark"
        drawn = page.list.list.grab(page.list.list.visualItemRect(page.list.list.item(1)).adjusted(0, 0, -180, 0))
        picture = drawn.toImage()
        spots = [picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(picture.height())]
        assert max(spots) > 180  # light lines on the dark ground
    finally:
        window.set_theme("light")
    assert page.display.looks.currentData() == "light"


def test_the_office_writes_its_file_and_gets_new_keys(
    open_page: OpenPage, desk: Path, session_of: OpenSession, qtbot: QtBot, tmp_path: Path, monkeypatch: Any
) -> None:
    page = settings(open_page, desk, "office")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choosing(tmp_path / "office.rocb"))
    press(page.office.make_button)
    qtbot.waitUntil((tmp_path / "office.rocb").exists)
    before = session_of(desk).anchor
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_all: ("", True))
    answer("Cancel")
    press(page.office.renew_button)
    assert session_of(desk).anchor == before
    asked = answer("Make new keys")
    press(page.office.renew_button)
    assert asked == ["Make new office keys?"]
    qtbot.waitUntil(lambda: "ROCB A/P has new office keys." in page.notices.text())
    assert set(session_of(desk).anchor).isdisjoint(before)


@pytest.mark.parametrize("category", ["display", "backups", "keys", "computer", "office"])
@pytest.mark.parametrize("size", [(1366, 768), (911, 512), (683, 384)])
def test_it_shrinks_to_every_window(open_page: OpenPage, samoa: Samoa, category: str, size: tuple[int, int]) -> None:
    page = settings(open_page, samoa.sina, category, *size)
    assert page.window().width() == size[0]
    assert page.list.isVisible() is (size[0] >= 900)
    assert page.right.sheet.minimumSizeHint().width() <= page.right.viewport().width()
