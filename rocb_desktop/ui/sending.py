"""What pressing one of the four ways does, and what the mailbox folder's card asks for, on the page of made files."""

from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton

from rocb_desktop.services.arriving.mailbox import choose_mailbox, look_in_mailbox, note_looked_at
from rocb_desktop.services.arriving.mailbox_out import put_in_mailbox
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.letters import Letter, letter_about, write_letter
from rocb_desktop.services.sending.outbox import CODE, COPY, MAIL, MAILBOX, Outbox, OutboxFile, mark_sent, save_copy
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.small_file_dialog import SmallFileDialog
from rocb_desktop.ui.dialogs.text_lines_dialog import TextLinesDialog
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.views.files.mailbox_card import MailboxCard
from rocb_desktop.ui.widgets.button import button


class Sending:
    """Belongs to one page, which says what went well and what did not."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._box: Outbox | None = None
        self.file: OutboxFile | None = None

    def show_outbox(self, box: Outbox, file: OutboxFile | None) -> None:
        """The page shows this file now."""
        self._box, self.file = box, file

    def serve(self, card: MailboxCard) -> None:
        """Do what the card of the mailbox folder asks for."""
        card.look.connect(self.look_at)
        card.refresh.connect(lambda: self._page.do(look_in_mailbox, True))
        card.choose.connect(self.choose_mailbox)
        card.leave.connect(lambda: self._page.do(choose_mailbox, None))

    def save_as(self) -> None:
        """Choose a stick or folder, copy the file there, and compare the copy."""
        if self.file is None:
            return
        id = self.file.sent.file
        dialog = QFileDialog(self._page, _("Save to stick or folder"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Files of ROCB Desktop (*.rocb)"), _("All files (*)")])
        dialog.setDefaultSuffix("rocb")
        begin_there(dialog, self.file.sent.name)
        dialog.fileSelected.connect(lambda name: self._page.do(save_copy, id, Path(name), label=_("Copying the file")))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def send(self, way: str) -> None:
        """Begin one of the four ways."""
        begin = {COPY: self.save_as, MAIL: self.open_mail, MAILBOX: self.put_into_mailbox, CODE: self.show_code}
        begin[way]()

    def open_mail(self) -> None:
        """Make a message with the file attached, and open it in the e-mail program of this computer."""
        if self.file is not None:
            self._page.do(write_letter, self.file.sent.file, done=self._open_letter)

    def _open_letter(self, outcome: Outcome) -> None:
        path: Path = outcome.value
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.write_without()
            return
        without = button(_("It did not open"), "link", small=True, on_press=self.write_without)
        hint = _("Check the address and the attached file, and press Send there.")
        self._page.notices.show_message(
            "info", _("The message with the file is open."), hint, [without, self._sent_button(MAIL)]
        )

    def write_without(self) -> None:
        """A message with its words alone, and the folder from which the person adds the file."""
        if self.file is not None:
            self._page.work.run(
                letter_about, self.file.sent.file, owner=self._page, done=self._open_words, failed=self._page.show_error
            )

    def _open_words(self, letter: Letter) -> None:
        address = f"mailto:{quote(letter.address)}?subject={quote(letter.subject)}&body={quote(letter.words)}"
        if not QDesktopServices.openUrl(QUrl(address)):
            show = button(_("Show in folder"), small=True, on_press=self.show_folder)
            hint = _("Press Show in folder, and add the file to a message yourself.")
            self._page.notices.show_message("warn", _("Your e-mail program did not open."), hint, [show])
            return
        self.show_folder()
        hint = _("Add the file to the message, and press Send there.")
        self._page.notices.show_message("info", _("Your e-mail program is open."), hint, [self._sent_button(MAIL)])

    def _sent_button(self, way: str) -> QPushButton:
        id = self.file.sent.file if self.file is not None else ""
        return button(_("I have sent it"), small=True, on_press=lambda: self._page.do(mark_sent, id, way))

    def put_into_mailbox(self) -> None:
        """Put the file into the mailbox folder; without one, choose it first."""
        if self._box is None or self._box.mailbox.folder is None:
            self.choose_mailbox()
        elif self.file is not None:
            self._page.do(put_in_mailbox, self.file.sent.file, label=_("Copying the file"))

    def choose_mailbox(self) -> None:
        """Choose the folder that offices share."""
        dialog = QFileDialog(self._page, _("Choose the mailbox folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self._page.do(choose_mailbox, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def look_at(self, files: list[Path]) -> None:
        """Show what files of the mailbox folder hold; nothing is imported before."""
        self._page.notices.clear()
        self._page.do(note_looked_at, [path.name for path in files])
        self._page.host.open_files(files)

    def show_code(self) -> None:
        """The file as one code, and as lines."""
        if self.file is not None:
            dialog = SmallFileDialog(self._page.work, self.file.sent.file, self._page)
            dialog.handed.connect(lambda done: self._page.notices.show_outcome(done, self._page.host.take_back))
            dialog.open()

    def type_lines(self) -> None:
        """Type or paste lines that somebody reads aloud or sends in a chat."""
        dialog = TextLinesDialog(self._page.work, self._page)
        dialog.whole.connect(lambda path: self._page.host.open_files([path]))
        dialog.open()

    def show_folder(self) -> None:
        """The folder of the file in the computer's own file program; its name when that does not open."""
        if self.file is None:
            return
        folder = str(Path(self.file.sent.path).parent)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self._page.notices.show_message("info", _("The file is in this folder:"), folder)
