"""What ROCB A/P does with the files of a workshop: the card, and the calls behind its buttons."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from rocb_desktop.domain.material import Material, safe_name
from rocb_desktop.services.region.pack_sizes import PackSizes, pack_sizes
from rocb_desktop.services.survey.materials import add_material, list_materials, remove_material, rename_material
from rocb_desktop.services.survey.opening import save_file
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.title_dialog import TitleDialog
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.views.workshop.materials_card import MaterialsCard


class MaterialDesk(QObject):
    """Serves a card on a page; show() another workshop by its id."""

    def __init__(self, page: Page, card: MaterialsCard) -> None:
        super().__init__(page)
        self._page, self.card = page, card
        self.workshop = ""
        self.files: list[Material] = []
        card.add_asked.connect(self._choose_files)
        card.title_asked.connect(self.ask_title)
        card.save_asked.connect(self._choose_target)
        card.remove_asked.connect(lambda one: page.do(remove_material, one.id))

    def show(self, workshop: str) -> None:
        """Load the files of a workshop, and what its pack weighs; "" for none."""
        self.workshop = workshop
        self.card.setVisible(bool(workshop))
        if workshop:
            self._run(list_materials, self._show)

    def add(self, paths: list[Path]) -> None:
        """Add files one after the other; each can be taken back."""
        for path in paths:
            self._page.do(add_material, self.workshop, path, label=_("Copying the file"))

    def retitle(self, one: Material, title: str) -> None:
        self._page.do(rename_material, one.id, title)

    def save(self, one: Material, path: Path) -> None:
        self._page.do(save_file, one.id, path, label=_("Copying the file"))

    def _run(self, service: Callable[..., object], done: Callable[..., object]) -> None:
        work, page = self._page.work, self._page
        work.run(service, self.workshop, owner=self, latest=service.__name__, done=done, failed=page.show_error)

    def _show(self, materials: list[Material]) -> None:
        self.files = materials
        self.card.show_materials(materials, None)
        if materials:
            self._run(pack_sizes, self._show_sizes)

    def _show_sizes(self, sizes: PackSizes) -> None:
        self.card.show_materials(self.files, sizes)

    def _choose_files(self) -> None:
        dialog = QFileDialog(self._page, _("Add files to the workshop"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        begin_there(dialog)
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_title(self, one: Material) -> None:
        """Ask for another title."""
        dialog = TitleDialog(one.file, self._page)
        dialog.renamed.connect(lambda title: self.retitle(one, title))
        dialog.open()

    def _choose_target(self, one: Material) -> None:
        dialog = QFileDialog(self._page, _("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        begin_there(dialog, safe_name(one.file.name))
        dialog.fileSelected.connect(lambda name: self.save(one, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
