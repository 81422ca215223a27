"""The lanes over the real store: Stop inside a transaction, reads during a long write, one store for both lanes."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from rocb_desktop.domain.errors import Cancelled
from rocb_desktop.services.drafts import keep_draft, take_draft
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import add_workshop, list_workshops
from rocb_desktop.services.session import Session
from rocb_desktop.store import drafts
from rocb_desktop.ui.work import Work


@lane("write")
def add_for_ever(session: Session, reached: threading.Event) -> Outcome:
    with session.db.atomic():
        drafts.put_draft(session.db, "half", "", {}, "now")
        reached.set()
        session.db.execute(
            "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c"
        ).fetchone()
    return Outcome(frozenset({"draft"}))


@lane("write")
def add_and_wait(session: Session, reached: threading.Event, gate: threading.Event) -> Outcome:
    with session.db.atomic():
        drafts.put_draft(session.db, "whole", "", {}, "now")
        reached.set()
        gate.wait(10)
        session.progress(1, 1)
    return Outcome(frozenset({"draft"}))


@pytest.fixture
def work(office: Path, work_of: Callable[[Path], Work]) -> Work:
    return work_of(office)


def result_of(qtbot: QtBot, work: Work, service: Callable[..., Any], *args: Any) -> Any:
    got: list[Any] = []
    work.run(service, *args, done=got.append, failed=got.append)
    qtbot.waitUntil(lambda: bool(got))
    return got[0]


def test_stop_in_the_middle_of_one_statement_rolls_back_and_the_lane_lives_on(qtbot: QtBot, work: Work) -> None:
    reached = threading.Event()
    ended: list[Exception] = []
    job = work.run(add_for_ever, reached, failed=ended.append)
    qtbot.waitUntil(reached.is_set)
    job.stop()
    qtbot.waitUntil(lambda: bool(ended))
    assert isinstance(ended[0], Cancelled)
    assert result_of(qtbot, work, take_draft, "half", "") is None
    assert isinstance(result_of(qtbot, work, keep_draft, "half", "", {"a": 1}), Outcome)
    assert result_of(qtbot, work, take_draft, "half", "") == {"a": 1}


def test_pages_read_while_a_long_write_is_under_way_and_see_it_when_it_ends(qtbot: QtBot, work: Work) -> None:
    reached, gate = threading.Event(), threading.Event()
    work.run(add_and_wait, reached, gate)
    qtbot.waitUntil(reached.is_set)
    assert [one.title for one in result_of(qtbot, work, list_workshops)] == ["Canines"]
    assert result_of(qtbot, work, take_draft, "whole", "") is None
    with qtbot.waitSignal(work.changed):
        gate.set()
    assert result_of(qtbot, work, take_draft, "whole", "") == {}


def test_each_write_is_seen_by_the_next_read(qtbot: QtBot, work: Work) -> None:
    for number in range(2, 6):
        outcome = result_of(qtbot, work, add_workshop, f"W{number}", "regional", "2021-06-01", "2021-06-04")
        assert isinstance(outcome, Outcome)
        assert len(result_of(qtbot, work, list_workshops)) == number


def test_the_log_is_folded_into_the_file_at_the_end(qtbot: QtBot, work: Work, office: Path) -> None:
    result_of(qtbot, work, keep_draft, "a", "", {})
    result_of(qtbot, work, take_draft, "a", "")
    work.close()
    left = sorted(path.name for path in office.iterdir() if path.name.startswith("store.sqlite"))
    assert left == ["store.sqlite"]
