"""Three lanes: results on the GUI thread, newest result wins, Stop, and no error is lost."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.services.lanes import lane, report
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.ui.job import Job
from rocb_desktop.ui.work import Work

NOON = datetime(2021, 10, 14, 12, 0, tzinfo=UTC)


class FixedClock:
    def now(self) -> datetime:
        return NOON


class OpenFile:
    """A session of one SQLite file: what a lane needs, over a real connection."""

    clock = FixedClock()

    def __init__(self, path: Path, readonly: bool, seen: list[str]) -> None:
        self.stop_requested = threading.Event()
        self.on_progress: Callable[[int, int], None] | None = None
        self.thread = threading.get_ident()
        self.seen = seen
        self.connection = sqlite3.connect(f"file:{path}?mode={'ro' if readonly else 'rwc'}", uri=True)
        self.connection.set_progress_handler(self.stop_requested.is_set, 1000)
        self.connection.execute("PRAGMA query_only=1" if readonly else "PRAGMA journal_mode=WAL")
        self.name = "read" if readonly else "write"
        seen.append(f"open {self.name}")

    def progress(self, i: int, n: int) -> None:
        if self.on_progress is not None:
            self.on_progress(i, n)
        if self.stop_requested.is_set():
            raise Cancelled

    def close(self) -> None:
        assert threading.get_ident() == self.thread
        self.connection.close()
        self.seen.append(f"close {self.name}")


@lane("write")
def make_table(session: OpenFile) -> Outcome:
    session.connection.execute("CREATE TABLE IF NOT EXISTS thing (n INTEGER)")
    return Outcome(frozenset({"thing"}))


@lane("write")
def add_thing(session: OpenFile, number: int) -> Outcome:
    with session.connection:
        session.connection.execute("INSERT INTO thing VALUES (?)", (number,))
    return Outcome(frozenset({"thing"}), "The thing is saved.", value=number)


@lane("write")
def add_slowly(session: OpenFile, gate: threading.Event, reached: threading.Event) -> Outcome:
    with session.connection:
        session.connection.execute("INSERT INTO thing VALUES (99)")
        for step in range(1, 1000):
            session.progress(step, 1000)
            reached.set()
            gate.wait(0.01)
    return Outcome(frozenset({"thing"}), "All things are saved.")


@lane("write")
def count_for_ever(session: OpenFile, reached: threading.Event) -> Outcome:
    reached.set()
    session.connection.execute(
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c"
    ).fetchall()
    return Outcome()


@lane("read")
def count_things(session: OpenFile) -> int:
    return int(session.connection.execute("SELECT count(*) FROM thing").fetchone()[0])


@lane("read")
def wait_and_say(session: OpenFile, gate: threading.Event, word: str) -> str:
    gate.wait(10)
    return word


@lane("read")
def write_on_the_read_lane(session: OpenFile) -> None:
    session.connection.execute("INSERT INTO thing VALUES (1)")


@lane("draw")
def double(number: int) -> int:
    return number * 2


@lane("draw")
def draw_for_long(rest: threading.Event) -> None:
    for step in range(1000):
        report(step, 1000)
        rest.wait(0.01)


@lane("write")
def refuse(session: OpenFile) -> Outcome:
    raise UserError("missing_name", field="name")


@lane("write")
def break_down(session: OpenFile) -> Outcome:
    raise ZeroDivisionError("a mistake in the app")


@pytest.fixture
def seen() -> list[str]:
    return []


@pytest.fixture
def work(qtbot: QtBot, tmp_path: Path, seen: list[str]) -> Iterator[Work]:
    path = tmp_path / "store.sqlite"
    made = Work(lambda: OpenFile(path, False, seen), lambda: OpenFile(path, True, seen))
    yield made
    if made.is_open:
        made.close()


def result_of(qtbot: QtBot, work: Work, service: Callable[..., Any], *args: Any) -> Any:
    got: list[Any] = []
    work.run(service, *args, done=got.append, failed=got.append)
    qtbot.waitUntil(lambda: bool(got))
    return got[0]


def test_results_come_back_on_the_gui_thread_and_changes_are_told(qtbot: QtBot, work: Work) -> None:
    told: list[object] = []
    result_of(qtbot, work, make_table)
    work.saved.connect(told.append)
    work.changed.connect(told.append)
    work.outcome.connect(lambda job, outcome: told.append(outcome.message))
    work.run(add_thing, 7, done=lambda outcome: told.append(threading.get_ident()))
    qtbot.waitUntil(lambda: len(told) == 4)
    assert told == [NOON, frozenset({"thing"}), "The thing is saved.", threading.get_ident()]


def test_the_read_lane_opens_after_the_write_lane_and_sees_each_write(
    qtbot: QtBot, work: Work, seen: list[str]
) -> None:
    work.run(make_table)
    assert result_of(qtbot, work, count_things) == 0
    assert seen == ["open write", "open read"]
    for number in range(1, 4):
        result_of(qtbot, work, add_thing, number)
        assert result_of(qtbot, work, count_things) == number


def test_even_when_only_reading_the_write_lane_is_opened_first(qtbot: QtBot, work: Work, seen: list[str]) -> None:
    result_of(qtbot, work, count_things)
    assert seen == ["open write", "open read"]


def test_draw_services_get_values_only(qtbot: QtBot, work: Work, seen: list[str]) -> None:
    assert result_of(qtbot, work, double, 21) == 42
    assert seen == []


def test_the_read_lane_cannot_write(qtbot: QtBot, work: Work) -> None:
    result_of(qtbot, work, make_table)
    with qtbot.waitSignal(work.crashed) as crashed:
        work.run(write_on_the_read_lane)
    assert "readonly" in str(crashed.args[0])


def test_close_runs_what_was_saved_and_closes_each_session_on_its_own_thread(
    qtbot: QtBot, work: Work, seen: list[str], tmp_path: Path
) -> None:
    result_of(qtbot, work, make_table)
    result_of(qtbot, work, count_things)
    for number in range(20):
        work.run(add_thing, number)
    work.close()
    assert seen == ["open write", "open read", "close read", "close write"]
    connection = sqlite3.connect(tmp_path / "store.sqlite")
    assert connection.execute("SELECT count(*) FROM thing").fetchone() == (20,)
    connection.close()
    with pytest.raises(RuntimeError, match="closing"):
        work.run(make_table)


def test_close_drops_reads_that_still_wait(qtbot: QtBot, work: Work) -> None:
    gate = threading.Event()
    said: list[object] = []
    result_of(qtbot, work, make_table)
    for word in ("one", "two", "three"):
        work.run(wait_and_say, gate, word, done=said.append)
    gate.set()
    work.close()
    assert "three" not in said


def test_an_older_result_never_overwrites_a_newer(qtbot: QtBot, work: Work) -> None:
    page, gate = QObject(), threading.Event()
    said: list[object] = []
    for word in ("first", "second", "third"):
        work.run(wait_and_say, gate, word, done=said.append, owner=page, latest="reload")
    work.run(wait_and_say, gate, "another page", done=said.append, owner=QObject(work), latest="reload")
    gate.set()
    qtbot.waitUntil(lambda: not work.jobs())
    assert said == ["third", "another page"]


def test_nobody_is_called_for_a_page_that_is_gone(qtbot: QtBot, work: Work) -> None:
    page, gate = QObject(), threading.Event()
    said: list[object] = []
    work.run(wait_and_say, gate, "too late", done=said.append, owner=page)
    delete(page)
    gate.set()
    qtbot.waitUntil(lambda: not work.jobs())
    assert said == []


def test_stop_rolls_back_and_says_so(qtbot: QtBot, work: Work) -> None:
    gate, reached = threading.Event(), threading.Event()
    ended: list[object] = []
    result_of(qtbot, work, make_table)
    job = work.run(add_slowly, gate, reached, done=ended.append, failed=ended.append)
    qtbot.waitUntil(reached.is_set)
    job.stop()
    qtbot.waitUntil(lambda: bool(ended))
    assert isinstance(ended[0], Cancelled)
    assert result_of(qtbot, work, count_things) == 0
    # the flag was for that job alone
    assert result_of(qtbot, work, add_thing, 1).value == 1


def test_stop_reaches_into_one_long_statement(qtbot: QtBot, work: Work) -> None:
    reached = threading.Event()
    ended: list[object] = []
    job = work.run(count_for_ever, reached, failed=ended.append)
    qtbot.waitUntil(reached.is_set)
    job.stop()
    qtbot.waitUntil(lambda: bool(ended))
    assert isinstance(ended[0], Cancelled)


def test_a_job_that_still_waits_can_be_stopped(qtbot: QtBot, work: Work) -> None:
    gate, reached = threading.Event(), threading.Event()
    ended: list[object] = []
    result_of(qtbot, work, make_table)
    running = work.run(add_slowly, gate, reached, failed=ended.append)
    waiting = work.run(add_thing, 5, failed=ended.append)
    qtbot.waitUntil(reached.is_set)
    waiting.stop()
    running.stop()
    qtbot.waitUntil(lambda: len(ended) == 2)
    assert result_of(qtbot, work, count_things) == 0


def test_long_work_shows_progress_and_pages_live_on(qtbot: QtBot, work: Work) -> None:
    gate, reached = threading.Event(), threading.Event()
    result_of(qtbot, work, make_table)
    with qtbot.waitSignal(work.busy) as busy:
        job = work.run(add_slowly, gate, reached, label="Adding things", failed=lambda error: None)
    assert (busy.args[0], busy.args[2], busy.args[3]) == (job, 1000, "Adding things")
    assert busy.args[1] > 0
    assert work.long_job() is job
    assert result_of(qtbot, work, count_things) == 0
    with qtbot.waitSignal(work.ended):
        job.stop()
    assert work.long_job() is None


def test_short_work_is_never_called_busy(qtbot: QtBot, work: Work) -> None:
    result_of(qtbot, work, make_table)
    with qtbot.assertNotEmitted(work.busy, wait=600):
        result_of(qtbot, work, add_thing, 1)


def test_errors_a_person_can_put_right_reach_the_caller_or_the_window(qtbot: QtBot, work: Work) -> None:
    error = result_of(qtbot, work, refuse)
    assert isinstance(error, UserError)
    assert error.values == {"field": "name"}
    assert error.__traceback__ is None
    with qtbot.waitSignal(work.refused) as refused:
        work.run(refuse)
    assert isinstance(refused.args[0], Job)


def test_our_own_mistakes_are_told_to_the_window_and_to_the_caller(qtbot: QtBot, work: Work) -> None:
    told: list[Exception] = []
    with qtbot.waitSignal(work.crashed) as crashed:
        work.run(break_down, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [crashed.args[0]]
    assert isinstance(told[0], ZeroDivisionError)
    assert result_of(qtbot, work, double, 2) == 4


def test_an_error_while_opening_is_told_and_the_next_job_tries_again(qtbot: QtBot, tmp_path: Path) -> None:
    seen: list[str] = []
    folder = tmp_path / "later"

    def open_write() -> OpenFile:
        if not folder.exists():
            raise UserError("store_busy")
        return OpenFile(folder / "s.sqlite", False, seen)

    work = Work(open_write, lambda: OpenFile(folder / "s.sqlite", True, seen))
    for service in (count_things, make_table):
        error = result_of(qtbot, work, service)
        assert isinstance(error, UserError)
        assert error.code == "store_busy"
    folder.mkdir()
    assert isinstance(result_of(qtbot, work, make_table), Outcome)
    assert result_of(qtbot, work, count_things) == 0
    work.close()
    assert seen == ["open write", "open read", "close read", "close write"]


def test_after_close_nobody_is_called_but_our_mistakes_are_still_told(qtbot: QtBot, work: Work) -> None:
    said: list[object] = []
    result_of(qtbot, work, make_table)
    work.changed.connect(said.append)
    work.crashed.connect(said.append)
    work.run(add_thing, 1, done=said.append)
    work.run(refuse, failed=said.append)
    work.run(break_down, failed=said.append)
    work.close()
    qtbot.waitUntil(lambda: not work.jobs())
    assert [type(one) for one in said] == [ZeroDivisionError]


def test_a_long_drawing_reports_and_stops(qtbot: QtBot, work: Work) -> None:
    failed: list[Exception] = []
    job = work.run(draw_for_long, threading.Event(), failed=failed.append)
    qtbot.waitUntil(lambda: job.progress[0] > 0)
    job.stop()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Cancelled) and job.progress[1] == 1000
