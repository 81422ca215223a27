"""History in the real window: a conflict decided by keyboard, a change undone, a record taken back to a day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hands import button_of, focused, press, tab_to, wait_ready, words_on
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot
from region import WORKSHOP, Region, make_region
from two_copies import HERE, THERE, make_copies

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.history.conflicts import TEXT, list_conflicts
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import change_action, list_actions
from rocb_desktop.services.survey.replies import reply_form
from rocb_desktop.ui.dialogs.back_dialog import BackDialog
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.nav_delegate import COUNT, KEY
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.history_page import HistoryPage
from rocb_desktop.ui.views.history.change_view import ChangeView
from rocb_desktop.ui.views.history.conflict_view import ConflictView
from rocb_desktop.ui.views.history.side_tile import SideTile
from rocb_desktop.ui.window import MainWindow

Sessions = Callable[[Path], Session]
OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def made_copies(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Made once; nobody writes into it."""
    return make_copies(make_region(tmp_path_factory.mktemp("made") / "region"))


@pytest.fixture
def copies(made_copies: Region, tmp_path: Path) -> Region:
    return made_copies.copy(tmp_path / "region")


@pytest.fixture
def history(copies: Region, open_page: OpenPage) -> HistoryPage:
    return at_history(open_page, copies.folder / "sina")


def at_history(open_page: OpenPage, profile: Path, **how: object) -> HistoryPage:
    page = open_page(profile, "history", **how)
    assert isinstance(page, HistoryPage)
    return page


def window_of(page: Page) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def conflict_on(page: HistoryPage) -> ConflictView:
    assert isinstance(page.view, ConflictView)
    return page.view


def change_on(page: HistoryPage) -> ChangeView:
    assert isinstance(page.view, ChangeView)
    return page.view


def rest(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: page.ready and not page.work.jobs())


def key(code: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), code, modifiers)


def answer(session: Session) -> object:
    return reply_form(session, WORKSHOP).answers["q3_text"]


def test_a_conflict_is_decided_with_the_keyboard_and_undone(
    qtbot: QtBot, history: HistoryPage, copies: Region, session_of: Sessions
) -> None:
    view, window = conflict_on(history), window_of(history)
    qtbot.waitUntil(lambda: focused() is view.first_focus())
    assert (view.value(), view.keep_button.isEnabled(), view.keep_button.text()) == ("", False, "Choose one first")
    tiles = view.findChildren(SideTile)
    assert [part for tile in tiles for part in tile.text_view.marked()] == [" with a proposal to use ASYCUDA World"]
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # nothing is chosen: nothing is kept
    key(Qt.Key.Key_Right)
    assert view.keep_button.text() == "Keep the text from the other computer"
    key(Qt.Key.Key_Left)
    assert view.keep_button.text() == "Keep the text from this computer"
    qtbot.waitUntil(lambda: window.menus.primary.isEnabled())
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(history.view, ChangeView))
    session = session_of(copies.folder / "sina")
    assert (list_conflicts(session), answer(session)) == ([], HERE)
    assert history.notices.text().startswith("Kept: the answer of Sina Leota.")
    assert change_on(history).title_label.text() == "Decided between two answers"
    press(history, "Undo")
    qtbot.waitUntil(lambda: isinstance(history.view, ConflictView))
    rest(qtbot, history)
    assert {side.text for side in list_conflicts(session)[0].sides} == {HERE, THERE}


def test_an_import_that_meets_another_answer_leads_to_the_decision(
    qtbot: QtBot, tmp_path: Path, open_page: OpenPage
) -> None:
    apart = make_copies(make_region(tmp_path / "apart"), meet=False)
    page = open_page(apart.folder / "sina", "home")
    window = window_of(page)
    window.open_files([apart.file("there")])
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    wait_ready(qtbot, dialog)
    with qtbot.waitSignal(dialog.imported):
        press(button_of(dialog, "Import 1 file"))
    press(button_of(dialog, "Decide"))
    qtbot.waitUntil(lambda: window.pages.key == "history")
    history = window.pages.current_page()
    assert isinstance(history, HistoryPage)
    qtbot.waitUntil(lambda: isinstance(history.view, ConflictView))
    rest(qtbot, history)
    assert history.list.filter() == "conflicts" and conflict_on(history).found.field == "q3_text"


def test_a_new_text_is_written_kept_while_typing_and_decided(
    qtbot: QtBot, history: HistoryPage, copies: Region, session_of: Sessions
) -> None:
    view = conflict_on(history)
    assert view.text.isHidden()
    key(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: view.value() == TEXT)
    assert view.text.text() == f"{HERE}\n\n{THERE}" and view.keep_button.text() == "Keep the new text"
    tab_to(view.text.control)
    edit = focused()
    assert isinstance(edit, QPlainTextEdit)
    edit.selectAll()
    QTest.keyClicks(edit, "Both <b>in one</b>.")
    history.flush_drafts()
    rest(qtbot, history)
    window_of(history).go("home")
    window_of(history).go("history")
    rest(qtbot, history)
    view = conflict_on(history)
    qtbot.waitUntil(lambda: view.text.text() == "Both <b>in one</b>.")
    press(view.keep_button)
    qtbot.waitUntil(lambda: isinstance(history.view, ChangeView))
    session = session_of(copies.folder / "sina")
    assert answer(session) == "Both <b>in one</b>."
    assert "Both <b>in one</b>." in words_on(change_on(history))


