"""The people of a round: as a matrix at a glance, as a list, and the log of reminders below the third tab."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.roster import Reminder
from rocb_desktop.services.national.roster import Roster, RosterPerson
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current, font
from rocb_desktop.ui.views.national.roster_filter import RosterFilter
from rocb_desktop.ui.views.national.roster_words import (
    MATRIX_STATES,
    day_words,
    person_badge,
    replied,
    seat_words,
    way_words,
)
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.badge_words import BadgeSpec
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.matrix import Legend, MatrixCell, MatrixColumn, MatrixRow, MatrixView
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column
from rocb_desktop.ui.widgets.tabs import CountTabs

MATRIX, LIST, LOG = "matrix", "list", "log"
_LEGEND = ("accepted", "to_review", "correction_asked", "on_behalf", "no_reply", "absent")
_COLUMN, _LEAST_HEAD = 78, 48  # px


class RosterView(Card):
    """`chosen(key)` follows the current person, `opened(key)`: Enter or a press. `reminded` names the person of an
    entry of the log.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.setAccessibleName(_("Participants"))
        self._roster: Roster | None = None
        self.tabs = CountTabs(_("How to look at the people"))
        self.filter = RosterFilter()
        self.matrix = MatrixView(
            _("Replies by people and workshops"),
            _("Participant"),
            (),
            tail=_("To know"),
            cell=QSize(58, 28),
            column_width=_COLUMN,
            row_height=36,
        )
        self.table = TableView(_("People"), _columns(), most=14)
        self.log = TableView(_("Reminders"), self._log_columns(), most=14)
        self.nobody = label("", "hint")
        self.all_button = button(_("Show everybody"), "link", on_press=self.filter.clear)
        self.legend = Legend(_LEGEND)
        self._build()
        self._connect()

    def set_roster(self, roster: Roster) -> None:
        """Show another state of the round; tells nothing of who is current then."""
        blocked = self.blockSignals(True)
        self._roster = roster
        log = [one for person in roster.people for one in person.reminders]
        log.sort(key=lambda one: (one.date, one.name), reverse=True)
        self.filter.set_roster(roster)
        self.log.set_rows(log)
        self.tabs.set_tabs(
            [
                (MATRIX, _("At a glance"), None),
                (LIST, _("List"), len(roster.people)),
                (LOG, _("Reminders"), len(log)),
            ]
        )
        self._show_people()
        self.blockSignals(blocked)

    def shown(self) -> QWidget:
        """What the chosen tab shows: the first focus of the page."""
        return {MATRIX: self.matrix, LIST: self.table, LOG: self.log}[self.tabs.key() or MATRIX]

    def choose(self, key: str) -> None:
        """Make a person current in the list, without telling."""
        found = next((one for one in self.table.rows_model.rows() if one.key == key), None)
        blocked = self.blockSignals(True)
        if found is not None:
            self.table.choose(found)
        self.blockSignals(blocked)

    def _build(self) -> None:
        space = current().space
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(space["l"] - 4, space["s"], space["l"] - 4, space["s"])
        column.addWidget(self.filter)
        nobody = QVBoxLayout()
        nobody.setContentsMargins(space["l"], space["s"], space["l"], space["s"])
        nobody.addWidget(self.nobody)
        nobody.addWidget(self.all_button)
        self._top = top
        self.body.setSpacing(0)
        for part in (self.tabs, top, self.matrix, self.table, self.log):
            self.add(part)
        self.body.addLayout(nobody)
        self.set_foot(self.legend)

    def _connect(self) -> None:
        self.tabs.changed.connect(lambda _key: self._show_tab())
        self.filter.changed.connect(self._show_people)
        self.matrix.moved.connect(lambda key, _column: self.chosen.emit(str(key)))
        self.matrix.opened.connect(lambda key, _column: self.opened.emit(str(key)))
        self.table.chosen.connect(lambda row: self.chosen.emit(row.key) if row is not None else None)
        self.table.opened.connect(lambda row: self.opened.emit(row.key))
        self.log.opened.connect(self._open_logged)

    def _open_logged(self, entry: Reminder) -> None:
        people = self._roster.people if self._roster is not None else ()
        person = next((one for one in people if entry in one.reminders), None)
        if person is not None:
            self.opened.emit(person.key)

    def _show_people(self) -> None:
        roster = self._roster
        if roster is None:
            return
        people = self.filter.people(roster)
        workshop = str(self.filter.workshop.currentData())
        places = [place for place, one in enumerate(roster.workshops) if workshop in ("", one.id)]
        shown = [roster.workshops[place] for place in places]
        columns = [MatrixColumn(one.id, short_title(one), one.title) for one in shown]
        heads = [_head_height(column.title) for column in columns]
        self.matrix.horizontalHeader().setFixedHeight(max([_LEAST_HEAD, *heads]))
        self.matrix.set_rows([_row(person, places, roster) for person in people], columns)
        self.table.set_rows(people)
        self._count(roster)
        self._show_tab()

    def _count(self, roster: Roster) -> None:
        """The legend names the states that there are."""
        counts = {state: roster.count(state) for state in _LEGEND}
        self.legend.set_counts(counts)
        self.legend.show_only([state for state in _LEGEND if counts[state]])

    def _show_tab(self) -> None:
        tab, people = self.tabs.key() or MATRIX, self.table.rows_model.rows()
        faces = (self.matrix, self.table, self.log)
        held = any(one.hasFocus() for one in faces)
        if held:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)  # what is hidden would hand it to anything
        self._top.setVisible(tab != LOG)
        self.matrix.setVisible(tab == MATRIX and bool(people))
        self.table.setVisible(tab == LIST and bool(people))
        self.log.setVisible(tab == LOG and bool(self.log.rows_model.rows()))
        if self._foot is not None:
            self._foot.setVisible(tab == MATRIX and bool(people))
        self.nobody.setText(self._nothing_words(tab))
        self.nobody.setVisible(self.shown().isHidden())
        if held and not self.shown().isHidden():
            self.shown().setFocus(Qt.FocusReason.OtherFocusReason)
        self.all_button.setVisible(tab != LOG and not people and self.filter.is_on)

    def _nothing_words(self, tab: str) -> str:
        if tab == LOG:
            return _("No reminder was written yet. What you write with “Write reminders” is listed here.")
        if self.filter.is_on:
            return _("Nobody is found with these words.")
        return _("No name is here yet. Packs bring names, and you can add them.")

    def _log_columns(self) -> tuple[Column, ...]:
        return (
            Column("date", _("Date"), "text", lambda one: day_words(one.date), sort=lambda one: one.date),
            Column("name", _("Participant"), "strong"),
            Column("workshops", _("Workshops"), "text", self._titles, stretch=True, spare=True),
            Column("way", _("How"), "text", way_words),
            Column("due", _("Due"), "text", lambda one: day_words(one.due), spare=True),
        )

    def _titles(self, one: Reminder) -> str:
        found = [self._roster.workshop(record) for record in one.workshops] if self._roster is not None else []
        return ", ".join(short_title(workshop) for workshop in found if workshop is not None)


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", _("Participant"), "strong", stretch=True),
        Column("post", _("Post"), "text", spare=True),
        Column("replied", _("Replies"), "text", _replied),
        Column("reminded", _("Last reminder"), "text", _reminded, spare=True),
        Column("badge", _("To know"), "badge", _list_badge),
    )


def _list_badge(person: RosterPerson) -> BadgeSpec | None:
    return person_badge(person)


def _replied(person: RosterPerson) -> str:
    came, expected = replied(person)
    return _("{k} of {n}").format(k=came, n=expected) if expected else ""


def _reminded(person: RosterPerson) -> str:
    return day_words(person.reminders[0].date) if person.reminders else ""


def _row(person: RosterPerson, places: Sequence[int], roster: Roster) -> MatrixRow:
    seats = [person.row.seats[place] for place in places]
    cells = tuple(
        MatrixCell(MATRIX_STATES.get(seat.status, seat.status), seat_words(seat, roster.workshops[place], roster.today))
        for place, seat in zip(places, seats, strict=True)
    )
    return MatrixRow(person.key, person.name, cells, "", person_badge(person))


def _head_height(title: str) -> int:
    flags = int(Qt.TextFlag.TextWordWrap)
    box = QFontMetrics(font("columnHead", weight=500)).boundingRect(QRect(0, 0, _COLUMN - 4, 999), flags, title)
    return box.height() + 16
