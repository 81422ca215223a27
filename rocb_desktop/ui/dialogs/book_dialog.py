"""A round workbook: what it holds and which cells are wrong, before anything is imported; then the import."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rocb_desktop.domain.errors import Cancelled
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.rounds import BookPreview, import_workbook, preview_workbook
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.look import font
from rocb_desktop.ui.round_choice import survey_name
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.details import Details
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.rows import CounterCard
from rocb_desktop.ui.work import Work

_LINES_SHOWN = 9


class BookDialog(WorkingDialog):
    """`imported(Outcome)`: the workbook is in the store."""

    imported = Signal(object)

    def __init__(self, work: Work, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Import round workbook"), parent, size=QSize(820, 620))
        self.path = path
        self.preview: BookPreview | None = None
        self.promise = _("If you stop, nothing from this workbook is added. Your data stays as it was.")
        self.counts = [
            CounterCard(0, _("new"), _("Will be added"), "plus", "ok"),
            CounterCard(0, _("changed"), _("Replaces what is here"), "git-compare", "info"),
            CounterCard(0, _("already here"), _("Nothing changes"), "copy", "neutral"),
        ]
        self.grid = EvenGrid(self.counts, columns=3, least=200)
        self.problems = LineCard(kind="failed")
        self.warnings = LineCard()
        self.about = Details(_("About this workbook"), is_open=True)
        self.about_words = label("", "hint")
        self.about.body.addWidget(self.about_words)
        for part in (self.problems, self.grid, self.warnings, self.about):
            self.add(part)
        self.show_only()
        self.look()

    def look(self) -> None:
        """Read the workbook and count. Changes nothing."""
        self.run(preview_workbook, self.path, done=self._looked, label=_("Reading the workbook"))

    def start_import(self) -> None:
        """Import what was shown."""
        self.run(import_workbook, self.path, done=self._imported, label=_("Importing the workbook"))

    def failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled) and self.preview is None:
            super().reject()
            return
        again = button(_("Try again"), "primary", "refresh-cw", on_press=self.look)
        self.set_buttons([button(_("Close"), on_press=self.reject), again])
        again.setFocus()

    def _looked(self, found: BookPreview) -> None:
        self.preview = found
        self.set_title(_("Import round workbook"), f"{self.path.name}. {held_words(found)}")
        self._count(found)
        wrong = len(found.problems)
        title = ngettext(
            "{n} cell to correct. Nothing was imported.", "{n} cells to correct. Nothing was imported.", wrong
        )
        self.problems.set_lines(
            title.format(n=wrong),
            _("Correct these cells in Excel, save the workbook, then press “Try again”."),
            found.problems,
        )
        said = ngettext("{n} thing to know", "{n} things to know", len(found.warnings))
        self.warnings.set_lines(said.format(n=len(found.warnings)), "", found.warnings)
        self.about_words.setText(found.note)
        shown: list[QWidget] = [self.problems] if wrong else [self.grid]
        shown += [self.warnings] if found.warnings else []
        self.show_only(*shown, *([self.about] if found.note else []))
        self._offer(found)

    def _offer(self, found: BookPreview) -> None:
        if found.problems:
            again = button(_("Try again"), "primary", "refresh-cw", on_press=self.look)
            self.set_buttons([button(_("Close"), on_press=self.reject), again])
            self.problems.lines.setFocus()
            return
        if not found.new and not found.changed:
            close = button(_("Close"), "primary", on_press=self.accept)
            self.set_buttons([close])
            self.notices.show_message("info", _("Nothing new in this file."))
            close.setFocus()
            return
        start = button(_("Import workbook"), "primary", "file-input", on_press=self.start_import)
        self.set_buttons([button(_("Cancel"), on_press=self.reject), start])
        start.setFocus()

    def _imported(self, outcome: Outcome) -> None:
        self._count(outcome.value)
        for card, meaning in zip(self.counts, (_("Added"), _("Replaced"), _("Nothing changed")), strict=True):
            card.set_meaning(meaning)
        self.set_title(_("Import result"), f"{self.path.name}. {outcome.message} {held_words(outcome.value)}")
        done = button(_("Done"), "primary", "check", on_press=self.accept)
        self.set_buttons([done])
        done.setFocus()
        self.imported.emit(outcome)

    def _count(self, found: BookPreview) -> None:
        for card, count in zip(self.counts, (found.new, found.changed, found.same), strict=True):
            card.set_count(count)


class LineCard(Card):
    """A list that can be long and is read, scrolled and copied: cells to correct, things to know."""

    def __init__(self, *, kind: str = "card") -> None:
        super().__init__(" ", kind="failed" if kind == "failed" else "card")
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setFont(font("table"))
        copy = button(_("Copy list"), "link", "copy", on_press=self.copy)
        self.set_corner(copy)
        self.add(self.lines)

    def set_lines(self, title: str, sentence: str, lines: Sequence[str]) -> None:
        """Shows other lines; a few are shown whole, many scroll."""
        self.set_title(title or " ")
        self.set_context(sentence)
        self.lines.setPlainText("\n".join(lines))
        self.lines.setAccessibleName(title)
        shown = min(max(len(lines), 2), _LINES_SHOWN)
        self.lines.setFixedHeight(self.lines.fontMetrics().lineSpacing() * (shown + 2) + 14)

    def copy(self) -> None:
        """Puts the lines on the clipboard."""
        QGuiApplication.clipboard().setText(self.lines.toPlainText())


def held_words(found: BookPreview) -> str:
    """Survey 2021: 9 workshops, 58 replies, the round and its questionnaire."""
    parts = [ngettext("{n} workshop", "{n} workshops", found.workshops).format(n=found.workshops)]
    if found.participants:
        parts.append(ngettext("{n} person", "{n} people", found.participants).format(n=found.participants))
    if found.replies:
        parts.append(ngettext("{n} reply", "{n} replies", found.replies).format(n=found.replies))
    count = len(found.rounds)
    if count:  # these are records too: without them the counts do not add up
        last = ngettext("the round and its questionnaire", "{n} rounds and their questionnaire", count)
        parts.append(last.format(n=count))
    rounds = ", ".join(survey_name(number) for number in found.rounds)
    words = ", ".join(parts)
    return _("{rounds}: {words}").format(rounds=rounds, words=words) if rounds else words
