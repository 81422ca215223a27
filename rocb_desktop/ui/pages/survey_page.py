"""Survey replies: which survey is due, the questions in any order, the check, and exactly what leaves this computer."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.questionnaire import normalise
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.people import change_me
from rocb_desktop.services.sending.outbox import make_reply_file
from rocb_desktop.services.survey.homes import ParticipantHome, WorkshopLine, participant_home
from rocb_desktop.services.survey.replies import Outgoing, outgoing, save_reply
from rocb_desktop.services.survey.versions import ReplyVersions, reply_versions
from rocb_desktop.texts import N_, _, format_date
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.command import Command
from rocb_desktop.ui.entering import save_excel_form
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.views.survey.check_view import CheckView, made_note
from rocb_desktop.ui.views.survey.leaving_view import LeavingView
from rocb_desktop.ui.views.survey.survey_form import SurveyForm
from rocb_desktop.ui.views.survey.survey_list import SurveyList
from rocb_desktop.ui.views.survey.track_words import corrections_above
from rocb_desktop.ui.views.survey.versions_view import VersionsView
from rocb_desktop.ui.views.workshop.workshop_words import title_and_month
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.work import Work

Step = Literal["list", "form", "check", "leaving", "made", "versions"]


class SurveyPage(Page):
    """One step at a time: the list, the questions, the check, what leaves, and the reply of a file that was made."""

    shows = frozenset({"reply", "action", "workshop", "sent", "person", "contact", "questionnaire"})
    title = N_("Survey replies")
    icon = "list-checks"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self._home: ParticipantHome | None = None
        self._asked: dict[str, Any] = {}
        self.step: Step = "list"
        self._workshop = ""
        self._form: SurveyForm | None = None
        self._kept: Mapping[str, Value] = {}  # what of the form is in the store
        self._frame: Frame = "wide"
        self.list = SurveyList()
        self.list.opened.connect(self.open_survey)
        self.list.asked.connect(self._open_question)
        self._faces = QStackedWidget()
        self._faces.addWidget(self.list)
        self.set_content(self._faces)
        self._keeper = self.keep_draft("", lambda: self._form.answers() if self._form is not None else {})

    @property
    def form(self) -> SurveyForm | None:
        """The questions on the screen, or behind the check; None in the list."""
        return self._form

    def arrive(self, **what: Any) -> None:
        self._asked = what
        if self._home is not None:
            self._go_to_asked(self._home)
        self.take_focus()

    def reload(self) -> None:
        self.load(participant_home)

    def show_content(self, value: ParticipantHome) -> None:
        first, self._home = self._home is None, value
        self.list.show_home(value)
        if not any(line.survey != "not_surveyed" for line in value.lines):
            self._show_empty()
        elif first:
            self._go_to_asked(value)
        else:
            self._follow(value)

    def first_focus(self) -> QWidget | None:
        if self.step == "list":
            return self.list.first_focus()
        if self.step == "form" and self._form is not None:
            return self._form.first_control()
        return self.header.primary()

    def commands(self) -> Sequence[Command]:
        return (Command(_("Save as E&xcel form …"), self.save_excel_form, menu="file", icon="table-2"),)

    def save_excel_form(self) -> None:
        """The survey that is open, with the answers there are, for a computer without the app."""
        if self._form is None:
            self.notices.show_message("info", _("Open a survey first, then save it as an Excel form."))
            return
        save_excel_form(self, self._form.reply.workshop, self._form.answers())

    def title_text(self) -> str:
        return self.header.title_label.text()  # what is on it now

    def arrange(self, frame: Frame) -> None:
        self._frame = frame
        if self._form is not None:
            self._form.set_frame(frame)
            if self.step != "list":
                self.header.set_context(self._about(self._form.reply.workshop))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.work.is_open and self._is_changed():
            self._save(lambda: None)

    def open_survey(self, workshop: str) -> None:
        """Show the questions of a workshop, or its reply when the file was made and nothing changed since."""
        line = self._home.line(workshop) if self._home is not None else None
        if line is None:
            return
        self._workshop = workshop
        if line.survey == "file_made":
            self._show_made(line)
        else:
            self._show_form(line)
        self.states.focus(self.first_focus())

    def _open_question(self, workshop: str, number: int) -> None:
        self.open_survey(workshop)
        self._change(number)

    def _go_to_asked(self, home: ParticipantHome) -> None:
        asked, self._asked = self._asked, {}
        wanted = str(asked.get("workshop", ""))
        surveyed = [line for line in home.lines if line.survey != "not_surveyed"]
        if not wanted and len(surveyed) == 1:
            wanted = surveyed[0].workshop.id
        if not wanted:
            self._show_list()
        elif self._form is None or self._workshop != wanted:
            self._leave_form(lambda: self.open_survey(wanted))
        elif self.step != "form":  # what was left at the check is asked for again: the questions, and what to correct
            self._show_questions()

    def _follow(self, home: ParticipantHome) -> None:
        """The store changed: show that, but never over what is being typed."""
        line = home.line(self._workshop)
        if self.step == "list" or line is None:
            self._show_list()
        elif self.step == "made":
            self.open_survey(self._workshop)
        elif self._form is not None and not self._is_changed():
            questions = line.form.questionnaire
            if normalise(line.form.answers, questions) != normalise(self._form.answers(), questions):
                self._show_form(line)  # taken back, or changed by a file that came in
            else:
                before, self._form.reply = self._form.reply, line.form
                if self.step == "check" and before.person != line.form.person:
                    self._go_to_check()

    def _show_empty(self) -> None:
        self.set_buttons()
        pack = button(_("Open a workshop pack"), "primary", "folder-open", on_press=self.host.choose_files)
        self.show_empty(_("No survey yet"), _("The pack of your workshop brings its survey."), pack)

    def _show_list(self) -> None:
        self._leave_form(lambda: None)
        self._form = None
        self._show("list", self.list, _(self.title), _("One reply for each workshop"))

    def _show_form(self, line: WorkshopLine) -> None:
        form = SurveyForm(line.form, corrections_above(line))
        form.set_frame(self._frame)
        form.log_asked.connect(self._open_log)
        form.changed.connect(self._keeper.touched)
        self._form, self._kept = form, form.answers()
        self._keeper.set_record(self._workshop)
        self._keeper.offer(form.show_answers)
        self._show_questions()

    def _show_questions(self) -> None:
        form = self._form
        if form is None:
            return
        send = button(_("Check and send"), "primary", on_press=self._check)
        workshop = form.reply.workshop
        if not form.reply.may_send:
            set_off(send, _("The survey opens on {date}").format(date=format_date(workshop.window.opens)))
        close = button(_("Save and close"), on_press=lambda: self._save(self._show_list))
        buttons = [close, send]
        if form.reply.version:
            words = _("Compare with version {n}").format(n=form.reply.version)
            buttons.insert(0, button(words, icon="git-compare", on_press=lambda: self._compare(form.answers())))
        self._show("form", form, form.reply.questionnaire.title, self._about(workshop), *buttons)

    def _compare(self, now: Mapping[str, Value]) -> None:
        """What the versions said beside what is typed now."""
        self.clear_errors()
        self.work.run(
            reply_versions,
            self._workshop,
            done=lambda found: self._show_versions(found, now),
            failed=self.show_error,
            owner=self,
            latest="versions",
        )

    def _show_versions(self, found: ReplyVersions, now: Mapping[str, Value]) -> None:
        view = VersionsView(found, now)
        back = button(_("Back to the questions"), "primary", on_press=lambda: self._change(0))
        if self._form is None:
            back = button(_("Back to my reply"), "primary", on_press=lambda: self.open_survey(self._workshop))
        self._show("versions", view, _("Versions of your reply"), self._about(found.now.workshop), back)
        self.states.focus(view.first_focus() or back)

    def _open_log(self, box: str) -> None:
        """To the entry behind a box, or to all of its workshop when there are several; what is typed is kept."""
        entries = self._form.reply.entries.get(box, ()) if self._form is not None else ()
        if len(entries) == 1:
            self.host.go("actions", action=entries[0])
        elif entries:
            self.host.go("actions", workshop=self._workshop)

    def _check(self) -> None:
        if self._form is not None and self._form.check():
            self._save(self._go_to_check)

    def _go_to_check(self) -> None:
        self._show_check()
        self.states.focus(self.header.primary())

    def _show_check(self) -> None:
        if self._form is None:
            return
        view = CheckView(self._form.reply, self._form.answers())
        view.change_asked.connect(self._change)
        view.person_saved.connect(lambda values: self.do(change_me, **values))
        back = button(_("Back to the questions"), on_press=lambda: self._change(0))
        go_on = button(_("See what leaves this computer"), "primary", on_press=self._look)
        self._show("check", view, _("Check your reply"), self._about(self._form.reply.workshop), back, go_on)

    def _change(self, question: int) -> None:
        """Back to the questions: to this one, or (0) to the first that is not ready."""
        self._show_questions()
        if self._form is not None:
            self._form.focus_question(question)

    def _look(self) -> None:
        self.clear_errors()
        done, failed = self._show_leaving, self.show_error
        self.work.run(outgoing, self._workshop, done=done, failed=failed, owner=self, latest="leaving")

    def _show_leaving(self, leaving: Outgoing) -> None:
        back = button(_("Back"), on_press=self._go_to_check)
        view = LeavingView(leaving)
        make = button(
            _("Make the file"), "primary", "file-output", on_press=lambda: self._make(view.with_evidence.isChecked())
        )
        about = self._about(leaving.form.workshop)
        self._show("leaving", view, _("Exactly what leaves this computer"), about, back, make)
        self.states.focus(make)

    def _make(self, with_evidence: bool) -> None:
        args = (self._workshop, None, with_evidence)
        self.do(make_reply_file, *args, done=self._made, label=_("Making the file"))

    def _made(self, outcome: Outcome) -> None:
        self._show_list()
        self.host.go("send", file=outcome.value.file)

    def _show_made(self, line: WorkshopLine) -> None:
        view = CheckView(line.form, line.form.answers, note=made_note(line), read_only=True)
        again = _("Make version {n}").format(n=line.form.version + 1)
        change = button(again, icon="pencil", on_press=lambda: self._begin_version(line))
        file = line.file.sent.file if line.file is not None else ""
        see = button(_("Go to the file"), "primary", "send", on_press=lambda: self.host.go("send", file=file))
        self._form = None
        buttons = [change, see]
        if line.form.version > 1:
            now = line.form.answers
            earlier = button(_("Earlier versions"), icon="git-compare", on_press=lambda: self._compare(now))
            buttons.insert(0, earlier)
        self._show("made", view, line.form.questionnaire.title, self._about(line.workshop), *buttons)

    def _begin_version(self, line: WorkshopLine) -> None:
        self._show_form(line)
        self.states.focus(self.first_focus())

    def _save(self, then: Callable[[], object]) -> None:
        if self._form is None:
            return
        answers = self._form.answers()

        def saved(_outcome: Outcome) -> None:
            self._kept = answers
            self._keeper.drop()
            then()

        self.do(save_reply, self._workshop, answers, self._kept, done=saved)

    def _leave_form(self, then: Callable[[], object]) -> None:
        """Keep what is in the form before something else takes its place."""
        if self._is_changed():
            self._save(then)
        else:
            then()

    def _is_changed(self) -> bool:
        return self._form is not None and self._form.answers() != self._kept

    def _about(self, workshop: Workshop) -> str:
        return title_and_month(workshop, full=self._frame == "wide")

    def _show(self, step: Step, face: QWidget, title: str, context: str, *buttons: QPushButton) -> None:
        self.step = step
        self.states.show_content()
        self.header.set_title(title)
        self.header.set_context(context)
        self.set_buttons(*buttons)
        if self._faces.indexOf(face) < 0:
            self._faces.addWidget(face)
        self._faces.setCurrentWidget(face)
        for place in reversed(range(self._faces.count())):
            old = self._faces.widget(place)
            if old is not None and old not in (face, self.list, self._form):
                self._faces.removeWidget(old)
                old.deleteLater()
