"""The reminder in the system's tray: while the window is open, and alone when the desktop starts."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from rocb_desktop.services.reminding.due import Look, Reminder, look_for_reminder, note_said
from rocb_desktop.services.reminding.places import own_command
from rocb_desktop.ui import icons

if TYPE_CHECKING:
    from rocb_desktop.ui.window import MainWindow

TITLE = "ROCB Desktop"
_EVERY_MS = 3_600_000  # a window may stay open for days
_SHOWN_MS = 12_000
_WAIT_FOR_TRAY_MS, _LOOK_MS = 60_000, 1_000  # a desktop that starts has its tray a little later


class TrayReminder(QObject):
    """For whoever wants to be reminded: an icon with what is due, and one message a day. `said(sentence)` when there is
    one to say, whether this desktop has a tray or not.
    """

    said = Signal(str)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._page = ""
        self._icon: QSystemTrayIcon | None = None
        self._hourly = QTimer(self, interval=_EVERY_MS)
        self._hourly.timeout.connect(self.look)
        self._hourly.start()
        window.work.changed.connect(lambda changed: self.look() if "setting" in changed else None)
        self.look()

    def look(self) -> None:
        """Ask what is due, and whether the person wants to hear of it."""
        if self._window.work.is_open:
            self._window.work.run(look_for_reminder, owner=self, done=self._show, latest="reminder")

    def _show(self, found: Look) -> None:
        if not found.wanted:
            if self._icon is not None:
                self._icon.hide()
            return
        due = found.due
        icon = self._tray()
        if icon is not None:
            icon.setToolTip(due.text if due is not None else TITLE)
            icon.show()
        if due is not None and not found.said:
            self._say(due, icon)

    def _say(self, due: Reminder, icon: QSystemTrayIcon | None) -> None:
        self._page = due.page
        if icon is not None:
            icon.showMessage(TITLE, due.text, icons.app_icon(), _SHOWN_MS)
        self._window.work.run(note_said, owner=self)
        self.said.emit(due.text)

    def _tray(self) -> QSystemTrayIcon | None:
        if self._icon is None and QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = QSystemTrayIcon(icons.app_icon(), self)
            self._icon.activated.connect(lambda _why: self._window.come_forward([]))
            self._icon.messageClicked.connect(self._open)
        return self._icon

    def _open(self) -> None:
        self._window.come_forward([])
        self._window.go(self._page)


def show_reminder(text: str, profile: Path) -> bool:
    """Show one message without a window, and end when it is gone; False where this desktop has no tray.

    Pressing it opens the app.
    """
    from rocb_desktop.ui.app import application

    app = application()
    if QGuiApplication.platformName() == "offscreen":
        return False
    app.setQuitOnLastWindowClosed(False)
    shown: list[QSystemTrayIcon] = []
    look, end = QTimer(interval=_LOOK_MS), QTimer(singleShot=True, interval=_WAIT_FOR_TRAY_MS)

    def open_app() -> None:
        program, *words = own_command()
        QProcess.startDetached(program, [*words, "--profile", str(profile)])
        app.quit()

    def try_again() -> None:
        if shown or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        look.stop()
        icon = QSystemTrayIcon(icons.app_icon())
        shown.append(icon)
        icon.messageClicked.connect(open_app)
        icon.activated.connect(lambda _why: open_app())
        icon.setToolTip(text)
        icon.show()
        icon.showMessage(TITLE, text, icons.app_icon(), _SHOWN_MS)
        end.start(_SHOWN_MS)

    look.timeout.connect(try_again)
    end.timeout.connect(app.quit)
    end.start()
    look.start()
    QTimer.singleShot(0, try_again)
    app.exec()
    return bool(shown)
