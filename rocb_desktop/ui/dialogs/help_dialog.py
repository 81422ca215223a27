"""F1: the help text of a page with a picture of it, and the keys that work everywhere."""

from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from rocb_desktop import texts
from rocb_desktop.paths import resource
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current, font
from rocb_desktop.ui.widgets.button import button

_EVERYWHERE = "everywhere"
_PICTURE = "picture"  # what the text calls it
_WIDTH = 440  # px of a picture: what the dialog has beside its margins and the scroll bar


class _Pages(QTextBrowser):
    """A text that knows one picture; nothing is read from a path that stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QImage()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return self.picture if QUrl(name).toString() == _PICTURE else None


class HelpDialog(QDialog):
    """Beside the window, not over it: the person reads and works."""

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Help"))
        self.text = _Pages()
        self.text.setOpenLinks(False)
        self.text.setFont(font("body"))
        self.text.setAccessibleName(_("Help"))
        self._show(page)
        column = QVBoxLayout(self)
        margin = current().space["l"]
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self.text, 1)
        close = button(_("Close"), on_press=self.close)
        close.setDefault(True)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
        self.resize(520, 560)
        self.text.setFocus()

    def _show(self, page: str) -> None:
        name, text = help_picture(page), help_text(page)
        picture = QImage(name) if name else QImage()
        if not picture.isNull():
            ratio = self.devicePixelRatioF()
            fitting = picture.scaledToWidth(round(_WIDTH * ratio), Qt.TransformationMode.SmoothTransformation)
            fitting.setDevicePixelRatio(ratio)
            self.text.picture = fitting
            title, _end, rest = text.partition("\n")
            said = _("A picture of this page, with invented people")
            text = f"{title}\n\n![{said}]({_PICTURE})\n{rest}"
        self.text.setMarkdown(text)


def help_text(page: str) -> str:
    """The Markdown of a page's help and of the keys, in the language in use; English where it has none."""
    parts = [_read(name) for name in (page, _EVERYWHERE) if name]
    return "\n\n".join(part for part in parts if part)


def help_picture(page: str) -> str:
    """The file of a page's picture (drawn by installer/help_pictures.py), in the language in use; "" for none."""
    for lang in (texts.language(), "en"):
        file = resource("help", lang, f"{page}.png")
        if file.is_file():
            return str(file)
    return ""


def _read(name: str) -> str:
    for lang in (texts.language(), "en"):
        file = resource("help", lang, f"{name}.md")
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return ""
