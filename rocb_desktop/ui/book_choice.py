"""Chooses a round workbook: straight to the computer's own window, from wherever the import is offered."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from rocb_desktop.texts import _
from rocb_desktop.ui.page import Page


def choose_book(page: Page) -> None:
    """Let the person choose a workbook; its preview opens, and asks before anything is imported."""
    dialog = QFileDialog(page, _("Choose the round workbook"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Excel workbooks (*.xlsx)")])
    dialog.fileSelected.connect(lambda name: page.host.open_files([Path(name)]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
