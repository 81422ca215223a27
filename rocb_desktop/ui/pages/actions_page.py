"""The action log: what was done and is planned after each workshop, as a list, a board, and the form of one action."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from rocb_desktop.domain.material import Evidence
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.drafts import take_draft
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.survey.action_links import linkable
from rocb_desktop.services.survey.action_log import ActionLog, LogLine, action_log
from rocb_desktop.services.survey.actions import change_action, log_action, log_today
from rocb_desktop.services.survey.evidence import add_evidence, list_evidence, remove_evidence
from rocb_desktop.services.survey.opening import open_copy
from rocb_desktop.texts import N_, _, ngettext
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.command import Command
from rocb_desktop.ui.dialogs.pass_on_dialog import PassOnDialog
from rocb_desktop.ui.dialogs.promise_dialog import PromiseDialog
from rocb_desktop.ui.foreign_file import hand_over
from rocb_desktop.ui.page import FormField, Page, PageHost
from rocb_desktop.ui.views.log.action_board import ActionBoard
from rocb_desktop.ui.views.log.action_entry import ActionEntry
from rocb_desktop.ui.views.log.action_form import ActionForm
from rocb_desktop.ui.views.log.action_list import ActionList
from rocb_desktop.ui.views.log.action_words import draft_action, of_workshop
from rocb_desktop.ui.views.log.log_face import LogFace
from rocb_desktop.ui.views.log.log_steps import LogSteps
from rocb_desktop.ui.views.log.logged_card import LoggedCard, SurveyNote
from rocb_desktop.ui.views.report.results_view import ResultsView
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.form_frame import FormFrame
from rocb_desktop.ui.work import Work


class ActionsPage(Page):
    """Two faces: the log under its tabs, and the form for a new entry ("") or an old one (its id)."""

    shows = frozenset(
        {"action", "workshop", "evidence", "material", "own_material", "recommendation", "project", "effect"}
    )
    title = N_("Action log")
    icon = "notebook-pen"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self._book: ActionLog | None = None
        self._asked: dict[str, Any] = {}
        self._editing: str | None = None  # None: the log
        self._quick = False  # the keyboard starts at the line that logs an action
        self._record = ""  # of the form, also while the list is shown
        self._saved = ""  # the entry to show when the list has it
        self._begun_with = ActionEntry()
        self.form = ActionForm()
        self.face = LogFace()
        self._steps = LogSteps(self, self.face)
        self._steps.promise_wanted.connect(self._ask_promise)
        self._steps.passing_wanted.connect(self._ask_whom)
        self.log, self.board = self._steps.log, self._steps.board
        self.results = ResultsView(self)
        self.face.add_tab("results", _("Recommendations and projects"), self.results)
        self.beside, self._note = LoggedCard(), SurveyNote()
        self.save_button = button(_("Save action"), "primary", on_press=self._save)
        self.another_button = button(_("Save and add another"), on_press=lambda: self._save(another=True))
        self.cancel_button = button(_("Cancel"), on_press=self._cancel)
        buttons = (self.cancel_button, self.another_button, self.save_button)
        self._frame = FormFrame(self.form, (self.beside, self._note), buttons)
        self._faces = QStackedWidget()
        self._faces.addWidget(self.face)
        self._faces.addWidget(self._frame)
        self.set_content(self._faces)
        self._keeper = self.keep_draft("", lambda: asdict(self.form.entry()), self.form)
        self._keeper.kept.connect(self._say_kept)
        self._quick_keeper = self.keep_draft("quick", self.log.quick.entry, self.log.quick)
        self._listen()
        self._show_face()

    def _listen(self) -> None:
        self.form.changed.connect(self._show_beside)
        self.form.workshop.changed.connect(lambda _workshop: self._load_links())
        self.form.evidence.opened.connect(self._open_evidence)
        self.form.evidence.removed.connect(lambda one: self.do(remove_evidence, one.id))
        self.log.quick.logged.connect(self._save_quick)
        self.log.quick.more.connect(self._go_on_in_form)
        self.log.edited.connect(lambda line: self._open(ActionEntry.of(line.action), line.action.id))
        self.log.continued.connect(lambda: self._open(ActionEntry(), ""))
        self.log.dropped.connect(self._drop_draft)
        self.board.opened.connect(self._open_record)

    def arrive(self, **what: Any) -> None:
        self._asked = what
        if self._book is not None:
            self._go_to_asked()
        self.take_focus()

    def reload(self) -> None:
        self.load(action_log)

    def show_content(self, value: ActionLog) -> None:
        first, self._book = self._book is None, value
        self.form.set_choices(value.workshops, value.today, value.latest)
        self._steps.show_log(value)
        self.results.reload()
        self.log.choose(self._saved)
        self._saved = ""
        if self._editing is not None:
            self._load_links()
        if self._editing:
            self._load_evidence(self._editing)
        if first:
            self._quick_keeper.offer(self.log.quick.restore)
            self._go_to_asked()
        else:
            self._show_face()

    def first_focus(self) -> QWidget | None:
        if self._editing is not None:
            return self.form.first_focus()
        if self._quick:
            return self.log.quick.first_focus()
        face = self.face.face()
        return face.first_focus() if isinstance(face, ActionList | ActionBoard | ResultsView) else None

    def commands(self) -> Sequence[Command]:
        return self._steps.commands()

    def primary_button(self) -> QPushButton | None:
        return super().primary_button() if self._editing is None else self.save_button

    def title_text(self) -> str:
        return self.header.title_label.text()  # what is on it now

    def form_fields(self) -> Mapping[str, FormField]:
        if self._editing is None and self.face.key() == "results":
            return self.results.form_fields()
        return self.log.quick.fields() if self._quick and self._editing is None else self.form.fields()

    def show_error(self, error: Exception) -> None:
        field = getattr(error, "values", {}).get("field")
        self.form.open_at(str(field))
        super().show_error(error)

    def areas(self) -> Sequence[QWidget]:
        if self._editing is None:
            return (self.header, self.states)
        return (self.form, self.save_button, self.beside)

    def arrange(self, frame: Frame) -> None:
        self._frame.set_frame(frame)
        self.face.set_frame(frame)
        self.another_button.setVisible(frame != "narrow")

    def _go_to_asked(self) -> None:
        asked, self._asked = self._asked, {}
        self._quick = False
        book = self._book
        if book is None or not book.workshops:
            self._show_list()
        elif line := book.find(str(asked.get("action", ""))):
            self._open(ActionEntry.of(line.action), line.action.id)
        elif asked.get("new") and "kind" in asked:
            workshop = str(asked.get("workshop") or book.workshops[0].id)
            self._open(ActionEntry(workshop, str(asked["kind"]), date=book.today.isoformat()), "")
        else:
            self._show_log(asked)

    def _show_log(self, asked: Mapping[str, Any]) -> None:
        """The log, at one workshop or all; where a new action is wanted, at the line that logs one."""
        workshop = str(asked.get("workshop", ""))
        self._quick = bool(asked.get("new"))
        if self._quick:
            self.face.choose("log")
            self.log.quick.workshop.set_value(workshop)
        else:
            self.face.choose(str(asked.get("tab", "")))
            self.log.choose_workshop(workshop)
        self._keeper.flush()
        self._show_list()
        self._ask_for_draft()
        if asked.get("promise"):
            self._steps.promise(workshop)

    def _open(self, entry: ActionEntry, record: str) -> None:
        self.clear_errors()
        self._editing = self._record = record
        self._keeper.set_record(record)
        self._begun_with = entry
        self.form.evidence.begin()
        self._fill(entry)
        self._load_links()
        if record:
            self._load_evidence(record)
        self._frame.say("")
        self._keeper.offer(self._restore)
        self._show_face()
        self.states.focus(self.first_focus())

    def _fill(self, entry: ActionEntry) -> None:
        self.form.show_entry(entry)
        self._show_beside()

    def _restore(self, kept: dict[str, Any]) -> None:
        entry = ActionEntry.read(kept)
        if self._editing is None or entry == self.form.entry():
            return
        if not self._editing and self._begun_with.type not in ("", entry.type):
            words = _("Save it, or press Cancel to begin another one.")
            self.notices.show_message("info", _("You had begun this action and not saved it."), words)
        self._fill(entry)

    def _save(self, another: bool = False) -> None:
        if not self.form.check_date():
            return
        entry = asdict(self.form.entry())
        files = self.form.evidence.new_files()

        def saved(outcome: Outcome) -> None:
            self._keeper.drop()
            for new in files:
                label = _("Copying the file")
                self.do(add_evidence, str(outcome.value), new.path, smaller=new.smaller, label=label)
            self.form.evidence.begin()
            if another:
                self._begun_with = ActionEntry(entry["workshop"], date=str(entry["date"]))
                self._editing = self._record = ""
                self._keeper.set_record("")
                self._fill(self._begun_with)
                self.states.focus(self.first_focus())
                return
            self._show_list()
            self._saved = str(outcome.value)
            self.states.focus(self.first_focus())

        if self._editing:
            self.do(change_action, self._editing, done=saved, **entry)
        else:
            self.do(log_action, done=saved, **entry)

    def _save_quick(self, entry: Mapping[str, Any]) -> None:
        self._quick = True

        def saved(outcome: Outcome) -> None:
            self._quick_keeper.drop()
            self.log.quick.begin()
            self._saved = str(outcome.value)
            self.states.focus(self.log.quick.first_focus())

        self.do(log_today, entry["workshop"], entry["type"], entry["text"], done=saved)

    def _go_on_in_form(self, entry: Mapping[str, Any]) -> None:
        self._quick_keeper.drop()
        self.log.quick.begin()
        self._open(ActionEntry(**entry), "")
        self.form.details.set_open(True)
        self._keeper.touched()

    def _open_record(self, record: str) -> None:
        line = self._book.find(record) if self._book is not None else None
        if line is not None:
            self._open(ActionEntry.of(line.action), record)

    def _load_links(self) -> None:
        entry = self.form.entry()
        self.work.run(
            linkable,
            entry.workshop,
            self._editing or "",
            owner=self,
            latest="links",
            done=self.form.show_links,
            failed=self.show_error,
        )

    def _open_evidence(self, one: Evidence) -> None:
        self.do(open_copy, one.id, done=lambda copied: hand_over(copied, self.notices))

    def _load_evidence(self, record: str) -> None:
        shown = self.form.show_evidence
        self.work.run(list_evidence, record, owner=self, latest="evidence", done=shown, failed=self.show_error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the form is its [Cancel]."""
        if event.key() == Qt.Key.Key_Escape and self._editing is not None:
            self._cancel()
        else:
            super().keyPressEvent(event)

    def _cancel(self) -> None:
        entry, record = self.form.entry(), self._editing or ""
        typed = entry != self._begun_with
        self.clear_errors()
        self._keeper.drop()
        self._show_list()
        if typed:
            back = button(_("Take it back"), "link", "undo-2", on_press=lambda: self._take_back(entry, record))
            self.notices.show_message("info", _("What you typed was not saved."), actions=[back])

    def _take_back(self, entry: ActionEntry, record: str) -> None:
        self._open(entry, record)
        self._keeper.touched()

    def _drop_draft(self) -> None:
        self._keeper.set_record("")
        self._keeper.drop()
        self.log.show_draft(False)

    def _show_list(self) -> None:
        self._editing = None
        self.log.show_draft(False)
        self._show_face()

    def _ask_for_draft(self) -> None:
        """Offer what was begun and not saved; what is being kept at this moment says so itself (_say_kept)."""

        def found(kept: dict[str, Any] | None) -> None:
            self.log.show_draft(kept is not None and self._editing is None)

        self.work.run(take_draft, self.key, "", done=found, owner=self, latest="list draft")

    def _show_face(self) -> None:
        """Header, buttons and the face that fits; an empty log says what to do."""
        if self._editing is not None:
            self.states.show_content()
            self._faces.setCurrentWidget(self._frame)
            self.header.set_title(_("Change the action") if self._editing else _("Log an action"))
            self.header.set_context(_("It takes about two minutes. Nothing is sent until you choose to send it."))
            self.set_buttons()
            return
        self._faces.setCurrentWidget(self.face)
        self.header.set_title(_(self.title))
        if self._book is not None:
            self._show_list_header(self._book)

    def _show_list_header(self, book: ActionLog) -> None:
        count = len(book.lines)
        self.header.set_context(ngettext("{n} action logged", "{n} actions logged", count).format(n=count))
        if not book.workshops:
            self.set_buttons()
            pack = button(_("Open a workshop pack"), "primary", "folder-open", on_press=self.host.choose_files)
            self.show_empty(_("No workshop yet"), _("Actions belong to a workshop. Open its pack first."), pack)
            return
        self.states.show_content()
        log_button = button(_("Log an action"), "primary", "plus", on_press=lambda: self.arrive(new=True, kind=""))
        self.set_buttons(*self._steps.buttons(), log_button)

    def _ask_promise(self, workshop: Workshop) -> None:
        if self._book is not None:
            dialog = PromiseDialog(self.work, workshop, self._book.today, self.window())
            dialog.made.connect(lambda outcome: self.notices.show_outcome(outcome, self.host.take_back))
            dialog.open()

    def _ask_whom(self, lines: Sequence[LogLine], chosen: Sequence[str]) -> None:
        dialog = PassOnDialog(self.work, lines, chosen, self.window())
        dialog.decided.connect(lambda outcome: self.notices.show_outcome(outcome, self.host.take_back))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_beside(self) -> None:
        if self._book is None:
            return
        entry = self.form.entry()
        workshop = next((one for one in self._book.workshops if one.id == entry.workshop), None)
        log = [line.action for line in reversed(self._book.lines)]
        others = [one for one in of_workshop(log, entry.workshop) if one.id != self._editing]
        draft = draft_action(asdict(entry)) if entry.type else None
        self.beside.show_log(short_title(workshop) if workshop is not None else "", others, draft)
        self._note.set_planned(entry.status == "planned")

    def _say_kept(self, at: datetime) -> None:
        if self._editing is not None:
            self._frame.say(_("Draft saved at {time}").format(time=f"{at.astimezone():%H:%M}"))
        elif not self._record:
            self.log.show_draft(True)
