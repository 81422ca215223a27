"""The action log: an action in a few keys, drafts, mistakes at the field, change, remove, and taking back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hands import focused, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa
from spoken import unnamed

from rocb_desktop.domain.action import Action
from rocb_desktop.services.drafts import take_draft
from rocb_desktop.services.survey.actions import list_actions, log_action
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.actions_page import ActionsPage
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def log_of(samoa: Samoa) -> list[Action]:
    with samoa.at("sina") as session:
        return list_actions(session)


def opened(open_page: OpenPage, profile: Path, *size: int, **what: object) -> ActionsPage:
    return cast(ActionsPage, open_page(profile, "actions", *size, **what))


def at_rest(page: ActionsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.ready and not page.work.jobs())


@pytest.fixture
def two_logged(samoa: Samoa) -> Samoa:
    """Two entries in the log."""
    with samoa.at("sina", date(2021, 10, 1)) as session:
        log_action(session, TFA, "share_materials", "2021-06-10", reached=14, audience="colleagues")
        log_action(session, TFA, "submit_report", "2021-06-20", audience="Comptroller")
    return samoa


def test_nothing_logged_says_what_to_do(open_page: OpenPage, samoa: Samoa) -> None:
    page = opened(open_page, samoa.sina)
    assert page.log.nothing.isVisible()
    assert page.log.nothing.text().startswith("Nothing logged yet.")
    assert not page.log.table.isVisible()
    assert focused() is page.log.quick.kind.combo


def test_without_a_workshop_there_is_nothing_to_log(open_page: OpenPage, sina: Path) -> None:
    page = opened(open_page, sina, new=True)
    assert page.states.state == "empty"
    assert cast(QPushButton, focused()).text() == "Open a workshop pack"


def test_a_plan_lies_ahead_and_is_no_answer_yet(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa.sina, new=True, kind="submit_report")
    press_radio(page, 1)
    entry = page.form.entry()
    assert (entry.status, entry.date) == ("planned", "2022-01-20")
    assert page.form.date.edit.accessibleName() == "When will you do it?"
    assert page.form.effect.isHidden()
    press(page, "Save action")
    qtbot.waitUntil(lambda: len(log_of(samoa)) == 1)
    assert log_of(samoa)[0].status == "planned"


def press_radio(page: ActionsPage, place: int) -> None:
    radio = page.form.switch.widgets()[place]
    QTest.mouseClick(radio, Qt.MouseButton.LeftButton, pos=radio.rect().center())
    if page.form.switch.value() != ("done", "planned")[place]:
        QTest.keyClick(radio, Key.Key_Space)


def test_the_questions_fit_the_type(open_page: OpenPage, samoa: Samoa) -> None:
    page = opened(open_page, samoa.sina, new=True, kind="make_recommendations")
    assert page.form.reached.edit.accessibleName() == "How many recommendations?"
    shown = [one.text() for one in page.form.findChildren(QLabel) if one.isVisible() and one.text()]
    assert shown == ["What did you do?", "Workshop", "When did you do it?", "How many recommendations?"]
    page.form.details.toggle.click()
    assert page.form.audience.edit.accessibleName() == "To whom?"


def test_what_is_typed_survives_a_closed_window(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa.sina, new=True, kind="others")
    page.form.details.toggle.click()
    page.form.text.edit.setFocus()
    QTest.keyClicks(focused(), "Visit to the port")
    cast(MainWindow, page.window()).close()
    with samoa.at("sina") as session:
        kept = take_draft(session, "actions", "")
    assert kept is not None
    assert kept["text"] == "Visit to the port"
    again = opened(open_page, samoa.sina, new=True, kind="submit_report")
    qtbot.waitUntil(lambda: again.form.entry().text == "Visit to the port")
    assert again.form.entry().type == "others"
    assert again.form.details.is_open()
    assert "not saved" in again.notices.text()


def test_the_list_offers_what_was_begun(open_page: OpenPage, two_logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, two_logged.sina, new=True, kind="others")
    page.form.reached.edit.setValue(5)
    page.flush_drafts()
    page.arrive()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(QPushButton) if one.text() == "Continue"))
    press(page, "Continue")
    qtbot.waitUntil(lambda: page.form.entry().reached == 5)
    page.arrive()
    qtbot.waitUntil(
        lambda: any(one.isVisible() for one in page.findChildren(QPushButton) if one.text() == "Throw it away")
    )
    press(page, "Throw it away")
    at_rest(page, qtbot)
    with two_logged.at("sina") as session:
        assert take_draft(session, "actions", "") is None


def test_a_day_before_the_workshop_is_said_at_the_field(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa.sina, new=True, kind="others")
    page.form.date.set_value(date(2021, 1, 5))
    page.form.date.edit.setFocus()
    assert page.form.date.error() == ""
    page.form.reached.edit.setFocus()
    assert page.form.date.error().startswith("This date is before the workshop")
    press(page, "Save action")
    qtbot.waitUntil(lambda: page.notices.text() != "")
    assert focused() is page.form.date.edit
    assert log_of(samoa) == []
    page.form.date.set_value(date(2021, 12, 1))
    press(page, "Save action")
    qtbot.waitUntil(lambda: len(log_of(samoa)) == 1)


def test_a_date_that_cannot_be_read_is_not_saved_as_another(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa.sina, new=True, kind="others")
    page.form.date.focus()
    QTest.keySequence(focused(), "Ctrl+A")
    QTest.keyClicks(focused(), "15")
    press(page, "Save action")
    assert page.form.date.error().startswith("This is not a date.")
    assert focused() is page.form.date.edit
    QTest.keySequence(focused(), "Ctrl+A")
    QTest.keyClicks(focused(), "1/12/2021")
    press(page, "Save action")
    qtbot.waitUntil(lambda: [str(one.date) for one in log_of(samoa)] == ["2021-12-01"])


def test_without_a_type_the_tiles_say_so(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa.sina, new=True, kind="")
    press(page, "Save action")
    qtbot.waitUntil(lambda: page.form.kind.error() == "Choose one of the six actions")
    assert focused() is page.form.first_focus()
    QTest.keyClick(focused(), Key.Key_Space)
    assert page.form.kind.error() == ""


def test_one_after_the_other(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa.sina, new=True, kind="submit_report")
    workshop = page.form.entry().workshop
    press(page, "Save and add another")
    qtbot.waitUntil(lambda: page.form.entry().type == "")
    assert page.form.isVisible()
    assert page.form.entry().workshop == workshop
    assert focused() is page.form.first_focus()
    qtbot.waitUntil(lambda: len(log_of(samoa)) == 1)


def test_an_entry_is_changed_and_its_month_stays_a_month(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    with samoa.at("sina") as session:
        record = log_action(session, TFA, "share_materials", "2021-06", text="On the intranet").value
    page = opened(open_page, samoa.sina)
    QTest.keyClick(page.log.table, Key.Key_Return)
    assert page.header.title_label.text() == "Change the action"
    assert page.form.details.is_open()
    page.form.audience.edit.setFocus()
    QTest.keyClicks(focused(), "Border team")
    press(page, "Save action")
    qtbot.waitUntil(lambda: log_of(samoa)[0].audience == "Border team")
    assert (log_of(samoa)[0].id, str(log_of(samoa)[0].date)) == (record, "2021-06")


def test_remove_and_take_back(open_page: OpenPage, two_logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, two_logged.sina)
    assert [line.action.type for line in page.log.shown()] == ["submit_report", "share_materials"]
    QTest.keyClick(page.log.table, Key.Key_Delete)
    qtbot.waitUntil(lambda: page.notices.text() == "Action removed.")
    at_rest(page, qtbot)
    assert [one.type for one in log_of(two_logged)] == ["share_materials"]
    press(page, "Undo")
    qtbot.waitUntil(lambda: len(log_of(two_logged)) == 2)
    at_rest(page, qtbot)
    assert len(page.log.table.rows_model.rows()) == 2


def test_cancel_throws_nothing_away_for_good(open_page: OpenPage, two_logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, two_logged.sina, new=True, kind="others")
    page.form.reached.edit.setFocus()
    QTest.keyClicks(focused(), "7")
    press(page, "Cancel")
    assert page.log.table.isVisible()
    assert page.notices.text() == "What you typed was not saved."
    press(page, "Take it back")
    qtbot.waitUntil(lambda: page.form.isVisible())
    assert page.form.entry().reached == 7


def test_esc_leaves_the_form_as_cancel_does(open_page: OpenPage, two_logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, two_logged.sina, new=True, kind="others")
    page.form.reached.edit.setFocus()
    QTest.keyClicks(focused(), "7")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(page.log.table.isVisible)
    assert page.notices.text() == "What you typed was not saved."


def test_one_workshop_is_shown(open_page: OpenPage, two_logged: Samoa) -> None:
    with two_logged.at("sina") as session:
        workshop = list_actions(session)[0].workshop
    page = opened(open_page, two_logged.sina, workshop=workshop)
    assert page.log.filter.workshop.combo.currentText() == "Trade Facilitation Agreement, June 2021"
    assert len(page.log.shown()) == 2
    page.log.filter.workshop.combo.setCurrentIndex(1)
    page.log.filter.workshop.changed.emit(None)
    assert page.log.shown() == []


def test_beside_the_form_stands_what_is_logged(open_page: OpenPage, two_logged: Samoa) -> None:
    with two_logged.at("sina") as session:
        workshop = list_actions(session)[0].workshop
    page = opened(open_page, two_logged.sina, new=True, workshop=workshop, kind="others")
    assert page.beside.title() == "Trade Facilitation Agreement"
    assert page.beside.said() == [
        "Shared materials. 10 June 2021, 14 people, colleagues",
        "Submitted report. 20 June 2021, Comptroller",
        "Other action. 21 December 2021",
    ]


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (683, 384)])
@pytest.mark.parametrize("what", [{}, {"tab": "board"}, {"new": True, "kind": "others"}])
def test_both_faces_fit_and_speak(
    open_page: OpenPage, two_logged: Samoa, size: tuple[int, int], what: dict[str, object]
) -> None:
    page = opened(open_page, two_logged.sina, *size, **what)
    window = page.window()
    assert (window.width(), window.height()) == size
    assert unnamed(page) == []
