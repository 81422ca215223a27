"""Tables 1-7 of a round with their computed marks, footers and notes; copied, and saved as an Excel workbook."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from rocb_desktop.services.region.figures import RoundFigures, round_figures
from rocb_desktop.services.region.tables import save_workbook
from rocb_desktop.texts import N_, _
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.round_choice import RoundChoice, survey_name
from rocb_desktop.ui.views.region.no_figures import no_figures
from rocb_desktop.ui.views.region.table_grid import Grid, basis, grid
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.figure_sheet import FigureSheet
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.link import LinkLabel
from rocb_desktop.ui.widgets.message import announce
from rocb_desktop.ui.widgets.tabs import CountTabs
from rocb_desktop.ui.work import Work

NUMBERS = tuple(range(1, 8))


class TablesPage(Page):
    """One table at a time under its tab; Ctrl+PgDn shows the next, Ctrl+C copies with underlines and bold letters."""

    shows = frozenset("round workshop participation reply review received national_return".split())
    title = N_("Tables and checks")
    icon = "table-2"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self.figures: RoundFigures | None = None
        self.shown: Grid | None = None
        self.choice = RoundChoice.of(work)
        self.choice.changed.connect(self.mark_stale)
        self.tabs = CountTabs(_("Tables"), [(str(n), _("Table {number}").format(number=n), None) for n in NUMBERS])
        self.tabs.serve(self)
        self.table = FigureSheet()
        self.table_title = label("", "cardTitle")
        self.legend = label("", "caption")
        self.footers = label("", "body")
        self.notes = label("", "hint")
        self._lay_out()
        self.tabs.changed.connect(self._on_tab)

    def _lay_out(self) -> None:
        card = Card(flush=True)
        head = QVBoxLayout()
        head.setContentsMargins(2, 0, 2, 0)
        head.addWidget(self.tabs)
        card.body.addLayout(head)
        self.table_title.setContentsMargins(16, 6, 16, 4)
        self.footers.setContentsMargins(16, 10, 16, 0)
        self.legend.setContentsMargins(16, 8, 16, 8)
        for part in (self.table_title, self.table, self.footers, self.legend):
            card.add(part)
        card.body.setSpacing(0)
        self.notes_card = Card(_("What to know"))
        self.notes_card.add(self.notes)
        self.undecided = LinkLabel(_("Show the undecided answers"))
        self.undecided.pressed.connect(lambda: self.host.go("history", show="conflicts"))
        self.notes_card.add(self.undecided)
        self.sheet.add(card)
        self.sheet.add(self.notes_card)

    def reload(self) -> None:
        self.load(round_figures, self.choice.number)

    def show_content(self, value: RoundFigures | None) -> None:
        self.figures = value
        if value is None or not value.tables.n:
            no_figures(self, value, self.choice)
            return
        self.header.set_title(_("Tables of {survey}").format(survey=survey_name(value.round)))
        self.header.set_context(basis(value.tables))
        choose = self.choice.button(value.rounds, value.round)
        copy = button(_("Copy table"), "second", "copy", on_press=self.copy)
        save = button(_("Save as Excel"), "primary", "download", on_press=self.choose_place)
        self.set_buttons(*([choose] if choose is not None else []), copy, save)
        self.show_table()

    def first_focus(self) -> QWidget | None:
        tables = self.table.tables()
        return tables[0] if tables else None

    def show_table(self) -> None:
        """The table of the chosen tab."""
        if self.figures is None:
            return
        self.shown = found = grid(self.figures.tables, int(self.tabs.key() or 1))
        self.table_title.setText(found.title)
        self.table.put(found.title, found.heads, found.rows)
        self.footers.setText("\n".join(found.footers))
        self.footers.setVisible(bool(found.footers))
        self.legend.setText("\n".join(found.legend))
        self.legend.setVisible(bool(found.legend))
        self.notes.setText("\n".join(found.notes))
        self.undecided.setVisible(bool(self.figures.tables.undecided))

    def copy(self) -> None:
        """The whole table, with its marks, to the clipboard."""
        self.table.copy()
        self.notices.show_message("ok", _("The table was copied. Paste it into Word or Excel."))

    def choose_place(self) -> None:
        """Ask where to save the workbook."""
        if self.figures is None:
            return
        dialog = QFileDialog(self, _("Save Tables 1–7 as Excel"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Excel workbooks (*.xlsx)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"survey-{self.figures.round}-tables.xlsx")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """Write all seven tables into a workbook."""
        if self.figures is not None:
            said = _("Saved: {name}").format(name=path.name)
            self.do(
                save_workbook,
                self.figures.tables,
                path,
                done=lambda _none: self.notices.show_message("ok", said),
                label=_("Saving the workbook"),
            )

    def _on_tab(self, _key: str) -> None:
        self.show_table()
        if self.shown is not None:
            announce(self, self.shown.title)
