"""What pressing a button in Settings leads to: questions, the system's own windows, and the service that is asked."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog

from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.office_file import make_office_file
from rocb_desktop.services.profile.recovery import (
    RecoverySheet,
    delete_second_key,
    delete_word,
    make_sheet,
    note_copied,
    save_sheet,
)
from rocb_desktop.services.profile.renewing_office import renew_office
from rocb_desktop.services.profile.settings_view import move_keys
from rocb_desktop.services.safety import backups
from rocb_desktop.services.safety.restoring import keep_newer, restore_backup
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.recovery_paper import paint_sheet, sheet_pdf
from rocb_desktop.ui.views.settings.backup_settings import BackupSettings
from rocb_desktop.ui.views.settings.computer_settings import OfficeSettings
from rocb_desktop.ui.views.settings.key_settings import KeySettings
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.question import agreed


class BackupSteps(QObject):
    """Making copies, choosing where, going back to one."""

    def __init__(self, page: Page, view: BackupSettings) -> None:
        super().__init__(page)
        self._page, self._view = page, view
        view.back_up.connect(lambda: page.do(backups.make_backup, label=_("Making a backup")))
        view.at_closing.connect(lambda on: page.do(backups.choose_at_closing, on))
        view.choose_place.connect(self._choose_place)
        view.leave_place.connect(lambda: page.do(backups.choose_second_place, None))
        view.restore.connect(self.ask)
        view.restore_file.connect(self._choose_file)

    def ask(self, copy: Path) -> None:
        """One question before everything shown becomes what it was; the safe answer has the keyboard."""
        said = _("Before a restore, the app makes a backup of what you have now. Nothing is lost.")
        if _agreed(self._page, _("Go back to this backup?"), said, _("Restore")):
            self.restore(copy)

    def restore(self, copy: Path) -> None:
        self._page.do(restore_backup, copy, done=self._say_restored, label=_("Putting the backup back"))

    def _say_restored(self, outcome: Outcome) -> None:
        """Offer what was made since that copy; nothing is merged without a person."""
        kept, edits = outcome.value.kept, outcome.value.edits
        if kept is None or not edits:
            return
        words = ngettext("Keep the {n} edit", "Keep the {n} edits", edits).format(n=edits)
        actions = [button(words, small=True, on_press=lambda: self._page.do(keep_newer, kept))]
        undo = outcome.undo
        if undo is not None:
            actions.append(button(_("Undo"), "link", "undo-2", on_press=lambda: self._page.host.take_back(undo)))
        self._page.notices.show_message("ok", outcome.message, actions=actions)

    def _choose_place(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._page, _("Choose the second place for backups"))
        if chosen:
            self._page.do(backups.choose_second_place, Path(chosen), label=_("Making a backup"))

    def _choose_file(self) -> None:
        chosen, _used = QFileDialog.getOpenFileName(
            self._page, _("Restore from a file"), "", ";;".join((_("Backups (*.sqlite)"), _("All files (*)")))
        )
        if chosen:
            self.ask(Path(chosen))


class KeySteps(QObject):
    """Where the keys lie, and paper."""

    def __init__(self, page: Page, view: KeySettings) -> None:
        super().__init__(page)
        self._page, self._view = page, view
        view.move_keys.connect(self._move)
        view.print_sheet.connect(lambda second: self._with_sheet(second, self._print))
        view.save_sheet.connect(lambda second: self._with_sheet(second, self._save))
        view.forget_second.connect(self._forget)

    def _move(self, to_store: bool) -> None:
        if to_store and not self._view.advice.isHidden():
            said = _("Your keys are on no recovery sheet yet. When the key store is lost, they are lost.")
            if not _agreed(self._page, _("Move the keys without a recovery sheet?"), said, _("Move them")):
                return
        self._page.do(move_keys, to_store)

    def _with_sheet(self, second: bool, then: Callable[[RecoverySheet], None]) -> None:
        page = self._page
        page.work.run(make_sheet, second, owner=page, done=then, failed=page.show_error)

    def _print(self, sheet: RecoverySheet) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._page)
        if dialog.exec():
            paint_sheet(printer, sheet)
            self._page.do(note_copied, sheet.second)

    def _save(self, sheet: RecoverySheet) -> None:
        chosen, _used = QFileDialog.getSaveFileName(
            self._page, _("Save as PDF"), f"{sheet.title}.pdf", _("PDF files (*.pdf)")
        )
        if chosen:
            self._page.do(save_sheet, Path(chosen), sheet_pdf(sheet), sheet.second)

    def _forget(self) -> None:
        """Deleting a key cannot be undone: the word is typed."""
        asked = _("Its sheet must be in a safe place. Type {word} to delete the second office key from this computer.")
        typed, sure = QInputDialog.getText(
            self._page, _("Delete the second office key here"), asked.format(word=delete_word())
        )
        if sure:
            self._page.do(delete_second_key, typed)


class OfficeSteps(QObject):
    """The file that tells new computers who ROCB A/P is."""

    def __init__(self, page: Page, view: OfficeSettings) -> None:
        super().__init__(page)
        self._page = page
        view.make_office.connect(self._make)
        view.renew_office.connect(self._renew)

    def _make(self) -> None:
        chosen, _used = QFileDialog.getSaveFileName(
            self._page, _("Save the office file"), "office.rocb", _("Files of ROCB Desktop (*.rocb)")
        )
        if chosen:
            self._page.do(make_office_file, Path(chosen))

    def _renew(self) -> None:
        """The first key is used where it lies here; where it was lost, the second one comes from its paper."""
        asked = _("Type the sheet of the second office key. Leave this empty when the first key is on this computer.")
        typed, going_on = QInputDialog.getMultiLineText(self._page, _("New office keys"), asked)
        said = _(
            "Everybody compares the eight new words once, with the next pack or office file. This cannot be undone."
        )
        if going_on and _agreed(self._page, _("Make new office keys?"), said, _("Make new keys")):
            self._page.do(renew_office, typed)


def _agreed(page: Page, question: str, said: str, words: str) -> bool:
    return agreed(page, _("Settings"), question, said, yes=words, no=_("Cancel"))
