"""Participants: nothing that is typed is lost, and the keyboard stays where it was."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import pytest
from fiji import Fiji, make_fiji
from hands import button_of, press, wait_ready, words_on
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from rocb_desktop.ui.dialogs.names_dialog import NamesDialog
from rocb_desktop.ui.dialogs.person_note_dialog import PersonNoteDialog
from rocb_desktop.ui.dialogs.reminders_dialog import RemindersDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.participants_page import ParticipantsPage

OpenPage = Callable[..., Page]
Dialog = TypeVar("Dialog", bound=QDialog)


@pytest.fixture(scope="module")
def made_fiji(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    return make_fiji(tmp_path_factory.mktemp("made") / "fiji")


@pytest.fixture
def page(open_page: OpenPage, made_fiji: Fiji, tmp_path: Path) -> ParticipantsPage:
    shutil.copytree(made_fiji.folder, tmp_path / "fiji")
    return cast(ParticipantsPage, open_page(tmp_path / "fiji" / "focal", "participants"))


def names(page: ParticipantsPage) -> list[str]:
    return [row.name for row in page.view.table.rows_model.rows()]


def opened(qtbot: QtBot, page: Page, kind: type[Dialog]) -> Dialog:
    def found() -> list[Dialog]:
        return [one for one in page.window().findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    dialog = found()[0]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def open_person(qtbot: QtBot, page: ParticipantsPage, key: str) -> None:
    qtbot.waitUntil(lambda: page.ready)
    page.arrive(person=key)
    qtbot.waitUntil(lambda: page.pane.person is not None and page.pane.person.key == key)


def test_a_name_is_added_as_it_is_typed_now(qtbot: QtBot, page: ParticipantsPage) -> None:
    """Ctrl+Enter right after the last key does not take what the preview saw before."""
    qtbot.waitUntil(lambda: page.ready)
    page.add_names()
    dialog = opened(qtbot, page, NamesDialog)
    assert dialog.workshop.value() == page.view.filter.workshop.itemData(page.view.filter.workshop.count() - 1)
    dialog.text.set_text("Sereana Ba")
    qtbot.waitUntil(lambda: dialog.add_button.text() == "Add 1 name")
    dialog.text.set_text("Sereana Baleilakeba")
    dialog.add_all()
    qtbot.waitUntil(lambda: "Sereana Baleilakeba" in names(page))
    assert "Sereana Ba" not in names(page)


def test_a_list_from_a_file_is_looked_at_again_for_another_workshop(
    qtbot: QtBot, page: ParticipantsPage, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: page.ready)
    page.add_names()
    dialog = opened(qtbot, page, NamesDialog)
    listed = tmp_path / "names.txt"
    listed.write_text("Ilai Naro\nSemi Tora\n", encoding="utf-8")
    dialog.read_file(listed)
    qtbot.waitUntil(lambda: dialog.add_button.text() == "Add 2 names" and not dialog.is_working)
    dialog.workshop.combo.setFocus()
    QTest.keyClick(dialog.workshop.combo, Qt.Key.Key_Down)
    wait_ready(qtbot, dialog)
    assert dialog.add_button.text() == "Add 2 names"
    dialog.reject()


def test_what_was_edited_and_ticked_stays(qtbot: QtBot, page: ParticipantsPage) -> None:
    qtbot.waitUntil(lambda: page.ready)
    page.remind()
    dialog = opened(qtbot, page, RemindersDialog)
    wait_ready(qtbot, dialog)
    dialog.text.set_text("My own words")
    QTest.keyClick(dialog.people.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.save_button.text() == "Save 3 e-mails")
    for about in ("coming", "asked"):
        dialog.about.set_value(about)
        dialog.about.changed.emit(about)
        wait_ready(qtbot, dialog)
    assert dialog.save_button.text() == "Save 3 e-mails"
    assert dialog.text.text() == "My own words"
    for lang in ("fr", "en"):
        dialog.language.set_value(lang)
        dialog.language.changed.emit(lang)
    assert dialog.text.text() == "My own words"
    dialog.reject()


def test_the_keyboard_stays_where_it_was(qtbot: QtBot, page: ParticipantsPage) -> None:
    open_person(qtbot, page, "vani kuru")
    note = button_of(page.pane, "Write a note")
    note.setFocus()
    QTest.keyClick(note, Qt.Key.Key_Space)
    dialog = opened(qtbot, page, PersonNoteDialog)
    QTest.keyClicks(dialog.text.edit, "Call in the morning")
    press(dialog.save_button)
    qtbot.waitUntil(lambda: "Call in the morning" in words_on(page.pane))
    # a window without a screen is not made active again when its dialog closes
    qtbot.waitUntil(lambda: page.window().focusWidget() is button_of(page.pane, "Change the note"))


def test_the_next_tab_takes_the_keyboard(qtbot: QtBot, page: ParticipantsPage) -> None:
    qtbot.waitUntil(page.view.matrix.hasFocus)
    QTest.keyClick(page.view.matrix, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.view.table.hasFocus)
