"""The folder in which files were chosen or saved last: the next dialog begins there."""

from pathlib import Path
from threading import Event, Thread

from PySide6.QtWidgets import QFileDialog

from rocb_desktop.services.profile.preferences import load_preferences, remember_folder

_PATIENCE = 0.4  # seconds


def begin_there(dialog: QFileDialog, name: str = "") -> None:
    """Begin in that folder, and remember the one that is used now. `name` is proposed for a file to be saved, and stays
    when the person goes to another folder.
    """
    folder = load_preferences().folder
    if folder and is_there(Path(folder)):
        dialog.setDirectory(folder)
    if name:
        dialog.selectFile(name)
        dialog.directoryEntered.connect(lambda _folder: dialog.selectFile(name))
    dialog.filesSelected.connect(_keep)


def is_there(folder: Path) -> bool:
    """Whether a folder answers soon: one on a computer that left the network keeps whoever asks waiting."""
    answered, there = Event(), Event()

    def look() -> None:
        if folder.is_dir():
            there.set()
        answered.set()

    Thread(target=look, daemon=True).start()
    answered.wait(_PATIENCE)
    return there.is_set()


def _keep(names: list[str]) -> None:
    if names:
        chosen = Path(names[0])
        remember_folder(chosen if chosen.is_dir() else chosen.parent)
