"""The action log: what was done after each workshop, and the form to log one action in under a minute."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from rocb_desktop.domain.material import Evidence
from rocb_desktop.services.drafts import take_draft
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.survey.actions import change_action, log_action, remove_action
from rocb_desktop.services.survey.evidence import add_evidence, list_evidence, remove_evidence
from rocb_desktop.services.survey.homes import ParticipantHome, participant_home
from rocb_desktop.services.survey.opening import open_copy
from rocb_desktop.texts import N_, _, ngettext
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.foreign_file import hand_over
from rocb_desktop.ui.page import FormField, Page, PageHost
from rocb_desktop.ui.views.log.action_form import ActionEntry, ActionForm
from rocb_desktop.ui.views.log.action_list import ActionList
from rocb_desktop.ui.views.log.action_words import draft_action, of_workshop
from rocb_desktop.ui.views.log.logged_card import LoggedCard, SurveyNote
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.form_frame import FormFrame
from rocb_desktop.ui.work import Work


class ActionsPage(Page):
    """Two faces: the list, and the form for a new entry ("") or an old one (its id)."""

    shows = frozenset({"action", "workshop", "evidence"})
    title = N_("Action log")
    icon = "notebook-pen"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self._home: ParticipantHome | None = None
        self._asked: dict[str, Any] = {}
        self._editing: str | None = None  # None: the list
        self._record = ""  # of the form, also while the list is shown
        self._saved = ""  # the entry to show when the list has it
        self._begun_with = ActionEntry()
        self.form = ActionForm()
        self.log = ActionList()
        self.beside, self._note = LoggedCard(), SurveyNote()
        self.save_button = button(_("Save action"), "primary", on_press=self._save)
        self.another_button = button(_("Save and add another"), on_press=lambda: self._save(another=True))
        self.cancel_button = button(_("Cancel"), on_press=self._cancel)
        buttons = (self.cancel_button, self.another_button, self.save_button)
        self._frame = FormFrame(self.form, (self.beside, self._note), buttons)
        self._faces = QStackedWidget()
        self._faces.addWidget(self.log)
        self._faces.addWidget(self._frame)
        self.set_content(self._faces)
        self._keeper = self.keep_draft("", lambda: asdict(self.form.entry()), self.form)
        self._keeper.kept.connect(self._say_kept)
        self.form.changed.connect(self._show_beside)
        self.form.evidence.opened.connect(self._open_evidence)
        self.form.evidence.removed.connect(lambda one: self.do(remove_evidence, one.id))
        self.log.edited.connect(lambda action: self._open(ActionEntry.of(action), action.id))
        self.log.removed.connect(lambda action: self.do(remove_action, action.id))
        self.log.continued.connect(lambda: self._open(ActionEntry(), ""))
        self.log.dropped.connect(self._drop_draft)
        self._show_face()

    def arrive(self, **what: Any) -> None:
        self._asked = what
        if self._home is not None:
            self._go_to_asked()
        self.take_focus()

    def reload(self) -> None:
        self.load(participant_home)

    def show_content(self, value: ParticipantHome) -> None:
        first, self._home = self._home is None, value
        self.form.set_choices([line.workshop for line in value.lines], value.today)
        self.log.show_log(value)
        self.log.choose(self._saved)
        self._saved = ""
        if self._editing:
            self._load_evidence(self._editing)
        if first:
            self._go_to_asked()
        else:
            self._show_face()

    def first_focus(self) -> QWidget | None:
        if self._editing is None:
            return self.log.first_focus()
        return self.form.first_focus()

    def primary_button(self) -> QPushButton | None:
        return super().primary_button() if self._editing is None else self.save_button

    def title_text(self) -> str:
        return self.header.title_label.text()  # what is on it now

    def form_fields(self) -> Mapping[str, FormField]:
        return self.form.fields()

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
        self.another_button.setVisible(frame != "narrow")

    def _go_to_asked(self) -> None:
        asked, self._asked = self._asked, {}
        if self._home is None or not self._home.lines:
            self._show_list()
        elif action := next((one for one in self._home.log if one.id == asked.get("action")), None):
            self._open(ActionEntry.of(action), action.id)
        elif asked.get("new"):
            workshop = asked.get("workshop") or self._home.lines[0].workshop.id
            self._open(ActionEntry(workshop, asked.get("kind", ""), date=self._home.today.isoformat()), "")
        else:
            self.log.choose_workshop(str(asked.get("workshop", "")))
            self._keeper.flush()
            self._show_list()
            self._ask_for_draft()

    def _open(self, entry: ActionEntry, record: str) -> None:
        self.clear_errors()
        self._editing = self._record = record
        self._keeper.set_record(record)
        self._begun_with = entry
        self.form.evidence.begin()
        self._fill(entry)
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

    def _open_evidence(self, one: Evidence) -> None:
        self.do(open_copy, one.id, done=lambda copied: hand_over(copied, self.notices))

    def _load_evidence(self, record: str) -> None:
        shown = self.form.show_evidence
        self.work.run(list_evidence, record, owner=self, latest="evidence", done=shown, failed=self.show_error)

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
        self._faces.setCurrentWidget(self.log)
        self.header.set_title(_(self.title))
        if self._home is not None:
            self._show_list_header(self._home)

    def _show_list_header(self, home: ParticipantHome) -> None:
        count = len(home.log)
        self.header.set_context(ngettext("{n} action logged", "{n} actions logged", count).format(n=count))
        if not home.lines:
            self.set_buttons()
            pack = button(_("Open a workshop pack"), "primary", "folder-open", on_press=self.host.choose_files)
            self.show_empty(_("No workshop yet"), _("Actions belong to a workshop. Open its pack first."), pack)
        elif not home.log:
            self.set_buttons()
            sentence = _("Log what you do after the workshop. Your survey reply is then filled in for you.")
            self.show_empty(_("Nothing logged yet"), sentence, self._log_button())
        else:
            self.states.show_content()
            self.set_buttons(self._log_button())

    def _log_button(self) -> QPushButton:
        return button(_("Log an action"), "primary", "plus", on_press=lambda: self.arrive(new=True))

    def _show_beside(self) -> None:
        if self._home is None:
            return
        entry = self.form.entry()
        line = self._home.line(entry.workshop)
        others = [one for one in of_workshop(self._home.log, entry.workshop) if one.id != self._editing]
        draft = draft_action(asdict(entry)) if entry.type else None
        self.beside.show_log(short_title(line.workshop) if line is not None else "", others, draft)
        self._note.set_planned(entry.status == "planned")

    def _say_kept(self, at: datetime) -> None:
        if self._editing is not None:
            self._frame.say(_("Draft saved at {time}").format(time=f"{at.astimezone():%H:%M}"))
        elif not self._record:
            self.log.show_draft(True)
