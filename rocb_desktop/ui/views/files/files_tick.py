"""The tick that takes materials and evidence along with a copy of the office, and what they weigh."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.services.profile.whole_streams import OfficeFiles
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.label import label


class FilesTick(QWidget):
    """Hidden until it knows that there are files."""

    def __init__(self, *, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tick = tick(_("With the files of materials and evidence"), on=on)
        self.hint = label("", "hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tick)
        column.addWidget(self.hint)
        self.hide()

    @property
    def wanted(self) -> bool:
        return self.tick.isChecked()

    def weigh(self, files: OfficeFiles) -> None:
        """Say how many there are; none leaves nothing to tick."""
        said = ngettext("{n} file, {size}", "{n} files, {size}", files.count)
        self.hint.setText(said.format(n=files.count, size=size_words(files.size)))
        self.tick.setAccessibleDescription(self.hint.text())
        self.setVisible(bool(files.count))
