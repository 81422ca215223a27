"""The steps of answering a survey on the screen, as a participant takes them."""

from collections.abc import Callable, Mapping
from typing import cast

from hands import focused
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QRadioButton
from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa

from rocb_desktop.domain.change import Value
from rocb_desktop.services.survey.replies import reply_form
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.send_page import SendPage
from rocb_desktop.ui.pages.survey_page import SurveyPage
from rocb_desktop.ui.views.survey.question_card import QuestionCard
from rocb_desktop.ui.views.survey.survey_form import SurveyForm
from rocb_desktop.ui.views.survey.tick_grid import TickRow
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
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


def choose(card: QuestionCard, words: str) -> None:
    """Choose an answer of a question by its words."""
    boxes = [*card.findChildren(QRadioButton), *card.findChildren(QCheckBox)]
    box = next(one for one in boxes if one.text() == words)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def badges(form: SurveyForm) -> list[str]:
    return [card.badge_text() for card in form.cards.values()]


def row(form: SurveyForm, field: str) -> TickRow:
    grid = form.cards[1].grid
    assert grid is not None
    return next(one for one in grid.rows if one.spec.id == field)


def answer_the_rest(form: SurveyForm) -> None:
    for number, words in ((1, "None yet"), (3, "No"), (4, "Yes"), (5, "No")):
        choose(form.cards[number], words)


def go_to_file(page: SurveyPage, qtbot: QtBot) -> SendPage:
    """From the questions through the check and what leaves to the file."""
    window = cast(MainWindow, page.window())
    for step in ("check", "leaving"):
        QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL)
        wait_for(page, step, qtbot)
    QTest.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.pages.key == "send")
    send = cast(SendPage, window.pages.current_page())
    qtbot.waitUntil(lambda: send.ready and send.file is not None)
    return send


def wait_for(page: SurveyPage, step: str, qtbot: QtBot) -> None:
    """The page is at this step, and nothing is under way."""
    qtbot.waitUntil(lambda: page.step == step)
    qtbot.waitUntil(lambda: page.ready and not page.work.jobs())
