"""Notices that somebody else wrote into the store, a command on the same profile: the pages then load again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from rocb_desktop.services.overview import OthersWrote
    from rocb_desktop.ui.window import MainWindow

EVERY_MS = 5000


class OtherWriters(QObject):
    """Looks when the window comes to the front, and every few seconds while it is there."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._seen: int | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._look_in_front)
        self._timer.start()
        window.activated.connect(self.look)
        self.look()

    def look(self) -> None:
        """Ask the store, unless it is busy with something long: that is said when it is over."""
        from rocb_desktop.services.overview import others_wrote

        if self._window.work.is_open and self._window.work.long_job() is None:
            self._window.work.run(others_wrote, owner=self, done=self._compare, failed=_leave, latest="others")

    def _look_in_front(self) -> None:
        if self._window.isActiveWindow():
            self.look()

    def _compare(self, found: "OthersWrote") -> None:
        before, self._seen = self._seen, found.version
        if before not in (None, found.version):
            self._window.work.changed.emit(found.tables)


def _leave(_error: Exception) -> None:
    """A store that cannot be read now is told by whatever the person does next; the next look comes by itself."""
