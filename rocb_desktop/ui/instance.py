"""One window for each profile: a second start hands its files to the first and ends."""

import json
import os
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QSysInfo, Signal

_numbers = count(1)


class Instance(QObject):
    """Holds the profile's lock and watches its `open` folder.

    asked(list[Path]): another start wants these files opened; an empty list asks only for the window to come to
    the front.
    """

    asked = Signal(object)

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = profile / "open"
        self._lock = QLockFile(str(profile / "lock"))
        # A window may stay open for weeks: a lock is stale only when its process is gone, never by its age.
        self._lock.setStaleLockTime(0)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)

    def claim(self) -> bool:
        """Become the one instance of this profile; False when another runs already."""
        if not self._lock.tryLock(0):
            return False
        self._folder.mkdir(parents=True, exist_ok=True)
        self._watcher.addPath(str(self._folder))
        return True

    def elsewhere(self) -> str:
        """The other computer whose app holds a profile that both can see (a network or synced folder); "" for this one.
        Nobody here can tell whether it still runs.
        """
        _pid, computer, _app = self._lock.getLockInfo()
        return computer if computer and computer != QSysInfo.machineHostName() else ""

    def take_over(self) -> bool:
        """Become the one instance in the place of another computer, on a person's word."""
        return bool(self.elsewhere()) and self._lock.removeStaleLockFile() and self.claim()

    def hand_over(self, files: Sequence[Path]) -> None:
        """Ask the running instance to open these files and come to the front. OSError if the folder is read-only."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"{os.getpid()}-{next(_numbers)}"
        unfinished = self._folder / f"{name}.part"
        unfinished.write_text(json.dumps([str(file.absolute()) for file in files]), encoding="utf-8")
        unfinished.replace(self._folder / f"{name}.json")  # it appears whole, or not at all

    def look(self) -> None:
        """Take what other starts left. Also called when the window is activated: network folders tell nothing."""
        for request in sorted(self._folder.glob("*.json")):
            files = _read_request(request)
            request.unlink(missing_ok=True)
            self.asked.emit(files)

    def release(self) -> None:
        """Stop watching and let the next start have the profile."""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._lock.unlock()


def _read_request(request: Path) -> list[Path]:
    """The files of a request; one that cannot be read (cut short by a power cut) only raises the window."""
    try:
        named = json.loads(request.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [Path(name) for name in named if isinstance(name, str)] if isinstance(named, list) else []
