"""Write reminders: choose people, look at the words of each, then take them along as mails, or copy them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.domain.reminder_words import ASKED, COMING
from rocb_desktop.services.national.reminders import (
    COPY,
    MAILTO,
    Chosen,
    ReminderDraft,
    ReminderDrafts,
    chosen_of,
    draft_reminders,
    note_reminders,
    write_reminders,
)
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import LANGUAGES, _, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.views.national.reminder_people import ReminderPeople
from rocb_desktop.ui.views.national.roster_words import LANGUAGE_NAMES
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioRow
from rocb_desktop.ui.widgets.columns import SideBySide
from rocb_desktop.ui.widgets.field import Field, LineField, TextField
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.work import Work


class RemindersDialog(WorkingDialog):
    """`done_writing(Outcome)`: something was noted. `person`: only this one is chosen at first. What was edited is
    kept for each person while the dialog is open.
    """

    done_writing = Signal(object)

    def __init__(self, work: Work, round_number: int, person: str = "", parent: QWidget | None = None) -> None:
        super().__init__(work, _("Write reminders"), parent, size=QSize(1000, 680))
        self._round, self._person = round_number, person
        self._drafts: dict[str, ReminderDraft] = {}
        self._edited: dict[tuple[str, str, str], Chosen] = {}  # by what it is about, person and language
        self._langs: dict[str, str] = {}  # of each person for whom another one was chosen
        self._ticks: dict[str, list[str]] = {}
        self._about = ASKED  # of what the drafts shown are
        self._current = ""
        self.set_title(
            _("Write reminders"), _("The app sends nothing. It writes the words, and notes who was reminded.")
        )
        self.about = RadioRow(
            _("About"), [(ASKED, _("A reply is missing")), (COMING, _("The survey opens later"))], ASKED
        )
        self.people = ReminderPeople()
        languages = [(lang, LANGUAGE_NAMES[lang]) for lang in LANGUAGES]
        self.language = RadioRow(_("Language of this person"), languages, LANGUAGES[0])
        self.subject, self.text = LineField(_("Subject")), TextField(_("Text"), rows=14)
        self.words = Card(" ")
        self.cancel_button = button(_("Close"), on_press=self.reject)
        self.copy_button = button(_("Copy the text"), icon="copy", on_press=self.copy)
        self.mail_button = button(_("Open e-mail program"), icon="mail", on_press=self.open_mail)
        self.save_button = button(_("Save as e-mails"), "primary", "save", on_press=self.choose_folder)
        self._fill_in()
        self._load()

    def chosen(self) -> list[Chosen]:
        """The reminders of everybody who is ticked, with the words as they are now."""
        self._keep()
        return [self._of(key) for key in self.people.ticked()]

    def copy(self) -> None:
        """The words of the person shown, on the clipboard; noted as a reminder."""
        one = self._shown()
        if one is not None:
            QGuiApplication.clipboard().setText(f"{one.subject}\n\n{one.text}")
            self.run(note_reminders, [one], COPY, done=self._noted)

    def open_mail(self) -> None:
        """The words of the person shown, in the e-mail program of this computer."""
        one = self._shown()
        if one is None:
            return
        address = f"mailto:{quote(one.address)}?subject={quote(one.subject)}&body={quote(one.text)}"
        if QDesktopServices.openUrl(QUrl(address)):
            self.run(note_reminders, [one], MAILTO, done=self._noted)
        else:
            hint = _("Press “Copy the text”, and paste it into a message.")
            self.notices.show_message("warn", _("Your e-mail program did not open."), hint)

    def choose_folder(self) -> None:
        """Where the mails go."""
        dialog = QFileDialog(self, _("Save as e-mails"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        begin_there(dialog)
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, folder: Path) -> None:
        """One mail for everybody who is ticked."""
        self.run(write_reminders, self.chosen(), folder, done=self._noted, label=_("Writing the messages"))

    def _fill_in(self) -> None:
        columns = SideBySide(side_width=610, turn_at=860)
        columns.main.addWidget(self.people)
        columns.main.addStretch(1)
        for part in (Field(_("Language of this person"), self.language), self.subject, self.text):
            self.words.add(part)
        self.words.add(label(_("You can change every word."), "hint"))
        self.words.add(FlowRow([self.copy_button, self.mail_button]))
        columns.side.addWidget(self.words)
        self.add(self.about)
        self.add(columns)
        self.set_buttons([self.cancel_button, self.save_button])
        self.about.changed.connect(lambda _about: self._load())
        self.people.chosen.connect(self._show)
        self.people.ticks_changed.connect(self._check)
        self.language.changed.connect(self._speak)

    def _load(self) -> None:
        self._keep()
        if self._drafts:
            self._ticks[self._about] = self.people.ticked()
        self._current = ""
        self._about = str(self.about.value())
        self.run(draft_reminders, self._round, self._about, done=self._loaded)

    def _loaded(self, found: ReminderDrafts) -> None:
        self._drafts = {one.key: one for one in found.people}
        wanted = self._ticks.get(self._about, [self._person] if self._person in self._drafts else None)
        self.people.set_people(found.people, wanted)
        first = self._person if self._person in self._drafts else next(iter(self._drafts), "")
        self.words.setVisible(bool(first))
        if first:
            self._show(first)
            self.people.choose(first)
        self._check()
        self.people.list.setFocus()

    def _show(self, key: str) -> None:
        self._keep()
        self._current = key
        one, draft = self._of(key), self._drafts[key]
        self.language.set_value(one.lang)
        self.subject.set_text(one.subject)
        self.text.set_text(one.text)
        to = draft.to or draft.name
        self.words.set_title(_("To {name}").format(name=to))
        self.words.set_context(one.address or _("No e-mail address is known here. Write it in your e-mail program."))
        why = "" if draft.to else _("Nobody answers for {name}. Name a stand-in first.").format(name=draft.name)
        for made in (self.copy_button, self.mail_button):
            set_off(made, why)

    def _speak(self, lang: str) -> None:
        """The words in another language; what was edited in the first one is there when it is chosen again."""
        if self._current:
            self._keep()
            self._langs[self._current] = lang
            key, self._current = self._current, ""
            self._show(key)

    def _key(self, person: str) -> tuple[str, str, str]:
        return self._about, person, self._langs.get(person, self._drafts[person].lang)

    def _of(self, person: str) -> Chosen:
        key = self._key(person)
        return self._edited.get(key) or chosen_of(self._drafts[person], key[2])

    def _keep(self) -> None:
        """What was typed for the person shown."""
        if self._current in self._drafts:
            one = self._of(self._current)
            new = replace(one, subject=self.subject.text(), text=self.text.text())
            self._edited[self._key(self._current)] = new

    def _shown(self) -> Chosen | None:
        self._keep()
        return self._of(self._current) if self._current in self._drafts else None

    def _check(self) -> None:
        count = len(self.people.ticked())
        said = ngettext("Save {n} e-mail", "Save {n} e-mails", count).format(n=count) if count else _("Save as e-mails")
        self.save_button.setText(said)
        self.save_button.setAccessibleName(said)
        set_off(self.save_button, "" if count else _("Tick at least one person."))

    def _noted(self, outcome: Outcome) -> None:
        files: Sequence[Path] = outcome.value or ()
        where = str(files[0].parent) if files else ""
        self.notices.show_message("ok", outcome.message, where)
        self.done_writing.emit(outcome)
