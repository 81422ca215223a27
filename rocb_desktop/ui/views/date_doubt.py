"""The date of this computer looks wrong: said plainly, with where to correct it; nothing is lost."""

import sys

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.pc_date import DateDoubt
from rocb_desktop.texts import N_, _, format_date
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.message import Message

_SETTINGS = {"win32": "ms-settings:dateandtime", "darwin": "x-apple.systempreferences:com.apple.preference.datetime"}
_PLACES = {
    "win32": N_("Correct it in the Windows settings, under Time and language."),
    "darwin": N_("Correct it in System Settings, under General, Date and Time."),
}
_ELSEWHERE = N_("Correct it in the settings of this computer, under date and time.")


class DateDoubtMessage(Message):
    """Shown while the date is in doubt, gone when it is right again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        address = _SETTINGS.get(sys.platform, "")
        act = button(_("Open the date settings"), small=True, on_press=lambda: _open(address))
        super().__init__("warn", "", actions=[act] if address else [], icon="calendar", parent=parent)
        self.hide()

    def show_doubt(self, found: DateDoubt | None) -> None:
        """Say what is wrong, or nothing."""
        if found is not None:
            self.set_message("warn", *doubt_words(found))
        self.setVisible(found is not None)


def doubt_words(found: DateDoubt, system: str = sys.platform) -> tuple[str, str]:
    """The first sentence, and what it means and where to correct it."""
    first = _("The date of this computer is {date}. It looks wrong.").format(date=format_date(found.today))
    parts = (_("Dates below may be wrong too."), _(_PLACES.get(system, _ELSEWHERE)), _("Nothing is lost."))
    return first, " ".join(parts)


def _open(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))
