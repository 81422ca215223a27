"""My workshops: the table, the pane, filling in, opening and saving; and the same files on ROCB A/P's desk."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from enclosed import document
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.region.workshops import find_workshop, list_workshops, make_pack
from rocb_desktop.services.survey.blobs import blob_path
from rocb_desktop.services.survey.materials import add_material, list_materials
from rocb_desktop.ui.dialogs.pack_dialog import PackDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.materials_page import MaterialsPage
from rocb_desktop.ui.pages.workshops_page import WorkshopsPage

OpenPage = Callable[..., Page]
DAY = date(2021, 12, 1)
LEFT = Qt.MouseButton.LeftButton


class Programs(QObject):
    """Stands where the computer's own programs are: remembers what was handed over."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def programs() -> Iterator[Programs]:
    made = Programs()
    method: Any = "take"  # PySide's stub asks for bytes, its code for text
    QDesktopServices.setUrlHandler("file", made, method)
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def supplied(samoa: Samoa, tmp_path: Path) -> Samoa:
    """A pack brought two materials; then one told of a third."""
    with samoa.at("rocb", DAY) as session:
        add_material(session, TFA, document(tmp_path, size=2_000), "Overview")
        add_material(session, TFA, document(tmp_path, "macros.docm", size=10, seed=2))
        make_pack(session, TFA, tmp_path / "full.rocb", with_files=True)
        add_material(session, TFA, document(tmp_path, "zone.pdf", size=900, seed=3), "Zone")
        make_pack(session, TFA, tmp_path / "thin.rocb")
        make_pack(session, TFA, tmp_path / "later.rocb", with_files=True)
    with samoa.at("sina", DAY) as session:
        accept(session, [tmp_path / "full.rocb", tmp_path / "thin.rocb"], trust=True)
    return samoa


def opened(open_page: OpenPage, samoa: Samoa, *size: int, **what: object) -> MaterialsPage:
    return cast(MaterialsPage, open_page(samoa.folder / "sina", "materials", *size, **what))


def cells(page: MaterialsPage, column: int) -> list[str]:
    model = page.materials.table.rows_model
    return [model.columns[column].text(row) for row in model.rows()]


def choose(page: MaterialsPage, title: str) -> None:
    rows = page.materials.table.rows_model.rows()
    page.materials.table.choose(next(row for row in rows if row.file.shown == title))


def test_materials_are_listed_with_where_they_are(open_page: OpenPage, supplied: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, supplied)
    assert cells(page, 0) == ["macros.docm", "Overview", "Zone"]
    assert cells(page, 3) == ["On this computer", "On this computer", "Not copied yet"]
    assert page.materials.count.text() == "3 materials, 2 on this computer"
    choose(page, "Overview")
    qtbot.waitUntil(lambda: page.pane.facts.facts()["Checked"] == "File is complete and not changed")
    assert page.pane.facts.facts()["File"] == "tfa-overview.pdf, 2 KB"
    assert page.tabs.tabs.tabText(0) == "Materials 3"


def test_a_listed_type_is_opened_from_a_copy(
    open_page: OpenPage, supplied: Samoa, qtbot: QtBot, programs: Programs
) -> None:
    page = opened(open_page, supplied)
    choose(page, "Overview")
    QTest.mouseClick(page.pane.open_button, LEFT)
    qtbot.waitUntil(lambda: bool(programs.opened))
    copy = programs.opened[0]
    assert copy.name == "tfa-overview.pdf" and supplied.folder not in copy.parents
    assert copy.stat().st_mode & 0o777 == 0o400
    choose(page, "macros.docm")
    assert not page.pane.open_button.isEnabled()
    assert "does not open files of the type “docm”" in page.pane.note.text()
    page.materials.table.opened.emit(page.materials.table.row())
    qtbot.waitUntil(lambda: page.ready)
    assert len(programs.opened) == 1


