"""What pressing something in the log leads to: marked as done, removed, promised, handed over, saved as a list."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton

from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.survey.action_log import ActionLog, LogLine, save_log
from rocb_desktop.services.survey.actions import day_now, finish_action, remove_action
from rocb_desktop.services.survey.handed_actions import take_on
from rocb_desktop.services.survey.passing_on import keep_action, open_plans
from rocb_desktop.texts import _
from rocb_desktop.ui.command import Command
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.views.log.action_board import ActionBoard
from rocb_desktop.ui.views.log.action_list import ActionList
from rocb_desktop.ui.views.log.log_face import LogFace
from rocb_desktop.ui.widgets.button import button, set_off


class LogSteps(QObject):
    """Serves the list and the board of a page. `promise_wanted(Workshop)`: ask what will be done after it.
    `passing_wanted(lines, ids)`: ask who takes over which of these plans, at first those of the ids.
    """

    promise_wanted = Signal(object)
    passing_wanted = Signal(object, object)

    def __init__(self, page: Page, face: LogFace) -> None:
        super().__init__(page)
        self._page, self._face = page, face
        self._book: ActionLog | None = None
        self.log, self.board = ActionList(), ActionBoard()
        face.add_tab("log", _("Log"), self.log)
        face.add_tab("board", _("Board"), self.board)
        face.turned.connect(lambda _key: self._show_board())
        minute = QTimer(self, interval=60_000)
        minute.timeout.connect(self.see_day)
        minute.start()
        self.log.removed.connect(lambda line: page.do(remove_action, line.action.id))
        self.log.finished.connect(lambda line: page.do(finish_action, line.action.id))
        self.log.kept.connect(lambda line: page.do(keep_action, line.action.id))
        self.log.handed.taken.connect(lambda ids: page.do(take_on, ids))
        self.board.finished.connect(lambda record: page.do(finish_action, record))
        self.board.all_wanted.connect(self._show_all)
        self.board.promised.connect(self.promise)

    def show_log(self, book: ActionLog) -> None:
        """Another state of the log."""
        self._book = book
        self.log.show_log(book)
        self._show_board()

    def see_day(self) -> None:
        """Show the log of the new day when midnight has passed."""
        if self._page.isVisible() and self._page.work.is_open:
            self._page.work.run(day_now, owner=self, latest="day", done=self._show_day)

    def _show_day(self, today: date) -> None:
        if self._book is not None and self._book.today != today:
            self._page.mark_stale()

    def commands(self) -> Sequence[Command]:
        """What also stands in a menu."""
        return (
            Command(_("&Mark as done"), self.finish, "Ctrl+D", icon="check"),
            Command(_("&Find in the log"), self.find_words, "Ctrl+F", icon="search"),
            Command(_("Pr&omise an action …"), self.promise, icon="target"),
            Command(
                _("Hand o&ver to a colleague …"), self.hand_over, "Ctrl+Shift+H", menu="tools", icon="hand-helping"
            ),
            Command(_("Save the log as a &list …"), self.choose_place, menu="file", icon="download"),
        )

    def buttons(self) -> tuple[QPushButton, QPushButton]:
        """The second buttons of the header."""
        save = button(_("Save as list"), icon="download", on_press=self.choose_place)
        set_off(save, "" if self._book is not None and self._book.lines else _("Nothing is logged yet."))
        return save, button(_("Promise an action"), icon="target", on_press=self.promise)

    def finish(self) -> None:
        """Mark the chosen plan as done, today."""
        line = self._chosen()
        if line is not None:
            self._page.do(finish_action, line.action.id)

    def find_words(self) -> None:
        """Put the keyboard where words are looked for."""
        if self._face.isVisible():
            self._face.choose("log")
            self.log.filter.search.setFocus()

    def promise(self, workshop: str = "") -> None:
        """Ask what the person will do after a workshop, by default the newest one that has begun."""
        if self._book is None:
            return
        known: dict[str, Workshop] = {one.id: one for one in self._book.workshops}
        chosen = known.get(workshop) or self._book.newest_begun()
        if chosen is not None:
            self.promise_wanted.emit(chosen)

    def hand_over(self) -> None:
        """Ask who takes over what is planned: the chosen plan, or all."""
        if self._book is None:
            return
        free = {one.id for one in open_plans([line.action for line in self._book.lines])}
        lines = [line for line in self._book.lines if line.action.id in free]
        if not lines:
            hint = _("Only what is planned can be handed over: log or promise it first.")
            self._page.notices.show_message("info", _("Nothing is planned."), hint)
            return
        line = self._chosen()
        self.passing_wanted.emit(lines, [line.action.id] if line is not None and line.action.id in free else [])

    def choose_place(self) -> None:
        """Ask where to save the list."""
        dialog = QFileDialog(self._page, _("Save the log as a list"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Excel workbooks (*.xlsx)"), _("Text tables (*.csv)")])
        dialog.setDefaultSuffix("xlsx")
        begin_there(dialog, "action-log.xlsx")
        dialog.fileSelected.connect(lambda name: self.save_list(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_list(self, path: Path) -> None:
        """Write what the list shows into a workbook, or a text table."""
        only = [line.action.id for line in self.log.shown()] if self.log.filter.is_narrow() else None
        said = _("Saved: {name}").format(name=path.name)
        notices = self._page.notices
        self._page.do(save_log, path, only, done=lambda _path: notices.show_message("ok", said), label=_("Saving"))

    def _show_all(self, workshop: str) -> None:
        self._face.choose("log")
        self.log.choose_workshop(workshop)
        self._page.states.focus(self.log.first_focus())

    def _chosen(self) -> LogLine | None:
        """The entry chosen on the tab that is seen."""
        if self._book is None or not self._face.isVisible():
            return None
        if self._face.key() == "board":
            return self._book.find(self.board.current())
        return self.log.line() if self._face.key() == "log" else None

    def _show_board(self) -> None:
        """The board is drawn only when it is seen."""
        if self._book is not None and self._face.key() == "board":
            self.board.show_log(self._book)
