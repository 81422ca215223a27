"""Where entering for others opens from: dropped workbooks, a cell without a reply, the menu; and what the pane says."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from fiji import Fiji, make_fiji
from filled_forms import put_in
from hands import button_of, press, words_on
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa

from rocb_desktop.services.national.form_books import read_books
from rocb_desktop.services.national.intake import take_in
from rocb_desktop.services.survey.excel_form import plan_form, write_forms
from rocb_desktop.ui.dialogs.book_dialog import BookDialog
from rocb_desktop.ui.dialogs.entry_dialog import EntryDialog
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.dialogs.intake_dialog import IntakeDialog
from rocb_desktop.ui.entering import entering_commands, open_intake
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.national_return_page import NationalReturnPage
from rocb_desktop.ui.pages.participants_page import ParticipantsPage
from rocb_desktop.ui.pages.survey_page import SurveyPage
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
ANSWERS = {"q1_share_materials": "Yes", "q3": "Not yet", "q4": "Yes", "q5": "No"}


@pytest.fixture(scope="module")
def made_fiji(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    """Made once; nobody writes into it."""
    return make_fiji(tmp_path_factory.mktemp("made") / "fiji")


@pytest.fixture
def fiji(made_fiji: Fiji, tmp_path: Path) -> Fiji:
    """A desk of the test's own."""
    return Fiji(Path(shutil.copytree(made_fiji.folder, tmp_path / "fiji")))


@pytest.fixture
def form(fiji: Fiji, tmp_path: Path) -> Path:
    """A questionnaire that Vani Kuru filled in."""
    path = tmp_path / "form.xlsx"
    with fiji.at("focal") as session:
        write_forms(plan_form(session, "2021/5", path, "en", "Vani Kuru"))
    return put_in(path, ANSWERS)


def opened(window: MainWindow, kind: type[QWidget]) -> bool:
    return bool(window.findChildren(kind))


def window_of(page: Page) -> MainWindow:
    return cast(MainWindow, page.window())


def test_a_dropped_questionnaire_opens_its_list(qtbot: QtBot, open_page: OpenPage, fiji: Fiji, form: Path) -> None:
    page = cast(NationalReturnPage, open_page(fiji.folder / "focal", "national_return"))
    page.drop.files.emit([form])
    window = window_of(page)
    qtbot.waitUntil(lambda: opened(window, IntakeDialog))
    (dialog,) = window.findChildren(IntakeDialog)
    qtbot.waitUntil(lambda: dialog.found is not None and not dialog.is_working)
    with qtbot.waitSignal(dialog.entered):
        dialog.enter()
    qtbot.waitUntil(lambda: "1 reply is entered." in words_on(page.notices))
    press(button_of(page.notices, "Undo"))
    qtbot.waitUntil(lambda: "Taken back." in words_on(page.notices))


def test_rocb_tells_questionnaires_from_round_workbooks(
    qtbot: QtBot, open_page: OpenPage, fiji: Fiji, form: Path
) -> None:
    page = open_page(fiji.folder / "rocb", "inbox")
    window = window_of(page)
    window.open_files([form])
    qtbot.waitUntil(lambda: opened(window, IntakeDialog))
    assert not opened(window, BookDialog)
    (dialog,) = window.findChildren(IntakeDialog)
    qtbot.waitUntil(lambda: dialog.found is not None and not dialog.is_working)
    dialog.reject()


@pytest.mark.parametrize("who", ["focal", "rocb"])
def test_a_folder_of_questionnaires_opens_their_list(
    qtbot: QtBot, open_page: OpenPage, fiji: Fiji, form: Path, who: str
) -> None:
    folder = form.parent / "came back"
    folder.mkdir()
    form.rename(folder / form.name)
    (folder / "~$form.xlsx").write_bytes(b"lock")
    window = window_of(open_page(fiji.folder / who, "inbox" if who == "rocb" else "national_return"))
    window.open_files([folder])
    qtbot.waitUntil(lambda: opened(window, IntakeDialog))
    (dialog,) = window.findChildren(IntakeDialog)
    qtbot.waitUntil(lambda: dialog.found is not None and not dialog.is_working)
    assert dialog.found is not None and dialog.found.count("ready") == 1
    dialog.reject()


def test_a_folder_with_anything_else_is_received(qtbot: QtBot, open_page: OpenPage, fiji: Fiji, form: Path) -> None:
    folder = form.parent / "mixed"
    folder.mkdir()
    form.rename(folder / form.name)
    (folder / "letter.docx").write_bytes(b"letter")
    window = window_of(open_page(fiji.folder / "focal", "national_return"))
    window.open_files([folder])
    qtbot.waitUntil(lambda: opened(window, ImportDialog))
    assert not opened(window, IntakeDialog)
    (dialog,) = window.findChildren(ImportDialog)
    qtbot.waitUntil(lambda: not dialog.is_working)
    dialog.reject()


