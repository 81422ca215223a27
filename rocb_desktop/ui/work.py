"""Work: runs services on three lanes and brings their results back to the GUI thread."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.services.lanes import Lane, lane_of
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.ui.job import Done, Failed, Job
from rocb_desktop.ui.lane_thread import LaneSession, LaneThread, OpenSession

BUSY_AFTER_MS = 400
PROGRESS_EVERY_S = 0.05


class Work(QObject):
    """The one way from the screen to a service.

    write: the read-write session; read: the read-only one, so pages live on during an import;
    draw: values only.
    Signals (all on the GUI thread):
    changed(frozenset[str])       tables that a finished write changed
    outcome(Job, Outcome)         a write ended well (the undo list listens)
    saved(datetime)               when it was on disk
    typing(QObject, bool)         a form holds, or no longer holds, what is on disk nowhere
    busy(Job, i, n, label)        a job takes longer than 0.4 s; n = 0 means the end is not known
    ended(Job)                    a job is over, well or not
    refused(Job, Exception)       a UserError or Cancelled that no caller took
    crashed(Exception)            a mistake in the app; the caller of the job also hears of it
    """

    changed = Signal(object)
    outcome = Signal(object, object)
    saved = Signal(object)
    typing = Signal(object, bool)
    busy = Signal(object, int, int, str)
    ended = Signal(object)
    refused = Signal(object, object)
    crashed = Signal(object)

    # from the lanes' threads; Work outlives the threads (close() waits), so the receiver is never gone
    _started = Signal(object)
    _progressed = Signal(object, int, int)
    _finished = Signal(object)

    def __init__(self, open_write: OpenSession, open_read: OpenSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: set[Job] = set()
        self._last_progress = 0.0
        self.is_open = True
        queued = Qt.ConnectionType.QueuedConnection
        self._started.connect(self._on_started, queued)
        self._progressed.connect(self._on_progress, queued)
        self._finished.connect(self._on_finished, queued)
        self._lanes: dict[Lane, LaneThread] = {}
        self._lanes["write"] = self._lane("write", open_write)
        self._lanes["read"] = self._lane("read", lambda: self._open_after_write(open_read))
        self._lanes["draw"] = self._lane("draw", None)

    def run(
        self,
        service: Callable[..., Any],
        *args: Any,
        done: Done | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
        latest: str | None = None,
        label: str = "",
        **kwargs: Any,
    ) -> Job:
        """Call `service` on the lane it declares; `done(value)` or `failed(error)` follows on the GUI thread.

        owner: when this object is gone by then, neither is called. latest: a name within the owner; a newer
        job of the same name makes the older one worthless, and its result is dropped. label: said while the
        job is long.
        """
        if not self.is_open:
            raise RuntimeError("the window is closing: no more work can be given")
        job = Job(service, args, kwargs, lane_of(service), done, failed, owner, latest, label)
        if latest is not None:
            self._supersede(job)
        self._jobs.add(job)
        self._lanes[job.lane].submit(job)
        QTimer.singleShot(BUSY_AFTER_MS, self, lambda: self._show_busy(job))
        return job

    def jobs(self, lane: Lane | None = None) -> list[Job]:
        """The jobs that are waiting or running."""
        return [job for job in self._jobs if lane in (None, job.lane)]

    def long_job(self) -> Job | None:
        """The write that the person can see running, if there is one."""
        return next((job for job in self._jobs if job.lane == "write" and job.shown_busy), None)

    def close(self) -> None:
        """Finish what was saved, drop what was only to be shown, close the sessions, wait for the threads."""
        self.is_open = False
        self._lanes["draw"].close(drop_waiting=True)
        self._lanes["read"].close(drop_waiting=True)
        self._lanes["write"].close(drop_waiting=False)  # last: it folds the write-ahead log into the file

    def _lane(self, name: Lane, open_session: OpenSession | None) -> LaneThread:
        return LaneThread(name, open_session, self._finished.emit, self._report_progress, self._started.emit)

    def _open_after_write(self, open_read: OpenSession) -> LaneSession:
        # The write lane makes or migrates the file; a read-only session cannot be opened before that.
        self._lanes["write"].ensure_open()
        return open_read()

    def _report_progress(self, job: Job, i: int, n: int) -> None:
        now = time.monotonic()  # on the write lane's thread only: 10,000 steps must not become 10,000 repaints
        if i >= n or now - self._last_progress >= PROGRESS_EVERY_S:
            self._last_progress = now
            self._progressed.emit(job, i, n)

    def _supersede(self, newer: Job) -> None:
        for job in [j for j in self._jobs if (j.owner, j.latest) == (newer.owner, newer.latest)]:
            job.superseded = True
            if job.future is not None and job.future.cancel():
                self._forget(job)

    def _forget(self, job: Job) -> None:
        self._jobs.discard(job)
        self.ended.emit(job)

    def _on_started(self, job: Job) -> None:
        job.started = True

    def _on_progress(self, job: Job, i: int, n: int) -> None:
        job.progress = (i, n)
        if job.shown_busy and job in self._jobs:
            self.busy.emit(job, i, n, job.label)

    def _show_busy(self, job: Job) -> None:
        if job not in self._jobs or job.lane == "read":
            return  # a page that loads has its own skeleton
        if not job.started:
            QTimer.singleShot(BUSY_AFTER_MS, self, lambda: self._show_busy(job))
            return
        job.shown_busy = True
        self.busy.emit(job, *job.progress, job.label)

    def _on_finished(self, job: Job) -> None:
        self._forget(job)
        if not self.is_open:
            # Written is written; but nobody is left to be told, and nobody may ask for more.
            if job.error is not None and not _expected(job.error):
                self.crashed.emit(job.error)
        elif job.error is None:
            self._succeeded(job)
        else:
            self._failed(job, job.error)

    def _succeeded(self, job: Job) -> None:
        if isinstance(job.value, Outcome):
            self.saved.emit(job.saved_at)
            if job.value.changed:
                self.changed.emit(job.value.changed)
            self.outcome.emit(job, job.value)
        if job.done is not None and _wanted(job):
            job.done(job.value)

    def _failed(self, job: Job, error: Exception) -> None:
        expected = _expected(error)
        if not expected:
            self.crashed.emit(error)
        if job.failed is not None and _wanted(job):
            job.failed(error)
        elif expected and not job.superseded:
            self.refused.emit(job, error)


def _expected(error: Exception) -> bool:
    return isinstance(error, UserError | Cancelled)


def _wanted(job: Job) -> bool:
    return not job.superseded and (job.owner is None or isValid(job.owner))
