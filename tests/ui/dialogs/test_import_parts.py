"""Packs with files, and parts of one, in the window: kept until the others come, then received as one file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from enclosed import document, with_materials
from hands import press, put_in_front, wait_ready, words_on
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from region import Region

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.arriving.parts import split_file, waiting_parts
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.survey.materials import list_materials
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.dialogs.received_dialog import ReceivedDialog
from rocb_desktop.ui.work import Work

WorkOf = Callable[[Path], Work]
pytestmark = pytest.mark.usefixtures("styled")


@pytest.fixture
def parts(region: Region, tmp_path: Path) -> list[Path]:
    """The workshop's pack with its files, in five parts."""
    with_materials(region, document(tmp_path, size=450_000))
    folder = tmp_path / "parts"
    folder.mkdir()
    with region.at("rocb") as session:
        made: list[Path] = split_file(session, region.file("full"), folder, 100_000).value
    return made


def opened(qtbot: QtBot, work: Work, window: QWidget, files: list[Path]) -> ImportDialog:
    dialog = ImportDialog(work, files, window, role="participant")
    put_in_front(qtbot, dialog)
    wait_ready(qtbot, dialog)
    return dialog


def test_parts_wait_and_become_one_file(qtbot: QtBot, region: Region, work_of: WorkOf, parts: list[Path]) -> None:
    work, window = work_of(region.folder / "sina"), QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    first = opened(qtbot, work, window, [parts[3], parts[1]])
    assert [(row.file.name, row.file.result) for row in first.results.rows()] == [("full.rocb", "waiting")]
    said = words_on(first)
    assert "full.rocb waits for its other parts" in said
    assert "2 of 5 parts are here. Missing: 1, 3, 5." in said
    with qtbot.waitSignal(first.imported):
        first.start_import()
    first.accept()
    with region.at("sina") as session:
        assert waiting_parts(session)[0].missing == [1, 3, 5]
    second = opened(qtbot, work, window, [parts[0].parent])
    assert [(row.file.name, row.file.result) for row in second.results.rows()] == [("full.rocb", "new")]
    with qtbot.waitSignal(second.imported):
        second.start_import()
    second.accept()
    with region.at("sina") as session:
        assert list_materials(session)[0].here
        assert waiting_parts(session) == []


def test_parts_that_will_not_come_are_removed_and_kept_again(
    qtbot: QtBot, region: Region, work_of: WorkOf, parts: list[Path]
) -> None:
    with region.at("sina") as session:
        accept(session, [parts[0]])
    dialog = ReceivedDialog(work_of(region.folder / "sina"))
    qtbot.addWidget(dialog)
    put_in_front(qtbot, dialog)
    wait_ready(qtbot, dialog)
    said = words_on(dialog)
    assert "1 file waits for its other parts" in said and "Missing: 2, 3, 4, 5." in said
    press(dialog, "Remove")
    qtbot.waitUntil(lambda: "The parts were removed." in dialog.notices.text() and not dialog.is_working)
    assert not dialog.parts.isVisible()
    press(dialog, "Undo")
    qtbot.waitUntil(lambda: "The parts wait again." in dialog.notices.text() and not dialog.is_working)
    assert dialog.parts.isVisible()


def test_a_pack_of_which_only_the_files_are_new_can_be_imported(
    qtbot: QtBot, region: Region, work_of: WorkOf, tmp_path: Path
) -> None:
    with_materials(region, document(tmp_path))
    with region.at("rocb") as session:
        make_pack(session, "2021/7", region.file("thin"))
    region.receive("sina", "thin")
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    dialog = opened(qtbot, work_of(region.folder / "sina"), window, [region.file("full")])
    assert "1 missing file comes with it." in words_on(dialog)
    with qtbot.waitSignal(dialog.imported):
        dialog.start_import()
    dialog.accept()
    with region.at("sina") as session:
        assert list_materials(session)[0].here
