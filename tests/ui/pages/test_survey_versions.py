"""Revising a reply: every version stays readable beside what is typed, corrections stand at their question, a newer
survey keeps the answers, and the log behind a tick is one press away.
"""

import json
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hands import focused, press, words_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QRadioButton
from pytestqt.qtbot import QtBot
from samoa import READY, TFA, Samoa
from spoken import unnamed
from survey_steps import OpenPage, choose, form_of, id_of, opened, row, wait_for

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.paths import resource_text
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import CORRECT, find_reply, review_reply
from rocb_desktop.services.region.workshops import find_workshop, make_pack
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.session import Edit
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.replies import make_reply, reply_form, save_reply
from rocb_desktop.services.survey.versions import reply_versions
from rocb_desktop.ui.pages.actions_page import ActionsPage
from rocb_desktop.ui.pages.survey_page import SurveyPage
from rocb_desktop.ui.views.survey.versions_view import VersionsView
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.window import MainWindow

Key = Qt.Key


def make_version(samoa: Samoa, day: date, **changed: str) -> Path:
    with samoa.at("sina", day) as session:
        save_reply(session, TFA, {**READY, **changed})
        return Path(make_reply(session, TFA, samoa.folder).value.path)


def corrected(samoa: Samoa, words: str) -> None:
    """The focal point opened the reply and asks to correct something; the receipt is here."""
    file = make_version(samoa, date(2021, 12, 10))
    with samoa.at("focal", date(2021, 12, 12)) as session:
        accept(session, [file], trust=True)
        review_reply(session, find_reply(session, f"{TFA}/Sina Leota").id, CORRECT, words)
        receipt = Path(make_receipts(session).value[0].path)
    with samoa.at("sina", date(2021, 12, 13)) as session:
        accept(session, [receipt])


def notes(page: SurveyPage) -> list[str]:
    return [one.text() for one in form_of(page).findChildren(Message) if one.isVisible()]


def test_every_version_keeps_what_its_file_said(samoa: Samoa) -> None:
    make_version(samoa, date(2021, 12, 10))
    make_version(samoa, date(2021, 12, 14), q4="no", q5="yes")
    with samoa.at("sina") as session:
        save_reply(session, TFA, {**READY, "q3": "not_yet"})
        found = reply_versions(session, TFA)
    assert [(one.number, one.made) for one in found.versions] == [(2, date(2021, 12, 14)), (1, date(2021, 12, 10))]
    first, second = found.version(1), found.version(2)
    assert first is not None
    assert second is not None
    assert (first.answers["q4"], first.answers["q5"]) == ("yes", "no")
    assert (second.answers["q4"], second.answers["q5"]) == ("no", "yes")
    assert found.now.answers["q3"] == "not_yet"
    assert found.version(3) is None
    assert first.track.stage("file_made") is not None


