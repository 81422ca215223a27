"""Receiving files: a preview first, unknown senders by their words, one row a file, Stop, refusals explained."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from fiji import TODAY, Fiji
from hands import button_of, focused, press, put_in_front, tab_to, wait_ready, words_on
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from region import Region, everything

from rocb_desktop.services.arriving.answers import Answers
from rocb_desktop.services.arriving.exchange import PARTS, Preview, accept
from rocb_desktop.services.arriving.waiting import list_waiting
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.session import Session
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.views.files.parcels import Call, Parcels, Waiting
from rocb_desktop.ui.work import Work

WorkOf = Callable[[Path], Work]
OpenDialog = Callable[..., ImportDialog]
pytestmark = pytest.mark.usefixtures("styled")


@pytest.fixture
def receive(qtbot: QtBot, work_of: WorkOf) -> Iterator[OpenDialog]:
    """`receive(profile, files, role="")`: the dialog over a window, with what it found."""
    kept: list[QWidget] = []

    def open_it(profile: Path, files: Sequence[Path] | Parcels, role: str = "") -> ImportDialog:
        window = QWidget()
        kept.append(window)
        window.resize(1366, 768)
        qtbot.addWidget(window)
        window.show()
        dialog = ImportDialog(work_of(profile), files, window, role=role)
        put_in_front(qtbot, dialog)
        wait_ready(qtbot, dialog)
        return dialog

    yield open_it
    kept.clear()


def results(dialog: ImportDialog) -> dict[str, str]:
    return {row.file.name: row.file.result for row in dialog.results.rows()}


def test_a_preview_imports_nothing(fiji: Fiji, receive: OpenDialog) -> None:
    newer = fiji.send("Vani Kuru", 4, TODAY, q3="not_yet")
    before = everything(fiji.folder / "focal")
    dialog = receive(fiji.folder / "focal", [fiji.packs[0], newer])
    assert dialog.context_label.text() == "2 files from fiji. Nothing is imported yet."
    assert results(dialog) == {newer.name: "changed", "pack1.rocb": "same"}
    assert button_of(dialog, "Import 1 file").hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert everything(fiji.folder / "focal") == before


def test_enter_imports_and_the_result_says_what_happened_to_every_file(
    qtbot: QtBot, fiji: Fiji, receive: OpenDialog
) -> None:
    newer = fiji.send("Vani Kuru", 4, TODAY, q3="not_yet")
    dialog = receive(fiji.folder / "focal", [fiji.packs[0], newer], "focal_point")
    with qtbot.waitSignal(dialog.imported):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert dialog.title_label.text() == "Import result"
    said = "2 files from fiji. It took 1 second. 1 file was imported. 1 file held nothing new."
    assert dialog.context_label.text() == said
    assert results(dialog) == {newer.name: "changed", "pack1.rocb": "same"}
    qtbot.waitUntil(lambda: button_of(dialog, "Done").hasFocus())


def test_the_result_leads_to_the_reply(qtbot: QtBot, fiji: Fiji, receive: OpenDialog) -> None:
    newer = fiji.send("Vani Kuru", 4, TODAY, q3="not_yet")
    dialog = receive(fiji.folder / "focal", [newer], "focal_point")
    with qtbot.waitSignal(dialog.imported):
        press(button_of(dialog, "Import 1 file"))
    with qtbot.waitSignal(dialog.review) as asked:
        dialog.results.take_focus()
        QTest.keyClick(dialog.results.table, Qt.Key.Key_Return)
    with fiji.at("focal") as session:
        row = session.db.execute("SELECT version FROM reply WHERE id=?", (asked.args[0],)).fetchone()
    assert row == (2,)


def test_an_unknown_sender_is_a_question_and_no_key_alone_answers_it(
    qtbot: QtBot, fiji: Fiji, receive: OpenDialog
) -> None:
    strange = fiji.stranger("Sereana Tuilagi")
    dialog = receive(fiji.folder / "focal", [strange])
    check = dialog.check
    assert check is not None
    assert "Is this really Sereana Tuilagi?" in words_on(dialog)
    assert "Compare every word with the words below." in words_on(dialog)
    assert check.later_button.hasFocus()
    for key in (Qt.Key.Key_S, Qt.Key.Key_A, Qt.Key.Key_Y):
        QTest.keyClick(focused(), key)
    assert check.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Return)  # decides later
    assert results(dialog) == {strange.name: "waiting"}


def test_decide_later_keeps_the_file_waiting(qtbot: QtBot, fiji: Fiji, receive: OpenDialog) -> None:
    strange = fiji.stranger("Sereana Tuilagi")
    dialog = receive(fiji.folder / "focal", [strange])
    QTest.keyClick(dialog, Qt.Key.Key_Escape)  # the question first, not the dialog
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.imported):
        press(button_of(dialog, "Keep 1 file waiting"))
    assert dialog.context_label.text().endswith("1 file waits.")
    with fiji.at("focal") as session:
        assert [file.sender_name for file in list_waiting(session)] == ["Sereana Tuilagi"]


def test_the_same_words_let_the_sender_in_with_the_keyboard(qtbot: QtBot, fiji: Fiji, receive: OpenDialog) -> None:
    strange = fiji.stranger("Sereana Tuilagi")
    dialog = receive(fiji.folder / "focal", [strange])
    assert dialog.check is not None
    tab_to(dialog.check.same_button)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    wait_ready(qtbot, dialog)
    assert results(dialog) == {strange.name: "new"}
    with qtbot.waitSignal(dialog.imported):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    with fiji.at("focal") as session:
        assert list_waiting(session) == []
        assert session.db.execute("SELECT count(*) FROM reply").fetchone() == (11,)


def test_different_words_put_the_sender_out(qtbot: QtBot, fiji: Fiji, receive: OpenDialog) -> None:
    strange = fiji.stranger("Sereana Tuilagi")
    dialog = receive(fiji.folder / "focal", [strange])
    assert dialog.check is not None
    press(dialog.check.different_button)
    qtbot.waitUntil(lambda: "The words are different." in dialog.notices.text())
    assert results(dialog) == {strange.name: "refused"}
    assert [row.action for row in dialog.results.rows()] == [""]
    assert [made.text() for made in dialog.buttons()] == ["Close"]
    press(button_of(dialog, "Close"))
    with fiji.at("focal") as session:
        assert list_waiting(session) == []
    again = receive(fiji.folder / "focal", [strange])
    assert "were different before" in words_on(again)
    assert again.check is not None
    press(again.check.same_button)
    wait_ready(qtbot, again)
    assert "were different before" not in words_on(again)


def test_the_first_pack_shows_the_words_of_the_office(qtbot: QtBot, region: Region, receive: OpenDialog) -> None:
    profile = region.join("new", "participant", "WS", "Tala Ah Kuoi")
    dialog = receive(profile, [region.file("pack")])
    assert "Is this really ROCB A/P?" in words_on(dialog)
    assert "Take the handout of your workshop" in words_on(dialog)
    assert dialog.check is not None
    press(dialog.check.same_button)
    wait_ready(qtbot, dialog)
    with qtbot.waitSignal(dialog.imported):
        press(button_of(dialog, "Import 1 file"))
    with region.at("new") as session:
        assert session.anchor


def test_who_may_not_let_a_sender_in_is_told_who_may(region: Region, receive: OpenDialog) -> None:
    region.join("lost", "focal_point", "TO", "Sione Tupou")
    with region.at("lost") as session:
        make_card(session, region.file("lost"))
    dialog = receive(region.folder / "sina", [region.file("lost")])
    assert "You cannot let in this sender yourself." in words_on(dialog)
    assert dialog.check is not None and not dialog.check.same_button.isVisible()
    assert dialog.check.later_button.hasFocus()


def test_of_many_files_the_refused_ones_come_first(fiji: Fiji, receive: OpenDialog, tmp_path: Path) -> None:
    cut = tmp_path / "cut.rocb"
    cut.write_bytes(fiji.packs[0].read_bytes()[:300])
    strange = fiji.stranger("Sereana Tuilagi")
    newer = fiji.send("Vani Kuru", 4, TODAY, q3="not_yet")
    dialog = receive(fiji.folder / "focal", [newer, strange, cut, tmp_path / "gone.rocb"])
    assert dialog.check is None  # several files: the list first
    assert [row.file.result for row in dialog.results.rows()] == ["refused", "refused", "waiting", "changed"]
    assert dialog.results.table.hasFocus()
    said = words_on(dialog.results.detail)
    assert "cut.rocb was refused" in said
    assert "The file is damaged." in said
    assert "Your data is safe." in said
    assert "Ask the sender to copy it again." in said
    press(button_of(dialog.results.detail, "Details for the help desk"))
    press(button_of(dialog.results.detail, "Copy details for help"))
    assert QGuiApplication.clipboard().text().startswith("Code damaged_file.")
    assert button_of(dialog, "Import 1 file").isEnabled()


def test_a_waiting_row_asks_its_question_with_enter(fiji: Fiji, receive: OpenDialog) -> None:
    strange = fiji.stranger("Sereana Tuilagi")
    dialog = receive(fiji.folder / "focal", [fiji.packs[0], strange])
    assert dialog.results.table.hasFocus()
    QTest.keyClick(dialog.results.table, Qt.Key.Key_Return)
    assert dialog.check is not None and dialog.check.later_button.hasFocus()


def test_tabs_show_one_result(fiji: Fiji, receive: OpenDialog) -> None:
    newer = fiji.send("Vani Kuru", 4, TODAY, q3="not_yet")
    dialog = receive(fiji.folder / "focal", [fiji.packs[0], newer])
    assert [dialog.results.tabs.tabText(n) for n in range(3)] == ["All 2", "Updated 1", "Already here 1"]
    QTest.keyClick(dialog.results.tabs, Qt.Key.Key_Right)
    assert [row.file.name for row in dialog.results.table.rows_model.rows()] == [newer.name]


def test_files_that_bring_nothing_can_only_be_closed(fiji: Fiji, receive: OpenDialog) -> None:
    dialog = receive(fiji.folder / "focal", fiji.packs[:2])
    assert [made.text() for made in dialog.buttons()] == ["Close"]
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()


def test_a_file_of_the_waiting_room(qtbot: QtBot, fiji: Fiji, receive: OpenDialog) -> None:
    strange = fiji.stranger("Sereana Tuilagi")
    with fiji.at("focal") as session:
        accept(session, [strange])
        file = list_waiting(session)[0]
    strange.unlink()
    dialog = receive(fiji.folder / "focal", Waiting(file.id))
    assert dialog.check is not None
    QTest.keyClick(focused(), Qt.Key.Key_Return)  # decide later closes: that was the only question
    assert not dialog.isVisible()
    dialog = receive(fiji.folder / "focal", Waiting(file.id))
    assert dialog.check is not None
    press(dialog.check.same_button)
    wait_ready(qtbot, dialog)
    with qtbot.waitSignal(dialog.imported):
        press(button_of(dialog, "Import 1 file"))
    with fiji.at("focal") as session:
        assert list_waiting(session) == []


@dataclass(frozen=True)
class Slow:
    """Files that take until somebody presses Stop."""

    names: Sequence[str] = ("first.rocb", "second.rocb")
    paths: Sequence[Path] = ()
    decide_only: bool = False

    def to_look(self, answers: Answers) -> Call:
        return _until_stop, ()

    def to_import(self, answers: Answers, paths: Sequence[Path]) -> Call:
        return _until_stop, ()


@lane("write")
def _until_stop(session: Session) -> Preview:
    while True:
        session.progress(PARTS + 1, 2 * PARTS)
        session.stop_requested.wait(0.02)


def test_long_work_has_a_bar_and_stop(qtbot: QtBot, fiji: Fiji, work_of: WorkOf) -> None:
    dialog = ImportDialog(work_of(fiji.folder / "focal"), Slow())
    closed = QSignalSpy(dialog.finished)
    put_in_front(qtbot, dialog)
    qtbot.waitUntil(lambda: "File 2 of 2: second.rocb" in words_on(dialog))
    assert "nothing from these files is added" in words_on(dialog)
    qtbot.waitUntil(lambda: button_of(dialog, "Stop").hasFocus())
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: closed.count() == 1)


def test_a_preview_that_fails_can_be_tried_again(qtbot: QtBot, tmp_path: Path, work_of: WorkOf) -> None:
    dialog = ImportDialog(work_of(tmp_path / "nobody"), [tmp_path / "any.rocb"])
    put_in_front(qtbot, dialog)
    qtbot.waitUntil(lambda: bool(dialog.notices.text()))
    again = button_of(dialog, "Try again")
    assert again.hasFocus()
    press(again)
    qtbot.waitUntil(lambda: bool(dialog.notices.text()) and not dialog.is_working)
    press(button_of(dialog, "Close"))


def test_it_fits_a_small_screen(fiji: Fiji, receive: OpenDialog) -> None:
    strange = fiji.stranger("Sereana Tuilagi")
    dialog = receive(fiji.folder / "focal", [fiji.packs[0], strange])
    dialog.resize(659, 336)
    assert (dialog.width(), dialog.height()) == (659, 336)
    assert not dialog.results.counts.isVisible() and dialog.results.tabs.isVisible()
