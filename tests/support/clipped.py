"""What a person cannot read on a page: words that have less room than they need."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from rocb_desktop.ui.look import font
from rocb_desktop.ui.sidebar import Sidebar
from rocb_desktop.ui.widgets.label import FileNameLabel

_BESIDE = 54  # px beside the words of a row of the sidebar in a window of medium width
SPARE = 1  # px: a height is rounded


def clipped(page: QWidget) -> list[str]:
    """Every shown label and button whose words are cut. File names are shortened in their middle on purpose."""
    return [*_labels(page), *_buttons(page)]


def _labels(page: QWidget) -> Iterator[str]:
    for one in page.findChildren(QLabel):
        if not one.isVisible() or not one.text() or isinstance(one, FileNameLabel):
            continue
        if one.wordWrap():
            cut = one.heightForWidth(one.width()) > one.height() + SPARE
        else:
            cut = one.sizeHint().width() > one.width() + SPARE
        if cut:
            yield f"label “{one.text()[:60]}” has {one.width()}x{one.height()}"


def _buttons(page: QWidget) -> Iterator[str]:
    for one in page.findChildren(QAbstractButton):
        if one.isVisible() and one.text() and one.sizeHint().width() > one.width() + SPARE:
            yield f"button “{one.text()[:60]}” needs {one.sizeHint().width()} and has {one.width()}"


def squeezed_rows(sidebar: Sidebar) -> list[str]:
    """The pages in the sidebar whose words have too few lines."""
    found = []
    for item in sidebar._list.rows():
        rect = sidebar._list.visualItemRect(item)
        if item.isHidden() or rect.width() <= sidebar.width_for("narrow"):
            continue
        room = QRect(0, 0, rect.width() - _BESIDE, 1000)
        needed = QFontMetrics(font("body")).boundingRect(room, int(Qt.TextFlag.TextWordWrap), item.text()).height()
        if needed > rect.height():
            found.append(f"“{item.text()}” needs {needed} and has {rect.height()}")
    return found
