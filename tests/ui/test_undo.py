"""Undo and redo over the real store: the newest first, refused when it is too late."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.region.workshops import list_workshops
from rocb_desktop.services.survey.actions import change_action, list_actions, log_action
from rocb_desktop.ui.undo import UndoList
from rocb_desktop.ui.work import Work


class Desk:
    """Logs actions in a profile with one workshop, and waits for each."""

    def __init__(self, qtbot: QtBot, work: Work) -> None:
        self.qtbot, self.work = qtbot, work
        self.undo = UndoList(work)
        self.workshop = self.ask(list_workshops)[0].id

    def ask(self, service: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        got: list[Any] = []
        self.work.run(service, *args, done=got.append, **kwargs)
        self.qtbot.waitUntil(lambda: bool(got))
        return got[0]

    def log(self, text: str) -> Outcome:
        made = self.ask(log_action, self.workshop, "others", "", "done", text)
        assert isinstance(made, Outcome)
        return made

    def texts(self) -> list[str]:
        self.qtbot.waitUntil(lambda: not self.work.jobs())
        return sorted(one.text for one in self.ask(list_actions))


@pytest.fixture
def desk(qtbot: QtBot, office: Path, work_of: Callable[[Path], Work]) -> Desk:
    return Desk(qtbot, work_of(office))


def test_the_newest_is_taken_back_first_and_can_be_done_again(desk: Desk) -> None:
    assert not desk.undo.can_undo
    desk.undo.undo()
    desk.log("one")
    desk.log("two")
    desk.undo.undo()
    assert desk.texts() == ["one"]
    desk.undo.undo()
    assert desk.texts() == []
    assert not desk.undo.can_undo
    desk.undo.redo()
    assert desk.texts() == ["one"]
    desk.undo.redo()
    assert desk.texts() == ["one", "two"]
    assert not desk.undo.can_redo
    desk.undo.redo()
    desk.undo.undo()
    assert desk.texts() == ["one"]


def test_a_new_deed_ends_redo(desk: Desk) -> None:
    desk.log("one")
    desk.undo.undo()
    assert desk.texts() == []
    desk.log("two")
    assert not desk.undo.can_redo


def test_nothing_from_before_a_file_can_be_taken_back(desk: Desk, tmp_path: Path) -> None:
    desk.log("one")
    desk.log("two")
    desk.undo.undo()
    assert desk.texts() == ["one"]
    desk.ask(make_card, tmp_path / "card.rocb")
    assert not desk.undo.can_undo and not desk.undo.can_redo
    desk.undo.undo()
    desk.undo.redo()
    assert desk.texts() == ["one"]
    desk.log("three")
    with desk.qtbot.waitSignal(desk.undo.done) as done:
        desk.undo.undo()
    assert done.args[0].message == "Taken back."
    assert desk.texts() == ["one"]


def test_the_undo_of_a_notice_takes_back_its_own_deed(desk: Desk) -> None:
    first = desk.log("one").undo
    assert first is not None
    desk.log("two")
    assert desk.undo.holds(first)
    desk.undo.run(first)
    assert desk.texts() == ["two"]
    assert not desk.undo.holds(first)
    desk.undo.run(first)
    assert desk.texts() == ["two"]


def test_an_undo_that_comes_too_late_is_refused_and_gone(desk: Desk) -> None:
    record = desk.log("one").value
    desk.ask(change_action, record, text="two")
    desk.undo._undo.pop()  # the change itself, so that the older deed is the newest
    with desk.qtbot.waitSignal(desk.undo.failed) as failed:
        desk.undo.undo()
    assert isinstance(failed.args[0], UserError)
    assert not desk.undo.can_undo
    assert not desk.undo.can_redo


def test_one_undo_at_a_time(desk: Desk) -> None:
    desk.log("one")
    desk.log("two")
    desk.undo.undo()
    desk.undo.undo()  # the first is still under way
    assert desk.texts() == ["one"]