def test_what_is_missing_is_asked_for_and_filled_in(
    open_page: OpenPage, supplied: Samoa, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(open_page, supplied)
    choose(page, "Zone")
    assert not page.pane.open_button.isVisible() and page.pane.ask_button.isVisible()
    QTest.mouseClick(page.pane.ask_button, LEFT)
    qtbot.waitUntil(lambda: "zone.pdf" in QGuiApplication.clipboard().text())
    page.fill_in(document(tmp_path, "other.pdf", seed=8))
    qtbot.waitUntil(lambda: "is not the one that was signed" in page.notices.text())
    page.fill_in(tmp_path / "later.rocb")
    qtbot.waitUntil(lambda: page.materials.count.text() == "3 materials, 3 on this computer")
    assert not page.materials.copy_button.isVisible()
    assert "1 file was copied" in page.notices.text()
    page.save_material(page.materials.table.row(), tmp_path / "copy.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "copy.pdf").exists())


def test_a_changed_file_is_named_and_removed(open_page: OpenPage, supplied: Samoa, qtbot: QtBot) -> None:
    with supplied.at("sina", DAY) as session:
        one = next(m for m in list_materials(session) if m.file.title == "Overview")
        path = blob_path(session, one.file.hash)
        path.write_bytes(b"x" * one.file.size)
    page = opened(open_page, supplied)
    choose(page, "Overview")
    qtbot.waitUntil(lambda: page.pane.facts.facts()["Checked"] == "This file is not the one ROCB A/P signed.")
    assert not page.pane.open_button.isVisible()
    QTest.mouseClick(page.pane.remove_button, LEFT)
    qtbot.waitUntil(lambda: page.materials.count.text() == "3 materials, 1 on this computer")
    assert not path.exists()


def test_a_workshop_without_materials_says_so(open_page: OpenPage, supplied: Samoa) -> None:
    with supplied.at("sina", DAY) as session:
        tfa = find_workshop(session, TFA).id
        record = next(one.id for one in list_workshops(session) if one.id != tfa)
    page = opened(open_page, supplied, workshop=record)
    assert page.workshops.key() == record
    assert not page.pane.isVisible() and page.about.isVisible() and page.materials.none.isVisible()


def test_rocb_adds_retitles_and_removes(
    open_page: OpenPage, survey: Path, qtbot: QtBot, tmp_path: Path, programs: Programs
) -> None:
    page = cast(WorkshopsPage, open_page(survey, "workshops"))
    card = page.list.materials
    assert card.none.isVisible() and not card.sizes.isVisible()
    page.materials.add([document(tmp_path), document(tmp_path, "two.pdf", size=1_500_000, seed=2)])
    qtbot.waitUntil(lambda: card.sizes.text().startswith("Pack with files: 1.6 MB; without: "))
    page.materials.ask_title(page.materials.files[0])
    dialog = page.findChildren(QInputDialog)[0]
    dialog.setTextValue("A title")
    dialog.accept()
    qtbot.waitUntil(lambda: page.materials.files[0].file.title == "A title")
    with qtbot.waitSignal(page.work.saved):
        card.menu_of(page.materials.files[0]).actions()[2].trigger()
    qtbot.waitUntil(lambda: len(page.materials.files) == 1)
    assert "Removed: A title." in page.notices.text()
    page.materials.save(page.materials.files[0], tmp_path / "saved.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "saved.pdf").exists())
    QTest.mouseClick(page.list.details.pack_button, LEFT)
    qtbot.waitUntil(lambda: bool(page.findChildren(PackDialog)))
    pack = page.findChildren(PackDialog)[0]
    qtbot.waitUntil(pack.with_files.isVisible)
    pack.with_files.setChecked(True)
    pack.make(tmp_path / "pack.rocb")
    qtbot.waitUntil(lambda: (tmp_path / "pack.rocb").exists() and not pack.is_working)
    assert (tmp_path / "pack.rocb").stat().st_size > 1_500_000
    pack.reject()
