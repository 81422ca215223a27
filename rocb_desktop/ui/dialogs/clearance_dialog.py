"""Clearance: the sheet for the head, what each quote may be used for, and what the head said to it."""

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.domain.clearing import STATES
from rocb_desktop.reports.document import Document
from rocb_desktop.services.national.clearance import Clearance, clearance_of, set_clearance
from rocb_desktop.services.national.clearance_paper import clearance_paper
from rocb_desktop.services.national.quotes import Quote, limit_quote, quotes_of
from rocb_desktop.services.national.return_desk import ReturnDesk
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.texts import _, language
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.paper import write_papers
from rocb_desktop.ui.round_choice import survey_name
from rocb_desktop.ui.views.national.clearance_words import state_words
from rocb_desktop.ui.views.national.quote_limits import QuoteLimits
from rocb_desktop.ui.views.national.sign_off import SignOffCard
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioRow
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.work import Work


class ClearanceDialog(WorkingDialog):
    """`kept(Outcome)`: how far the clearance is was noted, or a quote limited; the outcome can be taken back."""

    kept = Signal(object)

    def __init__(self, work: Work, desk: ReturnDesk, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Clearance"), parent, size=QSize(900, 700))
        self.desk = desk
        self.found: Clearance | None = None
        self.state_message = Message("info", _("Draft"))
        self.language = RadioRow(_("Language of the sheet"), (("en", "English"), ("fr", "Français")), language())
        self.word_button = button(_("Make Word"), icon="file-text", on_press=lambda: self.make_sheet("docx"))
        self.pdf_button = button(_("Make PDF"), icon="file-text", on_press=lambda: self.make_sheet("pdf"))
        self.sign_off: SignOffCard | None = None
        self.quotes: QuoteLimits | None = None
        self.add(self.state_message)
        self.add(self._sheet_card())
        self.close_button = button(_("Close"), on_press=self.reject)
        self.keep_button = button(_("Keep"), "primary", "check", on_press=self.keep)
        self.set_buttons([self.close_button, self.keep_button])
        context = _("{survey}. The head reads the sheet, may lower what a quote is used for, and signs off.")
        self.set_title(_("Clearance by the head"), context.format(survey=survey_name(desk.round)))
        self._load()
        self.language.setFocus()

    @property
    def ready(self) -> bool:
        """Everything is shown."""
        return self.sign_off is not None and self.quotes is not None and not self.is_working

    def make_sheet(self, ending: str) -> None:
        """Ask for a place, then write the sheet there in the language that is chosen."""
        dialog = QFileDialog(self, _("Save the sheet"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.setNameFilter("Word (*.docx)" if ending == "docx" else "PDF (*.pdf)")
        begin_there(dialog, f"{self.desk.administration}_clearance_{self.desk.round}.{ending}")
        dialog.fileSelected.connect(lambda name: self.save_sheet(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_sheet(self, path: Path) -> None:
        """Write the sheet; the ending says which kind."""
        chosen = str(self.language.value() or "en")
        self.run(clearance_paper, self.desk.round, chosen, done=lambda paper: self._write(paper, path))

    def keep(self) -> None:
        """Note how far the clearance is."""
        if self.sign_off is not None and self.sign_off.check():
            state = str(self.sign_off.choice.value())
            self.run(set_clearance, self.desk.round, state, self.sign_off.said(), done=self._done)

    def _sheet_card(self) -> Card:
        card = Card(_("The sheet for the head"), _("All replies and quotes of this round, with room to sign."))
        card.add(label(_("Language"), "label"))
        card.add(self.language)
        card.add(FlowRow([self.word_button, self.pdf_button]))
        return card

    def _load(self) -> None:
        self.work.run(clearance_of, self.desk.round, owner=self, done=self._show, failed=self.say_failed)
        self.work.run(quotes_of, self.desk.round, owner=self, done=self._show_quotes, failed=self.say_failed)

    def _show(self, found: Clearance) -> None:
        self.found = found
        self.state_message.set_message(*state_words(found))
        for made in (self.word_button, self.pdf_button, self.keep_button):
            set_off(made, "" if found.items else _("Accept at least one reply first."))
        if self.sign_off is not None:
            return
        options = [(state, _(words)) for state, words in STATES.items()]
        self.sign_off = SignOffCard(self.desk.today, found, options, found.state)
        self.add(self.sign_off)
        self._in_order()

    def _show_quotes(self, quotes: list[Quote]) -> None:
        old = self.quotes
        self.quotes = QuoteLimits(quotes)
        self.quotes.limited.connect(self._limit)
        self.add(self.quotes)
        if old is not None:
            self.remove(old)
        self._in_order()

    def _in_order(self) -> None:
        """What the head said stands above the quotes, whichever came first."""
        if self.quotes is not None and self.sign_off is not None:
            self.sheet.body.removeWidget(self.quotes)
            self.sheet.add(self.quotes)

    def _limit(self, reply: str, field: str, consent: str) -> None:
        self.run(limit_quote, reply, field, consent, done=self._limited)

    def _limited(self, outcome: Outcome) -> None:
        self.kept.emit(outcome)  # the sheet is made of it at once; the page can take it back when this is closed
        self.notices.show_outcome(outcome, self._take_back)
        self.work.run(clearance_of, self.desk.round, owner=self, done=self._show, failed=self.say_failed)

    def _take_back(self, undo: Undo) -> None:
        self.run(undo.service, *undo.args, done=self._took_back)

    def _took_back(self, outcome: Outcome) -> None:
        self.kept.emit(outcome)
        self._load()

    def _write(self, paper: Document, path: Path) -> None:
        word = path if path.suffix.lower() == ".docx" else None
        self.run(write_papers, paper, word, None if word else path, done=lambda _none: self._written(path))

    def _written(self, path: Path) -> None:
        words = _("Give it to the head, then choose “With the head” below.")
        self.notices.show_message("ok", _("Saved: {name}.").format(name=path.name), words)

    def _done(self, outcome: Outcome) -> None:
        self.kept.emit(outcome)
        self.accept()
