"""The survey reply: filled from the log, answered in any order, problems told in time, checked, and sent."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from samoa import CANINES, PCA, READY, TFA, Samoa
from spoken import unnamed

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.questionnaire import load
from rocb_desktop.services.actions import log_action
from rocb_desktop.services.homes import participant_home
from rocb_desktop.services.outbox import make_reply_file
from rocb_desktop.services.people import show_me
from rocb_desktop.services.replies import reply_form, save_reply
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.send_page import SendPage
from rocb_desktop.ui.pages.survey_page import SurveyPage
from rocb_desktop.ui.views.check_view import CheckView
from rocb_desktop.ui.views.question_card import QuestionCard
from rocb_desktop.ui.views.survey_form import SurveyForm
from rocb_desktop.ui.views.tick_grid import TickRow
from rocb_desktop.ui.widgets.field import TextField
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def id_of(samoa: Samoa, workshop: str) -> str:
    with samoa.at("sina") as session:
        return reply_form(session, workshop).workshop.id


def stored(samoa: Samoa, workshop: str = TFA) -> Mapping[str, Value]:
    with samoa.at("sina") as session:
        return reply_form(session, workshop).answers


def opened(open_page: OpenPage, samoa: Samoa, *size: int, workshop: str = TFA) -> SurveyPage:
    return cast(SurveyPage, open_page(samoa.sina, "survey", *size, workshop=id_of(samoa, workshop)))


def form_of(page: SurveyPage) -> SurveyForm:
    assert page.form is not None
    return page.form


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(page: Page, words: str) -> None:
    """Press the shown button with these words."""
    found = [one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def choose(card: QuestionCard, words: str) -> None:
    """Choose an answer of a question by its words."""
    boxes = [*card.findChildren(QRadioButton), *card.findChildren(QCheckBox)]
    box = next(one for one in boxes if one.text() == words)
    box.setFocus()
    QTest.keyClick(box, Key.Key_Space)


def badges(form: SurveyForm) -> list[str]:
    return [card.badge_text() for card in form.cards.values()]


def row(form: SurveyForm, field: str) -> TickRow:
    grid = form.cards[1].grid
    assert grid is not None
    return next(one for one in grid.rows if one.spec.id == field)


def words_of(view: QWidget) -> list[str]:
    return [one.text() for one in view.findChildren(QLabel) if one.isVisible() and one.text()]


def answer_the_rest(form: SurveyForm) -> None:
    for number, words in ((1, "None yet"), (3, "No"), (4, "Yes"), (5, "No")):
        choose(form.cards[number], words)


def go_to_file(page: SurveyPage, qtbot: QtBot) -> SendPage:
    """From the questions through the check and what leaves to the file."""
    window = cast(MainWindow, page.window())
    for step in ("check", "leaving"):
        QTest.keyClick(focus(), Key.Key_Return, CTRL)
        wait_for(page, step, qtbot)
    QTest.keyClick(focus(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.pages.key == "send")
    send = cast(SendPage, window.pages.current_page())
    qtbot.waitUntil(lambda: send.ready and send.file is not None)
    return send


def wait_for(page: SurveyPage, step: str, qtbot: QtBot) -> None:
    """The page is at this step, and nothing is under way."""
    qtbot.waitUntil(lambda: page.step == step)
    qtbot.waitUntil(lambda: page.ready and not page.work.jobs())


def shut(page: Page) -> None:
    page.window().close()


@pytest.fixture
def logged(samoa: Samoa) -> Samoa:
    """Four actions in the log of the workshop whose survey is open."""
    with samoa.at("sina", date(2021, 12, 1)) as session:
        log_action(session, TFA, "share_materials", "2021-06-10", reached=14, audience="colleagues")
        log_action(session, TFA, "inhouse_workshop", "2021-07-05", reached=22, effect="One checklist for all.")
        log_action(session, TFA, "submit_report", "2022-02-01", status="planned")
    return samoa


def test_several_surveys_are_a_list(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = cast(SurveyPage, open_page(samoa.sina, "survey"))
    assert page.step == "list"
    buttons = [one.text() for one in page.list.findChildren(QPushButton)]
    assert buttons == ["Start my reply", "Look at the questions", "Start my reply"]
    assert focus() is page.list.first_focus()
    QTest.keyClick(focus(), Key.Key_Space)
    wait_for(page, "form", qtbot)
    assert form_of(page).reply.workshop.natural_name == TFA
    assert unnamed(page) == []


def test_without_a_workshop_there_is_no_survey(open_page: OpenPage, sina: Path) -> None:
    page = open_page(sina, "survey")
    assert page.states.state == "empty"
    assert cast(QPushButton, focus()).text() == "Open a workshop pack"


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
    assert focus() is form.cards[3].first_control() or form.cards[3].isAncestorOf(focus())
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
    QTest.keyClick(focus(), Key.Key_Return, CTRL)
    assert page.step == "form"
    (link,) = form.summary.links()
    assert form.summary.accessibleName() == "There is 1 problem to correct before you can send"
    assert link.words() == "Question 3: Write one example of the direct effect"
    assert focus() is link
    assert badges(form)[2] == "1 problem"
    QTest.keyClick(link, Key.Key_Return)
    assert isinstance(focus().parentWidget(), TextField)
    assert cast(TextField, focus().parentWidget()).error() == "Write one example of the direct effect"
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
    assert text.widget.isAncestorOf(focus())


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
    QTest.keyClick(focus(), Key.Key_PageDown, CTRL)
    assert form.cards[2].isAncestorOf(focus())
    assert form.list.key() == 2
    form.list.setFocus()
    QTest.keyClick(form.list, Key.Key_End)
    QTest.keyClick(form.list, Key.Key_Return)
    assert form.cards[7].isAncestorOf(focus())
    QTest.keyClick(focus(), Key.Key_PageDown, CTRL)
    assert form.cards[1].isAncestorOf(focus())


def test_log_answer_check_and_make_the_file(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, logged)
    form = form_of(page)
    for number, words in ((3, "Not yet"), (4, "Yes"), (5, "No"), (7, "Yes, without our name")):
        choose(form.cards[number], words)
    send = go_to_file(page, qtbot)
    assert send.file is not None
    made = Path(send.file.sent.path)
    assert made.read_bytes()[:21] == b"age-encryption.org/v1"
    assert (send.file.receiver, send.file.sent.version) == ("Lani Fuimaono", 1)
    assert stored(logged)["q1_submit_report"] == "no"
    with logged.at("sina") as session:
        line = participant_home(session).line(id_of(logged, TFA))
    assert line is not None
    assert line.survey == "file_made"


def test_what_leaves_is_said_exactly(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    with logged.at("sina") as session:
        save_reply(session, TFA, {**READY, "q1_none": "", "q3": "yes", "q3_text": "Faster", "q5_text": "hidden"})
    page = opened(open_page, logged)
    assert form_of(page).check()
    QTest.keyClick(focus(), Key.Key_Return, CTRL)
    wait_for(page, "check", qtbot)
    press(page, "See what leaves this computer")
    wait_for(page, "leaving", qtbot)
    told = words_of(page)
    assert "Share training materials" in told
    assert "10 June 2021, 14 people, colleagues" in told
    assert "Give one example: Faster" in told
    assert "E-mail: sina@example.ws" in told
    assert "Only the focal point’s office and you" in told
    assert not any("hidden" in words or "checklist" in words for words in told)
    assert unnamed(page) == []
    press(page, "Back")
    assert page.step == "check"


def test_the_check_leads_back_to_each_question(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa)
    answer_the_rest(form_of(page))
    press(page, "Check and send")
    wait_for(page, "check", qtbot)
    assert cast(QPushButton, focus()).text() == "See what leaves this computer"
    assert unnamed(page) == []
    view = page.findChild(CheckView)
    assert view is not None
    change = [one for one in view.findChildren(QPushButton) if one.accessibleName() == "Change: 4. Work efficiency"]
    QTest.keyClick(change[0], Key.Key_Space)
    assert page.step == "form"
    assert form_of(page).cards[4].isAncestorOf(focus())


def test_the_author_corrects_who_they_are(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa)
    answer_the_rest(form_of(page))
    press(page, "Check and send")
    wait_for(page, "check", qtbot)
    view = page.findChild(CheckView)
    assert view is not None
    QTest.keyClick(view.person.change, Key.Key_Space)
    view.person.fields["post"].set_text("Senior officer")
    press(page, "Save")
    qtbot.waitUntil(lambda: page.notices.text() == "Saved.")
    with samoa.at("sina") as session:
        assert show_me(session).post == "Senior officer"
    qtbot.waitUntil(lambda: "Senior officer" in words_of(page))


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


def test_an_undo_shows_in_the_open_form(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa)
    answer_the_rest(form_of(page))
    press(page, "Check and send")
    wait_for(page, "check", qtbot)
    press(page, "Undo")
    wait_for(page, "form", qtbot)
    assert form_of(page).answers() == {}


def test_a_made_reply_is_read_only_until_the_next_version(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    with samoa.at("sina") as session:
        save_reply(session, TFA, READY)
        make_reply_file(session, TFA)
    page = opened(open_page, samoa)
    wait_for(page, "made", qtbot)
    assert not [one for one in page.findChildren(QPushButton) if one.text() == "Change" and one.isVisible()]
    press(page, "Make version 2")
    wait_for(page, "form", qtbot)
    choose(form_of(page).cards[5], "Yes")
    send = go_to_file(page, qtbot)
    assert send.file is not None
    assert (send.file.sent.version, send.file.sent.name[-8:]) == (2, "_v2.rocb")


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


def press_in(tick: TickRow, words: str) -> None:
    for detail in tick.details:
        for one in detail.widget.findChildren(QPushButton):
            if one.text() == words:
                QTest.mouseClick(one, Qt.MouseButton.LeftButton)


def test_before_it_opens_a_reply_can_be_written_and_not_sent(open_page: OpenPage, samoa: Samoa) -> None:
    page = opened(open_page, samoa, workshop=CANINES)
    primary = page.header.primary()
    assert primary is not None
    assert (primary.isEnabled(), primary.toolTip()) == (False, "The survey opens on 10 March 2022")


def test_after_it_closed_a_late_reply_is_accepted(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa, workshop=PCA)
    answer_the_rest(form_of(page))
    assert go_to_file(page, qtbot).file is not None


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (683, 384)])
def test_the_form_fits_and_speaks(open_page: OpenPage, logged: Samoa, size: tuple[int, int]) -> None:
    page = opened(open_page, logged, *size)
    form = form_of(page)
    choose(form.cards[3], "Yes")
    form.check()
    window = page.window()
    assert (window.width(), window.height()) == size
    assert unnamed(page) == []
