"""Mission reports through the window: written section by section, made into files, read only, begun again."""

from pathlib import Path
from typing import cast

import docx
import pytest
from hands import focused, press, words_on
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa
from spoken import unnamed
from survey_steps import OpenPage

from rocb_desktop.domain.mission_report import SECTIONS
from rocb_desktop.services.survey.actions import list_actions
from rocb_desktop.services.survey.evidence import list_evidence
from rocb_desktop.services.survey.mission_reports import ReportDesk, report_desk, save_report
from rocb_desktop.services.survey.recommendations import add_recommendation
from rocb_desktop.ui.dialogs.note_dialog import NoteDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.mission_report_page import MissionReportPage, file_name
from rocb_desktop.ui.views.report.report_editor import ReportEditor
from rocb_desktop.ui.views.report.section_panel import TextPanel
from rocb_desktop.ui.window import MainWindow

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def settle(page: Page, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.ready and not page.work.jobs())
    QApplication.processEvents()  # what was built anew shows itself


def editor_of(page: Page) -> ReportEditor:
    editor = cast(MissionReportPage, page).editor
    assert editor is not None
    return editor


def opened(open_page: OpenPage, samoa: Samoa, qtbot: QtBot, **size: int) -> MissionReportPage:
    page = cast(MissionReportPage, open_page(samoa.sina, "mission_report", workshop=id_of(samoa), **size))
    settle(page, qtbot)
    return page


def id_of(samoa: Samoa) -> str:
    return stored(samoa).content.workshop.id


def stored(samoa: Samoa) -> ReportDesk:
    with samoa.at("sina") as session:
        return report_desk(session, TFA)


def write(page: Page, section: str, words: str) -> None:
    panel = editor_of(page).panels[section]
    assert isinstance(panel, TextPanel)
    panel.field.focus()
    for number, line in enumerate(words.split("\n")):
        if number:
            QTest.keyClick(panel.field.edit, Key.Key_Return)
        QTest.keyClicks(panel.field.edit, line)


