"""The window in which files to receive are chosen: everything that can be read is seen at first."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.last_folder import begin_there


def ask_for_files(parent: QWidget, title: str, take: Callable[[list[Path]], object]) -> QFileDialog:
    """Let the person choose files, in the folder used last; `take` gets them."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    carriers = _("Pictures of a code, messages, texts (*.png *.jpg *.jpeg *.eml *.txt *.zip)")
    ours, books = _("Files of ROCB Desktop (*.rocb)"), _("Excel workbooks (*.xlsx)")
    readable = _("All that can be read (*.rocb *.zip *.eml *.txt *.png *.jpg *.jpeg *.xlsx)")
    dialog.setNameFilters([readable, ours, books, carriers, _("All files (*)")])
    begin_there(dialog)
    dialog.filesSelected.connect(lambda names: take([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
