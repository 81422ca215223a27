"""The log as a list: a line to log in, what to show, and the newest entry first, each to be changed or removed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from rocb_desktop.services.survey.action_log import ActionLog, LogLine
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.views.log.action_words import about_words, date_words, state_badge, title_words, workshop_words
from rocb_desktop.ui.views.log.handed_card import HandedCard
from rocb_desktop.ui.views.log.log_filter import LogFilter
from rocb_desktop.ui.views.log.quick_line import QuickLine
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.scroll import PageScroll
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column

_ROWS = 14  # shown at once; more scroll inside the list


class ActionList(PageScroll):
    """`edited`, `removed`, `finished` and `kept` (taken back from a colleague) give the line; `continued` and `dropped`
    answer the entry that was begun and not saved.
    """

    edited = Signal(object)
    removed = Signal(object)
    finished = Signal(object)
    kept = Signal(object)
    continued = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[LogLine] = ()
        self.quick = QuickLine()
        self.filter = LogFilter()
        self.filter.changed.connect(self._show_rows)
        self.table = TableView(_("Action log"), _columns(), most=_ROWS, dense=False)
        self.table.opened.connect(self.edited.emit)
        self.table.followed.connect(self._follow)
        self.nothing = label("", "hint")
        self.nothing.setContentsMargins(16, 8, 16, 12)
        self._draft = Message(
            "info",
            _("An action is not saved yet."),
            actions=[
                button(_("Continue"), small=True, on_press=self.continued.emit),
                button(_("Throw it away"), "link", on_press=self.dropped.emit),
            ],
        )
        self._draft.hide()
        self._found = label("", "caption")
        card = Card(flush=True)
        card.body.setSpacing(0)
        for part in (self.filter, self.table, self.nothing):
            card.add(part)
        card.set_foot(self._found)
        self.add(self._draft)
        self.handed = HandedCard()
        self.add(self.handed)
        self.add(self.quick)
        self.add(card)

    def show_log(self, log: ActionLog) -> None:
        """Another state of the log."""
        self._lines = log.lines
        self.handed.show_handed(log.handed)
        self.quick.set_choices(log.workshops, log.today, log.newest_begun())
        self.filter.set_workshops(log.workshops)
        self._show_rows()

    def shown(self) -> list[LogLine]:
        """The lines in the list, as they are ordered and filtered."""
        found: list[LogLine] = self.table.rows_model.rows()
        return found

    def show_draft(self, there: bool) -> None:
        """Say that an entry was begun and not saved."""
        self._draft.setVisible(there)

    def choose_workshop(self, workshop: str) -> None:
        """Show the entries of one workshop; "" shows all."""
        self.filter.show_only(workshop)

    def choose(self, record: str) -> None:
        """Make an entry current, among all when it is not among those shown."""
        if record and not self._select(record) and any(line.action.id == record for line in self._lines):
            self.filter.clear()
            self._select(record)

    def line(self) -> LogLine | None:
        """The current line."""
        row = self.table.row()
        return row if isinstance(row, LogLine) else None

    def first_focus(self) -> QWidget:
        """Where the keyboard starts: on the entries, or where the first one is written."""
        if not self.table.rows_model.rowCount():
            return self.quick.first_focus()
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        return self.table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.line()
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus() and line is not None:
            self.removed.emit(line)
            return
        super().keyPressEvent(event)

    def _select(self, record: str) -> bool:
        for place, line in enumerate(self.shown()):
            if line.action.id == record:
                self.table.selectRow(place)
                return True
        return False

    def _show_rows(self) -> None:
        wanted = self.filter.lines_of(self._lines)
        self.table.set_rows(wanted)
        self.table.setVisible(bool(wanted))
        self.nothing.setVisible(not wanted)
        self.nothing.setText(_nothing_words(bool(self._lines)))
        self._found.setText(_count_words(len(wanted), len(self._lines)))

    def _follow(self, line: LogLine, key: str) -> None:
        last = self.kept if line.state == "handed_over" else self.finished
        {"edit": self.edited, "remove": self.removed, "finish": last}[key].emit(line)


def _nothing_words(logged: bool) -> str:
    if logged:
        return _("No entry is like that. Choose another workshop, action or word.")
    return _("Nothing logged yet. Log what you do after the workshop. Your survey reply is then filled in for you.")


def _count_words(shown: int, of_all: int) -> str:
    if shown == of_all:
        return ngettext("{n} action", "{n} actions", shown).format(n=shown)
    return ngettext("{shown} of {n} action", "{shown} of {n} actions", of_all).format(shown=shown, n=of_all)


def _columns() -> list[Column]:
    return [
        Column("what", _("Action"), "strong", lambda line: title_words(line.action), least=170),
        Column("workshop", _("Workshop"), value=workshop_words, spare=True, least=130),
        Column("when", _("When"), value=lambda line: date_words(line.action), sort=_day, least=125),
        Column("about", _("Details"), "muted", _about, lambda line: line.action.text, stretch=True, spare=3),
        Column("state", _("Status"), "badge", state_badge),
        Column("finish", "", "link", _next_step),
        # Enter and Delete do these too, and they are in the row's menu: of which workshop an entry is matters more
        Column("edit", "", "link", lambda _line: _("Change"), spare=2),
        Column("remove", "", "link", lambda _line: _("Remove"), spare=4),
    ]


def _about(line: LogLine) -> str:
    return about_words(line.action)


def _next_step(line: LogLine) -> str:
    """What can be done at once with a plan."""
    if line.state == "handed_over":
        return _("Take back")
    return _("Mark as done") if line.state in ("planned", "overdue") else ""


def _day(line: LogLine) -> object:
    return line.action.date.last() if line.action.date is not None else None
