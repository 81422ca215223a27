"""A file that was sent long ago and of which nobody says that it arrived: ask, or go past the focal point."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.services.sending.outbox import OutboxFile
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.message import Message


class NoReceipt(Message):
    """`direct`: the person wants a file of this reply for ROCB A/P itself."""

    direct = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.button = button(_("Make the file for ROCB A/P"), small=True, on_press=lambda: self.direct.emit())
        super().__init__("warn", "", actions=[self.button], parent=parent)
        self.hide()

    def show_file(self, file: OutboxFile, today: date) -> None:
        """Say nothing while there is time."""
        self.button.setVisible(file.may_go_direct(today))
        self.setVisible(file.asks_after(today) or file.may_go_direct(today))
        self.set_message("warn", ask_words(file), no_receipt_words(file, today))


def ask_words(file: OutboxFile) -> str:
    """Ask Lani Fuimaono if your file arrived."""
    return _("Ask {name} if your file arrived.").format(name=file.receiver)


def no_receipt_words(file: OutboxFile, today: date) -> str:
    """Why somebody should ask, and the other way there is."""
    said = _("You have no receipt for it yet.")
    if file.handed is not None:
        day = format_date(file.handed.astimezone().date())
        said = _("You sent it on {date}, and have no receipt yet.").format(date=day)
    if file.may_go_direct(today):
        direct = _("You can also send your reply to ROCB A/P directly.")
        return f"{said} {direct}"
    return said
