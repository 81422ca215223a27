"""My workshops: the table, the pane, filling in, opening and saving; and the same files on ROCB A/P's desk."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from enclosed import document
from hands import focused, press
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.profile.preferences import remember_folder
from rocb_desktop.services.region.workshops import find_workshop, list_workshops, make_pack
from rocb_desktop.services.survey.actions import list_actions
from rocb_desktop.services.survey.blobs import blob_path
from rocb_desktop.services.survey.materials import add_material, list_materials
from rocb_desktop.ui.dialogs.pack_dialog import PackDialog
from rocb_desktop.ui.dialogs.share_dialog import ShareDialog
from rocb_desktop.ui.dialogs.title_dialog import TitleDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.materials_page import MaterialsPage
from rocb_desktop.ui.pages.workshops_page import WorkshopsPage
from rocb_desktop.ui.widgets.table import TableView

OpenPage = Callable[..., Page]
DAY = date(2021, 12, 1)
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


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
    """The page at the workshop with materials."""
    with samoa.at("sina", DAY) as session:
        what.setdefault("workshop", find_workshop(session, TFA).id)
    return cast(MaterialsPage, open_page(samoa.folder / "sina", "materials", *size, **what))


def cells(table: TableView, column: int) -> list[str]:
    model = table.rows_model
    return [model.columns[column].text(row) for row in model.rows()]


def choose(page: MaterialsPage, title: str) -> None:
    room = page.face.room
    assert room is not None
    page.face.materials.choose(next(one.id for one in (*room.files, *room.own) if one.file.shown == title))


def checked(page: MaterialsPage) -> str:
    return page.face.pane.facts.facts()["Checked"]


def test_materials_are_listed_with_where_they_are(open_page: OpenPage, supplied: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, supplied)
    table = page.face.materials.table
    assert cells(table, 0) == ["macros.docm", "Overview", "Zone"]
    assert cells(table, 2) == ["1", "1", "1"] and not table.isColumnHidden(2)
    assert table.rows_model.columns[2].title == "Version"
    assert cells(table, 4) == ["On this computer", "On this computer", "Not copied yet"]
    assert cells(table, 5) == ["–", "–", "–"]
    assert page.face.materials.count.text() == "3 materials, 2 on this computer"
    choose(page, "Overview")
    qtbot.waitUntil(lambda: checked(page) == "File is complete and not changed")
    assert page.face.pane.facts.facts()["File"] == "tfa-overview.pdf, 2 KB"
    assert page.face.tabs.tabs.tabText(0) == "Materials 3"


def test_a_listed_type_is_opened_from_a_copy(
    open_page: OpenPage, supplied: Samoa, qtbot: QtBot, programs: Programs
) -> None:
    page = opened(open_page, supplied)
    choose(page, "Overview")
    QTest.mouseClick(page.face.pane.open_button, LEFT)
    qtbot.waitUntil(lambda: bool(programs.opened))
    copy = programs.opened[0]
    assert copy.name == "tfa-overview.pdf" and supplied.folder not in copy.parents
    assert copy.stat().st_mode & 0o777 == 0o400
    choose(page, "macros.docm")
    assert not page.face.pane.open_button.isEnabled()
    assert "does not open files of the type “docm”" in page.face.pane.note.text()
    page.face.materials.table.opened.emit(page.face.materials.table.row())
    qtbot.waitUntil(lambda: page.ready)
    assert len(programs.opened) == 1


def test_what_is_missing_is_asked_for_and_filled_in(
    open_page: OpenPage, supplied: Samoa, qtbot: QtBot, tmp_path: Path, programs: Programs
) -> None:
    page = opened(open_page, supplied)
    choose(page, "Zone")
    assert not page.face.pane.open_button.isVisible() and page.face.pane.ask_button.isVisible()
    QTest.mouseClick(page.face.pane.ask_button, LEFT)
    qtbot.waitUntil(lambda: "zone.pdf" in QGuiApplication.clipboard().text())
    page.shelf.fill_in(document(tmp_path, "other.pdf", seed=8))
    qtbot.waitUntil(lambda: "is not the one that was signed" in page.notices.text())
    page.shelf.fill_in(tmp_path / "later.rocb")
    qtbot.waitUntil(lambda: page.face.materials.count.text() == "3 materials, 3 on this computer")
    assert not page.face.materials.copy_button.isVisible()
    assert "1 file was copied" in page.notices.text()
    room = page.face.room
    assert room is not None
    page.shelf.save(room.files[1], tmp_path / "copy.pdf")
    qtbot.waitUntil(lambda: "A copy was saved" in page.notices.text())
    show = next(made for made in page.notices.findChildren(QPushButton) if made.text() == "Show in folder")
    QTest.mouseClick(show, LEFT)
    assert programs.opened == [tmp_path] and (tmp_path / "copy.pdf").exists()


def test_missing_files_are_looked_for_where_files_were_chosen_last(
    open_page: OpenPage, supplied: Samoa, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    remember_folder(stick)
    page = opened(open_page, supplied)
    press(page.face.materials.copy_button)
    (dialog,) = page.findChildren(QFileDialog)
    assert Path(dialog.directory().absolutePath()) == stick
    dialog.reject()


@pytest.mark.parametrize("keep", [False, True])
def test_a_changed_file_is_named_and_removed_or_kept(
    open_page: OpenPage, supplied: Samoa, qtbot: QtBot, keep: bool
) -> None:
    with supplied.at("sina", DAY) as session:
        one = next(m for m in list_materials(session) if m.file.title == "Overview")
        path = blob_path(session, one.file.hash)
        path.write_bytes(b"x" * one.file.size)
    page = opened(open_page, supplied)
    pane = page.face.pane
    choose(page, "Overview")
    qtbot.waitUntil(pane.changed.isVisible)
    assert pane.changed.text() == "This file is not the one ROCB A/P signed."
    assert not pane.open_button.isVisible() and pane.ask_button.isVisible()
    QTest.mouseClick(pane.keep_button if keep else pane.remove_button, LEFT)
    qtbot.waitUntil(lambda: page.face.materials.count.text() == "3 materials, 1 on this computer")
    assert not path.exists()
    assert cells(page.face.materials.own, 0) == (["Overview, changed"] if keep else [])


def test_the_table_opens_a_workshop_and_esc_goes_back(open_page: OpenPage, supplied: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, supplied, workshop="")
    table = page.list.table
    qtbot.waitUntil(table.hasFocus)
    assert cells(table, 0) == ["Canines", "Trade Facilitation Agreement", "PCA (Pacific)"]
    assert cells(table, 2) == ["–", "2 of 3 here", "–"] and cells(table, 1)[0] == "Nothing logged yet"
    QTest.keyClick(table, Key.Key_Down)
    QTest.keyClick(table, Key.Key_Return)
    qtbot.waitUntil(page.face.materials.table.hasFocus)
    assert page.header.title_label.text() == "Trade Facilitation Agreement"
    assert page.face.strip.facts()["Survey"] == "4 December 2021 to 25 December 2021"
    assert page.face.strip.facts()["For whom"] == "Fiji, Samoa"
    QTest.keyClick(page.face.materials.table, Key.Key_Escape)
    qtbot.waitUntil(table.hasFocus)
    assert table.row().workshop.natural_name == TFA and page.header.title_label.text() == "My workshops"


def test_tabs_change_with_the_keyboard(open_page: OpenPage, supplied: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, supplied)
    face = page.face
    qtbot.waitUntil(face.materials.table.hasFocus)
    assert face.pane.isVisible()
    step = (Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(face.materials.table, *step)
    assert face.programme.none.isVisible() and not face.pane.isVisible()
    QTest.keyClick(face.tabs.tabs, *step)
    assert face.people.none.text().startswith("The pack has no names. ROCB A/P decides")
    QTest.keyClick(face.tabs.tabs, *step)
    assert face.follow_up.none.isVisible()
    QTest.keyClick(face.tabs.tabs, *step)
    assert face.survey.sentence.text().startswith("Closes on 25 December 2021.")
    QTest.mouseClick(face.survey.open_button, LEFT)
    qtbot.waitUntil(lambda: not page.isVisible())


def test_a_workshop_without_materials_says_so(open_page: OpenPage, supplied: Samoa) -> None:
    with supplied.at("sina", DAY) as session:
        tfa = find_workshop(session, TFA).id
        record = next(one.id for one in list_workshops(session) if one.id != tfa)
    page = opened(open_page, supplied, workshop=record)
    assert page.opened == record
    assert not page.face.pane.isVisible() and page.face.materials.none.isVisible()
    assert page.face.materials.no_own.isVisible()


def test_sharing_is_noted_and_seen_beside_the_file(open_page: OpenPage, supplied: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, supplied)
    choose(page, "Overview")
    QTest.mouseClick(page.face.pane.share_button, LEFT)
    dialog = page.findChildren(ShareDialog)[0]
    qtbot.waitUntil(dialog.audience.control.hasFocus)
    first = next(iter(dialog.ticks.values()))
    assert [box.isChecked() for box in dialog.ticks.values()] == [False, True, False]
    QTest.keyClicks(dialog.audience.control, "the audit team")
    dialog.way.set_value("meeting")
    dialog.reached.set_value(14)
    for box in dialog.ticks.values():
        box.setChecked(False)
    QTest.mouseClick(dialog.share_button, LEFT)
    assert dialog.missing.isVisible() and first.hasFocus()
    list(dialog.ticks.values())[1].setChecked(True)
    dialog.day.set_value(date(2021, 5, 1))
    QTest.mouseClick(dialog.share_button, LEFT)
    qtbot.waitUntil(lambda: bool(dialog.day.error()))
    dialog.day.set_value(date(2021, 7, 1))
    QTest.mouseClick(dialog.share_button, LEFT)
    qtbot.waitUntil(lambda: cells(page.face.materials.table, 5) == ["–", "14 people", "–"])
    assert page.face.pane.log.words() == ["In a meeting or briefing, 14 people, the audit team"]
    entry = next(made for made in page.face.pane.log.findChildren(QPushButton) if made.text() == "1 July 2021")
    QTest.mouseClick(entry, LEFT)
    qtbot.waitUntil(lambda: not page.isVisible())
    with supplied.at("sina", DAY) as session:
        (action,) = list_actions(session)
        assert (action.type, action.reached, action.subtype, len(action.materials)) == (
            "share_materials",
            14,
            "meeting",
            1,
        )


def test_own_files_are_added_retitled_and_removed(
    open_page: OpenPage, supplied: Samoa, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(open_page, supplied)
    own = page.face.materials.own
    page.shelf.add_own([document(tmp_path, "our-slides.pdf", seed=11), document(tmp_path, "notes.pdf", seed=12)])
    qtbot.waitUntil(lambda: cells(own, 0) == ["notes.pdf", "our-slides.pdf"])
    choose(page, "notes.pdf")
    assert page.face.materials.table.row() is None
    qtbot.waitUntil(lambda: checked(page) == "File is complete and not changed")
    assert page.face.pane.facts.facts()["From"].startswith("Your administration, ")
    room = page.face.room
    assert room is not None
    page.shelf.ask_title(room.own[0])
    dialog = page.findChildren(TitleDialog)[0]
    qtbot.waitUntil(dialog.title.edit.hasFocus)
    assert dialog.title.text() == room.own[0].file.title
    QTest.keyClicks(focused(), "My notes")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(own, 0) == ["My notes", "our-slides.pdf"])
    choose(page, "our-slides.pdf")
    QTest.mouseClick(page.face.pane.drop_button, LEFT)
    qtbot.waitUntil(lambda: cells(own, 0) == ["My notes"])
    page.host.undo_last()
    qtbot.waitUntil(lambda: cells(own, 0) == ["My notes", "our-slides.pdf"])


def test_rocb_adds_retitles_and_removes(
    open_page: OpenPage, survey: Path, qtbot: QtBot, tmp_path: Path, programs: Programs
) -> None:
    page = cast(WorkshopsPage, open_page(survey, "workshops"))
    card = page.list.materials
    assert card.none.isVisible() and not card.sizes.isVisible()
    page.materials.add([document(tmp_path), document(tmp_path, "two.pdf", size=1_500_000, seed=2)])
    qtbot.waitUntil(lambda: card.sizes.text().startswith("Pack with files: 1.6 MB; without: "))
    page.materials.ask_title(page.materials.files[0])
    dialog = page.findChildren(TitleDialog)[0]
    dialog.title.set_text("A title")
    press(dialog.save_button)
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
