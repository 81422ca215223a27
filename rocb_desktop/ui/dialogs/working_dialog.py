"""A dialog that calls services: one at a time, with a bar and Stop when it takes long."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QElapsedTimer, QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.sheet_dialog import SheetDialog
from rocb_desktop.ui.job import Job
from rocb_desktop.ui.widgets.progress import ProgressPanel, WorkStep, time_left
from rocb_desktop.ui.work import Work

_AROUND_PANEL = 64  # px of the dialog that stay free beside the bar


class WorkingDialog(SheetDialog):
    """run() calls a service; failed(), item_words() and steps_at() are written by each dialog that needs them."""

    promise = ""  # what stopping means
    leave_words = ""  # the button that lets the work go on while the person does something else; "" for none

    def __init__(self, work: Work, title: str, parent: QWidget | None = None, *, size: QSize | None = None) -> None:
        super().__init__(title, parent, size=size)
        self.work = work
        self._panel: ProgressPanel | None = None
        self._job: Job | None = None
        self._paused: list[QPushButton] = []
        self._steps: list[WorkStep] = []
        self._left = False
        self._since = QElapsedTimer()
        work.busy.connect(self._on_busy)

    @property
    def is_working(self) -> bool:
        """A service is under way."""
        return self._job is not None

    def run(self, service: Callable[..., Any], *args: Any, done: Callable[[Any], object], label: str = "") -> None:
        """Call a service; until it ends there is nothing to press but Stop."""
        self.notices.clear()
        self._paused = [made for made in self.buttons() if made.isEnabled()]
        for made in self._paused:
            made.setEnabled(False)

        def finished(value: Any) -> None:
            self._end_job()
            done(value)

        self._since.start()
        self._job = self.work.run(service, *args, owner=self, done=finished, failed=self.say_failed, label=label)

    def stop(self) -> None:
        """Stop the service that is under way; what it did is taken back."""
        if self._job is not None:
            self._job.stop()
        if self._panel is not None:
            self._panel.set_stopping()

    def leave(self) -> None:
        """Let the work go on unseen: the window below can be used meanwhile."""
        self._left = True
        self.hide()

    @property
    def is_left(self) -> bool:
        """The person went on with other work, and has not come back."""
        return self._left and self.isHidden()

    def reject(self) -> None:
        """Esc and the x of the window: stop what runs, else close."""
        if self.is_working:
            self.stop()
        else:
            super().reject()

    def failed(self, error: Exception) -> None:
        """After the notice was shown: what can be pressed now."""

    def item_words(self, i: int, n: int) -> str:
        """What the bar names at step i of n."""
        return ""

    def steps_at(self, i: int, n: int) -> list[WorkStep]:
        """The steps of the work, at step i of n; none for work that is one step."""
        return []

    @property
    def seconds(self) -> float:
        """How long the last service has run, or ran until now."""
        return self._since.elapsed() / 1000

    def say_failed(self, error: Exception) -> None:
        """Say what was refused, with everything as it was."""
        self._end_job()
        if self.is_left:
            self.open()  # the work went on unseen, and now a person is needed
        self.notices.show_error(error)
        self.failed(error)

    def _on_busy(self, job: Job, i: int, n: int, said: str) -> None:
        if job is not self._job:
            return
        if self._panel is None:
            promise = self.promise or _("If you stop, nothing is changed.")
            self._panel = ProgressPanel(said, promise=promise, leave=self.leave_words)
            self._panel.stop_pressed.connect(self.stop)
            self._panel.leave_pressed.connect(self.leave)
            self._panel.setMinimumWidth(min(self._panel.maximumWidth(), max(self.width() - _AROUND_PANEL, 0)))
            self.cover(self._panel)
            self.sheet.body.setAlignment(self._panel, Qt.AlignmentFlag.AlignHCenter)
            self._panel.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._panel.set_progress(i, n, self.item_words(i, n), time_left(self.seconds, i, n))
        steps = self.steps_at(i, n)
        if steps != self._steps:  # not with every repaint of the bar
            self._panel.set_steps(steps)
            self._steps = steps

    def _end_job(self) -> None:
        self._job = None
        if self._panel is not None:
            self.uncover(self._panel)
            self._panel, self._steps = None, []
        for made in self._paused:
            made.setEnabled(True)
        self._paused = []
