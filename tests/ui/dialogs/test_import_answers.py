"""Receiving in the window: folders, unchecked keys, what was taken back, what would be hidden, undo, the list."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest
from fiji import TODAY, Fiji
from hands import button_of, press, put_in_front, wait_ready, words_on
from hidden_log import delete_all, many_actions
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from region import Region, make_region

from rocb_desktop.services.arriving.answers import Answers
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.arriving.import_log import list_imports, undo_import
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.hand_over import hand_over
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust.trust import how_known
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.dialogs.received_dialog import ReceivedDialog
from rocb_desktop.ui.notices import Notices
from rocb_desktop.ui.receiving import open_import
from rocb_desktop.ui.views.files.parcels import Call, Chosen
from rocb_desktop.ui.work import Work

WorkOf = Callable[[Path], Work]
OpenDialog = Callable[..., ImportDialog]
pytestmark = pytest.mark.usefixtures("styled")


@pytest.fixture
def receive(qtbot: QtBot, work_of: WorkOf) -> Iterator[OpenDialog]:
    """`receive(profile, paths, role="")`: the dialog over a window, with what it found."""
    kept: list[QWidget] = []

    def open_it(profile: Path, paths: Sequence[Path], role: str = "") -> ImportDialog:
        window = QWidget()
        kept.append(window)
        window.resize(1366, 768)
        qtbot.addWidget(window)
        window.show()
        dialog = ImportDialog(work_of(profile), paths, window, role=role)
        put_in_front(qtbot, dialog)
        wait_ready(qtbot, dialog)
        return dialog

    yield open_it
    kept.clear()


def results(dialog: ImportDialog) -> dict[str, str]:
    return {row.file.name: row.file.result for row in dialog.results.rows()}


def import_all(qtbot: QtBot, dialog: ImportDialog) -> None:
    with qtbot.waitSignal(dialog.imported):
        dialog.import_button.click()
    wait_ready(qtbot, dialog)


@pytest.fixture
def stick(fiji: Fiji, tmp_path: Path) -> Path:
    """A folder with packs that are here already, a newer reply, and a photo."""
    folder = tmp_path / "FIJI-2"
    folder.mkdir()
    for path in (*fiji.packs, fiji.send("Vani Kuru", 4, TODAY, q3="not_yet")):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


def test_a_folder_is_previewed_searched_imported_and_saved(
    qtbot: QtBot, fiji: Fiji, stick: Path, receive: OpenDialog, tmp_path: Path
) -> None:
    dialog = receive(fiji.folder / "focal", [stick], "focal_point")
    assert dialog.context_label.text() == "6 files from FIJI-2. Nothing is imported yet."
    assert dialog.others.text() == "Not files of ROCB Desktop: photo.jpg."
    dialog.results.search.setText("vani")
    shown = dialog.results.table.rows_model.rows()
    assert [row.file.result for row in shown] == ["changed"]
    dialog.results.search.setText("nobody at all")
    assert dialog.results.nothing.isVisible() and not dialog.results.table.isVisible()
    dialog.results.search.clear()
    import_all(qtbot, dialog)
    assert dialog.context_label.text().startswith("6 files from FIJI-2. It took")
    target = tmp_path / "list.xlsx"
    dialog.after.save(target)
    qtbot.waitUntil(lambda: "The list is saved" in dialog.notices.text())
    sheet = openpyxl.load_workbook(target).worksheets[0]
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "Vani Kuru, Fiji" in cells and "Not files of ROCB Desktop: photo.jpg." in cells
    assert cells.count("Already here") == 5


def test_an_import_is_undone_where_it_was_made(qtbot: QtBot, fiji: Fiji, stick: Path, receive: OpenDialog) -> None:
    dialog = receive(fiji.folder / "focal", [stick], "focal_point")
    import_all(qtbot, dialog)
    press(button_of(dialog, "Undo this import"))
    assert "the people you trusted stay trusted" in dialog.notices.text()
    with qtbot.waitSignal(dialog.undone):
        press(button_of(dialog.notices, "Undo this import"))
    assert dialog.title_label.text() == "The import was taken back"
    assert [made.text() for made in dialog.buttons()] == ["Save this list", "Done"]
    with fiji.at("focal") as session:
        assert list_imports(session)[0].undone is not None


def test_what_was_taken_back_is_asked_about(qtbot: QtBot, fiji: Fiji, stick: Path, receive: OpenDialog) -> None:
    with fiji.at("focal") as session:
        undo_import(session, accept(session, [stick]).value.import_id)
    dialog = receive(fiji.folder / "focal", [stick], "focal_point")
    assert dialog.questions.again_card.title_label.text() == "You took back 1 record of these files."
    assert dialog.questions.again.value() is False
    assert [made.text() for made in dialog.buttons()] == ["Close"]
    bring = dialog.questions.again.findChildren(QWidget)[1]
    QTest.mouseClick(bring, Qt.MouseButton.LeftButton)
    wait_ready(qtbot, dialog)
    assert dialog.import_button.text() == "Import 1 file"
    import_all(qtbot, dialog)
    assert "changed" in results(dialog).values()


def test_a_reply_is_let_in_with_a_key_nobody_checked(qtbot: QtBot, fiji: Fiji, receive: OpenDialog) -> None:
    strange = fiji.stranger("Sereana Tuilagi")
    dialog = receive(fiji.folder / "focal", [strange], "focal_point")
    check = dialog.check
    assert check is not None
    press(check.pass_button)
    assert "How do you know Sereana Tuilagi?" in words_on(dialog)
    press(check.how.let_button)
    assert "Say how you know Sereana Tuilagi." in words_on(dialog)
    press(check.how.back_button)
    assert check.later_button.hasFocus()
    press(check.pass_button)
    check.how.choice.set_value("other")
    check.how.choice.changed.emit("other")
    check.how.other.set_text("Met in Suva")
    press(check.how.let_button)
    wait_ready(qtbot, dialog)
    assert results(dialog) == {strange.name: "new"}
    assert dialog.results.rows()[0].why.startswith("Key not checked.")
    import_all(qtbot, dialog)
    sender = dialog.results.rows()[0].file.sender
    assert sender is not None
    with fiji.at("focal") as session:
        assert how_known(session, sender.key) == "Met in Suva"
    again = receive(fiji.folder / "focal", [strange], "focal_point")
    assert again.results.rows()[0].action == "confirm"
    again._act(again.results.rows()[0])
    assert again.check is not None and not again.check.pass_button.isVisible()
    press(again.check.same_button)
    wait_ready(qtbot, again)
    import_all(qtbot, again)
    with fiji.at("focal") as session:
        assert how_known(session, sender.key) is None


def test_hiding_many_records_waits_for_the_number(qtbot: QtBot, region: Region, receive: OpenDialog) -> None:
    with region.at("focal") as session:
        accept(session, [many_actions(region, 12)])
    dialog = receive(region.folder / "focal", [delete_all(region)], "focal_point")
    assert dialog.questions.hide_card.title_label.text() == "After this import 12 records are not shown any more"
    assert not dialog.import_button.isEnabled()
    dialog.questions.number.set_text("11")
    assert not dialog.import_button.isEnabled()
    dialog.questions.number.set_text("12")
    assert dialog.import_button.isEnabled()
    import_all(qtbot, dialog)
    with region.at("focal") as session:
        assert session.db.execute("SELECT count(*) FROM action").fetchone()[0] <= 1


def test_the_list_of_received_files_takes_any_import_back(
    qtbot: QtBot, fiji: Fiji, work_of: WorkOf, stick: Path
) -> None:
    dialog = ReceivedDialog(work_of(fiji.folder / "focal"))
    qtbot.addWidget(dialog)
    put_in_front(qtbot, dialog)
    wait_ready(qtbot, dialog)
    table = dialog.list.table
    qtbot.waitUntil(lambda: table.row() is not None)
    assert [entry.counts["new"] for entry in table.rows_model.rows()] == [4, 11, 16]
    assert dialog.list.detail.text().count("Survey reply") == 5
    assert "as if it had never come" in dialog.list.does.text()
    press(dialog.list.undo_button)
    qtbot.waitUntil(lambda: "taken back" in dialog.notices.text() and not dialog.is_working)
    qtbot.waitUntil(lambda: table.row().undone is not None and dialog.list.again_button.isVisible())
    press(dialog.list.again_button)
    qtbot.waitUntil(lambda: "Imported again" in dialog.notices.text() and not dialog.is_working)
    qtbot.waitUntil(lambda: table.row().undone is None)


@dataclass(frozen=True)
class Held(Chosen):
    """Files whose import takes until the test lets it go on."""

    go_on: threading.Event = field(default_factory=threading.Event)

    def to_import(self, answers: Answers, paths: Sequence[Path]) -> Call:
        return _import_when_told, (self.go_on, tuple(paths), answers)


@lane("write")
def _import_when_told(session: Session, go_on: threading.Event, paths: Sequence[Path], answers: Answers) -> Outcome:
    while not go_on.wait(0.02):
        session.progress(1, 2)
    return accept(session, paths, answers=answers)


@pytest.fixture
def page(qtbot: QtBot) -> Notices:
    """The place of a page where notices stand."""
    notices = Notices()
    qtbot.addWidget(notices)
    return notices


def test_an_import_goes_on_while_the_person_does_something_else(
    qtbot: QtBot, fiji: Fiji, stick: Path, work_of: WorkOf, page: Notices
) -> None:
    window, held = QWidget(), Held((stick,))
    qtbot.addWidget(window)
    window.show()
    dialog = open_import(work_of(fiji.folder / "focal"), held, window, "focal_point", lambda: page, lambda _undo: None)
    qtbot.waitUntil(lambda: dialog.preview is not None)
    dialog.start_import()
    qtbot.waitUntil(lambda: "Backup of your data" in words_on(dialog))
    press(button_of(dialog, "Work on meanwhile"))
    assert not dialog.isVisible() and dialog.is_working
    held.go_on.set()
    qtbot.waitUntil(lambda: "The import is finished." in page.text())
    assert not dialog.isVisible()
    button_of(page, "See the result").click()
    assert dialog.isVisible() and dialog.title_label.text() == "Import result"
    dialog.accept()
    qtbot.waitUntil(lambda: "imported" in page.text())


def test_an_unseen_import_that_was_stopped_comes_back(
    qtbot: QtBot, fiji: Fiji, stick: Path, work_of: WorkOf, page: Notices
) -> None:
    window, held, work = QWidget(), Held((stick,)), work_of(fiji.folder / "focal")
    qtbot.addWidget(window)
    window.show()
    dialog = open_import(work, held, window, "focal_point", lambda: page, lambda _undo: None)
    qtbot.waitUntil(lambda: dialog.preview is not None)
    dialog.start_import()
    qtbot.waitUntil(lambda: work.long_job() is not None and "Backup of your data" in words_on(dialog))
    dialog.leave()
    job = work.long_job()
    assert job is not None
    job.stop()
    qtbot.waitUntil(dialog.isVisible)
    assert "Stopped. Nothing was changed." in dialog.notices.text()


def test_an_office_key_is_taken_only_when_the_name_is_typed(qtbot: QtBot, tmp_path: Path, receive: OpenDialog) -> None:
    region = make_region(tmp_path / "region")
    region.join("mata", "focal_point", "WS", "Mata Tuala")
    with region.at("mata") as session:
        make_card(session, region.file("mata-card"))
    with region.at("focal") as session:
        hand_over(session, region.file("mata-card"), region.file("over"), ending=False)
        office = session.keys.office
    region.receive("mata", "over")  # nobody agreed to it there
    dialog = receive(region.folder / "mata", [region.file("over")], "focal_point")
    assert "keeper of the office key of Samoa" in words_on(dialog)
    dialog.questions.keeper.set_text("Lani")
    assert not dialog.import_button.isEnabled()
    dialog.questions.keeper.set_text("Lani Fuimaono")
    assert dialog.import_button.isEnabled()
    import_all(qtbot, dialog)
    with region.at("mata") as session:
        assert session.keys.office == office
