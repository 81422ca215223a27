"""What a person does with the files of a workshop: open, save, ask for, fill in, share, keep own ones."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from rocb_desktop.domain.material import safe_name
from rocb_desktop.services.arriving.blob_intake import copy_missing
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.survey.blobs import remove_changed
from rocb_desktop.services.survey.changed_files import file_state, keep_changed
from rocb_desktop.services.survey.materials import ask_words
from rocb_desktop.services.survey.opening import open_copy, save_file
from rocb_desktop.services.survey.own_materials import add_own_material, remove_own_material, rename_own_material
from rocb_desktop.services.survey.workshop_desk import WorkshopDesk
from rocb_desktop.services.survey.workshop_shelf import ShelfFile
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.share_dialog import ShareDialog
from rocb_desktop.ui.dialogs.title_dialog import TitleDialog
from rocb_desktop.ui.foreign_file import hand_over
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.views.workshop.room_face import RoomFace
from rocb_desktop.ui.widgets.button import button


class ShelfDesk(QObject):
    """Serves the materials of a face on a page."""

    def __init__(self, page: Page, face: RoomFace) -> None:
        super().__init__(page)
        self._page, self._face = page, face
        self.desk: WorkshopDesk | None = None
        table, pane = face.materials, face.pane
        table.chosen.connect(self._show)
        table.opened.connect(self.open)
        table.copy_asked.connect(self._choose_source)
        table.add_asked.connect(self._choose_own)
        pane.open_asked.connect(self.open)
        pane.save_asked.connect(self._choose_target)
        pane.ask_asked.connect(self.ask_for)
        pane.share_asked.connect(self.share)
        pane.keep_asked.connect(lambda one: page.do(keep_changed, one.id, label=_("Copying the file")))
        pane.remove_asked.connect(lambda one: page.do(remove_changed, one.file.hash))
        pane.title_asked.connect(self.ask_title)
        pane.drop_asked.connect(lambda one: page.do(remove_own_material, one.id))
        pane.action_asked.connect(lambda record: page.host.go("actions", action=record))

    def open(self, one: ShelfFile) -> None:
        """Hand a marked copy to the computer's own program."""
        if one.here and one.file.type.opens:
            shown = self._page.notices
            self._page.do(open_copy, one.id, done=lambda copied: hand_over(copied, shown), label=_("Copying the file"))

    def save(self, one: ShelfFile, path: Path) -> None:
        """Save a checked copy, and offer to show where it lies."""
        self._page.do(save_file, one.id, path, done=self._saved, label=_("Copying the file"))

    def fill_in(self, path: Path) -> None:
        """Take what is missing out of a pack, or the very file."""
        self._page.do(copy_missing, path, label=_("Looking for missing files"))

    def add_own(self, paths: list[Path]) -> None:
        """List own files with the workshop, one after the other; each can be taken back."""
        if self._face.room is not None:
            for path in paths:
                self._page.do(add_own_material, self._face.room.workshop.id, path, label=_("Copying the file"))

    def share(self, one: ShelfFile | None = None) -> ShareDialog | None:
        """Ask what was shared with whom; by default the chosen file."""
        chosen, room = one or self._face.materials.file(), self._face.room
        if chosen is None or room is None or self.desk is None:
            return None
        dialog = ShareDialog(self._page.work, room, chosen, self.desk.today, self._page)
        dialog.shared.connect(lambda outcome: self._page.notices.show_outcome(outcome, self._page.host.take_back))
        dialog.open()
        return dialog

    def ask_for(self, one: ShelfFile) -> None:
        """Words for a message to ROCB A/P, on the clipboard or in the e-mail program."""

        def found(words: str) -> None:
            QGuiApplication.clipboard().setText(words)
            contact = self.desk.contact if self.desk is not None else ""
            mail = button(_("Write an e-mail"), "link", "mail", on_press=lambda: _write_mail(contact, words))
            self._page.notices.show_message("ok", _("Copied for a message:"), words, actions=[mail])

        self._page.work.run(ask_words, one.id, owner=self._page, done=found, failed=self._page.show_error)

    def ask_title(self, one: ShelfFile) -> None:
        """Ask for another title of an own file."""
        dialog = TitleDialog(one.file, self._page)
        dialog.renamed.connect(lambda title: self.retitle(one, title))
        dialog.open()

    def retitle(self, one: ShelfFile, title: str) -> None:
        self._page.do(rename_own_material, one.id, title)

    def _show(self, one: ShelfFile | None) -> None:
        self._face.show_file(one)
        if one is not None and one.here:
            self._page.work.run(
                file_state,
                one.id,
                owner=self._page,
                latest="check",
                done=self._face.pane.set_state,
                failed=self._page.show_error,
            )

    def _saved(self, outcome: Outcome) -> None:
        folder = QUrl.fromLocalFile(str(Path(outcome.value).parent))
        show = button(_("Show in folder"), "link", "folder-open", on_press=lambda: QDesktopServices.openUrl(folder))
        self._page.notices.show_message("ok", outcome.message, str(outcome.value), actions=[show])

    def _choose_target(self, one: ShelfFile) -> None:
        dialog = QFileDialog(self._page, _("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        begin_there(dialog, safe_name(one.file.name))
        self._ask(dialog, lambda paths: self.save(one, paths[0]))

    def _choose_source(self) -> None:
        dialog = QFileDialog(self._page, _("Choose a pack, or the missing file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        begin_there(dialog)
        self._ask(dialog, lambda paths: self.fill_in(paths[0]))

    def _choose_own(self) -> None:
        dialog = QFileDialog(self._page, _("Choose your own files for this workshop"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        begin_there(dialog)
        self._ask(dialog, self.add_own)

    def _ask(self, dialog: QFileDialog, use: Callable[[list[Path]], object]) -> None:
        dialog.filesSelected.connect(lambda names: use([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _write_mail(contact: str, words: str) -> None:
    url = QUrl("mailto:" + contact)
    url.setQuery("body=" + bytes(QUrl.toPercentEncoding(words).data()).decode("ascii"))
    QDesktopServices.openUrl(url)
