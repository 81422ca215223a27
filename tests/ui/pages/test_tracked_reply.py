"""A receipt on the participant's screen: how far the reply came, and a correction that opens the form."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hands import button_of, press, put_in_front, wait_ready, words_on
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from samoa import PCA, READY, TFA, Samoa
from survey_steps import OpenPage, form_of, opened

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.sending.outbox import make_reply_file, mark_sent
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.survey.replies import save_reply
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog
from rocb_desktop.ui.dialogs.help_dialog import HelpDialog
from rocb_desktop.ui.pages.focal_home_page import FocalHomePage
from rocb_desktop.ui.pages.home_page import HomePage
from rocb_desktop.ui.pages.send_page import SendPage
from rocb_desktop.ui.widgets.badge import Badge

ASKED = "Question 3: since when are the queues shorter?"


def answered(samoa: Samoa, decision: str) -> Samoa:
    """The reply went to the focal point, was judged and came back as a receipt."""
    with samoa.at("sina") as session:
        save_reply(session, TFA, READY)
        path = make_reply_file(session, TFA).value.path
    with samoa.at("focal") as session:
        accept(session, [Path(path)], trust=True)
        review_reply(session, find_reply(session, f"{TFA}/Sina Leota").id, decision, ASKED)
        if decision == "accept":
            make_return(session, 2021, samoa.folder)
        receipt = make_receipts(session, samoa.folder).value[0].path
    with samoa.at("sina") as session:
        accept(session, [Path(receipt)])
    return samoa


@pytest.fixture
def corrected(samoa: Samoa) -> Samoa:
    return answered(samoa, "correct")


def test_home_and_send_say_how_far_the_reply_came(open_page: OpenPage, samoa: Samoa) -> None:
    answered(samoa, "accept")
    home = cast(HomePage, open_page(samoa.sina, "home"))
    done = [step.title for step in home.way_steps.steps() if step.state == "done"]
    assert done == ["File made", "Sent", "With focal point", "Accepted", "In national return no. 1"]
    left = [step.title for step in home.way_steps.steps() if step.state != "done"]
    assert left == ["Received by ROCB A/P", "Published"]
    send = cast(SendPage, open_page(samoa.sina, "send"))
    assert [step.title for step in send.steps.steps() if step.state == "done"] == done
    assert not send.receipts_button.isVisible()


def test_a_correction_is_the_next_thing_to_do_and_opens_the_form(
    open_page: OpenPage, corrected: Samoa, qtbot: QtBot
) -> None:
    home = cast(HomePage, open_page(corrected.sina, "home"))
    qtbot.waitUntil(lambda: ASKED in words_on(home) and home.next_button.text() == "Correct my reply")
    page = opened(open_page, corrected)
    assert page.step == "form" and ASKED in words_on(page)
    note = form_of(page)._above[3]
    qtbot.waitUntil(note.hasFocus)  # its words are read first, and Enter ticks nothing
    answers = form_of(page).answers()
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert form_of(page).answers() == answers
    QTest.keyClick(note, Qt.Key.Key_Tab)
    assert form_of(page).cards[3].isAncestorOf(page.window().focusWidget())


def test_a_correction_left_at_the_check_opens_the_questions_again(
    open_page: OpenPage, corrected: Samoa, qtbot: QtBot
) -> None:
    page = opened(open_page, corrected)
    button_of(page, "Check and send").click()
    qtbot.waitUntil(lambda: page.step == "check")
    page.host.go("home")
    page.host.go("survey", workshop=form_of(page).reply.workshop.id)
    qtbot.waitUntil(lambda: page.step == "form")
    note = form_of(page)._above[3]
    qtbot.waitUntil(note.hasFocus)


def test_the_list_shows_what_to_correct(open_page: OpenPage, corrected: Samoa, qtbot: QtBot) -> None:
    page = open_page(corrected.sina, "survey")
    qtbot.waitUntil(lambda: ASKED in words_on(page))
    assert "Correction asked" in [one.accessibleName() for one in page.findChildren(Badge)]


def test_receipts_are_made_on_send(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    answered(samoa, "correct")
    with samoa.at("focal") as session:
        review_reply(session, find_reply(session, f"{TFA}/Sina Leota").id, "accept")
    page = cast(SendPage, open_page(samoa.folder / "focal", "send"))
    press(page.receipts_button)
    dialog = page.findChild(ContentsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.files.contents) and dialog.make_button.isEnabled())
    dialog.make_button.click()
    qtbot.waitUntil(lambda: page.notices.text() == "1 receipt is ready to send.")
    qtbot.waitUntil(lambda: page.file is not None and page.file.sent.kind == "receipt")
    assert page.file is not None and (page.file.receiver, page.file.role) == ("Sina Leota", "participant")
    said = words_on(page)
    assert "Participant, Samoa" in said and "Only Sina Leota and you" in said and "Receipt, Sina Leota" in said


def test_the_file_of_a_correction_says_what_it_is(open_page: OpenPage, corrected: Samoa, qtbot: QtBot) -> None:
    send = cast(SendPage, open_page(corrected.folder / "focal", "send"))
    qtbot.waitUntil(lambda: send.title_text() == "Send the correction")
    assert "What you ask to correct, and how far the reply came" in words_on(send)
    send.host.go("home")
    home = send.window().findChild(FocalHomePage)
    assert home is not None
    table = home.files.model()
    qtbot.waitUntil(lambda: table.rowCount() > 0)
    kinds = [table.index(row, 1).data() for row in range(table.rowCount())]
    assert "Receipt" in kinds and "File" not in kinds


def test_f1_in_a_dialog_shows_the_help_of_the_page_below(open_page: OpenPage, corrected: Samoa, qtbot: QtBot) -> None:
    send = open_page(corrected.folder / "focal", "send")
    dialog = ContentsDialog(send.work, "Make receipts", "receipts", parent=send)
    put_in_front(qtbot, dialog)
    wait_ready(qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    help = dialog.findChild(HelpDialog)
    assert help is not None and help.isVisible()
    assert help.text.toPlainText().startswith("Send and receive")
    help.close()


def test_no_receipt_for_long_means_ask_or_go_past(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    """The survey of this workshop closed in June; the file went three weeks ago, and nobody says it arrived."""
    with samoa.at("sina", date(2021, 12, 1)) as session:
        save_reply(session, PCA, READY)
        file = make_reply_file(session, PCA).value.file
        mark_sent(session, file)
    home = cast(HomePage, open_page(samoa.sina, "home"))
    qtbot.waitUntil(lambda: "Ask Lani Fuimaono if your file arrived." in words_on(home))
    page = cast(SendPage, open_page(samoa.sina, "send"))
    assert "You sent it on 1 December 2021, and have no receipt yet." in page.no_receipt.text()
    press(page.no_receipt.button)
    dialog = page.findChild(ContentsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.files.contents) and dialog.make_button.isEnabled())
    assert [one.readers for one in dialog.files.contents] == [("ROCB A/P (Desk One)", "You")]
    dialog.make_button.click()
    qtbot.waitUntil(lambda: page.file is not None and page.file.administration == "ROCB")
    assert page.no_receipt.isHidden()
