"""The title of a file of a workshop: another one, which everybody reads in its place."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.material import StoredFile
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.sheet_dialog import SheetDialog
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import LineField


class TitleDialog(SheetDialog):
    """`renamed(str)`: the title that the person wants, when it is another one."""

    renamed = Signal(str)

    def __init__(self, file: StoredFile, parent: QWidget | None = None) -> None:
        super().__init__(_("Change the title"), parent, size=QSize(520, 300))
        self._before = file.title
        self.set_title(_("Change the title"), _("The file keeps its name: {name}").format(name=file.name))
        self.title = LineField(_("Title"), text=file.title)
        self.title.edit.selectAll()
        card = Card()
        card.add(self.title)
        self.add(card)
        self.save_button = button(_("Save"), "primary", "check", on_press=self.save)
        self.set_buttons([button(_("Cancel"), on_press=self.reject), self.save_button])
        self.title.focus()

    def save(self) -> None:
        """Tell the title and close."""
        if self.title.text() != self._before:
            self.renamed.emit(self.title.text())
        self.accept()
