"""National return: the matrix, the list to review, the reading pane, both decisions, and the way to the file."""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from fiji import TODAY, Fiji, make_fiji
from hands import button_of, press, tab_to, words_on
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.arriving.waiting import list_waiting
from rocb_desktop.services.national.compiling import compile_reply
from rocb_desktop.services.national.on_behalf import Entry, enter_reply
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.sending.tracker import track_reply
from rocb_desktop.services.session import Clock, Session
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.dialogs.return_dialog import ReturnDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.focal_home_page import FocalHomePage
from rocb_desktop.ui.pages.national_return_page import NationalReturnPage
from rocb_desktop.ui.views.survey.track_words import track_line
from rocb_desktop.ui.widgets.cell_states import STATES
from rocb_desktop.ui.widgets.link import LinkLabel
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def made_fiji(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    return make_fiji(tmp_path_factory.mktemp("made") / "fiji")


@pytest.fixture
def fiji(made_fiji: Fiji, tmp_path: Path) -> Fiji:
    shutil.copytree(made_fiji.folder, tmp_path / "fiji")
    return Fiji(tmp_path / "fiji")


@pytest.fixture
def page(open_page: OpenPage, fiji: Fiji) -> NationalReturnPage:
    return cast(NationalReturnPage, open_page(fiji.folder / "focal", "national_return"))


def reading(page: NationalReturnPage) -> str:
    """Whose reply the pane shows."""
    return page.pane.title.text()


def listed(page: NationalReturnPage) -> list[str]:
    return [reply.name for reply in page.list.table.rows_model.rows()]


def has_left(page: NationalReturnPage, count: int) -> bool:
    return len(listed(page)) == count


def window_of(page: Page) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def type_key(page: Page, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    QTest.keyClick(focus or page, key)


def test_it_opens_on_the_list_with_the_first_reply(qtbot: QtBot, page: NationalReturnPage) -> None:
    qtbot.waitUntil(page.list.table.hasFocus)
    qtbot.waitUntil(lambda: reading(page) == "Litia Bola")
    assert listed(page) == ["Litia Bola", "Litia Bola", "Jone Ratu", "Tomasi Bale", "Asenaca Vuli"]
    assert page.matrix.title_label.text() == "4 of 13 replies are ready for the return"
    assert "All return dates of this survey have passed." in page.header.context_label.text()
    columns = page.matrix.matrix.matrix.columns
    assert [one.title for one in columns][:2] == ["PCA (Pacific)\n26 August", "E-Commerce\n30 September"]
    assert page.matrix.matrix.matrix.rows[-1].title == "National reply"


def test_arrows_in_the_list_change_what_is_read(qtbot: QtBot, page: NationalReturnPage) -> None:
    qtbot.waitUntil(page.list.table.hasFocus)
    QTest.keyClick(page.list.table, Qt.Key.Key_Down)
    QTest.keyClick(page.list.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: reading(page) == "Jone Ratu")
    qtbot.waitUntil(lambda: "What changed since version 1" in words_on(page.pane))
    assert "New AEO programme" in words_on(page.pane)


def test_a_accepts_and_goes_to_the_next(qtbot: QtBot, page: NationalReturnPage) -> None:
    qtbot.waitUntil(lambda: reading(page) == "Litia Bola" and page.list.table.hasFocus())
    first = page.pane.detail
    type_key(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: len(listed(page)) == 4 and page.ready)
    qtbot.waitUntil(lambda: page.pane.detail is not None and page.pane.detail.workshop.short_title == "E-Commerce")
    assert page.pane.detail is not first
    assert page.notices.text() == "Accepted: Litia Bola."
    assert page.list.table.hasFocus()
    assert page.matrix.title_label.text().startswith("5 of 13")


def test_the_pane_says_how_far_the_reply_came(
    qtbot: QtBot, page: NationalReturnPage, fiji: Fiji, session_of: Callable[[Path], Session]
) -> None:
    qtbot.waitUntil(lambda: reading(page) == "Litia Bola" and page.ready)
    assert page.pane.detail is not None
    record, version = page.pane.detail.reply.id, page.pane.detail.reply.version
    session = session_of(fiji.folder / "focal")
    came = track_line(track_reply(session, record, version))
    assert came.startswith("With focal point (") and "→" not in came
    assert came in words_on(page.pane)
    press(page.pane.accept_button)
    qtbot.waitUntil(lambda: len(listed(page)) == 4 and page.ready)
    page.arrive(reply=record)
    qtbot.waitUntil(lambda: page.pane.detail is not None and page.pane.detail.reply.id == record and page.ready)
    qtbot.waitUntil(lambda: f"{came} → Accepted (" in words_on(page.pane))


def test_what_came_meanwhile_is_shown_before_it_is_accepted(qtbot: QtBot, page: NationalReturnPage, fiji: Fiji) -> None:
    qtbot.waitUntil(lambda: reading(page) == "Litia Bola" and page.ready)
    assert page.pane.detail is not None
    shown = page.pane.detail.reply
    newer = fiji.send("Litia Bola", 1, TODAY, q4_text="Nobody has read this yet.")
    with fiji.at("focal") as session:  # another window of this desk
        accept(session, [newer])
    press(page.pane.accept_button)
    qtbot.waitUntil(lambda: "This was changed again since you saw it." in page.notices.text())
    qtbot.waitUntil(lambda: page.ready and "Nobody has read this yet." in words_on(page.pane))
    assert page.pane.detail.reply.id == shown.id and page.pane.detail.reply.version == shown.version + 1
    press(page.pane.accept_button)
    qtbot.waitUntil(lambda: has_left(page, 4) and page.ready)


def test_accepting_can_be_undone(qtbot: QtBot, page: NationalReturnPage) -> None:
    qtbot.waitUntil(lambda: reading(page) == "Litia Bola")
    press(page.pane.accept_button)
    qtbot.waitUntil(lambda: len(listed(page)) == 4)
    press(button_of(page.notices, "Undo"))
    qtbot.waitUntil(lambda: len(listed(page)) == 5)


def test_c_asks_for_a_correction_with_its_text(qtbot: QtBot, page: NationalReturnPage, fiji: Fiji) -> None:
    qtbot.waitUntil(lambda: reading(page) == "Litia Bola" and page.list.table.hasFocus())
    type_key(page, Qt.Key.Key_C)
    qtbot.waitUntil(page.pane.text.edit.hasFocus)
    press(page.pane.send_button)
    assert page.pane.text.error() == "Say what to correct, so that Litia Bola can fix it."
    QTest.keyClicks(page.pane.text.edit, "A cactus: which audit?")
    assert page.pane.text.text() == "A cactus: which audit?"  # A and C are letters in a text
    press(page.pane.send_button)
    qtbot.waitUntil(lambda: len(listed(page)) == 4 and page.ready)
    assert page.notices.text() == "Correction asked: Litia Bola."
    assert not page.pane.asking.isVisible()
    with fiji.at("focal") as session:
        texts = [row[0] for row in session.db.execute("SELECT text FROM review WHERE decision='correct'")]
    assert "A cactus: which audit?" in texts


def test_cancel_leaves_the_reply_as_it_is(qtbot: QtBot, page: NationalReturnPage) -> None:
    qtbot.waitUntil(lambda: reading(page) == "Litia Bola")
    press(page.pane.ask_button)
    press(page.pane.cancel_button)
    assert page.pane.accept_button.isVisible() and not page.pane.text.isVisible()


def test_the_matrix_opens_any_reply(qtbot: QtBot, page: NationalReturnPage) -> None:
    view = page.matrix.matrix
    qtbot.waitUntil(lambda: reading(page) == "Litia Bola")
    tomasi = [row.title for row in view.matrix.rows].index("Tomasi Bale")
    view.setFocus()
    view.setCurrentIndex(view.matrix.index(tomasi, 3))
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reading(page) == "Tomasi Bale")
    qtbot.waitUntil(lambda: "You asked for a correction." in words_on(page.pane))
    assert "Say what works better now." in words_on(page.pane)


def test_an_accepted_reply_cannot_be_accepted_again(qtbot: QtBot, page: NationalReturnPage) -> None:
    view = page.matrix.matrix
    vani = [row.title for row in view.matrix.rows].index("Vani Kuru")
    view.opened.emit(vani, view.matrix.columns[3].key)
    qtbot.waitUntil(lambda: reading(page) == "Vani Kuru")
    assert not page.pane.accept_button.isEnabled()
    assert page.pane.accept_button.toolTip() == "This version is accepted already."


def test_the_whole_reply_can_be_read_below_what_changed(qtbot: QtBot, page: NationalReturnPage) -> None:
    page.arrive(reply=next(one.id for one in page.list.table.rows_model.rows() if one.version == 2))
    qtbot.waitUntil(lambda: "What changed since version 1" in words_on(page.pane))
    assert "Checks at the wharf" not in words_on(page.pane)
    link = page.pane.findChild(LinkLabel)
    assert link is not None
    qtbot.waitUntil(link.isVisible)
    tab_to(link)
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert "Checks at the wharf" in words_on(page.pane)


def test_dropped_files_are_previewed(qtbot: QtBot, page: NationalReturnPage, fiji: Fiji) -> None:
    drop(page, [fiji.packs[0]])
    qtbot.waitUntil(lambda: page.window().findChild(ImportDialog) is not None)
    dialog = page.window().findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.is_working)
    dialog.reject()


