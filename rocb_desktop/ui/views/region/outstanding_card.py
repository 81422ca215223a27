"""Who has not replied yet: the workshops with replies missing, or all of them for one administration."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.analysis.heard_from import HeardState
from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.region.dashboard import Outstanding, Standing
from rocb_desktop.texts import _, format_date, format_month, ngettext
from rocb_desktop.ui.views.region.round_words import outstanding_total
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import announce
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column

FEW = 3
_BADGES: dict[HeardState, str] = {
    "replied": "reply_received",
    "no_reply": "no_reply",
    "not_asked": "not_asked",
    "did_not_take_part": "did_not_take_part",
    "not_known": "not_known",
}


class OutstandingCard(Card):
    """`opened(workshop id)`: Enter on a row. `cleared`: the person wants all administrations again."""

    opened = Signal(str)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Who has not replied yet"), flush=True, parent=parent)
        self.body.setContentsMargins(1, 0, 1, 6)
        self._items: Sequence[Outstanding] = ()
        self._all = False
        self._code = ""
        self._narrow = False
        self.table = TableView(_("Who has not replied yet"), self._columns(), most=12)
        self.one = TableView(_("Replies of one administration"), _standing_columns(), most=12)
        self._nothing = label("", "hint")
        self._nothing.setContentsMargins(16, 0, 16, 12)
        self.switch = button("", "link", on_press=self._press)
        self.set_corner(self.switch)
        for part in (self.table, self.one, self._nothing):
            self.body.addWidget(part)
        self.table.opened.connect(lambda row: self.opened.emit(row.workshop.id))
        self.one.opened.connect(lambda row: self.opened.emit(row.workshop.id))
        self._show()

    def set_items(self, items: Sequence[Outstanding], nothing: str = "") -> None:
        """The workshops with replies missing, in the order to show; `nothing` says why there are none."""
        self._items = items
        self._nothing.setText(nothing)
        self._show()

    def filter(self, code: str, standings: Sequence[Standing]) -> None:
        """Show one administration instead, workshop by workshop."""
        self._code = code
        self.one.set_rows(list(standings))
        self._show()
        announce(self, self.title_label.text())

    def clear_filter(self) -> None:
        """Back to all administrations."""
        self._code = ""
        self._show()

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window the words of the badges are shorter, so that the names of workshops are not."""
        self._narrow = narrow
        self._show()

    def _press(self) -> None:
        if self._code:
            self.cleared.emit()
            return
        self._all = not self._all
        self._show()
        self.switch.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        one = bool(self._code)
        self.table.set_rows(list(self._items if self._all else self._items[:FEW]))
        self.one.setVisible(one)
        self.table.setVisible(not one and bool(self._items))
        self._nothing.setVisible(not one and not self._items)
        self.switch.setVisible(one or len(self._items) > FEW)
        if one:
            self.set_title(name_of(self._code))
            self.switch.setText(_("Show all administrations"))
        else:
            self.set_title(_("Who has not replied yet"))
            total = outstanding_total(self._items)
            self.switch.setText(_("Show fewer") if self._all else _("See all {n}").format(n=total))
        self.switch.setAccessibleName(self.switch.text())

    def _columns(self) -> list[Column]:
        return [
            Column("workshop", _("Workshop"), value=_name, sort=_number, stretch=True, least=200),
            Column("replies", _("Replies"), "number", value=_replies, sort=lambda item: item.replied, spare=True),
            Column("missing", _("Outstanding"), "number", value=_outstanding, sort=lambda item: item.missing),
            Column("state", _("Status"), "badge", value=self._badge),
        ]

    def _badge(self, item: Outstanding) -> BadgeSpec:
        if self._narrow and item.state == "closed":
            return badge("closed")
        return survey_badge(item.workshop, item.state)


def survey_badge(workshop: Workshop, state: str) -> BadgeSpec:
    """Where a workshop's survey stands: opens, open until, closed; only about when, where the day is not known."""
    window = workshop.window
    if state == "not_surveyed":
        return badge("not_surveyed")
    if state == "not_open":
        if window.approximate:
            return badge("opens_about", when=window.shown_opening())
        return badge("opens_on", date=format_date(window.opens))
    if state == "open":
        about = _("about {month}").format(month=format_month(window.closes.year, window.closes.month))
        return badge("open_until", date=about if window.approximate else format_date(window.closes))
    return badge("closed_late")


def _standing_columns() -> list[Column]:
    return [
        Column("workshop", _("Workshop"), value=_name, sort=_number, stretch=True),
        Column("state", _("Reply"), "badge", value=lambda item: badge(_BADGES[item.state])),
    ]


def _name(item: Outstanding | Standing) -> str:
    return item.workshop.short_title or item.workshop.title


def _number(item: Outstanding | Standing) -> int:
    return item.workshop.number


def _replies(item: Outstanding) -> str:
    if item.took_part is None:
        return ngettext("{n} reply", "{n} replies", item.replied).format(n=item.replied)
    return _("{k} of {n}").format(k=item.replied, n=item.took_part)


def _outstanding(item: Outstanding) -> str:
    return _("not known") if item.missing is None else str(item.missing)
