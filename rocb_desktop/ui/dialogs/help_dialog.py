"""F1: the help text of a page, and the keys that work everywhere."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from rocb_desktop import texts
from rocb_desktop.paths import resource
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current, font
from rocb_desktop.ui.widgets.button import button

_EVERYWHERE = "everywhere"


class HelpDialog(QDialog):
    """Beside the window, not over it: the person reads and works."""

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Help"))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFont(font("body"))
        self.text.setAccessibleName(_("Help"))
        self.text.setMarkdown(help_text(page))
        column = QVBoxLayout(self)
        margin = current().space["l"]
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self.text, 1)
        close = button(_("Close"), on_press=self.close)
        close.setDefault(True)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
        self.resize(520, 560)
        self.text.setFocus()


def help_text(page: str) -> str:
    """The Markdown of a page's help and of the keys, in the language in use; English where it has none."""
    parts = [_read(name) for name in (page, _EVERYWHERE) if name]
    return "\n\n".join(part for part in parts if part)


def _read(name: str) -> str:
    for lang in (texts.language(), "en"):
        file = resource("help", lang, f"{name}.md")
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return ""
