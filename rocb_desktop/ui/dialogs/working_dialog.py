"""A dialog that calls services: one at a time, with a bar and Stop when it takes long."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.sheet_dialog import SheetDialog
from rocb_desktop.ui.job import Job
from rocb_desktop.ui.widgets.progress import ProgressPanel
from rocb_desktop.ui.work import Work

_AROUND_PANEL = 64  # px of the dialog that stay free beside the bar


class WorkingDialog(SheetDialog):
    """run() calls a service; failed() and item_words() are written by each dialog that needs them."""

    promise = ""  # what stopping means

    def __init__(self, work: Work, title: str, parent: QWidget | None = None, *, size: QSize | None = None) -> None:
        super().__init__(title, parent, size=size)
        self.work = work
        self._panel: ProgressPanel | None = None
        self._job: Job | None = None
        self._paused: list[QPushButton] = []
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

        self._job = self.work.run(service, *args, owner=self, done=finished, failed=self.say_failed, label=label)

    def stop(self) -> None:
        """Stop the service that is under way; what it did is taken back."""
        if self._job is not None:
            self._job.stop()
        if self._panel is not None:
            self._panel.set_stopping()

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

    def say_failed(self, error: Exception) -> None:
        """Say what was refused, with everything as it was."""
        self._end_job()
        self.notices.show_error(error)
        self.failed(error)

    def _on_busy(self, job: Job, i: int, n: int, said: str) -> None:
        if job is not self._job:
            return
        if self._panel is None:
            self._panel = ProgressPanel(said, promise=self.promise or _("If you stop, nothing is changed."))
            self._panel.stop_pressed.connect(self.stop)
            self._panel.setMinimumWidth(min(self._panel.maximumWidth(), max(self.width() - _AROUND_PANEL, 0)))
            self.cover(self._panel)
            self.sheet.body.setAlignment(self._panel, Qt.AlignmentFlag.AlignHCenter)
            self._panel.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._panel.set_progress(i, n, self.item_words(i, n))

    def _end_job(self) -> None:
        self._job = None
        if self._panel is not None:
            self.uncover(self._panel)
            self._panel = None
        for made in self._paused:
            made.setEnabled(True)
        self._paused = []