def test_what_was_typed_stays_when_another_row_is_looked_at(qtbot: QtBot, history: HistoryPage) -> None:
    view = conflict_on(history)
    view.choices.set_value(TEXT)
    view._show_choice()
    view.text.set_text("Half a sentence")
    history.list.list.setFocus()
    key(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: isinstance(history.view, ChangeView))
    key(Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: isinstance(history.view, ConflictView))
    qtbot.waitUntil(lambda: conflict_on(history).text.text() == "Half a sentence")
    assert conflict_on(history).value() == TEXT


def test_no_text_is_refused_at_the_field(qtbot: QtBot, history: HistoryPage) -> None:
    view = conflict_on(history)
    view.choices.set_value(TEXT)
    view._show_choice()
    view.text.set_text("  ")
    press(view.keep_button)
    assert view.text.error() and focused() is view.text.control


def test_decide_later_blocks_nothing(qtbot: QtBot, history: HistoryPage) -> None:
    press(conflict_on(history).later_button)
    assert focused() is history.list.list
    key(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: isinstance(history.view, ChangeView))
    assert window_of(history).pages.key == "history"


def test_who_may_not_decide_reads_both_and_asks_for_a_correction(
    qtbot: QtBot, copies: Region, open_page: OpenPage
) -> None:
    with copies.at("focal", date(2021, 10, 21)) as session:
        accept(session, [copies.file("here"), copies.file("there")])
    page = at_history(open_page, copies.folder / "focal")
    view = conflict_on(page)
    assert not view.keep_button.isVisible() and not view.later_button.isVisible()
    assert "Only Sina Leota can decide this. Ask for a correction." in words_on(view)
    assert not any("until you decide" in words for words in words_on(view))
    press(view.ask_button)
    assert window_of(page).pages.key == "national_return"
    pane = window_of(page).pages.current_page()
    assert pane is not None
    qtbot.waitUntil(lambda: "1 answer is undecided." in words_on(pane))
    press(pane, "Show both")
    rest(qtbot, page)
    assert window_of(page).pages.key == "history" and page.list.filter() == "conflicts"


def test_the_newest_change_is_undone_from_its_row(
    qtbot: QtBot, history: HistoryPage, copies: Region, session_of: Sessions
) -> None:
    session = session_of(copies.folder / "sina")
    before = list_actions(session)[0].reached
    change_action(session, list_actions(session)[0].id, reached=99)
    history.mark_stale()
    rest(qtbot, history)
    history.list.tabs.choose("mine")
    rest(qtbot, history)
    newest = history.list.first()
    history.list.choose(newest.id)
    history._open(newest)
    rest(qtbot, history)
    view = change_on(history)
    assert "99" in words_on(view)
    qtbot.waitUntil(lambda: focused() is view.undo_button)
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: history.notices.text() == "Taken back.")
    assert list_actions(session)[0].reached == before
    press(history.redo_button if history.redo_button.isEnabled() else history.undo_button)
    qtbot.waitUntil(lambda: list_actions(session)[0].reached == 99)


def test_going_back_shows_first_what_would_change(
    qtbot: QtBot, history: HistoryPage, copies: Region, session_of: Sessions
) -> None:
    session = session_of(copies.folder / "sina")
    record = list_actions(session)[0].id
    before = list_actions(session)[0].reached
    change_action(session, record, reached=99)
    history.arrive(record=record)
    rest(qtbot, history)
    assert "Only WTO TFA" in words_on(history.list)
    history.go_back()
    dialog = next(one for one in history.window().findChildren(BackDialog) if one.isVisible())
    assert not dialog.go_button.isEnabled()
    dialog.day.set_value(date(2021, 10, 16))
    press(dialog.show_button)
    qtbot.waitUntil(lambda: dialog.go_button.isEnabled() and not dialog.is_working)
    assert "1 answer would change" in words_on(dialog) and "99" in words_on(dialog)
    assert list_actions(session)[0].reached == 99
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: history.notices.text() == "It is as it was before.")
    assert list_actions(session)[0].reached == before
    press(history.list.all_button)
    rest(qtbot, history)
    assert not history.list.only.isVisible()


def test_a_day_before_anything_was_there_is_refused(qtbot: QtBot, history: HistoryPage) -> None:
    history.go_back()
    dialog = next(one for one in history.window().findChildren(BackDialog) if one.isVisible())
    dialog.day.set_value(date(2020, 1, 1))
    press(dialog.show_button)
    qtbot.waitUntil(lambda: dialog.notices.text() != "")
    assert "not here yet" in dialog.notices.text() and not dialog.go_button.isEnabled()
    dialog.reject()


