"""Python's garbage collector, kept to the GUI thread: a widget in a forgotten cycle must not be destroyed on a lane.

Left alone, the collector runs in whichever thread happens to allocate, or in the middle of Qt's own walk over all
widgets (a new style sheet); both end the process.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
# So many young objects are those of a large file that a lane is reading: they are no garbage, and to look through them
# would stop the window. Put off so many times at most.
_CROWD, _PATIENCE = 20_000, 120


class Collector(QObject):
    """While it runs, garbage is collected once a second, between two events of the GUI thread, and never else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._put_off = 0

    def start(self) -> None:
        """Take the collector away from the other threads."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give it back."""
        self._timer.stop()
        gc.enable()

    def collect(self) -> None:
        """Collect the oldest generation that is due, as Python itself would."""
        counts, limits = gc.get_count(), gc.get_threshold()
        if counts[0] > _CROWD and self._put_off < _PATIENCE:
            self._put_off += 1
            return
        self._put_off = 0
        due = [generation for generation in range(3) if counts[generation] > limits[generation]]
        if due:
            gc.collect(max(due))
