"""Catches what nobody expected, from any thread: into the log, then to the person, and the app stays open."""

import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from rocb_desktop.services.profile.logs import log_error

if TYPE_CHECKING:
    from rocb_desktop.ui.dialogs.crash_dialog import CrashDialog


class CrashReporter(QObject):
    """report() may be called on any thread; sys.excepthook and threading.excepthook lead to it once installed."""

    _told = Signal(str)

    def __init__(self, log_folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_folder = log_folder
        self._dialog: CrashDialog | None = None
        self._before = (sys.excepthook, threading.excepthook)
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on every uncaught error of the process comes here."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def remove(self) -> None:
        """Puts back what was there before install()."""
        sys.excepthook, threading.excepthook = self._before

    def set_log_folder(self, folder: Path) -> None:
        """Where the log is, once the profile is known."""
        self._log_folder = folder

    def report(self, error: BaseException) -> None:
        """Log a mistake and show it; a second one is added to the dialog that is open."""
        self._told.emit(log_error(error))

    def dialog(self) -> "CrashDialog | None":
        """The dialog on the screen, if there is one."""
        return self._dialog

    def _show(self, details: str) -> None:
        from rocb_desktop.ui.dialogs.crash_dialog import CrashDialog

        if self._dialog is not None:
            self._dialog.add(details)
            return
        self._dialog = CrashDialog(details, self._log_folder, QApplication.activeWindow())
        self._dialog.destroyed.connect(self._gone)
        self._dialog.open()

    def _gone(self) -> None:
        self._dialog = None

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)