def test_words_and_filters_find_changes(qtbot: QtBot, history: HistoryPage) -> None:
    QTest.keyClick(history.window(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused() is history.list.search
    QTest.keyClicks(history.list.search, "zebra")
    qtbot.waitUntil(lambda: "Nothing was found." in words_on(history.list))
    history.list.search.clear()
    qtbot.waitUntil(lambda: history.list.first() is not None)
    history.list.tabs.choose("files")
    rest(qtbot, history)
    assert all(row.key.imported for row in history.list.list.rows.rows if row.key is not None)
    history.list.tabs.choose("conflicts")
    rest(qtbot, history)
    assert [row.title for row in history.list.list.rows.rows] == ["To decide", "Question 3. Give one example"]


def test_ten_thousand_changes_are_read_on_while_scrolling(qtbot: QtBot, copies: Region, open_page: OpenPage) -> None:
    with copies.at("sina") as session:
        record = list_actions(session)[0].id
        with session.db.atomic():
            for number in range(450):
                change_action(session, record, reached=number)
    page = at_history(open_page, copies.folder / "sina")
    rows = page.list.list.rows
    assert rows.rowCount() < 220
    for _time in range(4):
        page.list.list.scrollToBottom()
        rest(qtbot, page)
    qtbot.waitUntil(lambda: not rows.canFetchMore(page.list.list.rootIndex()))
    assert rows.rowCount() > 450


def test_the_list_is_saved(qtbot: QtBot, history: HistoryPage, tmp_path: Path) -> None:
    history.save(tmp_path / "history.xlsx")
    qtbot.waitUntil(lambda: history.notices.text() == "Saved: history.xlsx")
    cells = [cell.value for row in load_workbook(tmp_path / "history.xlsx").worksheets[0].iter_rows() for cell in row]
    assert "Made version 2 of a reply" in cells


def test_the_sidebar_counts_what_waits_and_ctrl_h_goes_there(qtbot: QtBot, copies: Region, open_page: OpenPage) -> None:
    page = open_page(copies.folder / "sina", "home")
    window = window_of(page)
    QTest.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.pages.key == "history")

    rows = {item.data(KEY): item.data(COUNT) for item in window.sidebar._list.rows()}
    assert rows["history"] == 1


@pytest.mark.parametrize(("width", "height"), [(1024, 600), (683, 384)])
def test_it_fits_small_windows(qtbot: QtBot, copies: Region, open_page: OpenPage, width: int, height: int) -> None:
    page = at_history(open_page, copies.folder / "sina", width=width, height=height)
    assert (page.window().width(), page.window().height()) == (width, height)
    if width < 900:
        assert focused() is page.list.list and not page.both.pane_shown()
        key(Qt.Key.Key_Return)
        rest(qtbot, page)
        assert page.both.pane_shown() and focused() is conflict_on(page).first_focus()
        press(page.both.back_button)
        assert focused() is page.list.list and not page.header.bottom_bar.isVisible()
        assert conflict_on(page).isAncestorOf(conflict_on(page).keep_button)
    for dialog in page.window().findChildren(QDialog):
        assert not dialog.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1024, 600), (683, 384)])
def test_in_a_small_window_the_decision_stands_at_its_foot(
    qtbot: QtBot, copies: Region, open_page: OpenPage, session_of: Sessions, width: int, height: int
) -> None:
    page = at_history(open_page, copies.folder / "sina", width=width, height=height)
    if width < 900:
        key(Qt.Key.Key_Return)
    rest(qtbot, page)
    view, bar = conflict_on(page), page.header.bottom_bar
    assert bar.isVisible() and bar.isAncestorOf(view.keep_button)
    corner = view.keep_button.mapTo(window_of(page), view.keep_button.rect().bottomRight())
    assert window_of(page).rect().contains(corner)
    qtbot.waitUntil(lambda: focused() is view.first_focus())
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: window_of(page).menus.primary.isEnabled())
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(page.view, ChangeView))
    rest(qtbot, page)
    assert list_conflicts(session_of(copies.folder / "sina")) == []
    assert not bar.isVisible() and not bar.isAncestorOf(focused())


def test_the_decision_goes_back_where_there_is_room(qtbot: QtBot, copies: Region, open_page: OpenPage) -> None:
    page = at_history(open_page, copies.folder / "sina", width=1024, height=600)
    view = conflict_on(page)
    assert page.header.bottom_bar.isAncestorOf(view.keep_button)
    page.window().resize(1366, 768)
    qtbot.waitUntil(lambda: view.isAncestorOf(view.keep_button) and not page.header.bottom_bar.isVisible())
    assert view.keep_button.isVisible() and page.primary_button() is view.keep_button


def test_everything_that_takes_the_keyboard_has_a_name(history: HistoryPage) -> None:
    for widget in history.findChildren(QPlainTextEdit):
        assert widget.accessibleName()
    view = conflict_on(history)
    tiles = view.findChildren(SideTile)
    assert all(tile.accessibleName() and HERE[:8] in tile.accessibleDescription() for tile in tiles)
    assert button_of(history, "Save as list").accessibleName() == "Save as list"
