"""Participants: the focal point's people, how far each reply is, who was reminded, whose names are one, who left."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rocb_desktop.domain.administration import name_of
from rocb_desktop.services.national.roster import Roster, RosterPerson, list_roster
from rocb_desktop.services.national.spellings import join_names, part_names
from rocb_desktop.services.national.stand_ins import note_back
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import N_, _
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.command import Command
from rocb_desktop.ui.dialogs.attendance_dialog import AttendanceDialog
from rocb_desktop.ui.dialogs.join_dialog import JoinDialog
from rocb_desktop.ui.dialogs.left_dialog import LeftDialog
from rocb_desktop.ui.dialogs.names_dialog import NamesDialog
from rocb_desktop.ui.dialogs.new_key_dialog import NewKeyDialog
from rocb_desktop.ui.dialogs.person_note_dialog import PersonNoteDialog
from rocb_desktop.ui.dialogs.reminders_dialog import RemindersDialog
from rocb_desktop.ui.entering import enter_reply_on, entering_commands
from rocb_desktop.ui.giving_on import give_on_to
from rocb_desktop.ui.look import current
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.round_choice import RoundChoice, survey_name
from rocb_desktop.ui.views.keys.give_back_steps import give_back_steps
from rocb_desktop.ui.views.national.person_pane import PersonPane
from rocb_desktop.ui.views.national.roster_view import LOG, RosterView
from rocb_desktop.ui.views.national.roster_words import title_words
from rocb_desktop.ui.views.national.same_questions import SameQuestions
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.scroll import PageScroll
from rocb_desktop.ui.work import Work

_PANE = 356  # px


class ParticipantsPage(Page):
    """The people on the left, the chosen one on the right; in a narrower window the person lies over the people."""

    shows = frozenset(
        "workshop reply review received attendance same_as stand_in reminder desk_note grant person contact import"
        " name_list action".split()
    )
    title = N_("Participants")
    icon = "users"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self._roster: Roster | None = None
        self._frame: Frame = "wide"
        self._asked: dict[str, Any] = {}
        self._choice = RoundChoice.of(work)
        self._choice.changed.connect(self.mark_stale)
        self.questions, self.view, self.pane = SameQuestions(), RosterView(), PersonPane()
        self.back_button = button(_("Back to the list"), "link", "arrow-left", on_press=self._back)
        self.left, self.right = PageScroll(), PageScroll(inset=True)
        self._build()
        self._connect()

    def reload(self) -> None:
        self.load(list_roster, self._choice.number)

    def show_content(self, value: Roster | None) -> None:
        first, self._roster = self._roster is None, value
        if value is None or not value.workshops:
            self._show_no_workshop()
            return
        place = name_of(value.administration)
        self.header.set_context(f"{survey_name(value.round)}, {place}. {title_words(value)}.")
        kept = self.pane.person.key if self.pane.person is not None else ""
        self._offer(value)
        self.questions.set_questions(value.questions)
        self.view.set_roster(value)
        self._show_person(kept if value.person(kept) is not None else _first(value))
        if first or self._asked:
            self._go_to_asked()

    def arrive(self, **what: Any) -> None:
        self._asked = what
        if self._roster is not None:
            self._go_to_asked()
        super().arrive(**what)

    def first_focus(self) -> QWidget | None:
        shown = self.view.shown()
        return shown if not shown.isHidden() else self.view.filter.name

    def areas(self) -> Sequence[QWidget]:
        return (self.header, self.questions, self.view, self.right)

    def commands(self) -> Sequence[Command]:
        return (
            Command(_("Add &names …"), self.add_names, menu="tools", icon="plus"),
            Command(_("Write &reminders …"), lambda: self.remind(), menu="tools", icon="bell"),
            *entering_commands(self, "focal_point"),
        )

    def arrange(self, frame: Frame) -> None:
        self._frame = frame
        self.back_button.setVisible(frame != "wide")
        self.right.setMinimumWidth(_PANE if frame == "wide" else 0)
        self.right.setMaximumWidth(_PANE if frame == "wide" else 16_777_215)
        self._show_sides(pane_wanted=False)

    # what the buttons open

    def add_names(self) -> None:
        """Paste or read names for a workshop."""
        if self._roster is not None and self._roster.workshops:
            workshop = str(self.view.filter.workshop.currentData() or "")
            dialog = NamesDialog(self.work, self._roster.workshops, workshop, self.window())
            dialog.added.connect(self._say)
            dialog.open()

    def remind(self, person: str = "") -> None:
        """Write reminders, to everybody or first of all to one."""
        if self._roster is not None:
            dialog = RemindersDialog(self.work, self._roster.round, person, self.window())
            dialog.done_writing.connect(self._say)
            dialog.open()

    # building

    def _build(self) -> None:
        content = QWidget()
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.left.add(self.questions)
        self.left.add(self.view)
        self.right.add(self.back_button)
        self.right.add(self.pane)
        self._row.addWidget(self.left, 1)
        self._row.addWidget(self.right, 0)
        self.set_content(content)
        self.view.tabs.serve(self)
        self.arrange("wide")

    def _connect(self) -> None:
        self.view.chosen.connect(self._show_person)
        self.view.opened.connect(self._open)
        self.questions.same.connect(lambda one, other: self.do(join_names, one, other))
        self.questions.different.connect(lambda name: self.do(part_names, name))
        pane = self.pane
        pane.reply_asked.connect(lambda reply: self.host.go("national_return", reply=reply))
        pane.attendance_asked.connect(self._note_attendance)
        pane.enter_asked.connect(self._enter)
        pane.remind_asked.connect(lambda: self.remind(self._shown().key))
        pane.left_asked.connect(self._note_left)
        pane.back_asked.connect(lambda: self.do(note_back, self._shown().name))
        pane.join_asked.connect(self._join)
        pane.part_asked.connect(lambda listed: self.do(part_names, listed))
        pane.note_asked.connect(self._note)
        pane.key_asked.connect(self._show_key)
        pane.give_back_asked.connect(self._give_back)
        pane.give_on_asked.connect(self._give_on)

    def _show_sides(self, *, pane_wanted: bool) -> None:
        wide, space = self._frame == "wide", current().space
        self.left.setVisible(wide or not pane_wanted)
        self.right.setVisible(wide or pane_wanted)
        side = space["pageMargin" if wide else "pageMarginCompact"]
        self._row.setContentsMargins(0 if wide or not pane_wanted else side - 4, 0, 8 if wide else 0, space["s"])

    def _offer(self, roster: Roster) -> None:
        """The buttons of the header; the rounds there are among them."""
        choose = self._choice.button(roster.rounds, roster.round)
        names = button(_("Add names"), icon="plus", on_press=self.add_names)
        remind = button(_("Write reminders"), "primary", "bell", on_press=self.remind)
        self.set_buttons(*([choose] if choose is not None else []), names, remind)

    def _show_no_workshop(self) -> None:
        self.header.set_context("")
        self.set_buttons()
        self.show_empty(
            _("No workshop yet"),
            _("Open the workshop pack that you received from ROCB A/P. It brings the names of your people."),
            button(_("Open a workshop pack"), "primary", "folder-open", on_press=self.host.choose_files),
        )

    # reading

    def _go_to_asked(self) -> None:
        asked, self._asked = self._asked, {}
        roster = self._roster
        if roster is None or not roster.workshops:
            return
        key = str(asked.get("person", ""))
        if key and roster.person(key) is not None:
            self._open(key)
        if asked.get("new"):
            self.add_names()
        if asked.get("remind"):
            self.remind()
        if asked.get("log"):
            self.view.tabs.choose(LOG)

    def _shown(self) -> RosterPerson:
        assert self.pane.person is not None  # the buttons of the pane are those of a person
        return self.pane.person

    def _show_person(self, key: str) -> None:
        if self._roster is not None:
            self.view.choose(key)
            self.pane.show_person(self._roster, self._roster.person(key))

    def _open(self, key: str) -> None:
        self._show_person(key)
        self._show_sides(pane_wanted=True)
        if self._frame != "wide":
            self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self._show_sides(pane_wanted=False)
        self.states.focus(self.first_focus())

    # deciding

    def _note_attendance(self, workshop: str) -> None:
        if self._roster is not None:
            dialog = AttendanceDialog(self.work, self._shown(), self._roster.workshops, workshop, self.window())
            dialog.noted.connect(self._say)
            dialog.open()

    def _enter(self, workshop: str) -> None:
        enter_reply_on(self, "focal_point", workshop=workshop, name=self._shown().name)

    def _note_left(self) -> None:
        if self._roster is None:
            return
        names = [one.name for one in self._roster.people if one.key != self._shown().key]
        dialog = LeftDialog(self.work, self._shown(), names, self._roster.today, self.window())
        dialog.noted.connect(self._say)
        dialog.open()

    def _join(self) -> None:
        if self._roster is not None:
            dialog = JoinDialog(self.work, self._shown(), self._roster.people, self.window())
            dialog.joined.connect(self._say)
            dialog.open()

    def _note(self) -> None:
        dialog = PersonNoteDialog(self.work, self._shown(), self.window())
        dialog.noted.connect(self._say)
        dialog.open()

    def _show_key(self) -> None:
        contact = self._shown().contact
        if contact is not None:
            self.host.go("people", person=contact.key)

    def _give_back(self) -> None:
        contact = self._shown().contact
        if contact is not None:
            steps = give_back_steps(contact.key, contact.name, contact.administration)
            dialog = NewKeyDialog(self.work, steps, self.window())
            dialog.decided.connect(self._say)
            dialog.open()

    def _give_on(self) -> None:
        contact = self._shown().contact
        if contact is not None:
            give_on_to(self, contact.key)

    def _say(self, outcome: Outcome) -> None:
        self.notices.show_outcome(outcome, self.host.take_back)


def _first(roster: Roster) -> str:
    """Who is shown first: somebody who owes a reply."""
    asked = [one.key for one in roster.people if one.is_asked]
    return (asked or [one.key for one in roster.people] or [""])[0]
