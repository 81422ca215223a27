"""What was logged after one workshop, newest first, with the ways to log more and to promise."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.services.survey.action_log import LogLine
from rocb_desktop.texts import _
from rocb_desktop.ui.views.log.action_words import about_words, state_badge, title_words, when_words
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column


class FollowUp(QWidget):
    """`opened(id)` of an action; `log_asked`, `promise_asked`."""

    opened = Signal(str)
    log_asked = Signal()
    promise_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = TableView(_("Follow-up"), _columns(), dense=False, most=10)
        self.none = label(
            _("Nothing logged yet. What you log here fills in your survey reply after six months."), "hint"
        )
        self.log_button = button(_("Log an action"), icon="plus", on_press=self.log_asked.emit)
        self.promise_button = button(_("What will you do?"), icon="list-checks", on_press=self.promise_asked.emit)
        buttons = QWidget()
        inside = QVBoxLayout(buttons)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(self.none)
        inside.addWidget(FlowRow([self.log_button, self.promise_button]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addWidget(buttons)
        column.addStretch(1)
        self.table.opened.connect(lambda line: self.opened.emit(line.action.id))

    def show_log(self, log: Sequence[LogLine]) -> None:
        """The actions of another workshop."""
        self.table.set_rows(log)
        self.table.setVisible(bool(log))
        self.none.setVisible(not log)


def _columns() -> list[Column]:
    return [
        Column("what", _("Action"), "strong", lambda line: title_words(line.action), least=170),
        Column("when", _("When"), value=when_words, sort=_day, least=125),
        Column("about", _("Details"), "muted", lambda line: about_words(line.action), stretch=True, spare=True),
        Column("status", _("Status"), "badge", state_badge),
    ]


def _day(line: LogLine) -> object:
    return line.action.date.last() if line.action.date is not None else None
