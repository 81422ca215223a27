"""Receive files: dropped and chosen files are previewed, workbooks too; what waits is decided about; the history."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from rocb_desktop.paths import resource
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.arriving.import_log import list_imports
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.session import Clock, Session, open_session
from rocb_desktop.store.settings import write_setting
from rocb_desktop.ui.dialogs.book_dialog import BookDialog
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.inbox_page import InboxPage
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
OpenSession = Callable[[Path], Session]
BOOK = resource("demo", "survey-2021.xlsx")


def opened(open_page: OpenPage, profile: Path, *size: int) -> InboxPage:
    return cast(InboxPage, open_page(profile, "inbox", *size))


def drop(page: InboxPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, no_key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.drop.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, no_key))


def book_dialog(page: Page, qtbot: QtBot) -> BookDialog:
    """The dialog of a workbook, with what it found."""
    found: list[BookDialog] = []

    def is_there() -> bool:
        found[:] = page.window().findChildren(BookDialog)
        return bool(found) and not found[0].is_working

    qtbot.waitUntil(is_there)
    return found[0]


def press(dialog: BookDialog, words: str) -> None:
    QTest.mouseClick(next(made for made in dialog.buttons() if made.text() == words), Qt.MouseButton.LeftButton)


@pytest.fixture
def card(tmp_path: Path, clock: Clock) -> Path:
    """The key card of a focal point whom nobody here knows."""
    create_profile(tmp_path / "focal", "focal_point", "WS", "Lani F", clock=clock)
    focal = open_session(tmp_path / "focal", clock=clock)
    make_card(focal, tmp_path / "card.rocb")
    focal.close()
    return tmp_path / "card.rocb"


HELD = "9 workshops, 58 replies, the round and its questionnaire"


def bad_book(folder: Path) -> Path:
    book = openpyxl.load_workbook(BOOK)
    book["Replies"]["B3"] = "XX"
    book["Workshops"]["N1"] = "colour"
    book.save(folder / "bad.xlsx")
    return folder / "bad.xlsx"


def test_nothing_came_in_yet(open_page: OpenPage, desk: Path, qtbot: QtBot) -> None:
    page = opened(open_page, desk)
    assert page.received.nothing.isVisible() and not page.received.table.isVisible()
    qtbot.waitUntil(page.drop.choose_button.hasFocus)


def test_a_workbook_dropped_is_previewed_then_imported(open_page: OpenPage, desk: Path, qtbot: QtBot) -> None:
    page = opened(open_page, desk)
    drop(page, BOOK)
    dialog = book_dialog(page, qtbot)
    assert dialog.context_label.text() == "survey-2021.xlsx. Survey 2021: " + HELD
    assert [card.accessibleName() for card in dialog.counts][0] == "69 new. Will be added"
    assert "reconstruction from the published report" in dialog.about_words.text()
    assert page.received.table.rows_model.rowCount() == 0
    QTest.keyClick(cast(QPushButton, QApplication.focusWidget()), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.title_label.text() == "Import result")
    assert dialog.context_label.text() == "survey-2021.xlsx. 69 records imported. Survey 2021: " + HELD
    assert [card.accessibleName() for card in dialog.counts][0] == "69 new. Added"
    press(dialog, "Done")
    table = page.received.table.rows_model
    qtbot.waitUntil(lambda: len(table.rows()) == 1)
    row = table.rows()[0]
    told = [column.text(row) for column in table.columns]
    assert told[1:4] == ["survey-2021.xlsx", "Round workbook", "Mayumi Ito"]
    assert not page.received.undo_button.isVisible()  # a workbook is corrected by another
    assert told[0].startswith("21 December 2021, ")


def test_the_same_workbook_again_has_nothing_new(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey)
    drop(page, BOOK)
    dialog = book_dialog(page, qtbot)
    assert [card.accessibleName() for card in dialog.counts][2] == "69 already here. Nothing changes"
    assert [made.text() for made in dialog.buttons()] == ["Close"]
    assert dialog.notices.text() == "Nothing new in this file."
    press(dialog, "Close")


def test_every_bad_cell_is_named_and_nothing_is_imported(
    open_page: OpenPage, desk: Path, tmp_path: Path, qtbot: QtBot, session_of: OpenSession
) -> None:
    page = opened(open_page, desk)
    drop(page, bad_book(tmp_path))
    dialog = book_dialog(page, qtbot)
    assert dialog.problems.title_label.text() == "1 cell to correct. Nothing was imported."
    assert dialog.problems.lines.hasFocus()
    dialog.problems.copy()
    assert QGuiApplication.clipboard().text().startswith("Sheet Replies, row 3, column “administration” (B): ")
    assert "“colour”" in dialog.warnings.lines.toPlainText()
    assert [made.text() for made in dialog.buttons()] == ["Close", "Try again"]
    (tmp_path / "bad.xlsx").write_bytes(BOOK.read_bytes())
    press(dialog, "Try again")
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert [made.text() for made in dialog.buttons()] == ["Cancel", "Import workbook"]
    press(dialog, "Cancel")
    assert session_of(desk).db.execute("SELECT count(*) FROM workshop").fetchone()[0] == 0


def test_a_file_that_is_no_workbook_says_so(open_page: OpenPage, desk: Path, tmp_path: Path, qtbot: QtBot) -> None:
    page = opened(open_page, desk)
    (tmp_path / "letter.xlsx").write_text("not a workbook", encoding="utf-8")
    drop(page, tmp_path / "letter.xlsx")
    dialog = book_dialog(page, qtbot)
    assert "cannot be read as an Excel workbook" in dialog.notices.text()
    assert [made.text() for made in dialog.buttons()] == ["Close", "Try again"]
    dialog.reject()


def test_what_is_in_a_dropped_file_decides_and_not_its_name(
    open_page: OpenPage, desk: Path, tmp_path: Path, card: Path, qtbot: QtBot
) -> None:
    page = opened(open_page, desk)
    (tmp_path / "letter.docx").write_bytes(b"Dear Sir")
    renamed = card.rename(tmp_path / "card.txt")
    drop(page, tmp_path / "letter.docx", renamed)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(ImportDialog)))
    dialog = page.window().findChildren(ImportDialog)[0]
    qtbot.waitUntil(lambda: dialog.preview is not None)
    assert {row.file.name: row.file.result for row in dialog.results.rows()} == {
        "letter.docx": "refused",
        "card.txt": "waiting",
    }
    dialog.reject()


def test_a_workbook_comes_before_the_other_files(open_page: OpenPage, desk: Path, card: Path, qtbot: QtBot) -> None:
    page = opened(open_page, desk)
    drop(page, card, BOOK)
    dialog = book_dialog(page, qtbot)
    assert not page.window().findChildren(ImportDialog)
    press(dialog, "Cancel")
    qtbot.waitUntil(lambda: bool(page.window().findChildren(ImportDialog)))
    second = page.window().findChildren(ImportDialog)[0]
    qtbot.waitUntil(lambda: not second.is_working)
    second.reject()


def test_a_waiting_file_is_removed_and_comes_back(
    open_page: OpenPage, desk: Path, card: Path, qtbot: QtBot, session_of: OpenSession
) -> None:
    accept(session_of(desk), [card])
    page = opened(open_page, desk)
    assert page.waiting.isVisible() and "1 file waits" in page.waiting.title_label.text()
    remove = next(made for made in page.waiting.findChildren(QPushButton) if made.text() == "Remove")
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.waiting.isVisible())
    undo = next(made for made in page.notices.findChildren(QPushButton) if made.text() == "Undo")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.waiting.isVisible)


def test_the_words_of_a_waiting_file_are_compared(
    open_page: OpenPage, desk: Path, card: Path, qtbot: QtBot, session_of: OpenSession
) -> None:
    accept(session_of(desk), [card])
    page = opened(open_page, desk)
    compare = next(made for made in page.waiting.findChildren(QPushButton) if made.text() == "Compare the words")
    QTest.mouseClick(compare, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(ImportDialog)))
    dialog = page.window().findChildren(ImportDialog)[0]
    qtbot.waitUntil(lambda: dialog.check is not None)
    dialog.reject()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (683, 384)])
def test_the_page_shrinks_to_every_window(
    open_page: OpenPage, survey: Path, size: tuple[int, int], qtbot: QtBot
) -> None:
    page = opened(open_page, survey, *size)
    assert (page.window().width(), page.window().height()) == size
    qtbot.waitUntil(lambda: page.received.table.row() is not None)  # its rows come after the page
    qtbot.waitUntil(lambda: page.sheet.horizontalScrollBar().maximum() == 0)


def test_what_came_in_is_said_on_the_page_with_undo(
    open_page: OpenPage, desk: Path, card: Path, qtbot: QtBot, session_of: OpenSession
) -> None:
    page = opened(open_page, desk)
    drop(page, card)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(ImportDialog)))
    dialog = page.window().findChildren(ImportDialog)[0]
    qtbot.waitUntil(lambda: dialog.check is not None)
    assert dialog.check is not None
    dialog.check.same_button.click()
    qtbot.waitUntil(lambda: not dialog.is_working and dialog.check is None)
    with qtbot.waitSignal(dialog.imported):
        dialog.import_button.click()
    dialog.accept()
    qtbot.waitUntil(lambda: "imported" in page.notices.text())
    qtbot.waitUntil(lambda: page.received.table.rows_model.rowCount() == 1)
    undo = next(made for made in page.notices.findChildren(QPushButton) if made.text() == "Undo")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "taken back" in page.notices.text())
    qtbot.waitUntil(lambda: page.received.again_button.isVisible())
    assert list_imports(session_of(desk))[0].undone is not None
    QTest.mouseClick(page.received.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.received.undo_button.isVisible())
    assert list_imports(session_of(desk))[0].undone is None


def test_what_an_older_version_kept_comes_in_when_the_window_opens(
    open_page: OpenPage, desk: Path, card: Path, qtbot: QtBot, session_of: OpenSession
) -> None:
    """As if the version before this one had put the card aside."""
    session = session_of(desk)
    accept(session, [card])
    session.db.execute("UPDATE waiting SET kind='newer', sender='', sender_name='', administration=''")
    write_setting(session.db, "newest_reader", "0")
    session.close()
    page = opened(open_page, desk)
    window = cast(MainWindow, page.window())  # it is said on the page that is shown when it comes in
    said = "waits until you know its sender"
    qtbot.waitUntil(lambda: any(said in one.notices.text() for one in window.pages.pages()))
    qtbot.waitUntil(lambda: bool(page.waiting.files) and not page.waiting.files[0].newer)
