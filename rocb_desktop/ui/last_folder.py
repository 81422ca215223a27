"""The folder in which files were chosen or saved last: the next dialog begins there."""

from pathlib import Path
from threading import Event, Thread

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from rocb_desktop.services.profile.preferences import load_preferences, remember_folder

_PATIENCE = 0.03  # seconds in which a folder of this computer has long answered, and nobody sees the window stop
_LOOK_EVERY_MS, _LONGEST_MS = 50, 5_000  # a folder of the network may still answer while the dialog is open


def begin_there(dialog: QFileDialog, name: str = "") -> None:
    """Begin in that folder, and remember the one that is used now. `name` is proposed for a file to be saved, and stays
    when the person goes to another folder.
    """
    folder = load_preferences().folder
    if folder:
        _begin(dialog, Path(folder), name)
    if name:
        dialog.selectFile(name)
        dialog.directoryEntered.connect(lambda _folder: dialog.selectFile(name))
    dialog.filesSelected.connect(_keep)


class FolderLook:
    """Asks beside the window whether a folder is there: one on a computer that left the network keeps whoever asks
    waiting. `answered` when it is known; `there()` then.
    """

    def __init__(self, folder: Path) -> None:
        self.answered, self._there = Event(), Event()
        self._folder = folder
        Thread(target=self._look, daemon=True).start()

    def there(self, patience: float = _PATIENCE) -> bool:
        """Whether it answered so soon that it is there."""
        self.answered.wait(patience)
        return self._there.is_set()

    def _look(self) -> None:
        if self._folder.is_dir():
            self._there.set()
        self.answered.set()


def _begin(dialog: QFileDialog, folder: Path, name: str) -> None:
    """At once when the folder answers at once, else when it answers, if the person has not gone elsewhere by then."""
    look = FolderLook(folder)
    if look.there():
        dialog.setDirectory(str(folder))
        return
    began, timer = dialog.directory(), QTimer(dialog, interval=_LOOK_EVERY_MS)

    def follow() -> None:
        if not look.answered.is_set():
            return
        timer.stop()
        if look.there() and dialog.directory() == began:
            dialog.setDirectory(str(folder))
            dialog.selectFile(name)

    timer.timeout.connect(follow)
    QTimer.singleShot(_LONGEST_MS, timer, timer.stop)
    timer.start()


def _keep(names: list[str]) -> None:
    if names:
        chosen = Path(names[0])
        remember_folder(chosen if chosen.is_dir() else chosen.parent)
