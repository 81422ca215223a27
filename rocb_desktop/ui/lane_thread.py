"""One lane: a single thread with its own session, which runs the jobs given to it in order."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Protocol

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.services.lanes import Lane, reporting
from rocb_desktop.ui.job import Job


class Clock(Protocol):
    """The part of the session's clock that a lane needs."""

    def now(self) -> datetime: ...


class LaneSession(Protocol):
    """The part of a session that a lane needs; services see the whole of it."""

    stop_requested: threading.Event
    on_progress: Callable[[int, int], None] | None

    @property
    def clock(self) -> Clock: ...

    def close(self) -> None: ...


OpenSession = Callable[[], LaneSession]


class LaneThread:
    """Runs jobs one after the other on one thread and hands each back through `finished`.

    The session is opened by the first job and closed by the last one, both on the lane's thread: SQLite
    connections belong to the thread that made them, and an error while opening reaches the person who asked
    (in an executor's initializer it would break the pool for ever). The next job tries to open it again.
    """

    def __init__(
        self,
        name: Lane,
        open_session: OpenSession | None,
        finished: Callable[[Job], None],
        progressed: Callable[[Job, int, int], None],
        started: Callable[[Job], None],
    ) -> None:
        self._open_session = open_session
        self._finished = finished
        self._progressed = progressed
        self._started = started
        self._session: LaneSession | None = None
        self._current: Job | None = None
        self._lock = threading.Lock()
        self._closing = False
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"lane-{name}")

    def submit(self, job: Job) -> None:
        """Put a job at the end of the lane."""
        job.on_stop = self._stop
        job.future = self._executor.submit(self._run, job)

    def ensure_open(self) -> None:
        """Wait until this lane has its session; raises what opening raised. Called from another lane."""
        if self._session is None:
            self._executor.submit(self._opened).result()

    def close(self, *, drop_waiting: bool) -> None:
        """End the lane: run (or drop) what waits, close the session on its own thread, wait for both."""
        self._closing = drop_waiting
        self._executor.submit(self._close_session)
        self._executor.shutdown(wait=True)

    def _opened(self) -> LaneSession | None:
        if self._session is None and self._open_session is not None:
            self._session = self._open_session()
        return self._session

    def _close_session(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def _run(self, job: Job) -> None:
        self._started(job)
        try:
            self._call(job)
        except Exception as error:  # whatever it is, a person hears of it: Work sorts it on the GUI thread
            job.error = _tidied(job, error)
        finally:
            with self._lock:
                self._current = None
            self._finished(job)

    def _call(self, job: Job) -> None:
        if self._closing:
            raise Cancelled
        session = self._opened()
        with self._lock:
            self._current = job
            if session is not None:
                session.stop_requested.clear()  # a Stop meant for an earlier job must not stop this one
            if job.stop_asked.is_set():
                raise Cancelled
        if session is None:
            with reporting(lambda i, n: self._step(job, i, n)):
                job.value = job.service(*job.args, **job.kwargs)
            return
        session.on_progress = lambda i, n: self._progressed(job, i, n)
        try:
            job.value = job.service(session, *job.args, **job.kwargs)
        finally:
            session.on_progress = None
        job.saved_at = session.clock.now()

    def _step(self, job: Job, i: int, n: int) -> None:
        """A step of a service without a session."""
        if job.stop_asked.is_set():
            raise Cancelled
        self._progressed(job, i, n)

    def _stop(self, job: Job) -> None:
        with self._lock:
            if self._current is job and self._session is not None:
                self._session.stop_requested.set()


def _tidied(job: Job, error: Exception) -> Exception:
    """The error to hand over: an interrupted statement after Stop is a Cancelled.

    Errors that a person can put right lose their traceback, because its frames would keep a cursor,
    and with it an old view of the store, alive for as long as the message is on the screen.
    """
    if job.stop_asked.is_set() and getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
        return Cancelled()
    if isinstance(error, UserError | Cancelled):
        error.__cause__ = error.__context__ = None
        return error.with_traceback(None)
    return error
