"""A note to a superior: one paragraph from the log, in either language, to copy or to save as a mail draft."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.domain.superior_note import SuperiorNote
from rocb_desktop.services.survey.superior_notes import note_to_superior, save_note_mail
from rocb_desktop.texts import _, language
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioRow
from rocb_desktop.ui.widgets.field import Field, TextField
from rocb_desktop.ui.work import Work


class NoteDialog(WorkingDialog):
    """The words can be changed before they go; they are kept nowhere."""

    def __init__(self, work: Work, workshop: str, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Note to my superior"), parent, size=QSize(720, 520))
        self.set_title(_("Note to my superior"), _("From your log. Change what you want to say in another way."))
        self.notes: dict[str, SuperiorNote] = {}
        self.lang = RadioRow(_("Language"), [("en", "English"), ("fr", "Français")], language())
        self.text = TextField(_("Your note"), rows=10)
        card = Card()
        card.add(Field(_("Language"), self.lang))
        card.add(self.text)
        self.add(card)
        self.copy_button = button(_("Copy the note"), "primary", "copy", on_press=self.copy)
        self.mail_button = button(_("Save as mail draft"), icon="mail", on_press=self.choose_place)
        self.set_buttons([button(_("Close"), on_press=self.reject), self.mail_button, self.copy_button])
        self.lang.changed.connect(self.show_note)
        self.run(note_to_superior, workshop, done=self._found)

    def show_note(self, lang: str) -> None:
        """The note in this language; what was changed in the other goes."""
        if lang in self.notes:
            self.text.set_text(self.notes[lang].words)

    def copy(self) -> None:
        """The words to the clipboard."""
        QGuiApplication.clipboard().setText(self.text.text())
        self.notices.show_message("ok", _("The note was copied. Paste it into a mail or a message."))

    def choose_place(self) -> None:
        """Ask where the mail draft goes."""
        dialog = QFileDialog(self, _("Save as mail draft"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Mail drafts (*.eml)")])
        dialog.setDefaultSuffix("eml")
        name = _("Note to my superior").replace(" ", "_")
        begin_there(dialog, f"{name}.eml")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the draft."""
        subject = self.notes[str(self.lang.value())].subject
        said = _("Saved: {name}. Open it in your e-mail program.").format(name=path.name)
        self.run(save_note_mail, subject, self.text.text(), path, done=lambda _n: self.notices.show_message("ok", said))

    def _found(self, notes: dict[str, SuperiorNote]) -> None:
        self.notes = notes
        self.show_note(language())
        self.text.focus()
