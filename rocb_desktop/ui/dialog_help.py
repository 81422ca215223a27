"""F1 in a dialog: the help of the page that it was opened from, or a text of its own."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog


def offer_help(dialog: QDialog, key: str = "") -> None:
    """From now on F1 shows the help text of `key`, by default that of the page below the dialog."""

    def show() -> None:
        from rocb_desktop.ui.dialogs.help_dialog import HelpDialog

        HelpDialog(key or _page_below(dialog), dialog).show()  # its child: a dialog lets nothing else be used

    QShortcut(QKeySequence("F1"), dialog).activated.connect(show)


def _page_below(dialog: QDialog) -> str:
    """The key of the page that is seen in the window under the dialog; "" where there is none."""
    from rocb_desktop.ui.page import Page  # not before the first window is painted

    below = dialog.parentWidget()
    while isinstance(below, QDialog) and below.parentWidget() is not None:
        below = below.parentWidget()
    if below is None:
        return ""
    return next((page.key for page in below.window().findChildren(Page) if page.isVisible()), "")
