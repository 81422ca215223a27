"""Hands a marked copy of somebody's file to the computer's own program; the window itself shows none."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _
from rocb_desktop.ui.notices import Notices


def hand_over(copied: Outcome, notices: Notices) -> None:
    """Open the copy that `open_copy` made, or say that nothing here can."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copied.value))):
        words = _("Save a copy, and open it on a computer that has one.")
        notices.show_message("warn", _("This computer has no program for this file."), words)
