"""A pack opened in a running profile: the person goes on at the page of its workshop, and reads there what came in."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from enclosed import document
from pytestqt.qtbot import QtBot
from samoa import CANINES, TFA, Samoa

from rocb_desktop.services.arriving.exchange import preview
from rocb_desktop.services.region.workshops import add_workshop, find_workshop, make_pack, set_programme
from rocb_desktop.services.survey.materials import add_material
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.focal_workshops_page import FocalWorkshopsPage
from rocb_desktop.ui.pages.materials_page import MaterialsPage
from rocb_desktop.ui.views.workshop.room_page import RoomPage
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
DAY = date(2021, 12, 1)


def take_in(page: Page, pack: Path, qtbot: QtBot) -> Page:
    """Open the pack in the window of a page, import it, close the dialog; the page that is shown then."""
    window = page.window()
    assert isinstance(window, MainWindow)
    window.open_files([pack])
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)))
    dialog = window.findChildren(ImportDialog)[0]
    qtbot.waitUntil(lambda: not dialog.is_working and dialog.import_button.isVisible())
    with qtbot.waitSignal(dialog.imported):
        dialog.import_button.click()
    dialog.accept()
    shown = window.pages.current_page()
    assert shown is not None
    qtbot.waitUntil(lambda: shown.ready)
    return shown


@pytest.mark.parametrize(("who", "kind"), [("sina", MaterialsPage), ("focal", FocalWorkshopsPage)])
def test_a_new_workshop_is_shown(
    open_page: OpenPage, samoa: Samoa, tmp_path: Path, qtbot: QtBot, who: str, kind: type[RoomPage]
) -> None:
    with samoa.at("rocb", DAY) as session:
        made = add_workshop(session, "Rules of Origin", "regional", "2021-11-01", "2021-11-04", ("WS",))
        make_pack(session, str(made.value), tmp_path / "origin.rocb")
    shown = take_in(open_page(samoa.folder / who, "home"), tmp_path / "origin.rocb", qtbot)
    assert isinstance(shown, kind)
    qtbot.waitUntil(lambda: shown.header.title_label.text() == "Rules of Origin")
    assert shown.notices.text()


def test_more_of_a_known_workshop_is_shown_there(
    open_page: OpenPage, samoa: Samoa, tmp_path: Path, qtbot: QtBot
) -> None:
    with samoa.at("rocb", DAY) as session:
        add_material(session, TFA, document(tmp_path), "Overview")
        set_programme(session, TFA, "Day 1")
        make_pack(session, TFA, tmp_path / "more.rocb", with_files=True)
        other = find_workshop(session, CANINES).id
    page = open_page(samoa.sina, "materials", workshop=other)
    assert isinstance(page, MaterialsPage)
    shown = take_in(page, tmp_path / "more.rocb", qtbot)
    assert shown is page
    qtbot.waitUntil(lambda: page.header.title_label.text() == "Trade Facilitation Agreement")
    qtbot.waitUntil(lambda: page.face.materials.count.text() == "1 material, 1 on this computer")


def test_only_packs_say_where_to_go(samoa: Samoa) -> None:
    with samoa.at("sina", DAY) as session:
        assert preview(session, [samoa.folder / "card.rocb"]).workshops == ()
        assert preview(session, [samoa.folder / "pack1.rocb"]).workshops == (find_workshop(session, TFA).id,)