def test_a_version_stands_beside_what_is_typed_and_not_saved(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    make_version(samoa, date(2021, 12, 10))
    page = opened(open_page, samoa)
    assert page.step == "made"
    press(page, "Make version 2")
    choose(form_of(page).cards[4], "No")
    press(page, "Compare with version 1")
    wait_for(page, "versions", qtbot)
    view = page.findChild(VersionsView)
    assert view is not None
    assert view.differing() == [4]
    assert view.card.title_label.text() == "Version 1 of 10 December 2021 beside what is here now"
    said = words_of(view.card)
    place = next(at for at, words in enumerate(said) if words.startswith("4. "))
    assert said[place : place + 5] == [said[place], "Version 1", "Yes", "Now", "No"]
    assert unnamed(page) == []
    QTest.keyClick(focused(), Key.Key_Return)
    wait_for(page, "form", qtbot)
    assert form_of(page).answers()["q4"] == "no"


def test_earlier_versions_of_a_reply_that_was_made_are_read_by_key(
    open_page: OpenPage, samoa: Samoa, qtbot: QtBot
) -> None:
    make_version(samoa, date(2021, 12, 10))
    make_version(samoa, date(2021, 12, 14), q4="no")
    page = opened(open_page, samoa)
    press(page, "Earlier versions")
    wait_for(page, "versions", qtbot)
    view = page.findChild(VersionsView)
    assert view is not None
    assert view.differing() == []
    assert cast(QRadioButton, focused()).text() == "Version 2"
    QTest.keyClick(focused(), Key.Key_Right)
    assert view.differing() == [4]
    press(page, "Back to my reply")
    wait_for(page, "made", qtbot)


def test_a_correction_opens_at_its_question_with_the_words_above(open_page: OpenPage, samoa: Samoa) -> None:
    corrected(samoa, "Question 4: which work became faster?")
    page = opened(open_page, samoa)
    form = form_of(page)
    (note,) = [one for one in form.findChildren(Message) if "Question 4" in one.text() and one.isVisible()]
    assert note.first == "Your focal point asked you on 12 December 2021 to correct something."
    assert form.cards[3].y() < note.y() < form.cards[4].y()
    assert focused() is note  # its words are read first; Tab leads into the question


def test_a_correction_that_names_no_question_stands_above_all(open_page: OpenPage, samoa: Samoa) -> None:
    corrected(samoa, "Tell more about <b>your</b> work.")
    page = opened(open_page, samoa)
    form = form_of(page)
    (note,) = [one for one in form.findChildren(Message) if "your" in one.rest and one.isVisible()]
    assert note.y() < form.cards[1].y()
    assert "&lt;b&gt;" in next(one.text() for one in note.findChildren(QLabel) if "Tell more" in one.text())


def test_the_badge_opens_the_entry_of_the_log(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, logged)
    window = cast(MainWindow, page.window())
    badge = row(form_of(page), "q1_inhouse_workshop").badge
    assert badge.accessibleName() == "Open in your log: Organise an in-house workshop"
    badge.setFocus()
    QTest.keyClick(badge, Key.Key_Return)
    qtbot.waitUntil(lambda: window.pages.key == "actions")
    actions = cast(ActionsPage, window.pages.current_page())
    qtbot.waitUntil(lambda: actions.ready and actions.form.isVisible())
    assert actions.form.entry().reached == 22


def test_several_entries_open_the_log_of_the_workshop(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    with logged.at("sina", date(2021, 12, 2)) as session:
        log_action(session, TFA, "inhouse_workshop", "2021-08-05", reached=3)
    page = opened(open_page, logged)
    window = cast(MainWindow, page.window())
    QTest.mouseClick(row(form_of(page), "q1_inhouse_workshop").badge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.pages.key == "actions")
    actions = cast(ActionsPage, window.pages.current_page())
    qtbot.waitUntil(lambda: actions.ready)
    assert not actions.form.isVisible()


@pytest.fixture
def newer_survey(samoa: Samoa) -> Samoa:
    """Sina began with version 1 of the survey; then a pack brought version 2, which asks two questions otherwise."""
    with samoa.at("sina", date(2021, 12, 6)) as session:
        save_reply(session, TFA, {"q4": "yes", "q3": "not_yet", "q6_text": "Example: the link was slow."})
    questions = json.loads(resource_text("questionnaires", "followup-1.json"))
    questions["version"] = 2
    for number in (3, 4):
        questions["questions"][number - 1]["title"]["en"] += " Think of the last six months."
    with samoa.at("rocb", date(2021, 12, 7)) as session:
        workshop = find_workshop(session, TFA)
        sheet: dict[str, Value] = {"name": "followup", "version": 2, "definition": json.dumps(questions)}
        session.commit(
            [
                Edit(derive("questionnaire", "followup@2"), "questionnaire", sheet),
                Edit(workshop.id, "workshop", {"questionnaire": "followup@2"}),
            ]
        )
        pack = samoa.folder / "newer.rocb"
        make_pack(session, TFA, pack)
    with samoa.at("sina", date(2021, 12, 8)) as session:
        accept(session, [pack])
    return samoa


def test_a_newer_survey_says_what_changed_and_keeps_the_answers(open_page: OpenPage, newer_survey: Samoa) -> None:
    page = opened(open_page, newer_survey)
    assert "2 questions of the survey changed since you began. Your answers are kept." in notes(page)
    answers = form_of(page).answers()
    assert (answers["q4"], answers["q3"], answers["q6_text"]) == ("yes", "not_yet", "Example: the link was slow.")
    assert form_of(page).cards[4].title_label.text().endswith("Think of the last six months.")


def test_an_answer_that_nobody_asks_any_more_hinders_nothing(newer_survey: Samoa) -> None:
    with newer_survey.at("sina") as session:
        form = reply_form(session, TFA)
        assert form.changed_questions == (3, 4)
        save_reply(session, TFA, {**form.answers, "q5": "no"})
        assert reply_form(session, TFA).changed_questions == ()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (683, 384)])
def test_the_versions_fit(open_page: OpenPage, samoa: Samoa, qtbot: QtBot, size: tuple[int, int]) -> None:
    make_version(samoa, date(2021, 12, 10))
    make_version(samoa, date(2021, 12, 14), q4="no")
    page = cast(SurveyPage, open_page(samoa.sina, "survey", *size, workshop=id_of(samoa, TFA)))
    page._compare({"q4": "yes"})
    wait_for(page, "versions", qtbot)
    window = page.window()
    assert (window.width(), window.height()) == size