def test_reports_are_a_list_and_one_is_opened(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = cast(MissionReportPage, open_page(samoa.sina, "mission_report"))
    buttons = [one.text() for one in page.list.findChildren(QPushButton)]
    assert buttons == ["Start my report"] * 3
    assert focused() is page.list.first_focus()
    QTest.keyClick(focused(), Key.Key_Space)
    settle(page, qtbot)
    assert editor_of(page).section == "summary"
    assert isinstance(focused(), QPlainTextEdit)
    assert unnamed(page) == []
    press(page, "All reports")
    settle(page, qtbot)
    assert page.editor is None and focused() is page.list.first_focus()


def test_one_section_is_one_also_in_french(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    with samoa.at("sina") as session:
        save_report(session, TFA, {"summary": "Measure."})
    page = cast(MissionReportPage, open_page(samoa.sina, "mission_report"))
    window = cast(MainWindow, page.window())
    window.retranslate("fr")
    qtbot.waitUntil(lambda: "1 section prête sur 7" in words_on(window))


def test_without_a_workshop_there_is_no_report(open_page: OpenPage, sina: Path) -> None:
    page = open_page(sina, "mission_report")
    assert page.states.state == "empty"
    assert cast(QPushButton, focused()).text() == "Open a workshop pack"


def test_a_section_that_is_left_is_saved_as_one_change(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa, qtbot)
    write(page, "summary", "Measure release times.")
    QTest.keyClick(focused(), Key.Key_Down, CTRL)
    settle(page, qtbot)
    assert editor_of(page).section == "course"
    assert stored(samoa).report.text("summary") == "Measure release times."
    assert "Every version is kept" in editor_of(page).saved_label.text()
    write(page, "course", "Three days.")
    page.host.go("home")
    qtbot.waitUntil(lambda: stored(samoa).report.text("course") == "Three days.")
    qtbot.waitUntil(lambda: not page.work.jobs())
    page.host.undo.undo()
    qtbot.waitUntil(lambda: stored(samoa).report.text("course") == "")


def test_what_is_typed_and_not_saved_is_there_again(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa, qtbot)
    write(page, "summary", "Not saved")
    editor = editor_of(page)
    editor.go_to("gaps")
    press(editor.panels["gaps"], "Add gap")
    QTest.keyClicks(focused(), "Publish times")
    page.flush_drafts()
    settle(page, qtbot)
    page.work.close()  # the app ends here, without leaving the page
    page.window().close()
    again = opened(open_page, samoa, qtbot)
    qtbot.waitUntil(lambda: editor_of(again).texts()["summary"] == "Not saved")
    gaps = editor_of(again).records()[0]
    assert gaps.form.record == "" and gaps.form.values()["standard"] == "Publish times"


def test_checks_follow_what_is_typed(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa, qtbot)
    editor = editor_of(page)
    assert spoken_checks(editor) == ["Not yet"] * 4
    write(page, "summary", "Measure.")
    editor.go_to("lessons")
    write(page, "lessons", "One\nTwo")
    assert spoken_checks(editor) == ["Not yet", "Not yet", "Not yet", "Done"]
    write(page, "lessons", "\nThree")
    assert spoken_checks(editor) == ["Not yet", "Done", "Not yet", "Done"]


def spoken_checks(editor: ReportEditor) -> list[str]:
    return [row.accessibleName().partition(":")[0] for row in editor.checks.rows()]


def test_a_gap_brings_its_recommendation(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa, qtbot)
    editor = editor_of(page)
    editor.go_to("gaps")
    gaps, advice = editor.records()
    press(gaps, "Add gap")
    press(gaps, "Save gap")
    settle(page, qtbot)
    assert gaps.form.fields()["standard"].error() == "Write the standard or the good practice"
    QTest.keyClicks(focused(), "Publish release times")
    gaps.form.show_values({**gaps.form.values(), "recommendation": "new", "advice": "Measure release times"})
    press(gaps, "Save gap")
    settle(page, qtbot)
    assert gaps.form.isHidden()
    assert [row.title for row in gaps.rows.rows] == ["Publish release times"]
    assert "R1 Measure release times" in gaps.rows.rows[0].detail
    editor.go_to("recommendations")
    press(advice, "Change")
    QTest.keyClick(focused(), Key.Key_Tab)
    QTest.keyClicks(focused(), "Deputy Comptroller")
    press(advice, "Save recommendation")
    settle(page, qtbot)
    assert stored(samoa).content.recommendations[0].owner == "Deputy Comptroller"
    assert unnamed(page) == []
    press(advice, "Remove")
    settle(page, qtbot)
    assert stored(samoa).content.recommendations == ()
    press(page, "Undo")
    settle(page, qtbot)
    assert len(stored(samoa).content.recommendations) == 1


def test_an_entry_of_the_log_goes_into_the_text(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, logged, qtbot)
    editor = editor_of(page)
    write(page, "summary", "This is done:")
    editor.insert.list.setCurrentIndex(editor.insert.list.model().index(0, 0))
    press(editor.insert.insert_button)
    assert editor.texts()["summary"] == "This is done: Shared materials (10 June 2021, 14 people, colleagues)."
    editor.go_to("gaps")
    assert not editor.insert.insert_button.isEnabled()
    editor.go_to("plan")
    press(editor, "Open in the action log")
    window = cast(MainWindow, page.window())
    qtbot.waitUntil(lambda: window.pages.key == "actions")


def test_both_files_are_made_and_the_actions_ticked(
    open_page: OpenPage, logged: Samoa, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(open_page, logged, qtbot)
    write(page, "summary", "Measure release times.")
    assert file_name(editor_of(page).desk) == "Mission_report_Trade_Facilitation_Agreement.docx"
    page.make_files(tmp_path / "report.docx")
    qtbot.waitUntil(lambda: stored(logged).report.finished is not None, timeout=20_000)
    settle(page, qtbot)
    word = docx.Document(str(tmp_path / "report.docx"))
    assert "Measure release times." in [one.text for one in word.paragraphs]
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    with logged.at("sina") as session:
        report = next(one for one in list_actions(session) if one.type == "submit_report")
        assert not report.planned
        assert [(one.action, one.file.name) for one in list_evidence(session)] == [(report.id, "report.pdf")]
    editor = editor_of(page)
    panel = editor.panels["summary"]
    assert isinstance(panel, TextPanel) and panel.field.edit.isReadOnly()
    assert "report.docx" in editor.files_label.text()
    press(page, "Undo")
    qtbot.waitUntil(lambda: stored(logged).report.finished is None)
    with logged.at("sina") as session:
        assert list_evidence(session) == []
    settle(page, qtbot)
    assert not panel.field.edit.isReadOnly()
    page.host.undo.redo()
    qtbot.waitUntil(lambda: stored(logged).report.finished is not None)
    settle(page, qtbot)
    press(page, "Make a new version")
    settle(page, qtbot)
    assert not panel.field.edit.isReadOnly()


def answer_the_box(qtbot: QtBot, words: str, said: list[str]) -> None:
    """Press a button of the question that comes, and keep what it asked."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        next(one for one in box.buttons() if one.text() == words).click()

    QTimer.singleShot(0, answer)


def test_a_pdf_that_is_there_is_asked_about(open_page: OpenPage, samoa: Samoa, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(open_page, samoa, qtbot)
    word, pdf = tmp_path / "report.docx", tmp_path / "report.pdf"
    pdf.write_bytes(b"of somebody else")
    said: list[str] = []
    answer_the_box(qtbot, "Choose another name", said)
    page.make_files(word)
    settle(page, qtbot)
    assert said == ["A file report.pdf is there already."]
    assert pdf.read_bytes() == b"of somebody else" and not word.exists()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.reject()
    assert stored(samoa).report.finished is None
    answer_the_box(qtbot, "Replace it", said)
    page.make_files(word)
    qtbot.waitUntil(lambda: stored(samoa).report.finished is not None, timeout=20_000)
    assert len(said) == 2 and pdf.read_bytes().startswith(b"%PDF")


def test_enter_after_a_removal_does_not_take_it_back(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    with samoa.at("sina") as session:
        for words in ("Measure release times", "Train two officers"):
            add_recommendation(session, TFA, words)
    page = opened(open_page, samoa, qtbot)
    editor = editor_of(page)
    editor.go_to("recommendations")
    advice = editor.records()[1]
    for left in (1, 0):
        remove = next(one for one in advice.rows.findChildren(QPushButton) if one.text() == "Remove")
        remove.setFocus()
        QTest.keyClick(remove, Key.Key_Return)
        settle(page, qtbot)
        assert len(stored(samoa).content.recommendations) == left
        assert advice.rows.isAncestorOf(focused()) if left else focused() is advice.add_button


def test_a_file_that_is_open_elsewhere_is_said(open_page: OpenPage, samoa: Samoa, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(open_page, samoa, qtbot)
    (tmp_path / "report.docx").write_bytes(b"before")
    (tmp_path / ".~lock.report.docx#").write_bytes(b"")
    page.make_files(tmp_path / "report.docx")
    qtbot.waitUntil(lambda: "report.docx" in page.notices.text())
    assert stored(samoa).report.finished is None
    assert not (tmp_path / "report.pdf").exists()


def test_a_note_is_copied_in_either_language(open_page: OpenPage, logged: Samoa, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(open_page, logged, qtbot)
    page.show_note()
    dialog = page.findChild(NoteDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.notes) and not dialog.is_working)
    press(dialog.copy_button)
    words = QGuiApplication.clipboard().text()
    assert words.startswith("I took part in the workshop “Trade Facilitation Agreement” from 1 June 2021")
    assert "Shared materials (10 June 2021, 14 people, colleagues)" in words
    assert "What comes next: Submit a report (1 February 2022)." in words
    dialog.show_note("fr")
    assert "J’ai participé" in dialog.text.text()
    dialog.save(tmp_path / "note.eml")
    qtbot.waitUntil(lambda: (tmp_path / "note.eml").exists() and not dialog.is_working)
    dialog.reject()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 600), (683, 384)])
def test_it_fits_every_screen(open_page: OpenPage, logged: Samoa, qtbot: QtBot, width: int, height: int) -> None:
    page = opened(open_page, logged, qtbot, width=width, height=height)
    editor = editor_of(page)
    for section in SECTIONS:
        editor.go_to(section)
        qtbot.waitUntil(lambda: page.window().size().width() == width)
        assert page.window().size().height() == height
        assert editor.choice.isVisible() == (width < 900)
