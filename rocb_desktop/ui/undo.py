"""Undo and redo: what the last writes said about taking themselves back, in the order they happened."""

from PySide6.QtCore import QObject, Signal

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.ui.job import Job
from rocb_desktop.ui.work import Work

_KEPT = 50
_LEAVES = frozenset({"sent"})  # what a write changes when it makes a file


class UndoList(QObject):
    """Listens to Work; undo() runs the inverse of the newest write, redo() the inverse of that.

    A file that was made cannot be taken back, and nothing that was written before it either.

    changed: the list is another one. done(Outcome): something was taken back. failed(Exception): an undo was
    refused, because later work needs what it would take back; the entry is gone then.
    """

    changed = Signal()
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._work = work
        self._undo: list[Undo] = []
        self._redo: list[Undo] = []
        self._running: dict[Job, list[Undo]] = {}  # where the Undo of a running undo or redo goes
        work.outcome.connect(self._on_outcome)
        work.ended.connect(self._on_ended)

    @property
    def can_undo(self) -> bool:
        return bool(self._undo) and not self._running

    @property
    def can_redo(self) -> bool:
        return bool(self._redo) and not self._running

    def undo(self) -> None:
        """Take back the newest write that can be taken back."""
        if self.can_undo:
            self._run(self._undo.pop(), self._redo)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.can_redo:
            self._run(self._redo.pop(), self._undo)

    def run(self, wanted: Undo) -> None:
        """Take back one write, from the [Undo] of its notice."""
        for kept, then in ((self._undo, self._redo), (self._redo, self._undo)):
            if wanted in kept and not self._running:
                kept.remove(wanted)
                self._run(wanted, then)
                return

    def holds(self, wanted: Undo) -> bool:
        """It can still be taken back."""
        return wanted in self._undo or wanted in self._redo

    def _run(self, wanted: Undo, then: list[Undo]) -> None:
        job = self._work.run(wanted.service, *wanted.args, failed=self._on_failed)
        self._running[job] = then
        self.changed.emit()

    def _on_outcome(self, job: Job, outcome: Outcome) -> None:
        target = self._running.pop(job, None)
        taken_back = target is not None
        if _LEAVES & outcome.changed and not taken_back:
            # What a file holds has left: Ctrl+Z after it must not silently change what stood before it.
            self._undo.clear()
            self._redo.clear()
        if target is None and outcome.undo is not None:
            target = self._undo
            self._redo.clear()  # a new deed: what was undone before it cannot be redone over it
        if target is not None and outcome.undo is not None:
            target.append(outcome.undo)
            del target[:-_KEPT]
        self.changed.emit()
        if taken_back:
            self.done.emit(outcome)

    def _on_ended(self, job: Job) -> None:
        if job.error is not None and self._running.pop(job, None) is not None:
            self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError | Cancelled):
            self.failed.emit(error)
