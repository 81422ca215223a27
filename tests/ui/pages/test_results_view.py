"""Recommendations, projects and effects on their tab: added, changed, taken back, and kept while they are typed."""

from typing import cast

import pytest
from hands import focused, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa
from spoken import unnamed
from survey_steps import OpenPage, id_of

from rocb_desktop.services.survey.recommendations import add_recommendation
from rocb_desktop.services.survey.results import Results, list_results
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.actions_page import ActionsPage


def settle(page: Page, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.ready and not page.work.jobs())
    QApplication.processEvents()  # what was built anew shows itself


def stored(samoa: Samoa) -> Results:
    with samoa.at("sina") as session:
        return list_results(session)


def opened(open_page: OpenPage, samoa: Samoa, qtbot: QtBot, *size: int) -> ActionsPage:
    page = cast(ActionsPage, open_page(samoa.sina, "actions", *size))
    page.face.choose("results")
    settle(page, qtbot)
    return page


def test_a_recommendation_goes_its_way(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, logged, qtbot)
    card = page.results.advice
    press(card, "Add recommendation")
    press(card, "Save recommendation")
    settle(page, qtbot)
    assert card.form.fields()["text"].error() == "Write what you recommend"
    QTest.keyClicks(focused(), "Measure release times")
    card.workshop.set_value(id_of(logged, TFA))
    press(card, "Save recommendation")
    settle(page, qtbot)
    assert stored(logged).recommendations[0].workshop == id_of(logged, TFA)
    assert card.rows.rows[0].title == "R1  Measure release times"
    assert unnamed(page) == []
    press(card, "Change")
    card.form.show_values({**card.form.values(), "state": "accepted", "owner": "Deputy"})
    press(card, "Save recommendation")
    settle(page, qtbot)
    detail = card.rows.rows[0].detail
    assert "Deputy, no date yet" in detail
    assert "Proposed since 21 December 2021. Accepted since 21 December 2021" in detail
    press(card, "Remove")
    settle(page, qtbot)
    assert card.rows.rows == () and card.empty.isVisible()
    press(page, "Undo")
    settle(page, qtbot)
    assert len(card.rows.rows) == 1


def test_a_project_and_an_effect_are_added(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    with logged.at("sina") as session:
        advice = str(add_recommendation(session, TFA, "Measure release times").value)
    page = opened(open_page, logged, qtbot)
    view, workshop = page.results, id_of(logged, TFA)
    view.projects.begin()
    view.projects.workshop.set_value(workshop)
    view.projects.opening.emit(workshop)
    view.projects.form.show_values({"title": "Release study", "stage": "under_way", "recommendation": advice})
    press(view.projects, "Save project")
    settle(page, qtbot)
    project = stored(logged).projects[0]
    assert (project.title, project.stage, project.recommendation) == ("Release study", "under_way", advice)
    view.effects.begin()
    view.effects.workshop.set_value(workshop)
    view.effects.form.show_values({"title": "Release time", "before": "5", "after": "2,5", "unit": "days"})
    press(view.effects, "Save effect")
    settle(page, qtbot)
    assert stored(logged).effects[0].after == "2,5"
    assert view.effects.rows.rows[0].title == "Release time: from 5 days to 2,5 days."
    assert "2.5 days less." in view.effects.rows.rows[0].detail


def test_esc_closes_an_empty_form_and_keeps_what_was_typed(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, logged, qtbot)
    card = page.results.projects
    press(card, "Add project")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert card.form.isHidden()
    press(card, "Add project")
    QTest.keyClicks(focused(), "Release study")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert card.form.isVisible() and card.form.cancel_button.hasFocus()
    assert card.form.values()["title"] == "Release study"


def test_a_form_that_was_open_is_there_again(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, logged, qtbot)
    press(page.results.effects, "Add effect")
    QTest.keyClicks(focused(), "Release time")
    page.flush_drafts()
    settle(page, qtbot)
    page.work.close()  # the app ends here
    page.window().close()
    again = opened(open_page, logged, qtbot)
    form = again.results.effects.form
    qtbot.waitUntil(lambda: form.record == "")
    assert form.values()["title"] == "Release time"
    press(again.results.effects, "Cancel")
    settle(again, qtbot)
    assert form.isHidden()


def test_enter_after_a_removal_does_not_take_it_back(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    with logged.at("sina") as session:
        for words in ("Measure release times", "Train two officers", "Publish the fees"):
            add_recommendation(session, TFA, words)
    page = opened(open_page, logged, qtbot)
    card = page.results.advice
    for left in (2, 1):
        remove = next(one for one in card.rows.findChildren(QPushButton) if one.text() == "Remove")
        remove.setFocus()
        QTest.keyClick(remove, Qt.Key.Key_Return)
        settle(page, qtbot)
        assert len(stored(logged).recommendations) == left
        assert page.notices.text() and card.rows.isAncestorOf(focused())
        assert cast(QPushButton, focused()).accessibleName() == f"Remove: {card.rows.rows[0].title}"
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle(page, qtbot)
    assert stored(logged).recommendations == () and focused() is card.add_button
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle(page, qtbot)
    assert stored(logged).recommendations == () and card.form.record == ""


@pytest.mark.parametrize(("width", "height"), [(1024, 600), (683, 384)])
def test_it_fits_small_screens(open_page: OpenPage, logged: Samoa, qtbot: QtBot, width: int, height: int) -> None:
    page = opened(open_page, logged, qtbot, width, height)
    for card in page.results.cards():
        card.begin()
    settle(page, qtbot)
    assert (page.window().width(), page.window().height()) == (width, height)
