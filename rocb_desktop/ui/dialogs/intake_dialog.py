"""Excel questionnaires that came back: whose they are and what is wrong, before anything is entered; then entering."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.errors import Cancelled
from rocb_desktop.services.national.form_books import ReadBook, read_books
from rocb_desktop.services.national.form_reading import ASKS, CELLS, HERE, READY, REFUSED
from rocb_desktop.services.national.intake import Intake, preview_intake, take_in
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.book_dialog import LineCard
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.national.filled_forms import SamePersonCard, form_lines, problem_lines
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.field import DateField
from rocb_desktop.ui.widgets.rows import CounterCard
from rocb_desktop.ui.work import Work


class IntakeDialog(WorkingDialog):
    """`entered(Outcome)`: replies are in the store."""

    entered = Signal(object)

    def __init__(self, work: Work, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(work, _("Excel questionnaires"), parent, size=QSize(860, 640))
        self.paths = list(paths)
        self.books: Sequence[ReadBook] = ()  # as they were when they were looked at: they are entered so
        self.found: Intake | None = None
        self.promise = _("If you stop, no reply of these files is entered. Your data stays as it was.")
        self.counts = [
            CounterCard(0, _("to enter"), _("Will be entered on behalf"), "file-input", "ok"),
            CounterCard(0, _("to decide"), _("Same person?"), "users", "info"),
            CounterCard(0, _("left out"), _("To correct, or not ours"), "triangle-alert", "warn"),
            CounterCard(0, _("already here"), _("Nothing changes"), "copy", "neutral"),
        ]
        self.grid = EvenGrid(self.counts, columns=4, least=180)
        self.day: DateField | None = None
        self.when = Card()
        self.questions: list[SamePersonCard] = []
        self.problems, self.ready = LineCard(kind="failed"), LineCard()
        self.start = button(_("Enter replies"), "primary", "file-input", on_press=self.enter)
        self.asking = QWidget()
        asking = QVBoxLayout(self.asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(current().space["cardGapCompact"])
        self._asking = asking
        for part in (self.grid, self.asking, self.problems, self.when, self.ready):
            self.add(part)
        self.show_only()
        self.look()

    def look(self) -> None:
        """Read the workbooks. Changes nothing."""
        self.run(read_books, self.paths, done=self._read, label=_("Reading the questionnaires"))

    def enter(self) -> None:
        """Enter what was shown, as the questions were answered."""
        if self.day is None or not self.day.check():
            return
        said = {card.form.digest: card.same() for card in self.questions if card.same() is not None}
        received = self.day.value().isoformat()
        self.run(take_in, self.books, received, said, done=self._entered, label=_("Entering the replies"))

    def failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled) and self.found is None:
            super().reject()
            return
        again = button(_("Try again"), "primary", "refresh-cw", on_press=self.look)
        self.set_buttons([button(_("Close"), on_press=self.reject), again])
        again.setFocus()

    def _read(self, books: Sequence[ReadBook]) -> None:
        self.books = books
        self.run(preview_intake, books, done=self._looked)

    def _looked(self, found: Intake) -> None:
        self.found = found
        files = ngettext("{n} file. Nothing is entered yet.", "{n} files. Nothing is entered yet.", len(found.forms))
        self.set_title(_("Excel questionnaires"), files.format(n=len(found.forms)))
        if self.day is None:
            hint = _("The day the files came to you. It decides whether a reply is late.")
            self.day = DateField(_("Received on"), found.today, hint, last=found.today)
            self.when.add(self.day)
        self._ask(found)
        self._count(found)
        wrong = [form for form in found.forms if form.state in (CELLS, REFUSED)]
        title = ngettext("{n} file is left out", "{n} files are left out", len(wrong)).format(n=len(wrong))
        hint = _("Correct these cells in Excel and save the file, then press “Look again”. Or enter the reply by hand.")
        self.problems.set_lines(title, hint, [line for form in wrong for line in problem_lines(form)])
        ready = [form for form in found.forms if form.state == READY]
        title = ngettext("{n} reply to enter", "{n} replies to enter", len(ready)).format(n=len(ready))
        self.ready.set_lines(
            title,
            _("Each file is kept as the source of its reply."),
            [line for form in ready for line in form_lines(form)],
        )
        any_to_enter = bool(ready or self.questions)
        shown: list[QWidget] = [self.grid, *([self.asking] if self.questions else [])]
        shown += [self.problems] if wrong else []
        self.show_only(*shown, *([self.when] if any_to_enter else []), *([self.ready] if ready else []))
        self._offer(any_to_enter, bool(wrong))

    def _ask(self, found: Intake) -> None:
        for card in self.questions:
            self._asking.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.questions = [SamePersonCard(form) for form in found.forms if form.state == ASKS]
        for card in self.questions:
            self._asking.addWidget(card)
            card.answered.connect(self._can_start)

    def _offer(self, any_to_enter: bool, any_wrong: bool) -> None:
        close = button(_("Cancel") if any_to_enter else _("Close"), on_press=self.reject)
        again = button(_("Look again"), "second", "refresh-cw", on_press=self.look)
        self.start = button(_("Enter replies"), "primary", "file-input", on_press=self.enter)
        self.set_buttons([close, *([again] if any_wrong else []), *([self.start] if any_to_enter else [])])
        self._can_start()
        if self.questions:
            self.questions[0].choice.setFocus()
        elif any_to_enter:
            self.start.setFocus()
        else:
            (self.problems.lines if any_wrong else close).setFocus()

    def _can_start(self) -> None:
        """What is not decided is left out; with nothing decided and nothing ready there is nothing to do."""
        decided = any(card.same() is not None for card in self.questions)
        ready = self.found is not None and self.found.count(READY)
        set_off(self.start, "" if decided or ready else _("Say first whether it is the same person."))

    def _entered(self, outcome: Outcome) -> None:
        if outcome.value.replies:
            self.entered.emit(outcome)
        left = [form for form in outcome.value.left if form.state in (CELLS, REFUSED, ASKS)]
        if not left:
            self.accept()
            return
        self.notices.show_message("ok", outcome.message)
        self.set_title(_("Excel questionnaires"), _("These files were left out. They stay where they are."))
        title = ngettext("{n} file is left out", "{n} files are left out", len(left)).format(n=len(left))
        self.problems.set_lines(title, "", [line for form in left for line in problem_lines(form)])
        self.show_only(self.problems)
        done = button(_("Done"), "primary", "check", on_press=self.accept)
        self.set_buttons([button(_("Look again"), "second", "refresh-cw", on_press=self.look), done])
        done.setFocus()

    def _count(self, found: Intake) -> None:
        states = ((READY,), (ASKS,), (CELLS, REFUSED), (HERE,))
        for card, some in zip(self.counts, states, strict=True):
            card.set_count(found.count(*some))
