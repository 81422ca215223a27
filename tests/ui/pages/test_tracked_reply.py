"""A receipt on the participant's screen: how far the reply came, and a correction that opens the form."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hands import press, words_on
from pytestqt.qtbot import QtBot
from samoa import PCA, READY, TFA, Samoa
from survey_steps import OpenPage, form_of, opened

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.sending.outbox import make_reply_file, mark_sent
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.survey.replies import save_reply
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog
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
    card = form_of(page).cards[3]
    qtbot.waitUntil(lambda: card.isAncestorOf(page.window().focusWidget()))


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
