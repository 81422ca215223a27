"""The log as a list: one workshop or all, the newest entry first, each to be changed or removed."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.action import Action
from rocb_desktop.services.survey.homes import ParticipantHome
from rocb_desktop.texts import _
from rocb_desktop.ui.views.log.action_words import date_words, reach_words, status_badge, title_words
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.scroll import PageScroll
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column
from rocb_desktop.ui.widgets.tabs import CountTabs

_ALL = "all"


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the list."""

    action: Action
    workshop: str


class ActionList(PageScroll):
    """`edited(Action)`, `removed(Action)`; `continued` and `dropped` answer the entry that was begun and not saved."""

    edited = Signal(object)
    removed = Signal(object)
    continued = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[LogRow] = []
        self.tabs = CountTabs(_("Workshop"))
        self.tabs.changed.connect(lambda _key: self._show_rows())
        self.tabs.serve(self)
        self.table = TableView(_("Action log"), _columns(), most=60, dense=False)
        self.table.opened.connect(lambda row: self.edited.emit(row.action))
        self.table.followed.connect(self._follow)
        self._draft = Message(
            "info",
            _("An action is not saved yet."),
            actions=[
                button(_("Continue"), small=True, on_press=self.continued.emit),
                button(_("Throw it away"), "link", on_press=self.dropped.emit),
            ],
        )
        self._draft.hide()
        card = Card(flush=True)
        inside = QVBoxLayout()
        inside.setSpacing(0)
        inside.addWidget(self.tabs)
        inside.addWidget(self.table)
        card.body.addLayout(inside)
        card.body.setContentsMargins(1, 4, 1, 1)
        self.add(self._draft)
        self.add(card)

    def show_log(self, home: ParticipantHome) -> None:
        """Another state of the log."""
        titles = {line.workshop.id: short_title(line.workshop) for line in home.lines}
        self._rows = [LogRow(one, titles.get(one.workshop, "")) for one in reversed(home.log)]
        tabs: list[tuple[str, str, int | None]] = [(_ALL, _("All"), len(self._rows))]
        tabs += [(id, title, sum(row.action.workshop == id for row in self._rows)) for id, title in titles.items()]
        self.tabs.set_tabs(tabs)
        self.tabs.setVisible(len(titles) > 1)
        self._show_rows()

    def show_draft(self, there: bool) -> None:
        """Say that an entry was begun and not saved."""
        self._draft.setVisible(there)

    def choose_workshop(self, workshop: str) -> None:
        """Show the entries of one workshop; "" shows all."""
        self.tabs.choose(workshop or _ALL)

    def choose(self, record: str) -> None:
        """Make an entry current, among all when it is not among those shown."""
        for row in self._rows:
            if row.action.id == record:
                if row not in self.table.rows_model.rows():
                    self.tabs.choose(_ALL)
                self.table.choose(row)

    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        return self.table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.table.row()
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus() and row is not None:
            self.removed.emit(row.action)
            return
        super().keyPressEvent(event)

    def _show_rows(self) -> None:
        key = self.tabs.key() or _ALL
        self.table.set_rows([row for row in self._rows if key in (_ALL, row.action.workshop)])

    def _follow(self, row: LogRow, key: str) -> None:
        (self.edited if key == "edit" else self.removed).emit(row.action)


def _columns() -> list[Column]:
    return [
        Column("what", _("Action"), "strong", lambda row: title_words(row.action), least=190),
        Column("workshop", _("Workshop"), spare=True, least=150),
        Column("when", _("When"), value=lambda row: date_words(row.action), sort=_day, least=125),
        Column(
            "reach", _("For whom"), "muted", lambda row: reach_words(row.action), stretch=True, spare=True, least=120
        ),
        Column("status", _("Status"), "badge", lambda row: status_badge(row.action)),
        Column("edit", "", "link", lambda _row: _("Change")),
        Column("remove", "", "link", lambda _row: _("Remove")),
    ]


def _day(row: LogRow) -> object:
    return row.action.date.last() if row.action.date is not None else None
