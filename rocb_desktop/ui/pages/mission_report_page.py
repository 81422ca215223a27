"""Mission reports: one for each workshop, written section by section, made into Word and PDF, then only read."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QWidget

from rocb_desktop.domain.material import safe_name
from rocb_desktop.reports.document import Document
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.survey.gaps import add_gap, change_gap, remove_gap
from rocb_desktop.services.survey.mission_reports import (
    ReportDesk,
    begin_version,
    finish_report,
    list_reports,
    report_document,
    save_report,
)
from rocb_desktop.services.survey.recommendations import (
    add_recommendation,
    change_recommendation,
    remove_recommendation,
)
from rocb_desktop.texts import N_, _
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.dialogs.note_dialog import NoteDialog
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.page import FormField, Page, PageHost
from rocb_desktop.ui.paper import write_papers
from rocb_desktop.ui.views.report.report_editor import ReportEditor, kept_texts
from rocb_desktop.ui.views.report.report_list import ReportList
from rocb_desktop.ui.views.workshop.workshop_words import title_and_month
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.question import agreed
from rocb_desktop.ui.work import Work


class MissionReportPage(Page):
    """Two faces: the list of reports, and one report being written or read."""

    shows = frozenset(
        "mission_report gap recommendation action evidence workshop material own_material person contact".split()
    )
    title = N_("Mission reports")
    icon = "file-text"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self._desks: tuple[ReportDesk, ...] | None = None
        self._asked: dict[str, Any] = {}
        self._kept: Mapping[str, str] = {}  # the texts that are in the store
        self._frame: Frame = "wide"
        self.editor: ReportEditor | None = None
        self.list = ReportList()
        self.list.opened.connect(self.open_report)
        self._faces = QStackedWidget()
        self._faces.addWidget(self.list)
        self.set_content(self._faces)
        self._keeper = self.keep_draft("", self._typed)
        self._keeper.kept.connect(self._say_kept)

    def arrive(self, **what: Any) -> None:
        self._asked = what
        if self._desks is not None:
            self._go_to_asked()
        self.take_focus()

    def reload(self) -> None:
        self.load(list_reports)

    def show_content(self, value: Sequence[ReportDesk]) -> None:
        first, self._desks = self._desks is None, tuple(value)
        self.list.show_reports(self._desks)
        if not self._desks:
            self._show_empty()
        elif first:
            self._go_to_asked()
        else:
            self._follow()

    def first_focus(self) -> QWidget | None:
        if self.editor is None:
            return self.list.first_focus()
        return self.editor.panels[self.editor.section].first_control()

    def title_text(self) -> str:
        return self.header.title_label.text()  # what is on it now

    def form_fields(self) -> Mapping[str, FormField]:
        if self.editor is None:
            return {}
        gaps, advice = self.editor.records()
        return advice.form.fields() if gaps.form.record is None else gaps.form.fields()

    def areas(self) -> Sequence[QWidget]:
        if self.editor is None:
            return (self.header, self.states)
        return (self.header, self.editor.list, self.editor.panels[self.editor.section], self.editor.insert)

    def arrange(self, frame: Frame) -> None:
        self._frame = frame
        if self.editor is not None:
            self.editor.set_frame(frame)
            self._show_header()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.work.is_open:
            self.save_texts()

    def open_report(self, workshop: str) -> None:
        """Show the report on a workshop (its id)."""
        desk = self._desk(workshop)
        if desk is None:
            return
        self.save_texts()
        editor = ReportEditor(desk)
        editor.set_frame(self._frame)
        self._put_editor(editor)
        self._kept = kept_texts(desk)
        self._keeper.set_record(workshop)
        self._listen(editor)
        if desk.report.finished is None:
            self._keeper.offer(self._restore)
        self._show_header()
        self.states.focus(self.first_focus())

    def save_texts(self, then: Callable[[], object] | None = None) -> None:
        """Keep what was written as one change, and go on when that is done; silent, for it happens while writing."""
        editor = self.editor
        if editor is None or editor.desk.report.finished is not None or editor.texts() == self._kept:
            if then is not None:
                then()
            return
        texts = editor.texts()
        changed = {id: text for id, text in texts.items() if text != self._kept.get(id)}
        addressee = changed.pop("addressee", None)

        def saved(_outcome: Outcome) -> None:
            self._kept = texts
            self._keeper.drop()
            if editor.open_form() is not None:
                self._keeper.touched()  # the form that is open is in no record yet
            self._say_saved()
            if then is not None:
                then()

        workshop = editor.desk.content.workshop.id
        self.work.run(save_report, workshop, changed, addressee, done=saved, failed=self.show_error, owner=self)

    def choose_place(self) -> None:
        """Ask where the two files go; both have the same name."""
        editor = self.editor
        if editor is None:
            return
        dialog = QFileDialog(self, _("Make Word and PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Word documents (*.docx)")])
        dialog.setDefaultSuffix("docx")
        begin_there(dialog, file_name(editor.desk))
        dialog.fileSelected.connect(lambda name: self.make_files(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def make_files(self, word: Path) -> None:
        """Save, write both files, and finish the report with the PDF as evidence."""
        editor, pdf = self.editor, word.with_suffix(".pdf")
        if editor is None:
            return
        if pdf.exists() and not self._may_replace(pdf):
            self.choose_place()
            return
        workshop = editor.desk.content.workshop.id

        def finish(_nothing: object) -> None:
            self.do(finish_report, workshop, pdf, done=lambda _outcome: self._say_made(word, pdf))

        def write(paper: Document) -> None:
            self.do(write_papers, paper, word, pdf, done=finish, label=_("Making Word and PDF"))

        def read() -> None:
            self.work.run(report_document, workshop, done=write, failed=self.show_error, owner=self)

        self.save_texts(read)

    def show_note(self) -> None:
        """The paragraph for a superior."""
        if self.editor is not None:
            self.save_texts()
            workshop = self.editor.desk.content.workshop
            NoteDialog(self.work, workshop.id, self).open()

    def _may_replace(self, pdf: Path) -> bool:
        """The dialog for files asked about the Word file only."""
        return agreed(
            self,
            _("Make Word and PDF"),
            _("A file {name} is there already.").format(name=pdf.name),
            _("The PDF gets the name of the Word file. What is in the file now would be gone."),
            yes=_("Replace it"),
            no=_("Choose another name"),
            harms=True,
        )

    def _listen(self, editor: ReportEditor) -> None:
        workshop = editor.desk.content.workshop.id
        editor.changed.connect(self._keeper.touched)
        editor.left.connect(self.save_texts)
        gaps, advice = editor.records()
        gaps.saved.connect(lambda record, values: self._save_gap(workshop, record, values))
        gaps.removed.connect(lambda record: self.do(remove_gap, record))
        advice.saved.connect(lambda record, values: self._save_advice(workshop, record, values))
        advice.removed.connect(lambda record: self.do(remove_recommendation, record))
        plan = editor.plan()
        plan.opened.connect(lambda action: self.host.go("actions", action=action))
        plan.asked.connect(lambda: self.host.go("actions", new=True, workshop=workshop))

    def _save_gap(self, workshop: str, record: str, values: dict[str, Any]) -> None:
        if record:
            self.do(change_gap, record, done=lambda _outcome: self._form_saved(0), **values)
        else:
            self.do(add_gap, workshop, done=lambda _outcome: self._form_saved(0), **values)

    def _save_advice(self, workshop: str, record: str, values: dict[str, Any]) -> None:
        if record:
            self.do(change_recommendation, record, values, done=lambda _outcome: self._form_saved(1))
        else:
            first = [values[name] for name in ("text", "owner", "due", "state")]
            self.do(add_recommendation, workshop, *first, done=lambda _outcome: self._form_saved(1))

    def _form_saved(self, which: int) -> None:
        if self.editor is not None:
            self.editor.records()[which].done()
            if self.editor.texts() == self._kept:
                self._keeper.drop()

    def _typed(self) -> dict[str, Any]:
        if self.editor is None:
            return {}
        return {"texts": self.editor.texts(), "form": self.editor.open_form()}

    def _restore(self, kept: dict[str, Any]) -> None:
        if self.editor is None:
            return
        texts, form = kept.get("texts"), kept.get("form")
        if isinstance(texts, dict):
            self.editor.show_texts(texts)
        if isinstance(form, dict):
            self.editor.restore_form(form)

    def _go_to_asked(self) -> None:
        asked, self._asked = self._asked, {}
        desks = self._desks or ()
        wanted = str(asked.get("workshop", ""))
        if not wanted and len(desks) == 1:
            wanted = desks[0].content.workshop.id
        if not wanted or self._desk(wanted) is None:
            self._show_list()
        elif self.editor is None or self.editor.desk.content.workshop.id != wanted:
            self.open_report(wanted)
        if self.editor is not None and asked.get("section") in self.editor.panels:
            self.editor.go_to(str(asked["section"]))

    def _follow(self) -> None:
        """The store changed: show that, but never over what is being typed."""
        desk = self._desk(self.editor.desk.content.workshop.id) if self.editor is not None else None
        if self.editor is None or desk is None:
            self._show_list()
            return
        untouched = self.editor.texts() == self._kept
        if untouched:
            self._kept = kept_texts(desk)
        self.editor.show_desk(desk, texts=untouched)
        self._show_header()

    def _desk(self, workshop: str) -> ReportDesk | None:
        return next((one for one in self._desks or () if one.content.workshop.id == workshop), None)

    def _show_empty(self) -> None:
        self.set_buttons()
        pack = button(_("Open a workshop pack"), "primary", "folder-open", on_press=self.host.choose_files)
        self.show_empty(_("No workshop yet"), _("A mission report is about a workshop. Open its pack first."), pack)

    def _show_list(self) -> None:
        self.save_texts()
        self._put_editor(None)
        self.states.show_content()
        self.header.set_title(_(self.title))
        self.header.set_context(_("They stay in your administration"))
        self.set_buttons()

    def _show_header(self) -> None:
        if self.editor is None:
            return
        desk = self.editor.desk
        self.states.show_content()
        self.header.set_title(_("Mission report"))
        self.header.set_context(title_and_month(desk.content.workshop, full=self._frame == "wide"))
        buttons: list[QPushButton] = []
        if len(self._desks or ()) > 1:
            buttons.append(button(_("All reports"), icon="arrow-left", on_press=self._back_to_list))
        buttons.append(button(_("Note to my superior"), icon="mail", on_press=self.show_note))
        if desk.report.finished is None:
            buttons.append(button(_("Make Word and PDF"), "primary", "file-output", on_press=self.choose_place))
        else:
            workshop = desk.content.workshop.id
            again = button(
                _("Make a new version"), "primary", "pencil", on_press=lambda: self.do(begin_version, workshop)
            )
            buttons.append(again)
        self.set_buttons(*buttons)

    def _back_to_list(self) -> None:
        self._show_list()
        self.states.focus(self.list.first_focus())

    def _put_editor(self, editor: ReportEditor | None) -> None:
        old, self.editor = self.editor, editor
        if editor is not None:
            self._faces.addWidget(editor)
        self._faces.setCurrentWidget(editor if editor is not None else self.list)
        if old is not None:
            self._faces.removeWidget(old)
            old.deleteLater()

    def _say_kept(self, at: datetime) -> None:
        if self.editor is not None and self.editor.desk.report.finished is None:
            said = _("Draft saved at {time}")
            self.editor.saved_label.setText(said.format(time=f"{at.astimezone():%H:%M}"))

    def _say_saved(self) -> None:
        if self.editor is not None:
            self.editor.saved_label.setText(_("Saved. Every version is kept in History."))

    def _say_made(self, word: Path, pdf: Path) -> None:
        if self.editor is not None:
            said = _("The files are {word} and {pdf}.").format(word=word.name, pdf=pdf.name)
            self.editor.files_label.setText(said)
            self.editor.files_label.show()


def file_name(desk: ReportDesk) -> str:
    """A name for the file: what it is, and of which workshop."""
    workshop = desk.content.workshop
    number = f"_v{desk.report.version + 1}" if desk.report.version else ""
    title = _("Mission report")
    return safe_name(f"{title}_{workshop.short_title or workshop.title}{number}.docx".replace(" ", "_"))
