"""A message to the sender of a file that could not be received, in the person's own e-mail program or to be pasted."""

from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from rocb_desktop.texts import _
from rocb_desktop.ui.notices import Notices
from rocb_desktop.ui.views.files.file_rows import FileRow


def message_text(row: FileRow) -> str:
    """What to tell the sender of a refused file."""
    error = row.file.error
    assert error is not None
    words = _(
        "I could not receive your file {name}. {what} Make the file again in ROCB Desktop, and send it once more."
    )
    return words.format(name=row.file.name, what=error.what())


def offer_message(notices: Notices, row: FileRow) -> None:
    """Open a message with the words in it; when no program opens, the words are on the clipboard."""
    text = message_text(row)
    address = f"mailto:?subject={quote(row.file.name)}&body={quote(text)}"
    if QDesktopServices.openUrl(QUrl(address)):
        notices.show_message("info", _("Your e-mail program is open with a message to the sender."), text)
    else:
        QGuiApplication.clipboard().setText(text)
        notices.show_message("info", _("The message is copied. Paste it where you write to the sender."), text)
