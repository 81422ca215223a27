"""Home of a participant: the next task, the matrix, the way of the last reply; by key and mouse."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from samoa import CANINES, PCA, READY, TFA, Samoa
from spoken import unnamed

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.safety.backups import make_backup
from rocb_desktop.services.sending.outbox import make_reply_file, save_copy
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.session import Clock
from rocb_desktop.services.since_last_look import NewThing, note_look, since_last_look
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.replies import reply_form, save_reply
from rocb_desktop.store import came_in
from rocb_desktop.ui.app import make_window
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.actions_page import ActionsPage
from rocb_desktop.ui.pages.home_page import HomePage
from rocb_desktop.ui.pages.send_page import SendPage
from rocb_desktop.ui.pages.survey_page import SurveyPage
from rocb_desktop.ui.views.since_card import thing_words
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.rows import TaskCard
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
Key = Qt.Key


def home(open_page: OpenPage, profile: Path, *size: int) -> HomePage:
    return cast(HomePage, open_page(profile, "home", *size))


def window_of(page: Page) -> MainWindow:
    return cast(MainWindow, page.window())


def shown(page: Page, qtbot: QtBot) -> Page:
    """The page the window went to, loaded."""
    window = window_of(page)
    qtbot.waitUntil(lambda: window.pages.current_page() is not page)
    other = window.pages.current_page()
    assert other is not None
    qtbot.waitUntil(lambda: other.ready)
    return other


def titles(page: HomePage) -> list[str]:
    return [row.title for row in page.matrix.matrix.rows]


def states(page: HomePage, row: int) -> str:
    words = {"done": "d", "planned": "p", "not_logged": "."}
    return "".join(words[cell.state] for cell in page.matrix.matrix.rows[row].cells)


def test_without_a_workshop_home_offers_to_open_a_pack(open_page: OpenPage, sina: Path, qtbot: QtBot) -> None:
    page = home(open_page, sina)
    assert page.states.state == "empty"
    assert not page.log_button.isEnabled()
    focus = cast(QPushButton, QApplication.focusWidget())
    assert focus.text() == "Open a workshop pack"
    QTest.keyClick(focus, Key.Key_Space)
    dialog = window_of(page).findChild(QFileDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Choose files"
    dialog.reject()


def test_the_open_survey_comes_first(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = home(open_page, samoa.sina)
    assert page.header.context_label.text() == "Tuesday 21 December 2021"
    assert page.next_card.task_label.text() == "Answer the follow-up survey: Trade Facilitation Agreement"
    assert page.next_card.sentence_label.text() == "Closes on 25 December 2021. You have 4 days left."
    assert page.next_button.text() == "Start my reply"
    assert titles(page) == ["Trade Facilitation Agreement", "Canines", "PCA (Pacific)"]
    badges = [row.badge.text if row.badge else "" for row in page.matrix.matrix.rows]
    assert badges == ["Reply due", "Opens in March", "Overdue"]
    details = [row.detail for row in page.matrix.matrix.rows]
    assert details == [
        "June 2021, 6 months passed",
        "September 2021, 3 months passed",
        "November 2020, 13 months passed",
    ]
    assert QApplication.focusWidget() is page.next_button
    assert unnamed(page) == []


def test_ctrl_enter_goes_on_with_the_reply(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = home(open_page, samoa.sina)
    QTest.keyClick(page.next_button, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    survey = cast(SurveyPage, shown(page, qtbot))
    assert survey.form is not None
    assert survey.form.reply.workshop.natural_name == TFA


def test_a_plus_sign_opens_the_form_with_workshop_and_type(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = home(open_page, samoa.sina)
    page.matrix.setFocus()
    for _step in range(2):
        QTest.keyClick(page.matrix, Key.Key_Right)
    QTest.keyClick(page.matrix, Key.Key_Down)
    QTest.keyClick(page.matrix, Key.Key_Return)
    actions = cast(ActionsPage, shown(page, qtbot))
    qtbot.waitUntil(lambda: actions.form.isVisible())
    entry = actions.form.entry()
    assert entry.type == "make_recommendations"
    with samoa.at("sina") as session:
        assert reply_form(session, CANINES).workshop.id == entry.workshop


def test_a_tick_opens_the_action_behind_it(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    with samoa.at("sina") as session:
        log_action(session, TFA, "share_materials", "2021-06-10", reached=14)
        log_action(session, TFA, "others", "2022-01-20", status="planned", text="Visit the port")
    page = home(open_page, samoa.sina)
    assert states(page, 0) == "d....p"
    assert page.next_card.findChildren(QPushButton)[0].text() == "Continue my reply"
    cell = page.matrix.visualRect(page.matrix.matrix.index(0, 1)).center()
    QTest.mouseClick(page.matrix.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell))
    actions = cast(ActionsPage, shown(page, qtbot))
    qtbot.waitUntil(lambda: actions.form.isVisible())
    assert actions.header.title_label.text() == "Change the action"
    assert actions.form.entry().reached == 14


def test_a_name_opens_the_survey_or_the_log(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = home(open_page, samoa.sina)
    page.matrix.setFocus()
    page.matrix.setCurrentIndex(page.matrix.matrix.index(1, 0))
    QTest.keyClick(page.matrix, Key.Key_Return)
    assert isinstance(shown(page, qtbot), ActionsPage)


def test_a_file_that_waits_is_a_small_task(open_page: OpenPage, samoa: Samoa, qtbot: QtBot, tmp_path: Path) -> None:
    with samoa.at("sina", date(2021, 6, 1)) as session:
        save_reply(session, PCA, READY)
        made = make_reply_file(session, PCA).value
    page = home(open_page, samoa.sina)
    tasks = page.findChildren(TaskCard)
    assert [task.accessibleName() for task in tasks] == ["Send your waiting file"]
    assert [step.state for step in page.way_steps.steps()][:2] == ["done", "now"]
    tasks[0].findChildren(QPushButton)[0].click()
    send = shown(page, qtbot)
    assert window_of(page).pages.key == "send"
    with samoa.at("sina") as session:
        save_copy(session, made.file, tmp_path)
    assert send.header.title_label.text() == "Send your reply"


def test_a_plan_whose_day_has_come_is_a_small_task(open_page: OpenPage, samoa: Samoa) -> None:
    with samoa.at("sina", date(2021, 6, 10)) as session:
        log_action(session, TFA, "submit_report", "2021-12-01", status="planned")
    page = home(open_page, samoa.sina)
    assert [task.accessibleName() for task in page.findChildren(TaskCard)] == ["Did you do it? Submit a report"]


def test_nothing_due_says_so(open_page: OpenPage, samoa: Samoa, tmp_path: Path) -> None:
    with samoa.at("sina") as session:
        for name in (PCA, TFA):
            save_reply(session, name, READY)
            save_copy(session, make_reply_file(session, name).value.file, tmp_path)
    page = home(open_page, samoa.sina)
    assert page.next_card.task_label.text() == "You are up to date."
    assert page.next_card.sentence_label.text() == "The next survey opens in March 2022."
    assert page.next_button.isHidden()
    assert page.primary_button() is None
    assert QApplication.focusWidget() is page.matrix


def test_changed_answers_ask_for_a_new_file(open_page: OpenPage, samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        for name in (PCA, TFA):
            save_reply(session, name, READY)
            make_reply_file(session, name)
        save_reply(session, TFA, {**READY, "q4": "no"})
    page = home(open_page, samoa.sina)
    assert page.next_card.task_label.text() == "Make a new file: Trade Facilitation Agreement"
    assert "version 2" in page.next_card.sentence_label.text()


def test_an_old_backup_is_said_and_made_new(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    with samoa.at("sina", date(2021, 11, 1)) as session:
        make_backup(session)
    page = home(open_page, samoa.sina)
    warnings = [one for one in page.findChildren(Message) if one.isVisible()]
    assert [message.text() for message in warnings] == ["Your last backup is 50 days old."]
    warnings[0].findChildren(QPushButton)[0].click()
    qtbot.waitUntil(lambda: page.notices.text() == "A backup was made, opened again and checked.")
    qtbot.waitUntil(lambda: [one for one in page.findChildren(Message) if "last backup" in one.text()] == [])


def test_a_file_that_was_given_to_nobody_is_the_next_task(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    with samoa.at("sina") as session:
        for name in (PCA, TFA):
            save_reply(session, name, READY)
            made = make_reply_file(session, name).value
    page = home(open_page, samoa.sina)
    assert page.next_card.task_label.text() == "Send the file of your reply: Trade Facilitation Agreement"
    QTest.keyClick(page.next_button, Key.Key_Space)
    send = cast(SendPage, shown(page, qtbot))
    assert send.file is not None
    assert send.file.sent.file == made.file


def test_what_came_in_is_told_until_the_person_comes_again(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    with samoa.at("sina", date(2021, 10, 12)) as session:
        note_look(session, since_last_look(session).mark)
    receipt_of_pca(samoa)
    page = home(open_page, samoa.sina)
    qtbot.waitUntil(lambda: page.since.isVisible())
    assert page.since.context_label.text() == "12 October 2021"
    assert [link.words() for link in page.since.links()] == ["A receipt came. See how far your files are"]
    assert "Nothing new" not in page.header.context_label.text()
    assert unnamed(page) == []
    qtbot.waitUntil(lambda: not page.work.jobs())
    QTest.keyClick(page.since.links()[0], Key.Key_Return)
    send = shown(page, qtbot)
    assert window_of(page).pages.key == "send"
    window_of(send).go("home")
    qtbot.waitUntil(lambda: not page.since.isVisible() and page.ready and not page.work.jobs())
    assert page.since.links() == []


def test_what_was_not_counted_leads_to_history(
    open_page: OpenPage, samoa: Samoa, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with samoa.at("sina", date(2021, 10, 12)) as session:
        note_look(session, since_last_look(session).mark)
    receipt_of_pca(samoa)
    monkeypatch.setattr(came_in, "MOST_CHANGES", 0)
    page = home(open_page, samoa.sina)
    qtbot.waitUntil(lambda: page.since.isVisible())
    (link,) = page.since.links()
    assert link.words() == "More came in than is counted here. History has all of it"
    assert "Nothing new" not in page.header.context_label.text()
    qtbot.waitUntil(lambda: not page.work.jobs())
    QTest.keyClick(link, Key.Key_Return)
    shown(page, qtbot)
    assert window_of(page).pages.key == "history"


def test_a_count_that_is_not_of_all_says_so() -> None:
    few, many = NewThing("reply", 2, ("Sina Leota", "Jone Ratu"), "inbox"), NewThing("reply", 1400, (), "inbox")
    assert thing_words(few) == "2 new or changed replies: Sina Leota; Jone Ratu"
    assert thing_words(few, more=True) == "2+ new or changed replies: Sina Leota; Jone Ratu …"
    assert thing_words(many, more=True) == "1,400+ new or changed replies"


def test_nothing_new_is_said_with_the_day_of_the_last_look(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    with samoa.at("sina", date(2021, 10, 12)) as session:
        note_look(session, since_last_look(session).mark)
    page = home(open_page, samoa.sina)
    wanted = "Tuesday 21 December 2021. Nothing new since 12 October 2021."
    qtbot.waitUntil(lambda: page.header.context_label.text() == wanted)
    assert not page.since.isVisible()


def receipt_of_pca(samoa: Samoa) -> None:
    """Her oldest reply goes to the focal point, and the receipt comes back."""
    with samoa.at("sina", date(2021, 11, 2)) as session:
        save_reply(session, PCA, READY)
        file = Path(make_reply_file(session, PCA).value.path)
    with samoa.at("focal", date(2021, 11, 3)) as session:
        accept(session, [file], trust=True)
        receipt = Path(make_receipts(session).value[0].path)
    with samoa.at("sina", date(2021, 11, 5)) as session:
        accept(session, [receipt])


@pytest.mark.parametrize(("day", "words"), [(date(2001, 1, 1), "1 January 2001"), (date(2099, 5, 5), "5 May 2099")])
def test_a_wrong_date_is_said_on_home_and_below(
    samoa: Samoa, qtbot: QtBot, styled: None, day: date, words: str
) -> None:
    window = make_window(samoa.sina, Clock(day))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready):
        window.show()
    page = cast(HomePage, window.pages.current_page())
    qtbot.waitUntil(lambda: page.ready and page.doubt.isVisible())
    assert page.doubt.first == f"The date of this computer is {words}. It looks wrong."
    assert page.doubt.rest.endswith("Nothing is lost.")
    assert page.header.context_label.text().endswith(words)
    assert f"The date of this computer is {words}. It looks wrong." in window.status.text()
    badges = [row.badge.text for row in page.matrix.matrix.rows if row.badge is not None]
    assert "Overdue" not in badges
    assert page.next_button.text() == "Survey replies"
    window.close()


def test_home_fits_a_small_window(open_page: OpenPage, samoa: Samoa) -> None:
    page = home(open_page, samoa.sina, 683, 384)
    window = window_of(page)
    assert (window.width(), window.height()) == (683, 384)
