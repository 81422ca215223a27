"""Home of a participant: what to do next, what is done for each workshop, and where the last reply is."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from rocb_desktop.services.safety.backups import make_backup
from rocb_desktop.services.survey.homes import ParticipantHome, participant_home
from rocb_desktop.texts import N_, _, format_weekday
from rocb_desktop.ui.look import current
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.views.date_doubt import DateDoubtMessage
from rocb_desktop.ui.views.files.file_steps import file_steps
from rocb_desktop.ui.views.files.file_words import about_words
from rocb_desktop.ui.views.log.action_matrix import action_matrix, matrix_rows
from rocb_desktop.ui.views.log.promise_card import PromiseCard
from rocb_desktop.ui.views.since_card import SinceCard
from rocb_desktop.ui.views.survey.home_fact import home_fact
from rocb_desktop.ui.views.survey.home_tasks import NextTask, SmallTask, next_task, small_tasks
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card, NextTaskCard
from rocb_desktop.ui.widgets.columns import EvenGrid, SideBySide
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.matrix import Legend
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.rows import TaskCard
from rocb_desktop.ui.widgets.step_list import StepList
from rocb_desktop.ui.work import Work

OLD_BACKUP_DAYS = 14
_SURVEYS = ("due", "due_soon", "overdue", "changed", "file_made", "correction")


class HomePage(Page):
    """One clear task, then the workshops by their six actions, then the way of the last reply."""

    shows = frozenset({"workshop", "action", "reply", "sent", "import", "setting", "person"})
    title = N_("Home")
    icon = "house"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self._home: ParticipantHome | None = None
        self._task: NextTask | None = None
        self.log_button = button(_("Log an action"), "second", "plus", on_press=self._log)
        self.set_buttons(self.log_button)
        self.next_button = button("", "primary", on_press=self._continue)
        self.next_card = NextTaskCard("", "", self.next_button)
        self.matrix = action_matrix()
        self.matrix.opened.connect(self._open_cell)
        self.doubt = DateDoubtMessage()
        self.since = SinceCard(self)
        self.since.told.connect(self._show_context)
        self.promises = PromiseCard(self)
        self._above, self._tasks = QVBoxLayout(), QVBoxLayout()
        self._columns = SideBySide()
        self._fill_main()
        self._fill_side()
        self.sheet.add(self._columns)

    def reload(self) -> None:
        self.load(participant_home)

    def show_content(self, value: ParticipantHome) -> None:
        self._home = value
        self._show_context()
        self.doubt.show_doubt(value.doubt)
        set_off(self.log_button, "" if value.lines else _("Open a workshop pack first"))
        if not value.lines:
            self._show_no_workshop()
            return
        self._show_next(value)
        _refill(self._above, self._backup_warning(value))
        _refill(self._tasks, self._small_tasks(small_tasks(value)))
        self.matrix.set_rows(matrix_rows(value))
        self._show_way(value)
        self.promises.ask()

    def first_focus(self) -> QWidget | None:
        return self.matrix if self.next_button.isHidden() else self.next_button

    def primary_button(self) -> QPushButton | None:
        return None if self.next_button.isHidden() else self.next_button

    def areas(self) -> Sequence[QWidget]:
        return (self.header, self.next_card, self.since, self.matrix, self._way)

    def _fill_main(self) -> None:
        sentence = _("Press the plus sign when you have done an action. Logging never closes.")
        card = Card(_("My follow-up actions"), sentence, flush=True)
        card.add(self.matrix)
        card.set_foot(Legend(("done", "planned", "not_logged")))
        for layout in (self._above, self._tasks):
            layout.setContentsMargins(0, 0, 0, 0)
        main = self._columns.main
        main.addWidget(self.doubt)
        main.addLayout(self._above)
        main.addWidget(self.next_card)
        main.addWidget(self.since)
        main.addWidget(self.promises)
        main.addLayout(self._tasks)
        main.addWidget(card)

    def _fill_side(self) -> None:
        self._way = Card(_("Where is my reply?"))
        self._way.set_corner(button(_("All sent files"), "link", on_press=lambda: self.host.go("send")))
        self._way_title = label("", "body", "ink_2")
        self.way_steps = StepList(_("Where is my reply?"))
        self._way.body.setSpacing(current().space["m"])
        self._way.add(self._way_title)
        self._way.add(self.way_steps)
        self._columns.side.addWidget(self._way)
        self._columns.side.addWidget(home_fact())

    def _show_no_workshop(self) -> None:
        self.show_empty(
            _("No workshop yet"),
            _("Open the workshop pack that you received from ROCB A/P. It brings the dates and the survey."),
            button(_("Open a workshop pack"), "primary", "folder-open", on_press=self.host.choose_files),
        )

    def _show_next(self, home: ParticipantHome) -> None:
        words = self._task = next_task(home)
        self.next_card.set_task(words.task, words.sentence, words.lead)
        self.next_card.lead_label.setVisible(bool(words.lead))
        self.next_card.set_kind("next" if words.lead else "safe")
        self.next_button.setText(words.action)
        self.next_button.setAccessibleName(words.action)
        self.next_button.setVisible(bool(words.action))
        ready = _("{ready} of {needed} needed answers ready").format(ready=words.ready, needed=words.needed)
        self.next_card.set_progress(words.ready, words.needed, ready if words.needed else "")

    def _show_context(self) -> None:
        """The day as this computer has it, and that nothing is new."""
        if self._home is not None:
            doubt = self._home.doubt
            day = format_weekday(doubt.today if doubt is not None else self._home.today)
            self.header.set_context(f"{day}. {self.since.quiet}" if self.since.quiet else day)

    def _show_way(self, home: ParticipantHome) -> None:
        last = home.files[0] if home.files else None
        nothing = _("When you make the file of your reply, its way is shown here.")
        self._way_title.setText(about_words(last) if last is not None else nothing)
        self.way_steps.set_steps(file_steps(last) if last is not None else ())

    def _backup_warning(self, home: ParticipantHome) -> QWidget | None:
        days = home.backup_days
        if days is None or days <= OLD_BACKUP_DAYS:
            return None
        act = button(_("Back up now"), "second", "save", small=True, on_press=lambda: self.do(make_backup))
        return Message("warn", _("Your last backup is {n} days old.").format(n=days), actions=[act])

    def _small_tasks(self, tasks: list[SmallTask]) -> QWidget | None:
        if not tasks:
            return None
        return EvenGrid([self._small_task(task) for task in tasks], columns=2, least=300)

    def _small_task(self, task: SmallTask) -> TaskCard:
        act = button(task.action, "second", small=True, on_press=lambda: self.host.go(task.page, **dict(task.what)))
        act.setAccessibleDescription(f"{task.title}. {task.detail}")
        return TaskCard(task.title, task.detail, act, task.icon)

    def _log(self) -> None:
        self.host.go("actions", new=True)

    def _continue(self) -> None:
        if self._task is not None:
            self.host.go(self._task.page, **dict(self._task.what))

    def _open_cell(self, workshop: str, kind: str) -> None:
        line = self._home.line(workshop) if self._home is not None else None
        if line is None or self._home is None:
            return
        if not kind:
            self.host.go("survey" if line.survey in _SURVEYS else "actions", workshop=workshop)
        elif line.actions[kind]:
            logged = [one for one in self._home.log if (one.workshop, one.type) == (workshop, kind)]
            done = [one for one in logged if one.status == line.actions[kind]]
            self.host.go("actions", action=done[-1].id)
        else:
            self.host.go("actions", new=True, workshop=workshop, kind=kind)


def _refill(layout: QVBoxLayout, widget: QWidget | None) -> None:
    """Puts a widget in the place of what a layout held."""
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    if widget is not None:
        layout.addWidget(widget)
