"""ROCB A/P's materials of one workshop: add files, retitle and remove them, and what the pack weighs with them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from rocb_desktop.domain.material import Material
from rocb_desktop.services.region.pack_sizes import PackSizes
from rocb_desktop.texts import _
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.widgets.button import button, more_button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.rows import ItemRow


class MaterialsCard(Card):
    """`add_asked`; of one Material: `title_asked`, `save_asked`, `remove_asked`."""

    add_asked = Signal()
    title_asked = Signal(object)
    save_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Materials"))
        self.none = label(_("No files yet. They go along with the workshop pack, or apart from it."), "hint")
        self.sizes = label("", "hint")
        self.add_button = button(_("Add files"), icon="file-plus", small=True, on_press=self.add_asked.emit)
        self._rows: list[QWidget] = []
        self.set_corner(self.add_button)
        self.add(self.none)
        self.add(self.sizes)
        self.show_materials((), None)

    def show_materials(self, materials: Sequence[Material], sizes: PackSizes | None) -> None:
        """Shows another workshop's files; `sizes` may come later."""
        for old in self._rows:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [self._row(one) for one in materials]
        for place, row in enumerate(self._rows):
            self.body.insertWidget(place, row)
        self.none.setVisible(not materials)
        self.sizes.setText(sizes_words(sizes) if sizes is not None and materials else "")
        self.sizes.setVisible(bool(self.sizes.text()))

    def menu_of(self, one: Material) -> QMenu:
        """What can be done with one file."""
        menu = QMenu(self)
        for words, signal in (
            (_("Change the title"), self.title_asked),
            (_("Save a copy"), self.save_asked),
            (_("Remove"), self.remove_asked),
        ):
            menu.addAction(words).triggered.connect(lambda _on=False, signal=signal: signal.emit(one))
        return menu

    def _row(self, one: Material) -> QWidget:
        parts = [one.file.type.word, size_words(one.file.size)]
        if one.version > 1:
            parts.append(_("version {n}").format(n=one.version))
        if not one.here:
            parts.append(_("not on this computer"))
        more = more_button(_("What to do with {name}").format(name=one.file.shown), self.menu_of(one))
        return ItemRow(one.file.shown, ", ".join(parts), icon=one.file.type.icon, end=more)


def sizes_words(sizes: PackSizes) -> str:
    """Pack with files: 14 MB; without: 12 KB."""
    said = _("Pack with files: {with_files}; without: {without}")
    return said.format(with_files=size_words(sizes.with_files), without=size_words(sizes.without))
