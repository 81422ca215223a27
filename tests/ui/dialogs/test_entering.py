"""Entering for others in the window: Excel questionnaires out and back in, and a reply by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fiji import Fiji
from filled_forms import put_in
from hands import button_of, press, put_in_front, words_on
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from rocb_desktop.services.national.on_behalf import entered_from
from rocb_desktop.services.national.returns import find_reply, reply_detail
from rocb_desktop.services.survey.excel_form import plan_form, write_forms
from rocb_desktop.ui.dialogs.entry_dialog import EntryDialog
from rocb_desktop.ui.dialogs.forms_dialog import FormsDialog
from rocb_desktop.ui.dialogs.intake_dialog import IntakeDialog
from rocb_desktop.ui.work import Work

WorkOf = Callable[[Path], Work]
pytestmark = pytest.mark.usefixtures("styled")
ANSWERS = {"q1_share_materials": "Yes", "q3": "Not yet", "q4": "Yes", "q5": "No"}


@pytest.fixture
def forms(fiji: Fiji, tmp_path: Path) -> Path:
    """Four workbooks: one ready, one with a bad cell, one that came before, and one of the same name."""
    folder = tmp_path / "forms"
    folder.mkdir()
    with fiji.at("focal") as session:
        for name, more in (
            ("Vani Kuru", {}),
            ("Jone Ratu", {"q3": "perhaps"}),
            ("", {"@name": "vani kuru", "q5": "Yes"}),
        ):
            path = folder / f"{name or 'blank'}.xlsx"
            write_forms(plan_form(session, "2021/5", path, "en", name))
            put_in(path, {**ANSWERS, **more})
    return folder


def intake(qtbot: QtBot, work: Work, *paths: Path) -> IntakeDialog:
    made = IntakeDialog(work, paths)
    put_in_front(qtbot, made)
    qtbot.waitUntil(lambda: made.found is not None and not made.is_working)
    return made


def test_the_list_is_seen_before_anything_is_entered(qtbot: QtBot, work_of: WorkOf, fiji: Fiji, forms: Path) -> None:
    dialog = intake(qtbot, work_of(fiji.folder / "focal"), forms)
    said = words_on(dialog)
    assert "3 files. Nothing is entered yet." in said
    assert "it says “perhaps”" in dialog.problems.lines.toPlainText()
    assert dialog.ready.lines.toPlainText() == "Vani Kuru, Fiji, Free Zones (Vani Kuru.xlsx)"
    assert [card.form.path.name for card in dialog.questions] == ["blank.xlsx"]


def test_enter_with_the_keyboard_and_answer_same_person(qtbot: QtBot, work_of: WorkOf, fiji: Fiji, forms: Path) -> None:
    dialog = intake(qtbot, work_of(fiji.folder / "focal"), forms)
    dialog.questions[0].choice.set_value(True)
    dialog.questions[0].answered.emit()
    with qtbot.waitSignal(dialog.entered) as entered:
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    replies = entered.args[0].value.replies
    assert len(replies) == 2 and len(set(replies)) == 1
    qtbot.waitUntil(lambda: "These files were left out." in words_on(dialog))
    with fiji.at("focal") as session:
        assert reply_detail(session, replies[0]).reply.version == 2
    press(button_of(dialog, "Done"))


def test_cells_are_corrected_and_looked_at_again(qtbot: QtBot, work_of: WorkOf, fiji: Fiji, forms: Path) -> None:
    dialog = intake(qtbot, work_of(fiji.folder / "focal"), forms / "Jone Ratu.xlsx")
    assert [made.text() for made in dialog.buttons()] == ["Close", "Look again"]
    put_in(forms / "Jone Ratu.xlsx", {"q3": "No"})
    press(button_of(dialog, "Look again"))
    qtbot.waitUntil(lambda: not dialog.is_working and "1 reply to enter" in words_on(dialog))
    with qtbot.waitSignal(dialog.entered):
        press(button_of(dialog, "Enter replies"))


def entry(qtbot: QtBot, work: Work, workshop: str, name: str = "", record: str = "") -> EntryDialog:
    made = EntryDialog(work, "focal_point", workshop=workshop, name=name, record=record)
    made.resize(1240, 740)
    put_in_front(qtbot, made)
    qtbot.waitUntil(lambda: made.form is not None and not made.is_working)
    return made


def test_a_reply_is_entered_from_paper(qtbot: QtBot, work_of: WorkOf, fiji: Fiji, tmp_path: Path) -> None:
    scan = tmp_path / "scan.png"
    QImage(60, 80, QImage.Format.Format_RGB32).save(str(scan))
    dialog = entry(qtbot, work_of(fiji.folder / "focal"), "2021/5", name="Vani Kuru")
    assert dialog.facts is not None and dialog.form is not None
    assert dialog.facts.chosen_name() == "Vani Kuru"
    press(button_of(dialog, "Enter the reply"))
    assert dialog.facts.source.error() == "Choose where the reply comes from."
    dialog.facts.source.set_value("paper")
    dialog.facts.files.add([scan])
    dialog.form.show_answers({"q3": "no", "q4": "yes"})
    with qtbot.waitSignal(dialog.entered) as entered:
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with fiji.at("focal") as session:
        said = entered_from(session, entered.args[0].value)
        assert said is not None and (said.source, len(said.documents)) == ("paper", 1)


def test_a_photo_is_made_small_away_from_the_screen(qtbot: QtBot, work_of: WorkOf, fiji: Fiji, tmp_path: Path) -> None:
    scan, letter = tmp_path / "scan.png", tmp_path / "letter.txt"
    QImage(600, 800, QImage.Format.Format_RGB32).save(str(scan))
    letter.write_text("no picture", encoding="utf-8")
    dialog = entry(qtbot, work_of(fiji.folder / "focal"), "2021/5", name="Vani Kuru")
    assert dialog.facts is not None
    files = dialog.facts.files

    def pictures() -> list[QLabel]:
        return [one for one in files.findChildren(QLabel) if one.isVisible() and not one.pixmap().isNull()]

    before = len(pictures())
    files.add([scan, letter])
    icons = len(pictures())  # of the rows; the scan itself is not unpacked here
    assert not [one for one in pictures() if one.accessibleName() == "Small picture of scan.png"]
    qtbot.waitUntil(lambda: any(one.accessibleName() == "Small picture of scan.png" for one in pictures()))
    assert before <= icons < len(pictures())
    shown = next(one for one in pictures() if one.accessibleName())
    assert (shown.pixmap().width(), shown.pixmap().height()) == (150, 200)
    files.remove(scan)
    qtbot.waitUntil(lambda: not any(one.accessibleName() == "Small picture of scan.png" for one in pictures()))


def test_another_name_is_typed_and_a_reply_of_it_is_found_again(qtbot: QtBot, work_of: WorkOf, fiji: Fiji) -> None:
    work = work_of(fiji.folder / "focal")
    dialog = entry(qtbot, work, "2021/5", name="Sera Nalesu")
    assert dialog.facts is not None and dialog.form is not None
    assert dialog.facts.name.isVisible() and dialog.facts.name.text() == "Sera Nalesu"
    dialog.facts.source.set_value("telephone")
    dialog.form.show_answers({"q3": "no", "q4": "yes", "q5": "no"})
    with qtbot.waitSignal(dialog.entered) as entered:
        dialog.enter()
    again = entry(qtbot, work, "2021/5", name="sera  NALESU")
    assert again.facts is not None and again.form is not None
    again.facts.source.set_value("telephone")
    again.enter()
    assert again.facts.same_field.error() == "Say first whether it is the same person."
    assert not again.is_working and again.form.answers().get("q4") is None
    press(again.facts.same.findChildren(QRadioButton)[0])
    assert again.facts.same_field.error() == ""
    form = again.form
    qtbot.waitUntil(lambda: form.answers().get("q4") == "yes")
    assert "A reply of this name is entered already." in words_on(again)
    again.facts.source.set_value("telephone")
    again.form.show_answers({"q3": "no", "q4": "no", "q5": "no"})
    with qtbot.waitSignal(again.entered) as second:
        again.enter()
    assert second.args[0].value == entered.args[0].value
    with fiji.at("focal") as session:
        assert reply_detail(session, second.args[0].value).reply.version == 2


def test_a_small_window_asks_one_after_the_other(qtbot: QtBot, work_of: WorkOf, fiji: Fiji) -> None:
    dialog = entry(qtbot, work_of(fiji.folder / "focal"), "2021/5", name="Vani Kuru")
    dialog.resize(660, 340)
    qtbot.waitUntil(lambda: button_of(dialog, "Go on to the questions") is not None)
    assert dialog.facts is not None and dialog.form is not None and not dialog.form.isVisible()
    press(button_of(dialog, "Go on to the questions"))
    missing = dialog.facts.source.combo
    qtbot.waitUntil(lambda: missing.visibleRegion().boundingRect() == missing.rect())
    dialog.facts.source.set_value("email")
    press(button_of(dialog, "Go on to the questions"))
    assert dialog.form.isVisible() and not dialog.facts.isVisible()
    press(button_of(dialog, "Back"))
    assert dialog.facts.isVisible()


def test_a_reply_that_is_entered_is_changed(qtbot: QtBot, work_of: WorkOf, fiji: Fiji, forms: Path) -> None:
    work = work_of(fiji.folder / "focal")
    dialog = intake(qtbot, work, forms / "Vani Kuru.xlsx")
    with qtbot.waitSignal(dialog.entered):
        dialog.enter()
    with fiji.at("focal") as session:
        record = find_reply(session, "2021/5/Vani Kuru").id
    change = entry(qtbot, work, "2021/5", record=record)
    assert change.facts is not None and change.form is not None
    assert not change.facts.person.isEnabled() and change.facts.source.value() == "excel"
    assert "Vani Kuru.xlsx" in words_on(change) and change.form.answers()["q4"] == "yes"


def test_questionnaires_to_hand_out(qtbot: QtBot, work_of: WorkOf, fiji: Fiji, tmp_path: Path) -> None:
    dialog = FormsDialog(work_of(fiji.folder / "focal"), "focal_point", workshop="")
    put_in_front(qtbot, dialog)
    qtbot.waitUntil(lambda: "3 people are known at this workshop." in words_on(dialog))
    dialog.save(tmp_path)
    qtbot.waitUntil(lambda: "3 Excel questionnaires are saved." in words_on(dialog))
    assert len(list(tmp_path.glob("FJ_2021-05_*.xlsx"))) == 3


def test_what_was_typed_comes_back_after_escape(qtbot: QtBot, work_of: WorkOf, fiji: Fiji) -> None:
    work = work_of(fiji.folder / "focal")
    first = entry(qtbot, work, "2021/5", "Vani Kuru")
    assert first.form is not None and first.facts is not None
    first.facts.source.set_value("paper")
    typed = {**first.form.answers(), "q3": "no", "q4": "yes"}
    first.form.show_answers(typed)
    first.form.changed.emit()
    with qtbot.waitSignal(first.destroyed):
        QTest.keyClick(first, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not work.jobs())
    again = entry(qtbot, work, "2021/5", "Vani Kuru")
    qtbot.waitUntil(lambda: "What you typed before is here again." in words_on(again))
    assert again.form is not None and again.facts is not None
    assert (again.form.answers()["q3"], again.facts.source.value()) == ("no", "paper")
    press(button_of(again, "Start again without it"))
    assert "q3" not in again.form.answers()
    with qtbot.waitSignal(again.destroyed):
        QTest.keyClick(again, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not work.jobs())
    third = entry(qtbot, work, "2021/5", "Vani Kuru")
    assert third.form is not None and "q3" not in third.form.answers()
