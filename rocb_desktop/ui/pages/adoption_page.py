"""R2, the charts of a round: what was adopted, each picture with its finding, its source and its numbers."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.figures import RoundFigures, round_figures
from rocb_desktop.texts import N_, _, ngettext
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.dialogs.feedback_dialog import FeedbackDialog
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.round_choice import RoundChoice, survey_name
from rocb_desktop.ui.views.region.drawn_chart import DrawnChart
from rocb_desktop.ui.views.region.no_figures import no_figures
from rocb_desktop.ui.views.region.table_grid import basis
from rocb_desktop.ui.widgets.button import button, menu_button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.pair import Pair
from rocb_desktop.ui.work import Work

HEIGHT, LARGE = 300, 440  # px of a picture


class AdoptionPage(Page):
    """Arrows go from chart to chart, Enter makes one large and Esc small again, Ctrl+T shows its numbers."""

    shows = frozenset("round workshop participation reply review received national_return".split())
    title = N_("Charts")
    icon = "chart-column"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self.figures: RoundFigures | None = None
        self.large: DrawnChart | None = None
        self._saved: list[str] = []
        self.choice = RoundChoice.of(work)
        self.choice.changed.connect(self.mark_stale)
        self.rates = DrawnChart(work, _("reply-rates"), height=HEIGHT)
        self.adopted = DrawnChart(work, _("actions"), height=HEIGHT)
        self.charts = (self.rates, self.adopted)
        self.notes = label("", "hint")
        notes = Card(_("What to know"))
        notes.add(self.notes)
        self.sheet.add(Pair(*self.charts, turn_at=900))
        self.sheet.add(notes)
        for place, chart in enumerate(self.charts):
            chart.opened.connect(partial(self.toggle_large, chart))
            chart.stepped.connect(partial(self._step, place))
            chart.saved.connect(self._say_saved)
            chart.failed.connect(self.show_error)

    @property
    def ready(self) -> bool:
        return super().ready and not any(chart.is_waiting() for chart in self.charts)

    def reload(self) -> None:
        self.load(round_figures, self.choice.number)

    def show_content(self, value: RoundFigures | None) -> None:
        self.figures = value
        if value is None or not value.tables.n:
            no_figures(self, value, self.choice)
            return
        self.header.set_title(_("Charts of {survey}").format(survey=survey_name(value.round)))
        self._show_context(self.header.frame())
        choose = self.choice.button(value.rounds, value.round)
        feedback = button(_("Make the feedback"), icon="message-square-text", on_press=self.make_feedback)
        self.set_buttons(*([choose] if choose is not None else []), self._save_button(), feedback)
        self.rates.set_chart(value.charts.reply_rates, value.round)
        self.adopted.set_chart(value.charts.actions, value.round)
        notes = [note.text() for note in value.tables.notes if not note.table]
        self.notes.setText("\n".join([basis(value.tables), *notes]))

    def first_focus(self) -> QWidget | None:
        return self.rates.target()

    def arrange(self, frame: Frame) -> None:
        self._show_context(frame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.large is not None:
            self.toggle_large(self.large)
            return
        super().keyPressEvent(event)

    def toggle_large(self, chart: DrawnChart) -> None:
        """One chart over the whole width, or all of them again."""
        self.large = None if self.large is chart else chart
        for one in self.charts:
            one.setVisible(self.large in (None, one))
            one.set_picture_height(LARGE if self.large is one else HEIGHT)
        chart.focus()

    def choose_folder(self, ending: str) -> None:
        """Ask for the folder to save all charts in."""
        dialog = QFileDialog(self, _("Choose a folder for the charts"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.save_all(Path(name), ending))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_all(self, folder: Path, ending: str) -> None:
        """Save every chart into a folder, as pictures (.png) or drawings (.svg)."""
        self._saved = []
        for chart in self.charts:
            chart.write(folder / chart.file_name(ending))

    def make_feedback(self) -> FeedbackDialog | None:
        """Make the file that tells everybody what the survey found."""
        if self.figures is None:
            return None
        dialog = FeedbackDialog(self.work, self.figures.round, self.figures.tables.replies.rows, self.window())
        dialog.made.connect(self._feedback_made)
        dialog.open()
        return dialog

    def _feedback_made(self, outcome: Outcome) -> None:
        self.notices.show_outcome(outcome, self.host.take_back)
        self.host.go("send", file=outcome.value.file)

    def _say_saved(self, path: Path) -> None:
        self._saved = [*self._saved, path.name]
        self.notices.show_message("ok", _("Saved: {name}").format(name=", ".join(self._saved)))

    def _save_button(self) -> QPushButton:
        menu = QMenu()
        menu.addAction(_("As pictures (PNG)"), partial(self.choose_folder, ".png"))
        menu.addAction(_("As drawings (SVG)"), partial(self.choose_folder, ".svg"))
        made = menu_button(_("Save charts"), menu, "download")
        menu.setParent(made, menu.windowFlags())
        return made

    def _show_context(self, frame: Frame) -> None:
        if self.figures is None or not self.figures.tables.n:
            return
        tables = self.figures.tables
        said = ngettext("{n} reply from {count} workshops.", "{n} replies from {count} workshops.", tables.n)
        words = said.format(n=tables.n, count=tables.surveyed)
        if frame == "wide":
            words = _("{words} Press Enter on a chart to make it large.").format(words=words)
        self.header.set_context(words)

    def _step(self, place: int, by: int) -> None:
        shown: Sequence[DrawnChart] = [one for one in self.charts if one.isVisible()]
        here = shown.index(self.charts[place])
        shown[(here + by) % len(shown)].focus()
