"""The workshops of a person or an administration as a table; Enter opens one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.clock import window_state
from rocb_desktop.services.survey.action_log import PLANNED
from rocb_desktop.services.survey.workshop_desk import WorkshopDesk, WorkshopRoom
from rocb_desktop.texts import _, format_date, ngettext
from rocb_desktop.ui.views.workshop.workshop_details import held_words
from rocb_desktop.ui.views.workshop.workshop_words import opening_month, short_title, survey_badge
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.scroll import PageScroll
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column


class WorkshopTable(PageScroll):
    """`opened(workshop id)`. `national`: a focal point's table, with replies in the place of actions."""

    opened = Signal(str)

    def __init__(self, *, national: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk: WorkshopDesk | None = None
        self.table = TableView(_("Workshops"), self._columns(national), dense=False, most=40)
        self.table.opened.connect(lambda room: self.opened.emit(room.workshop.id))
        self.table.followed.connect(lambda room, _key: self.opened.emit(room.workshop.id))
        card = Card(flush=True)
        card.add(self.table)
        self.add(card)

    def show_desk(self, desk: WorkshopDesk) -> None:
        """Another state of the workshops; the keyboard stays on its line."""
        self._desk = desk
        self.table.set_rows(desk.rooms)
        if self.table.row() is None:
            self.table.selectRow(0)

    def choose(self, workshop: str) -> None:
        """Make a workshop the current line."""
        rows = self.table.rows_model.rows()
        self.table.choose(next((room for room in rows if room.workshop.id == workshop), None))

    def _columns(self, national: bool) -> list[Column]:
        if national:
            what = Column("replies", _("Replied"), "number", replied_words, lambda room: room.replied)
        else:
            what = Column("log", _("Follow-up"), "muted", log_words, lambda room: len(room.log), least=120)
        return [
            Column("title", _("Workshop"), "strong", lambda room: short_title(room.workshop), stretch=True, least=190),
            what,
            Column("files", _("Materials"), "number", files_words, lambda room: len(room.files), spare=True),
            Column("held", _("Dates"), "muted", lambda room: held_words(room.workshop), _end, spare=True, least=190),
            Column("survey", _("Survey"), "badge", self._survey, _opens),
            Column("open", "", "link", lambda _room: _("Open")),
        ]

    def _survey(self, room: WorkshopRoom) -> BadgeSpec | None:
        if self._desk is None:
            return None
        if room.line is not None:
            return survey_badge(room.line, self._desk.today) or badge("not_surveyed")
        return window_badge(room, self._desk)


def _end(room: WorkshopRoom) -> object:
    return room.workshop.end.last()


def _opens(room: WorkshopRoom) -> object:
    return room.workshop.window.opens


def window_badge(room: WorkshopRoom, desk: WorkshopDesk) -> BadgeSpec:
    """Whether a survey is open, whoever answers it."""
    window = room.workshop.window
    if not room.workshop.surveyed:
        return badge("not_surveyed")
    state = window_state(window, desk.today)
    if state == "not_open":
        return badge("opens", month=opening_month(window.opens, desk.today))
    return badge("open_until", date=format_date(window.closes)) if state == "open" else badge("closed")


def files_words(room: WorkshopRoom) -> str:
    """5 of 6 here; the count alone when all are."""
    count = len(room.files)
    if not count:
        return "–"
    return str(count) if room.here == count else _("{k} of {n} here").format(k=room.here, n=count)


def log_words(room: WorkshopRoom) -> str:
    """2 done, 1 planned."""
    planned = sum(line.column == PLANNED for line in room.log)
    done = len(room.log) - planned
    parts = [
        ngettext("{n} done", "{n} done", done).format(n=done) if done else "",
        ngettext("{n} planned", "{n} planned", planned).format(n=planned) if planned else "",
    ]
    return ", ".join(part for part in parts if part) or _("Nothing logged yet")


def replied_words(room: WorkshopRoom) -> str:
    """2 of 3; a dash when nobody is known to have been there."""
    return _("{k} of {n}").format(k=room.replied, n=len(room.people)) if room.people else "–"
