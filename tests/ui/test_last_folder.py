"""Dialogs for files begin where files were chosen last, and a proposed name stays in every folder."""

from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from rocb_desktop.services.profile.preferences import load_preferences, remember_folder
from rocb_desktop.ui import last_folder
from rocb_desktop.ui.last_folder import FolderLook, begin_there


def a_dialog(qtbot: QtBot, name: str = "") -> QFileDialog:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave if name else QFileDialog.AcceptMode.AcceptOpen)
    qtbot.addWidget(dialog)
    begin_there(dialog, name)
    return dialog


def test_the_next_dialog_begins_where_the_last_one_ended(qtbot: QtBot, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    first = a_dialog(qtbot)
    first.filesSelected.emit([str(stick / "reply.rocb")])
    assert load_preferences().folder == str(stick)
    second = a_dialog(qtbot)
    assert Path(second.directory().absolutePath()) == stick


def test_a_proposed_name_stays_when_a_folder_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = a_dialog(qtbot, "WS_reply.rocb")
    dialog.setDirectory(str(tmp_path))
    dialog.directoryEntered.emit(str(tmp_path))
    assert [Path(name).name for name in dialog.selectedFiles()] == ["WS_reply.rocb"]


class Silent(type(Path())):  # type: ignore[misc]  # a path is of another class on each system
    """A folder of a computer that left the network: whoever asks waits."""

    asked = Event()
    released = Event()

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        Silent.asked.set()
        return Silent.released.wait(20)


def test_a_folder_that_does_not_answer_holds_nothing_up(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert FolderLook(tmp_path).there(20) and not FolderLook(tmp_path / "gone").there()
    Silent.asked.clear()
    Silent.released.clear()
    remember_folder(tmp_path)
    monkeypatch.setattr(last_folder, "Path", Silent)
    began = monotonic()
    dialog = a_dialog(qtbot, "list.xlsx")
    assert monotonic() - began < 0.3 and Silent.asked.wait(20)
    assert Path(dialog.directory().absolutePath()) != tmp_path
    Silent.released.set()  # it answers while the dialog is open
    qtbot.waitUntil(lambda: Path(dialog.directory().absolutePath()) == tmp_path)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["list.xlsx"]


def test_a_late_folder_does_not_take_the_person_along(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Silent.asked.clear()
    Silent.released.clear()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    remember_folder(tmp_path)
    monkeypatch.setattr(last_folder, "Path", Silent)
    dialog = a_dialog(qtbot)
    dialog.setDirectory(str(elsewhere))
    Silent.released.set()
    looks = [one for one in dialog.findChildren(QTimer) if one.interval() == last_folder._LOOK_EVERY_MS]
    qtbot.waitUntil(lambda: not any(one.isActive() for one in looks))
    assert len(looks) == 1
    assert Path(dialog.directory().absolutePath()) == elsewhere
