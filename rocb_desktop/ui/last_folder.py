"""The folder in which files were chosen or saved last: the next dialog begins there."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from rocb_desktop.services.profile.preferences import load_preferences, remember_folder


def begin_there(dialog: QFileDialog, name: str = "") -> None:
    """Begin in that folder, and remember the one that is used now. `name` is proposed for a file to be saved, and stays
    when the person goes to another folder.
    """
    folder = load_preferences().folder
    if folder and Path(folder).is_dir():
        dialog.setDirectory(folder)
    if name:
        dialog.selectFile(name)
        dialog.directoryEntered.connect(lambda _folder: dialog.selectFile(name))
    dialog.filesSelected.connect(_keep)


def _keep(names: list[str]) -> None:
    if names:
        chosen = Path(names[0])
        remember_folder(chosen if chosen.is_dir() else chosen.parent)
