"""The replies that wait for a decision, one row each."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.reply import Reply
from rocb_desktop.services.national.return_desk import ReturnDesk
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.badge import Badge
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column


class ReviewList(Card):
    """`chosen(reply id)` follows the current row; `opened(reply id)`: Enter or double press. When nothing is left to
    review, it says whom to tell: `receipts_asked`.
    """

    chosen = Signal(str)
    opened = Signal(str)
    receipts_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("To review"), flush=True, parent=parent)
        self._desk: ReturnDesk | None = None
        self.table = TableView(_("To review"), self._columns(), most=8)
        self.table.horizontalHeader().hide()
        self.nothing = label(_("Nothing waits for you. New replies appear here when you receive their files."), "hint")
        self.nothing.setContentsMargins(16, 4, 16, 8)
        self.receipts_button = button(_("Make receipts"), icon="file-check", on_press=self.receipts_asked.emit)
        self.receipts = Message("info", " ", "", [self.receipts_button], icon="file-check")
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(16, 0, 16, 8)
        box.addWidget(self.receipts)
        self._holder = holder
        self.add(self.table)
        self.add(self.nothing)
        self.add(holder)
        self.table.chosen.connect(self._tell)
        self.table.opened.connect(lambda row: self.opened.emit(row.id))

    def set_desk(self, desk: ReturnDesk) -> None:
        """Show the replies of another state; the current one stays if it is still there."""
        kept = self.reply()
        self._desk = desk
        blocked = self.blockSignals(True)
        self.table.set_rows(desk.to_review)
        self.choose(kept)
        self.blockSignals(blocked)
        self.table.setVisible(bool(desk.to_review))
        self.nothing.setVisible(not desk.to_review)
        self._holder.setVisible(bool(desk.receipts_due) and not desk.to_review)
        said = ngettext("Hand on {n} receipt.", "Hand on {n} receipts.", desk.receipts_due).format(n=desk.receipts_due)
        self.receipts.set_message("info", said, _("Your people learn from it how far their replies came."))
        self.set_corner(Badge("replies", n=len(desk.to_review)))

    def reply(self) -> str:
        """The id of the current reply, or ""."""
        row = self.table.row()
        return row.id if isinstance(row, Reply) else ""

    def choose(self, reply: str) -> None:
        """Make a reply current, without telling; one that is not in the list changes nothing."""
        found = next((one for one in self.table.rows_model.rows() if one.id == reply), None)
        blocked = self.blockSignals(True)
        if found is not None:
            self.table.choose(found)
        self.blockSignals(blocked)

    def take_focus(self) -> None:
        """The keyboard goes to the current row."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", _("Participant"), "strong"),
            Column("workshop", _("Workshop"), "text", self._workshop, stretch=True),
            Column("received", _("Received"), "text", self._received, sort=_day, spare=True),
            Column("badge", _("State"), "badge", self._badge),
        )

    def _workshop(self, reply: Reply) -> str:
        found = self._desk.workshop(reply.workshop) if self._desk is not None else None
        return short_title(found) if found is not None else ""

    def _received(self, reply: Reply) -> str:
        if reply.received is None:
            return ""
        if self._desk is not None and reply.received.last() == self._desk.today:
            return _("Today")
        return reply.received.shown()

    def _badge(self, reply: Reply) -> BadgeSpec:
        if self._desk is not None and reply.person == self._desk.me:
            return badge("own_reply")
        if reply.unchecked:
            return badge("key_not_checked")
        return badge("new_reply") if reply.version < 2 else badge("version", n=reply.version)

    def _tell(self, row: object) -> None:
        if isinstance(row, Reply):
            self.chosen.emit(row.id)


def _day(reply: Reply) -> date | None:
    return reply.received.last() if reply.received is not None else None
