"""Giving on what was handed over to a person: what leaves is shown, then the file is written where a person says."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from rocb_desktop.services.national.giving_on import give_on
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog, look_first
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.page import Page


def give_on_to(page: Page, key: str) -> None:
    """The file for the person of this key."""
    dialog = ContentsDialog(page.work, _("Make the file"), "give-on", key, parent=page.window())
    look_first(dialog, lambda: _choose_place(page, key))


def _choose_place(page: Page, key: str) -> None:
    dialog = QFileDialog(page, _("Save the file"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_("Files of ROCB Desktop (*.rocb)")])
    dialog.setDefaultSuffix("rocb")
    begin_there(dialog, "actions.rocb")
    dialog.fileSelected.connect(lambda name: page.do(give_on, key, Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
