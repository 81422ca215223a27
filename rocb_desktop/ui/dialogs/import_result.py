"""After an import: what it did, and the three things that can be done with that - undo it, save the list, done."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from rocb_desktop.services.arriving.exchange import Preview
from rocb_desktop.services.arriving.import_log import save_file_list, undo_import, undo_words
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _
from rocb_desktop.ui.views.files.import_words import done_words
from rocb_desktop.ui.views.files.result_counts import result_words
from rocb_desktop.ui.widgets.button import button

if TYPE_CHECKING:
    from rocb_desktop.ui.dialogs.import_dialog import ImportDialog


class ImportResult:
    """The last step of an ImportDialog."""

    def __init__(self, dialog: "ImportDialog") -> None:
        self._dialog = dialog
        self._done = Preview(())
        self._words = ""

    def show_outcome(self, outcome: Outcome) -> None:
        """Say what the import did."""
        dialog, self._done = self._dialog, outcome.value
        files = [row.file for row in dialog.results.rows()]
        self._words = f"{done_words(len(files), dialog.place, dialog.seconds)} {result_words(files)}"
        dialog.set_title(_("Import result"), self._words)
        self._offer(outcome.undo is not None)

    def _offer(self, can_undo: bool) -> None:
        dialog = self._dialog
        undo = button(_("Undo this import"), icon="undo-2", on_press=self.ask_undo)
        save = button(_("Save this list"), icon="download", on_press=self.choose_place)
        done = button(_("Done"), "primary", "check", on_press=dialog.accept)
        dialog.set_buttons([undo, save, done] if can_undo else [save, done])
        refused = any(row.file.error is not None for row in dialog.results.rows())
        (dialog.results.take_focus if refused else done.setFocus)()

    def ask_undo(self) -> None:
        """Say what taking back does, and what it does not do; then it is one more press."""
        first = _("This takes out what the import brought, as if it had never come. You can import it again.")
        undo = button(_("Undo this import"), icon="undo-2", small=True, on_press=self.undo)
        self._dialog.notices.show_message("info", first, undo_words(), [undo])

    def undo(self) -> None:
        """Take the import back."""
        import_id = self._done.import_id
        self._dialog.run(undo_import, import_id, done=self._undone, label=_("Taking the import back"))

    def _undone(self, outcome: Outcome) -> None:
        self._dialog.undone.emit()
        self._dialog.set_title(_("The import was taken back"), _("Nothing of these files counts any more."))
        self._dialog.notices.show_message("ok", outcome.message, _("You find it in the list of received files."))
        self._offer(False)

    def choose_place(self) -> None:
        """Choose where the list goes."""
        dialog = QFileDialog(self._dialog, _("Save this list"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Excel workbooks (*.xlsx)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(_("Import result") + ".xlsx")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the list as a workbook."""
        headings = [_("File"), _("Result"), _("From"), _("About"), _("Why")]
        rows = [
            (row.file.name, row.badge.text, row.from_where, row.file.about, row.why)
            for row in self._dialog.results.rows()
        ]
        foot = self._dialog.others.text()
        self._dialog.run(save_file_list, path, _("Import result"), self._words, headings, rows, foot, done=self._saved)

    def _saved(self, path: Path) -> None:
        self._dialog.notices.show_message("ok", _("The list is saved: {name}").format(name=path.name))