def drop(page: NationalReturnPage, paths: Sequence[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, no_key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.drop.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, no_key))


def test_make_national_return_leads_to_its_file(qtbot: QtBot, page: NationalReturnPage, fiji: Fiji) -> None:
    QTest.keyClick(page.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.window().findChild(ReturnDialog) is not None)
    dialog = page.window().findChild(ReturnDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.sign_off.choice.isVisible)
    press(button_of(dialog, "The head has signed off"))
    dialog.sign_off.name.set_text("Ratu Isoa")
    dialog.sign_off.post.set_text("Comptroller")
    press(button_of(dialog, "Yes, with our code"))
    press(dialog.make_button)
    qtbot.waitUntil(lambda: window_of(page).pages.key == "send")
    with fiji.at("focal") as session:
        assert session.db.execute("SELECT signed_by FROM national_return").fetchone() == ("Ratu Isoa",)


def test_preview_return_changes_nothing(qtbot: QtBot, page: NationalReturnPage) -> None:
    press(page.preview_button)
    qtbot.waitUntil(lambda: page.window().findChild(ReturnDialog) is not None)
    dialog = page.window().findChild(ReturnDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    assert "will hold 4 replies" in words_on(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window_of(page).pages.key == "national_return"


def test_a_file_that_waits_can_be_decided_about_or_removed(qtbot: QtBot, open_page: OpenPage, fiji: Fiji) -> None:
    strange = fiji.stranger("Sereana Tuilagi")
    with fiji.at("focal") as session:
        accept(session, [strange])
    page = cast(NationalReturnPage, open_page(fiji.folder / "focal", "national_return"))
    assert page.waiting.isVisible()
    press(button_of(page.waiting, "Compare the words"))
    qtbot.waitUntil(lambda: page.window().findChild(ImportDialog) is not None)
    dialog = page.window().findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.check is not None)
    dialog.reject()
    press(button_of(page.waiting, "Remove"))
    qtbot.waitUntil(lambda: not page.waiting.isVisible())
    press(button_of(page.notices, "Undo"))
    qtbot.waitUntil(page.waiting.isVisible)
    with fiji.at("focal") as session:
        assert len(list_waiting(session)) == 1


def test_in_a_narrow_window_the_reply_lies_over_the_list(qtbot: QtBot, open_page: OpenPage, fiji: Fiji) -> None:
    page = cast(NationalReturnPage, open_page(fiji.folder / "focal", "national_return", 683, 384))
    window = page.window()
    assert (window.width(), window.height()) == (683, 384)
    assert not page.pane.isVisible()
    qtbot.waitUntil(page.list.table.hasFocus)
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(page.pane.isVisible)
    assert not page.left.isVisible()
    press(page.pane.back_button)
    assert page.left.isVisible() and not page.pane.isVisible()


def test_without_a_workshop_the_next_step_is_the_pack(
    qtbot: QtBot, open_page: OpenPage, tmp_path: Path, clock: Clock
) -> None:
    create_profile(tmp_path / "new", "focal_point", "TO", "Sione Tupou", clock=clock)
    page = open_page(tmp_path / "new", "national_return")
    assert page.states.state == "empty"
    assert button_of(page.states, "Open a workshop pack").isEnabled()


def test_the_page_fills_when_the_pack_comes(
    qtbot: QtBot, open_page: OpenPage, tmp_path: Path, fiji: Fiji, clock: Clock
) -> None:
    create_profile(tmp_path / "new", "focal_point", "FJ", "Mere Qalo", clock=clock)
    page = cast(NationalReturnPage, open_page(tmp_path / "new", "national_return"))
    assert not page.make_button.isEnabled()
    page.work.run(accept, fiji.packs, True)
    qtbot.waitUntil(lambda: page.states.state == "content")
    assert page.make_button.toolTip() == "Accept at least one reply first."
    assert [row.title for row in page.matrix.matrix.matrix.rows][:2] == ["Asenaca Vuli", "Jone Ratu"]


def test_after_the_last_reply_the_return_is_next(qtbot: QtBot, page: NationalReturnPage) -> None:
    for left in (4, 3, 2, 1, 0):
        qtbot.waitUntil(lambda: page.ready and page.list.table.hasFocus() and page.pane.accept_button.isEnabled())
        type_key(page, Qt.Key.Key_A)
        qtbot.waitUntil(partial(has_left, page, left))
    qtbot.waitUntil(page.make_button.hasFocus)
    assert page.list.nothing.isVisible()


def test_home_leads_to_the_replies(qtbot: QtBot, open_page: OpenPage, fiji: Fiji) -> None:
    page = cast(FocalHomePage, open_page(fiji.folder / "focal", "home"))
    assert page.next_card.task_label.text() == "Review 5 replies"
    qtbot.waitUntil(page.next_button.hasFocus)
    QTest.keyClick(page.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window_of(page).pages.key == "national_return"


def test_every_icon_of_the_matrix_is_explained(qtbot: QtBot, page: NationalReturnPage, fiji: Fiji) -> None:
    def explained() -> set[str]:
        icons: set[str] = set()
        for legend in (page.matrix.legend, page.matrix.national_legend):
            icons |= {one.accessibleName() or one.text() for one in legend.findChildren(QLabel) if one.isVisible()}
        return icons

    assert any(words.startswith("Ready for the return") for words in explained())
    assert not any(words.startswith("Entered on behalf") for words in explained())
    with fiji.at("focal") as session:
        workshop = find_workshop(session, "2021/5").id
        enter_reply(session, Entry(workshop, "FJ", "Jone Ratu", "telephone", "2021-11-04"), {"q3": "no"})
        compile_reply(session, find_workshop(session, "2021/1").id)
    page.mark_stale()
    qtbot.waitUntil(lambda: "Entered on behalf 1" in explained() and "Compiled 1" in explained())
    shown = {
        STATES[cell.state].word
        for row in page.matrix.matrix.matrix.rows
        for cell in row.cells
        if STATES[cell.state].look != "dot"
    }
    for word in shown:
        assert any(words.startswith(word) for words in explained()), word


def test_home_asks_for_the_words_once(qtbot: QtBot, open_page: OpenPage, tmp_path: Path, fiji: Fiji) -> None:
    strange = fiji.stranger("Sereana Tuilagi")
    with fiji.at("focal") as session:
        accept(session, [strange])
    page = cast(FocalHomePage, open_page(fiji.folder / "focal", "home"))
    assert page.next_button.text() == "Compare the words"
    offered = [one for one in page.findChildren(QPushButton) if one.text() == "Compare the words" and one.isVisible()]
    assert offered == [page.next_button]
    assert button_of(page.waiting, "Remove").isVisible()


def test_the_window_keeps_its_size_while_somebody_writes(qtbot: QtBot, page: NationalReturnPage) -> None:
    qtbot.waitUntil(lambda: reading(page) == "Litia Bola" and page.list.table.hasFocus())
    window = page.window()
    window.resize(1024, 600)
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(page.pane.isVisible)
    page.notices.show_message("info", "A notice above the reply", "and what it says.")
    type_key(page, Qt.Key.Key_C)
    qtbot.waitUntil(page.pane.text.edit.hasFocus)
    assert page.pane.bar.geometry().bottom() <= page.pane.height()
    assert (window.width(), window.height()) == (1024, 600)


def test_home_of_a_new_focal_point_begins_with_the_key_card(
    qtbot: QtBot, open_page: OpenPage, tmp_path: Path, clock: Clock
) -> None:
    create_profile(tmp_path / "new", "focal_point", "TO", "Sione Tupou", clock=clock)
    page = cast(FocalHomePage, open_page(tmp_path / "new", "home"))
    assert page.next_card.task_label.text() == "Make your key card"
    assert page.states.state == "content"
    dialog = page.show_key()
    qtbot.waitUntil(lambda: dialog.words is not None)
    with qtbot.waitSignal(dialog.card_made):
        dialog.save_card(tmp_path / "card.rocb")
    qtbot.waitUntil(lambda: page.next_card.task_label.text() == "Send your key card to ROCB A/P")
    assert page.next_button.text() == "Send my key card" and page.pack_button.isVisibleTo(page)
    assert "Show in folder" in [made.text() for made in dialog.findChildren(QPushButton)]
    dialog.reject()
