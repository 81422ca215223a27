"""A log of ten thousand entries: the list holds them all, and nothing makes a widget for each."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from rocb_desktop.domain.action import Action
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.survey.action_log import ActionLog, LogLine
from rocb_desktop.ui.views.log.action_board import ActionBoard
from rocb_desktop.ui.views.log.action_list import ActionList
from rocb_desktop.ui.views.log.logged_card import LoggedCard

MANY = 10_000
START, END = PartialDate(2021, 6, 1), PartialDate(2021, 6, 4)
WORKSHOP = Workshop("w", 2021, 2, "Trade Facilitation Agreement", "regional", START, END)


@pytest.fixture(scope="module")
def book() -> ActionLog:
    actions = [
        Action(str(n), "w", "p", "others", "planned" if n % 2 else "done", PartialDate(2021, 7, 1 + n % 28))
        for n in range(MANY)
    ]
    lines = [LogLine(one, WORKSHOP, one.status, f"entry {one.id}") for one in actions]
    return ActionLog(date(2021, 10, 1), (WORKSHOP,), tuple(lines))


@pytest.mark.usefixtures("qapp")
def test_the_list_holds_all_and_finds_one(qtbot: QtBot, book: ActionLog) -> None:
    shown = ActionList()
    qtbot.addWidget(shown)
    shown.show_log(book)
    assert shown.table.rows_model.rowCount() == MANY
    shown.filter.search.setText("ENTRY 77")
    shown.filter.changed.emit()
    assert 0 < len(shown.shown()) < MANY
    assert all("77" in line.action.id for line in shown.shown())
    shown.choose("9000")  # not among those shown: all are shown again
    line = shown.line()
    assert line is not None
    assert line.action.id == "9000"


@pytest.mark.usefixtures("qapp")
def test_the_board_shows_few_and_counts_all(qtbot: QtBot, book: ActionLog) -> None:
    board = ActionBoard()
    qtbot.addWidget(board)
    board.show_log(book)
    (card,) = board.cards()
    assert [column.model().rowCount() for column in card.lists.values()] == [8, 8]
    assert card.all_button.text() == "9984 more in the log"
    card.lists["planned"].choose("1")
    with qtbot.waitSignal(board.finished) as told:
        card.done_button.click()
    assert told.args is not None
    assert str(told.args[0]) in {line.action.id for line in book.lines if line.action.planned}


@pytest.mark.usefixtures("qapp")
def test_beside_the_form_stand_the_newest(qtbot: QtBot, book: ActionLog) -> None:
    beside = LoggedCard()
    qtbot.addWidget(beside)
    beside.show_log("TFA", [line.action for line in book.lines], None)
    assert len(beside.said()) == 8
