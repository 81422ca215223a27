"""R4, the register of a round: every workshop with its survey and its pack, and the form for a new one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.register import Register, RegisterLine, workshop_register
from rocb_desktop.services.region.rosters import import_roster
from rocb_desktop.services.region.workshops import add_workshop
from rocb_desktop.texts import N_, _, ngettext
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.book_choice import choose_book
from rocb_desktop.ui.dialogs.pack_dialog import PackDialog
from rocb_desktop.ui.dialogs.programme_dialog import write_programme
from rocb_desktop.ui.page import FormField, Page, PageHost
from rocb_desktop.ui.round_choice import RoundChoice, survey_name
from rocb_desktop.ui.views.workshop.material_desk import MaterialDesk
from rocb_desktop.ui.views.workshop.register_list import RegisterList
from rocb_desktop.ui.views.workshop.workshop_form import WhatFollows, WorkshopEntry, WorkshopForm
from rocb_desktop.ui.widgets.button import ButtonRole, button
from rocb_desktop.ui.widgets.faces import Faces
from rocb_desktop.ui.widgets.form_frame import FormFrame
from rocb_desktop.ui.work import Work


class WorkshopsPage(Page):
    """Two faces: the register with one workshop beside it, and the form."""

    shows = frozenset("round workshop participation reply review received national_return sent material".split())
    title = N_("Workshops")
    icon = "calendar-range"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self.register: Register | None = None
        self._asked: dict[str, Any] = {}
        self._adding = False
        self.choice = RoundChoice.of(work)
        self.choice.changed.connect(self.mark_stale)
        self.list = RegisterList()
        self.materials = MaterialDesk(self, self.list.materials)
        self.list.table.chosen.connect(self._show_materials)
        self.form, self.follows = WorkshopForm(), WhatFollows()
        self.save_button = button(_("Add workshop"), "primary", "plus", on_press=self._save)
        self.cancel_button = button(_("Cancel"), on_press=self._cancel)
        self._frame = FormFrame(self.form, (self.follows,), (self.cancel_button, self.save_button))
        self._faces = Faces()
        self._faces.addWidget(self.list)
        self._faces.addWidget(self._frame)
        self.set_content(self._faces)
        self._keeper = self.keep_draft("", lambda: asdict(self.form.entry()), self.form)
        self._keeper.kept.connect(self._say_kept)
        self.form.changed.connect(lambda: self.follows.show_entry(self.form.entry()))
        self.list.details.pack.connect(self.make_pack)
        self.list.details.roster.connect(self.choose_roster)
        self.list.details.programme.connect(lambda line: write_programme(self, line.workshop))

    def arrive(self, **what: Any) -> None:
        self._asked = what
        if self.register is not None:
            self._go_to_asked()
        self.take_focus()

    def reload(self) -> None:
        self.load(workshop_register, self.choice.number)

    def show_content(self, value: Register) -> None:
        first, self.register = self.register is None, value
        self.form.begin(value.today)
        self.list.show_register(value)
        self._show_materials(self.list.table.row())
        if first or self._asked:
            self._go_to_asked()
        else:
            self._show_face()

    def first_focus(self) -> QWidget | None:
        return self.form.title.control if self._adding else self.list.table

    def primary_button(self) -> QPushButton | None:
        return self.save_button if self._adding else super().primary_button()

    def form_fields(self) -> Mapping[str, FormField]:
        return self.form.fields()

    def areas(self) -> Sequence[QWidget]:
        if self._adding:
            return (self.form, self.save_button)
        return (self.header, self.list.table, self.list.details, self.list.materials)

    def arrange(self, frame: Frame) -> None:
        self._frame.set_frame(frame)
        self.list.set_frame(frame)
        self._show_context(frame)

    def make_pack(self, line: RegisterLine) -> None:
        """Ask what goes into the pack of a workshop, and where to write it."""
        if self.register is not None:
            PackDialog(self.work, line, self.register.anchor_words, self).open()

    def _show_materials(self, line: RegisterLine | None) -> None:
        self.materials.show(line.workshop.id if line is not None else "")

    def choose_roster(self, line: RegisterLine) -> None:
        """Ask for the workbook with the participants of a workshop."""
        self._choose(_("Choose the list of participants"), lambda path: self.import_roster(path, line))

    def import_roster(self, path: Path, line: RegisterLine) -> None:
        """Read the participants of a workshop; every bad cell is named and then nothing is imported."""
        self.do(import_roster, path, line.workshop.id, label=_("Reading the list of participants"))

    def _go_to_asked(self) -> None:
        asked, self._asked = self._asked, {}
        if asked.get("new"):
            self._open_form(WorkshopEntry())
            return
        self._adding = False
        self.list.choose(str(asked.get("workshop", "")))
        self._show_face()

    def _open_form(self, entry: WorkshopEntry) -> None:
        self.clear_errors()
        self._adding = True
        self._frame.say("")
        self._fill(entry)
        self._keeper.offer(lambda kept: self._fill(WorkshopEntry.read(kept)))
        self._show_face()
        self.states.focus(self.first_focus())

    def _fill(self, entry: WorkshopEntry) -> None:
        quiet = self.form.blockSignals(True)  # filling the fields is not typing
        self.form.show_entry(entry)
        self.form.blockSignals(quiet)
        self.follows.show_entry(self.form.entry())

    def _save(self) -> None:
        if not self.form.check():
            return
        entry = asdict(self.form.entry())

        def saved(outcome: Outcome) -> None:
            self._keeper.drop()
            self._adding = False
            # The round it belongs to follows from its last day, and may be another than the one looked at.
            self._asked = {"workshop": str(outcome.value)}
            self.choice.choose(self.follows.survey)
            self.mark_stale()

        self.do(add_workshop, done=saved, **entry)

    def _cancel(self) -> None:
        entry = self.form.entry()
        self.clear_errors()
        self._keeper.drop()
        self._adding = False
        self._show_face()
        self.states.focus(self.first_focus())
        if entry.title or entry.administrations:
            back = button(_("Take it back"), "link", "undo-2", on_press=lambda: self._take_back(entry))
            self.notices.show_message("info", _("What you typed was not saved."), actions=[back])

    def _take_back(self, entry: WorkshopEntry) -> None:
        self._open_form(entry)
        self._keeper.touched()

    def _show_face(self) -> None:
        if self.register is None:
            return
        self._faces.setCurrentWidget(self._frame if self._adding else self.list)
        if self._adding:
            self.states.show_content()
            self.header.set_title(_("Add a workshop"))
            self.header.set_context(_("You can add its participants and make its pack afterwards."))
            self.set_buttons()
            return
        self.header.set_title(_(self.title))
        if not self.register.lines:
            self._show_empty()
            return
        self.states.show_content()
        self._show_context(self.header.frame())
        choose = self.choice.button(self.register.rounds, self.register.round or 0)
        book = button(_("Import round workbook"), "second", "file-input", on_press=self._choose_book)
        self.set_buttons(*([choose] if choose is not None else []), book, self._add_button("primary"))

    def _show_context(self, frame: Frame) -> None:
        if self.register is not None and self.register.lines and not self._adding:
            self.header.set_context(register_words(self.register, short=frame != "wide"))

    def _show_empty(self) -> None:
        self.header.set_context("")
        self.set_buttons()
        book = button(_("Import round workbook"), "primary", "file-input", on_press=self._choose_book)
        self.show_empty(
            _("No workshop yet"),
            _("Import a round workbook with the workshops of a year, or add them one by one."),
            book,
            self._add_button("second"),
        )

    def _add_button(self, role: ButtonRole) -> QPushButton:
        return button(_("Add workshop"), role, "plus", on_press=lambda: self.arrive(new=True))

    def _choose_book(self) -> None:
        choose_book(self)

    def _choose(self, title: str, use: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Excel workbooks (*.xlsx)")])
        dialog.fileSelected.connect(lambda name: use(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _say_kept(self, at: datetime) -> None:
        if self._adding:
            self._frame.say(_("Draft saved at {time}").format(time=f"{at.astimezone():%H:%M}"))


def register_words(register: Register, *, short: bool = False) -> str:
    """9 of 11 workshops are in Survey 2021."""
    total = len(register.lines)
    said = ngettext("{n} of {total} workshop is in {survey}.", "{n} of {total} workshops are in {survey}.", total)
    words = said.format(n=register.surveyed, total=total, survey=survey_name(register.round or 0))
    return words if short else _("{words} It opens six months after each workshop.").format(words=words)
