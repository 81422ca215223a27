"""From the answers to the file: the check, exactly what leaves, the author, versions, early and late."""

from pathlib import Path
from typing import cast

from hands import focused, press, words_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from samoa import CANINES, PCA, READY, TFA, Samoa
from spoken import unnamed
from survey_steps import CTRL, OpenPage, answer_the_rest, choose, form_of, go_to_file, id_of, opened, stored, wait_for

from rocb_desktop.services.profile.people import show_me
from rocb_desktop.services.sending.outbox import make_reply_file
from rocb_desktop.services.survey.homes import participant_home
from rocb_desktop.services.survey.replies import save_reply
from rocb_desktop.ui.views.survey.check_view import CheckView
from rocb_desktop.ui.window import MainWindow

Key = Qt.Key


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


def test_after_the_file_undo_does_not_touch_the_answers(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, logged)
    form = form_of(page)
    for number, words in ((3, "Not yet"), (4, "Yes"), (5, "No"), (7, "Yes, without our name")):
        choose(form.cards[number], words)
    send = go_to_file(page, qtbot)
    window = cast(MainWindow, send.window())
    before = stored(logged)
    assert not window.undo.can_undo
    QTest.keySequence(focused(), QKeySequence.StandardKey.Undo)
    qtbot.waitUntil(lambda: not window.work.jobs())
    assert stored(logged) == before
    assert page.notices.text() != "Your answers are saved."


def test_an_undo_says_so_on_the_page_shown(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, logged)
    window = cast(MainWindow, page.window())
    choose(form_of(page).cards[3], "Not yet")
    window.go("send")  # what was answered is kept when the page is left
    qtbot.waitUntil(lambda: window.undo.can_undo)
    QTest.keySequence(window, QKeySequence.StandardKey.Undo)
    shown = window.pages.current_page()
    assert shown is not None and shown is not page
    qtbot.waitUntil(lambda: shown.notices.text() == "Taken back.")
    assert page.notices.text() == ""
    assert "q3" not in {name for name, value in stored(logged).items() if value}


def test_what_leaves_is_said_exactly(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    with logged.at("sina") as session:
        save_reply(session, TFA, {**READY, "q1_none": "", "q3": "yes", "q3_text": "Faster", "q5_text": "hidden"})
    page = opened(open_page, logged)
    assert form_of(page).check()
    QTest.keyClick(focused(), Key.Key_Return, CTRL)
    wait_for(page, "check", qtbot)
    press(page, "See what leaves this computer")
    wait_for(page, "leaving", qtbot)
    told = words_of(page)
    assert "Share training materials" in told
    assert "10 June 2021, 14 people, colleagues" in told
    assert "Give one example: Faster" in told
    assert "E-mail: sina@example.ws" in told
    assert "Only the focal point’s office, ROCB A/P and you" in told
    assert not any("hidden" in words or "checklist" in words for words in told)
    assert unnamed(page) == []
    press(page, "Back")
    assert page.step == "check"


def test_the_check_leads_back_to_each_question(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa)
    answer_the_rest(form_of(page))
    press(page, "Check and send")
    wait_for(page, "check", qtbot)
    assert cast(QPushButton, focused()).text() == "See what leaves this computer"
    assert unnamed(page) == []
    view = page.findChild(CheckView)
    assert view is not None
    change = [one for one in view.findChildren(QPushButton) if one.accessibleName() == "Change: 4. Work efficiency"]
    QTest.keyClick(change[0], Key.Key_Space)
    assert page.step == "form"
    assert form_of(page).cards[4].isAncestorOf(focused())


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


def test_before_it_opens_a_reply_can_be_written_and_not_sent(open_page: OpenPage, samoa: Samoa) -> None:
    page = opened(open_page, samoa, workshop=CANINES)
    primary = page.header.primary()
    assert primary is not None
    assert (primary.isEnabled(), primary.toolTip()) == (False, "The survey opens on 10 March 2022")


def test_after_it_closed_a_late_reply_is_accepted(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa, workshop=PCA)
    answer_the_rest(form_of(page))
    assert go_to_file(page, qtbot).file is not None
