"""Parts of large files that wait for the others, on a page: which are missing, and a way to stop waiting."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.services.arriving.parts import PartSet
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.rows import ItemRow


class PartsCard(Card):
    """Hidden while no part waits. `remove(id of the parts)`: the others will not come any more."""

    remove = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.hide()

    def set_parts(self, parts: Sequence[PartSet]) -> None:
        """Show the files of which some parts are here; none hides the card."""
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        said = ngettext("{n} file waits for its other parts", "{n} files wait for their other parts", len(parts))
        self.set_title(said.format(n=len(parts)))
        self.setAccessibleName(said.format(n=len(parts)))
        for one in parts:
            self._rows.addWidget(self._row(one))
        self.setVisible(bool(parts))

    def _row(self, one: PartSet) -> ItemRow:
        remove = button(_("Remove"), "link", small=True, on_press=lambda: self.remove.emit(one.head.set))
        remove.setAccessibleDescription(one.name)
        title = _("{name}, {size}").format(name=one.name, size=size_words(one.head.size))
        return ItemRow(title, one.words, icon="clock", icon_role="warn", end=remove)
