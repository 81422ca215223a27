"""A focal point reviews ten replies with the keyboard alone: accept, ask for a correction, write a note, go on."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic
from typing import cast

import pytest
from fiji import Fiji, make_fiji
from hands import button_of, focused, press, tab_to, words_on
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.national_return_page import NationalReturnPage
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
MORE = (("Jone Ratu", 5), ("Vani Kuru", 5), ("Asenaca Vuli", 3), ("Tomasi Bale", 3), ("Tomasi Bale", 2))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    fiji = make_fiji(tmp_path_factory.mktemp("made") / "fiji")
    files = [fiji.send(name, number, date(2021, 11, 4), q4_text="Fewer forms") for name, number in MORE]
    with fiji.at("focal") as session:
        accept(session, files)
    return fiji


@pytest.fixture
def page(open_page: OpenPage, made: Fiji, tmp_path: Path) -> NationalReturnPage:
    shutil.copytree(made.folder, tmp_path / "fiji")
    return cast(NationalReturnPage, open_page(tmp_path / "fiji" / "focal", "national_return"))


class Keys:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self, qtbot: QtBot, page: NationalReturnPage) -> None:
        self.qtbot, self.page, self.count = qtbot, page, 0

    def press(self, key: Qt.Key, ctrl: bool = False) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(focused(), key, control if ctrl else Qt.KeyboardModifier.NoModifier)
        self.count += 1

    def write(self, text: str) -> None:
        QTest.keyClicks(focused(), text)
        self.count += len(text)

    def wait_for(self, left: int) -> None:
        """So many are left, and the next is shown with the keyboard in the list."""
        page = self.page

        def there() -> bool:
            detail, rows = page.pane.detail, page.list.table.rows_model.rows()
            shown = detail is not None and detail.reply.id == page.list.reply()
            over = page.pane.isVisible() and page.left.isHidden()  # in a smaller window it lies over the list
            at_work = page.pane.isAncestorOf(focused()) if over else page.list.table.hasFocus()
            return page.ready and len(rows) == left and (not left or (shown and at_work))

        self.qtbot.waitUntil(there)


def test_ten_replies_without_a_mouse(qtbot: QtBot, page: NationalReturnPage) -> None:
    keys = Keys(qtbot, page)
    began = monotonic()
    keys.wait_for(10)
    for left in range(9, 5, -1):
        keys.press(Qt.Key.Key_A)
        keys.wait_for(left)
    asked = page.pane.title.text()
    keys.press(Qt.Key.Key_C)
    keys.write("Which audit?")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    keys.wait_for(5)
    assert page.notices.text() == f"Correction asked: {asked}."
    noted = page.pane.title.text()
    keys.press(Qt.Key.Key_N)
    keys.write("Call in May")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    keys.wait_for(5)
    assert page.pane.title.text() == noted
    qtbot.waitUntil(lambda: "Call in May" in words_on(page.pane))
    for left in range(4, -1, -1):
        keys.press(Qt.Key.Key_A)
        keys.wait_for(left)
    qtbot.waitUntil(page.make_button.hasFocus)
    assert keys.count == 9 + 2 * 2 + len("Which audit?") + len("Call in May")
    assert monotonic() - began < 60


@pytest.mark.parametrize("size", [(1024, 600), (683, 384)])
def test_ten_replies_in_a_small_window(
    qtbot: QtBot, open_page: OpenPage, made: Fiji, tmp_path: Path, size: tuple[int, int]
) -> None:
    """The first A opens the reply, which nobody has read; each one after it decides about what is shown."""
    shutil.copytree(made.folder, tmp_path / "fiji")
    page = cast(NationalReturnPage, open_page(tmp_path / "fiji" / "focal", "national_return", *size))
    keys = Keys(qtbot, page)
    keys.wait_for(10)
    for letter in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_N):
        assert not page.pane.isVisible()
        keys.press(letter)
        qtbot.waitUntil(page.pane.isVisible)
        keys.wait_for(10)
        assert not page.pane.writing
        press(page.pane.back_button)
        keys.wait_for(10)
    keys.press(Qt.Key.Key_A)
    qtbot.waitUntil(page.pane.isVisible)
    keys.wait_for(10)
    for left in range(9, 5, -1):
        keys.press(Qt.Key.Key_A)
        keys.wait_for(left)
    keys.press(Qt.Key.Key_C)
    keys.write("Which audit?")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    keys.wait_for(5)
    keys.press(Qt.Key.Key_N)
    keys.write("Call in May")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: "Call in May" in words_on(page.pane))
    keys.wait_for(5)
    for left in range(4, -1, -1):
        keys.press(Qt.Key.Key_A)
        keys.wait_for(left)
    qtbot.waitUntil(lambda: page.left.isVisible() and not page.pane.isVisible())


def test_a_letter_in_the_sidebar_decides_nothing(qtbot: QtBot, page: NationalReturnPage) -> None:
    keys = Keys(qtbot, page)
    keys.wait_for(10)
    window = page.window()
    assert isinstance(window, MainWindow)
    window.sidebar.setFocus()
    assert not page.isAncestorOf(focused())
    keys.press(Qt.Key.Key_A)
    keys.wait_for(10)
    assert not page.notices.isVisible()
    keys.press(Qt.Key.Key_A)
    keys.wait_for(9)


def test_a_letter_never_decides_about_what_is_still_on_its_way(qtbot: QtBot, page: NationalReturnPage) -> None:
    keys = Keys(qtbot, page)
    keys.wait_for(10)
    shown = page.pane.detail
    keys.press(Qt.Key.Key_Down)
    assert page.pane.detail is shown
    keys.press(Qt.Key.Key_A)
    keys.wait_for(10)
    keys.press(Qt.Key.Key_A)
    keys.wait_for(9)


def test_ctrl_enter_sends_no_text_that_is_out_of_sight(
    qtbot: QtBot, open_page: OpenPage, made: Fiji, tmp_path: Path
) -> None:
    shutil.copytree(made.folder, tmp_path / "fiji")
    page = cast(NationalReturnPage, open_page(tmp_path / "fiji" / "focal", "national_return", 1024, 600))
    keys = Keys(qtbot, page)
    keys.wait_for(10)
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(page.pane.isVisible)
    keys.wait_for(10)
    keys.press(Qt.Key.Key_C)
    keys.write("Which audit?")
    assert page.primary_button() is page.pane.send_button
    press(page.pane.back_button)
    qtbot.waitUntil(page.list.table.hasFocus)
    assert page.primary_button() is page.make_button


def test_a_text_that_was_begun_is_there_again(qtbot: QtBot, page: NationalReturnPage) -> None:
    keys = Keys(qtbot, page)
    keys.wait_for(10)
    pane, first = page.pane, page.list.reply()
    assert not pane.begun_button.isVisible()
    keys.press(Qt.Key.Key_C)
    keys.write("Which audit")
    page.list.take_focus()  # a press on the list, to look at the next reply
    keys.press(Qt.Key.Key_Down)
    keys.wait_for(10)
    assert page.list.reply() != first and not pane.writing and not pane.begun_button.isVisible()
    keys.press(Qt.Key.Key_N)
    keys.write("Call in May")
    keys.press(Qt.Key.Key_Escape)
    assert pane.begun_button.isVisible()
    keys.wait_for(10)
    keys.press(Qt.Key.Key_Up)
    keys.wait_for(10)
    assert page.list.reply() == first and pane.begun_button.isVisible()
    press(pane.begun_button)
    assert pane.asking.isVisible() and pane.text.text() == "Which audit"
    keys.press(Qt.Key.Key_Escape)
    keys.wait_for(10)
    keys.press(Qt.Key.Key_C)
    assert pane.text.text() == "Which audit"
    keys.press(Qt.Key.Key_Return, ctrl=True)
    keys.wait_for(9)
    assert pane.begun_button.isVisible()  # the note about the other reply, which is next
    press(pane.begun_button)
    assert pane.noting.text.text() == "Call in May"
    keys.press(Qt.Key.Key_Return, ctrl=True)
    keys.wait_for(9)
    qtbot.waitUntil(lambda: "Call in May" in words_on(pane))
    assert not pane.begun_button.isVisible()
    page.arrive(reply=first)
    qtbot.waitUntil(lambda: page.ready and pane.detail is not None and pane.detail.reply.id == first)
    assert not pane.begun_button.isVisible()


def test_escape_and_tab_leave_a_text_as_a_person_expects(qtbot: QtBot, page: NationalReturnPage) -> None:
    keys = Keys(qtbot, page)
    keys.wait_for(10)
    keys.press(Qt.Key.Key_N)
    tab_to(page.pane.noting.cancel_button)
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(page.list.table.hasFocus)
    assert page.pane.noting.isHidden() and page.pane.accept_button.isVisible()
    keys.press(Qt.Key.Key_C)
    keys.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(page.list.table.hasFocus)
    assert page.pane.asking.isHidden()


def test_the_correction_file_is_offered_where_it_was_asked(qtbot: QtBot, page: NationalReturnPage) -> None:
    keys = Keys(qtbot, page)
    keys.wait_for(10)
    keys.press(Qt.Key.Key_C)
    keys.write("Which audit?")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    keys.wait_for(9)
    press(button_of(page.notices, "Make the correction file"))
    qtbot.waitUntil(lambda: page.window().findChild(ContentsDialog) is not None)
    dialog = page.window().findChild(ContentsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.is_working and dialog.make_button.isEnabled())
    press(dialog.make_button)
    qtbot.waitUntil(lambda: page.host.pages.key == "send")  # type: ignore[attr-defined]  # the window is the host


def test_what_to_look_at_twice_is_one_list(qtbot: QtBot, page: NationalReturnPage) -> None:
    reply = next(one for one in page.list.table.rows_model.rows() if one.name == "Tomasi Bale" and one.version == 1)
    page.arrive(reply=reply.id)
    qtbot.waitUntil(lambda: page.pane.title.text() == "Tomasi Bale")
    qtbot.waitUntil(lambda: "New name: Tomasi Bale is not on the list" in words_on(page.pane))
