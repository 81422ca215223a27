"""Three profiles, their windows and dialogs: card, pack, reply, review, return - and the reply counts in Table 1."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hands import button_of, press, wait_ready
from pytestqt.qtbot import QtBot

from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.tables import tables
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.session import Clock, Session, open_session
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.dialogs.my_key_dialog import MyKeyDialog
from rocb_desktop.ui.dialogs.return_dialog import ReturnDialog
from rocb_desktop.ui.pages.focal_home_page import FocalHomePage
from rocb_desktop.ui.pages.national_return_page import NationalReturnPage
from rocb_desktop.ui.widgets.words import KeyWords
from rocb_desktop.ui.window import MainWindow

OpenWindow = Callable[..., MainWindow]
ANSWERS = {"q1_none": "yes", "q3": "yes", "q3_text": "Queues are shorter", "q4": "yes", "q5": "no"}


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Profiles of ROCB A/P, a focal point and a participant who have never met."""
    for who, role, code, name in (
        ("rocb", "rocb", "ROCB", "Desk One"),
        ("focal", "focal_point", "WS", "Lani Fuimaono"),
        ("sina", "participant", "WS", "Sina Leota"),
    ):
        create_profile(tmp_path / who, role, code, name, clock=Clock(date(2021, 4, 1)))
    return tmp_path


def at(three: Path, who: str, day: date) -> Session:
    return open_session(three / who, clock=Clock(day))


def shown(qtbot: QtBot, open_window: OpenWindow, profile: Path) -> MainWindow:
    window = open_window(profile)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: bool(window.pages.key))
    return window


def receive(qtbot: QtBot, window: MainWindow, file: Path, *, asks: bool) -> tuple[str, ...]:
    """Open a file in the window, compare the words when `asks`, import; the words that were shown."""
    window.open_files([file])
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    wait_ready(qtbot, dialog)
    assert (dialog.check is not None) == asks
    compared = ""
    if dialog.check is not None:
        compared = dialog.check.words.accessibleDescription()
        press(dialog.check.same_button)
        wait_ready(qtbot, dialog)
    with qtbot.waitSignal(dialog.imported):
        press(button_of(dialog, "Import 1 file"))
    press(button_of(dialog, "Done"))
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is None)
    return tuple(compared.split(", "))


def own_words(qtbot: QtBot, dialog: MyKeyDialog, which: int = 0) -> tuple[str, ...]:
    """The words that somebody reads aloud: the own ones, or (1) those of ROCB A/P."""
    wait_ready(qtbot, dialog)
    qtbot.waitUntil(lambda: len(dialog.findChildren(KeyWords)) > which)
    return tuple(dialog.findChildren(KeyWords)[which].accessibleDescription().split(", "))


def test_a_reply_travels_from_a_participant_to_table_1(qtbot: QtBot, open_window: OpenWindow, three: Path) -> None:
    focal = shown(qtbot, open_window, three / "focal")
    home = cast(FocalHomePage, focal.pages.current_page())
    qtbot.waitUntil(lambda: home.next_button.text() == "Make my key card")
    my_key = home.show_key()
    read_aloud = own_words(qtbot, my_key)
    with qtbot.waitSignal(my_key.card_made):
        my_key.save_card(three / "card.rocb")
    my_key.reject()

    rocb = shown(qtbot, open_window, three / "rocb")
    assert receive(qtbot, rocb, three / "card.rocb", asks=True) == read_aloud
    desk = at(three, "rocb", date(2021, 4, 2))
    add_workshop(desk, "WTO TFA", "regional", "2021-04-20", "2021-04-23", ("WS", "FJ"), number=7)
    make_pack(desk, "2021/7", three / "pack.rocb")
    desk.close()

    handout = receive(qtbot, focal, three / "pack.rocb", asks=True)
    sina = shown(qtbot, open_window, three / "sina")
    assert receive(qtbot, sina, three / "pack.rocb", asks=True) == handout
    person = at(three, "sina", date(2021, 11, 1))
    save_reply(person, "2021/7", ANSWERS)
    make_reply(person, "2021/7", three / "reply.rocb")
    person.close()

    assert len(receive(qtbot, focal, three / "reply.rocb", asks=True)) == 8
    focal.go("national_return")
    page = cast(NationalReturnPage, focal.pages.current_page())
    qtbot.waitUntil(lambda: page.pane.title.text() == "Sina Leota")
    press(page.pane.accept_button)
    qtbot.waitUntil(page.make_button.isEnabled)
    press(page.make_button)
    qtbot.waitUntil(lambda: focal.findChild(ReturnDialog) is not None)
    dialog = focal.findChild(ReturnDialog)
    assert dialog is not None
    press(button_of(dialog, "The head has signed off"))
    press(button_of(dialog, "Yes, with our code"))
    dialog.sign_off.name.set_text("Matai Sefo")
    dialog.sign_off.post.set_text("Comptroller")
    with qtbot.waitSignal(dialog.made) as made:
        press(dialog.make_button)
    national = Path(made.args[0].value.path)

    assert receive(qtbot, rocb, national, asks=False) == ("",)
    rocb.open_files([national])  # the second time: nothing new, and nothing to import
    qtbot.waitUntil(lambda: rocb.findChild(ImportDialog) is not None)
    again = rocb.findChild(ImportDialog)
    assert again is not None
    wait_ready(qtbot, again)
    assert [row.file.result for row in again.results.rows()] == ["same"]
    press(button_of(again, "Close"))
    desk = at(three, "rocb", date(2021, 12, 21))
    assert tables(desk, 2021).to_json()["tables"]["1"]["rows"][0]["replied"] == 1
    desk.close()