def test_a_participant_is_told_whom_to_give_a_questionnaire(
    qtbot: QtBot, open_page: OpenPage, fiji: Fiji, form: Path
) -> None:
    window = window_of(open_page(fiji.folder / "vani", "home"))
    window.open_files([form])
    said = "This is an Excel questionnaire. Give it to your focal point, who enters your reply."
    qtbot.waitUntil(lambda: any(said in words_on(one) for one in window.findChildren(ImportDialog)))
    (dialog,) = window.findChildren(ImportDialog)
    dialog.reject()


def test_a_cell_without_a_reply_opens_the_entry(qtbot: QtBot, open_page: OpenPage, fiji: Fiji) -> None:
    page = cast(NationalReturnPage, open_page(fiji.folder / "focal", "national_return"))
    qtbot.waitUntil(lambda: page.ready)
    with fiji.at("focal") as session:
        workshop = session.db.execute("SELECT id FROM workshop WHERE number=5").fetchone()[0]
    page.matrix.missing.emit("Vani Kuru", workshop)
    (dialog,) = window_of(page).findChildren(EntryDialog)
    qtbot.waitUntil(lambda: dialog.form is not None and not dialog.is_working)
    assert dialog.facts is not None and dialog.facts.chosen_name() == "Vani Kuru"
    dialog.reject()


def test_the_cells_that_can_be_entered(qtbot: QtBot, open_page: OpenPage, fiji: Fiji) -> None:
    page = cast(NationalReturnPage, open_page(fiji.folder / "focal", "national_return"))
    qtbot.waitUntil(lambda: page.ready)
    assert sorted(page.matrix.enterable().values()) == ["Asenaca Vuli", "Jone Ratu", "Vani Kuru"]


def test_the_pane_says_that_it_was_entered_and_from_what(
    qtbot: QtBot, open_page: OpenPage, fiji: Fiji, form: Path
) -> None:
    with fiji.at("focal") as session:
        record = take_in(session, read_books([form])).value.replies[0]
    page = cast(NationalReturnPage, open_page(fiji.folder / "focal", "national_return"))
    page.arrive(reply=record)
    qtbot.waitUntil(lambda: page.pane.detail is not None and page.pane.detail.reply.id == record)
    entered = "Entered on behalf. Source: Excel questionnaire, attached"
    qtbot.waitUntil(lambda: entered in words_on(page.pane))
    said = words_on(page.pane)
    assert "form.xlsx" in said
    assert "Signature is good" not in said and not page.pane.accept_button.isEnabled()
    page.pane.entry_asked.emit(record)
    (dialog,) = window_of(page).findChildren(EntryDialog)
    qtbot.waitUntil(lambda: dialog.form is not None and not dialog.is_working)
    assert dialog.record == record
    dialog.reject()


def test_the_menu_has_every_way(open_page: OpenPage, fiji: Fiji) -> None:
    page = open_page(fiji.folder / "focal", "national_return")
    words = [command.text.replace("&", "") for command in entering_commands(page, "focal_point")]
    shown = [command.text.replace("&", "") for command in page.commands()]
    assert set(words) <= set(shown) and len(words) == 4


def test_the_page_of_participants_enters_for_the_person_shown(qtbot: QtBot, open_page: OpenPage, fiji: Fiji) -> None:
    page = cast(ParticipantsPage, open_page(fiji.folder / "focal", "participants"))
    qtbot.waitUntil(lambda: page.ready and page.pane.person is not None)
    assert len(page.commands()) >= 4
    assert page.pane.person is not None
    name = page.pane.person.name
    with fiji.at("focal") as session:
        workshop = session.db.execute("SELECT id FROM workshop WHERE number=4").fetchone()[0]
    page.pane.enter_asked.emit(workshop)
    (dialog,) = window_of(page).findChildren(EntryDialog)
    qtbot.waitUntil(lambda: dialog.form is not None and not dialog.is_working)
    assert dialog.facts is not None and dialog.facts.chosen_name() == name
    dialog.reject()


def test_a_participant_saves_the_open_survey_as_a_form(
    qtbot: QtBot, open_page: OpenPage, samoa: Samoa, tmp_path: Path
) -> None:
    page = cast(SurveyPage, open_page(samoa.folder / "sina", "survey"))
    qtbot.waitUntil(lambda: page.ready)
    assert [command.text for command in page.commands()] == ["Save as E&xcel form …"]
    page.open_survey(page._home.lines[0].workshop.id if page._home is not None else TFA)
    qtbot.waitUntil(lambda: page.form is not None)
    assert page.form is not None
    page.save_excel_form()
    (asked,) = page.findChildren(QFileDialog)
    asked.fileSelected.emit(str(tmp_path / "mine.xlsx"))
    qtbot.waitUntil(lambda: (tmp_path / "mine.xlsx").is_file())
    asked.reject()


def test_open_intake_without_a_page(qtbot: QtBot, open_page: OpenPage, fiji: Fiji, form: Path) -> None:
    page = open_page(fiji.folder / "focal", "national_return")
    dialog = open_intake(page.work, [form], page.window(), lambda: None, page.host.take_back)
    qtbot.waitUntil(lambda: dialog.found is not None and not dialog.is_working)
    with qtbot.waitSignal(dialog.entered):
        dialog.enter()
