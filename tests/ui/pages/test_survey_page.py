"""The survey reply: filled from the log, answered in any order, problems told in time, checked, and sent."""

from pathlib import Path
from typing import cast

import pytest
from hands import focused, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa
from spoken import unnamed
from survey_steps import CTRL, OpenPage, badges, choose, form_of, id_of, opened, row, stored, wait_for

from rocb_desktop.domain.questionnaire import load
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.replies import save_reply
from rocb_desktop.ui.other_writers import OtherWriters
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.survey_page import SurveyPage
from rocb_desktop.ui.views.survey.tick_grid import TickRow
from rocb_desktop.ui.widgets.field import TextField
from rocb_desktop.ui.window import MainWindow

Key = Qt.Key


def shut(page: Page) -> None:
    page.window().close()


def test_several_surveys_are_a_list(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = cast(SurveyPage, open_page(samoa.sina, "survey"))
    assert page.step == "list"
    buttons = [one.text() for one in page.list.findChildren(QPushButton)]
    assert buttons == ["Start my reply", "Look at the questions", "Start my reply"]
    assert focused() is page.list.first_focus()
    QTest.keyClick(focused(), Key.Key_Space)
    wait_for(page, "form", qtbot)
    assert form_of(page).reply.workshop.natural_name == TFA
    assert unnamed(page) == []


def test_without_a_workshop_there_is_no_survey(open_page: OpenPage, sina: Path) -> None:
    page = open_page(sina, "survey")
    assert page.states.state == "empty"
    assert cast(QPushButton, focused()).text() == "Open a workshop pack"


def test_every_question_comes_from_the_questionnaire(open_page: OpenPage, samoa: Samoa) -> None:
    form = form_of(opened(open_page, samoa))
    questions = load().questions
    assert [card.title_label.text() for card in form.cards.values()] == [f"{q.number}. {q.title}" for q in questions]
    options = {q.number: [option.label for f in q.main_fields for option in f.options] for q in questions}
    for number in (2, 3, 4, 5, 6, 7):
        boxes = [*form.cards[number].findChildren(QRadioButton), *form.cards[number].findChildren(QCheckBox)]
        assert sorted(one.text() for one in boxes) == sorted(options[number])
    assert options[3] == ["Yes", "Not yet", "No"]


def test_the_log_has_filled_question_one(open_page: OpenPage, logged: Samoa) -> None:
    page = opened(open_page, logged)
    form = form_of(page)
    assert badges(form) == ["Ready", "Optional", *["Not started"] * 3, "Optional", "Optional"]
    assert "1 of 4 needed answers ready" in form.said()
    shared, report = row(form, "q1_share_materials"), row(form, "q1_submit_report")
    assert (shared.box.isChecked(), shared.badge.isVisible(), report.box.isChecked()) == (True, True, False)
    assert shared.link.accessibleName() == "10 June 2021, 14 people, colleagues Change"
    assert shared.link.accessibleDescription() == "Share training materials"
    assert focused() is form.cards[3].first_control() or form.cards[3].isAncestorOf(focused())
    QTest.keyClick(shared.link, Key.Key_Return)
    detail = next(one for one in shared.details if one.spec.id == "q1_share_materials_audience")
    cast(TextField, detail.widget).set_text("border team")
    assert not shared.badge.isVisible()


def test_mistakes_are_told_when_left_behind_and_not_before(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, logged)
    form = form_of(page)
    for number, words in ((3, "Yes"), (4, "No"), (5, "No")):
        choose(form.cards[number], words)
    assert badges(form)[2] == "Draft"
    assert form.summary.isHidden()
    QTest.keyClick(focused(), Key.Key_Return, CTRL)
    assert page.step == "form"
    (link,) = form.summary.links()
    assert form.summary.accessibleName() == "There is 1 problem to correct before you can send"
    assert link.words() == "Question 3: Write one example of the direct effect"
    assert focused() is link
    assert badges(form)[2] == "1 problem"
    QTest.keyClick(link, Key.Key_Return)
    assert isinstance(focused().parentWidget(), TextField)
    assert cast(TextField, focused().parentWidget()).error() == "Write one example of the direct effect"
    press(page, "Use text from my log")
    assert form.answers()["q3_text"] == "One checklist for all."
    assert form.summary.isHidden()
    assert badges(form)[2] == "Ready"
    assert "4 of 4 needed answers ready" in form.said()


def test_none_yet_beside_an_action_is_a_problem(open_page: OpenPage, logged: Samoa) -> None:
    form = form_of(opened(open_page, logged))
    choose(form.cards[1], "None yet")
    assert not form.check()
    assert any("None yet" in link.words() for link in form.summary.links())
    choose(form.cards[1], "None yet")
    assert all("None yet" not in one.text for one in form.refresh())


def test_others_asks_what_it_was(open_page: OpenPage, logged: Samoa) -> None:
    form = form_of(opened(open_page, logged))
    choose(form.cards[1], "Other action")
    other = row(form, "q1_others")
    text = next(one for one in other.details if one.spec.id == "q1_others_text")
    assert text.widget.isVisible()
    assert not form.check()
    form.focus_field("q1_others_text")
    assert text.widget.isAncestorOf(focused())


def test_not_yet_stands_alone(open_page: OpenPage, samoa: Samoa) -> None:
    form = form_of(opened(open_page, samoa))
    labels = [option.label for option in load().questions[1].main_fields[0].options]
    choose(form.cards[2], labels[0])
    choose(form.cards[2], labels[1])
    assert form.answers()["q2"] == ["operational", "strategic"]
    choose(form.cards[2], labels[2])
    assert form.answers()["q2"] == ["not_yet"]
    choose(form.cards[2], labels[0])
    assert form.answers()["q2"] == ["operational"]


def test_the_list_and_the_keys_go_through_the_questions(open_page: OpenPage, samoa: Samoa) -> None:
    form = form_of(opened(open_page, samoa))
    assert form.list.key() == 1
    QTest.keyClick(focused(), Key.Key_PageDown, CTRL)
    assert form.cards[2].isAncestorOf(focused())
    assert form.list.key() == 2
    form.list.setFocus()
    QTest.keyClick(form.list, Key.Key_End)
    QTest.keyClick(form.list, Key.Key_Return)
    assert form.cards[7].isAncestorOf(focused())
    QTest.keyClick(focused(), Key.Key_PageDown, CTRL)
    assert form.cards[1].isAncestorOf(focused())


def test_save_and_close_and_take_back(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa)
    choose(form_of(page).cards[3], "Not yet")
    press(page, "Save and close")
    wait_for(page, "list", qtbot)
    assert stored(samoa) == {"q3": "not_yet"}
    press(page, "Undo")
    qtbot.waitUntil(lambda: stored(samoa) == {})


def test_leaving_the_page_keeps_the_answers(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa)
    window = cast(MainWindow, page.window())
    choose(form_of(page).cards[4], "No")
    window.go("home")
    qtbot.waitUntil(lambda: stored(samoa) == {"q4": "no"})
    qtbot.waitUntil(lambda: not page.work.jobs())
    window.go("survey", workshop=id_of(samoa, TFA))
    assert form_of(page).answers() == {"q4": "no"}


def test_a_closed_window_keeps_what_was_typed(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa)
    choose(form_of(page).cards[5], "Yes")
    shut(page)
    assert stored(samoa) == {}
    again = opened(open_page, samoa)
    qtbot.waitUntil(lambda: form_of(again).answers() == {"q5": "yes"})


def test_a_command_beside_the_window_loses_nothing_and_takes_nothing(
    open_page: OpenPage, samoa: Samoa, qtbot: QtBot
) -> None:
    page = opened(open_page, samoa)
    choose(form_of(page).cards[4], "No")
    with samoa.at("sina") as session:
        save_reply(session, TFA, {"q5": "yes"})
    press(page, "Save and close")
    wait_for(page, "list", qtbot)
    assert stored(samoa) == {"q4": "no", "q5": "yes"}


def test_enter_answers_like_space(open_page: OpenPage, samoa: Samoa) -> None:
    form = form_of(opened(open_page, samoa))
    yes = next(one for one in form.cards[4].findChildren(QRadioButton) if one.text() == "Yes")
    yes.setFocus()
    QTest.keyClick(yes, Key.Key_Return)
    assert form.answers()["q4"] == "yes"


def test_after_saving_the_keyboard_is_not_on_undo(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa)
    choose(form_of(page).cards[4], "No")
    press(page, "Save and close")
    wait_for(page, "list", qtbot)
    qtbot.waitUntil(lambda: page.ready)
    assert "saved" in page.notices.text()
    assert focused() is page.list.first_focus()


def test_the_window_sees_what_a_command_wrote(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa)
    with samoa.at("sina") as session:
        save_reply(session, TFA, {"q5": "yes"})
    watch = page.window().findChild(OtherWriters)
    assert watch is not None
    watch.look()
    qtbot.waitUntil(lambda: form_of(page).answers() == {"q5": "yes"})


def test_a_new_action_is_offered_after_the_boxes_were_answered(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    with samoa.at("sina") as session:
        save_reply(session, TFA, {"q1_submit_report": "yes"})
        log_action(session, TFA, "operational_manual", "2021-11-01", reached=30)
    page = opened(open_page, samoa)
    assert not row(form_of(page), "q1_operational_manual").box.isChecked()
    press(page, "Tick them")
    answers = form_of(page).answers()
    assert (answers["q1_operational_manual"], answers["q1_operational_manual_reached"]) == ("yes", 30)
    assert answers["q1_submit_report"] == "yes"


def test_a_date_may_be_added_and_taken_away(open_page: OpenPage, samoa: Samoa) -> None:
    form = form_of(opened(open_page, samoa))
    choose(form.cards[1], "Submit a report")
    report = row(form, "q1_submit_report")
    QTest.keyClick(report.link, Key.Key_Return)
    press_in(report, "Add the date")
    assert form.answers()["q1_submit_report_date"] == "2021-12-21"
    form.cards[1].focus_field("q1_submit_report_date")
    assert "q1_submit_report_date" in form.answers()


def test_a_date_that_cannot_be_read_is_said(open_page: OpenPage, samoa: Samoa) -> None:
    form = form_of(opened(open_page, samoa))
    choose(form.cards[1], "Submit a report")
    report = row(form, "q1_submit_report")
    QTest.keyClick(report.link, Key.Key_Return)
    press_in(report, "Add the date")
    edit = focused()
    QTest.keySequence(edit, "Ctrl+A")
    QTest.keyClicks(edit, "soon")
    assert form.answers()["q1_submit_report_date"] == "soon"
    assert not form.check()
    assert any(problem.field == "q1_submit_report_date" for problem in form.refresh())
    form.show_answers(form.answers())
    assert form.answers()["q1_submit_report_date"] == "soon"
    form.cards[1].focus_field("q1_submit_report_date")
    QTest.keySequence(focused(), "Ctrl+A")
    QTest.keyClicks(focused(), "20/8/2021")
    assert form.answers()["q1_submit_report_date"] == "2021-08-20"
    assert not any(problem.field == "q1_submit_report_date" for problem in form.refresh())


def press_in(tick: TickRow, words: str) -> None:
    for detail in tick.details:
        for one in detail.widget.findChildren(QPushButton):
            if one.text() == words:
                QTest.mouseClick(one, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (683, 384)])
def test_the_form_fits_and_speaks(open_page: OpenPage, logged: Samoa, size: tuple[int, int]) -> None:
    page = opened(open_page, logged, *size)
    form = form_of(page)
    choose(form.cards[3], "Yes")
    form.check()
    window = page.window()
    assert (window.width(), window.height()) == size
    assert unnamed(page) == []
