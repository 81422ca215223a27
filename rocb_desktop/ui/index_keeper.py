"""Keeps the search in step behind the person's work: a little after each write, few records at a time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from rocb_desktop.ui.job import Job
    from rocb_desktop.ui.window import MainWindow

AFTER_MS = 400  # after a write: whoever saves twice at once is not in the way
BETWEEN_MS = 20  # between two batches: what the person does goes first


class IndexKeeper(QObject):
    """`caught_up`: all that was written can be found. What is not indexed when the window closes waits in the store."""

    caught_up = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._next)
        window.work.ended.connect(self._on_ended)
        self._soon.start(AFTER_MS)

    def _on_ended(self, job: "Job") -> None:
        if job.lane == "write" and job.owner is not self:
            self._soon.start(AFTER_MS)

    def _next(self) -> None:
        from rocb_desktop.services.search.indexing import index_next

        work = self._window.work
        if not work.is_open:
            return
        if work.jobs("write"):
            self._soon.start(AFTER_MS)
        else:
            work.run(index_next, owner=self, done=self._done, failed=_leave)

    def _done(self, more: bool) -> None:
        if more:
            self._soon.start(BETWEEN_MS)
        else:
            self.caught_up.emit()


def _leave(_error: Exception) -> None:
    """A store that cannot be written now is told by whatever the person does next; the marks wait for another time."""
