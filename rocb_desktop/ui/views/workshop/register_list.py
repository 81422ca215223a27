"""The register as a table with one workshop explained beside it, below it where the window is narrow."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.workshop import STATUSES
from rocb_desktop.services.region.register import Register, RegisterLine
from rocb_desktop.texts import N_, _, ngettext
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.views.region.outstanding_card import survey_badge
from rocb_desktop.ui.views.workshop.materials_card import MaterialsCard
from rocb_desktop.ui.views.workshop.workshop_details import WorkshopDetails
from rocb_desktop.ui.views.workshop.workshop_words import month_of, short_title
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import SideBySide
from rocb_desktop.ui.widgets.scroll import PageScroll
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column

# Short, for a column; the details say the whole.
KINDS = {
    "regional": N_("Regional"),
    "sub-regional": N_("Sub-regional"),
    "national": N_("National"),
    "accreditation": N_("Accreditation"),
    "meeting": N_("Meeting"),
    "other": N_("Other"),
}
SIDE: dict[Frame, int] = {"wide": 304, "medium": 240, "narrow": 240}  # px of the details beside the table


class RegisterList(QWidget):
    """The chosen row is the workshop in the details."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = TableView(_("Workshops"), _columns(), dense=False, most=14)
        self.details = WorkshopDetails()
        card = Card(flush=True)
        card.add(self.table)
        self._columns = SideBySide(side_width=SIDE["wide"], turn_at=760)
        self._columns.main.addWidget(card)
        self._columns.side.addWidget(self.details)
        self.materials = MaterialsCard()
        self._columns.main.addWidget(self.materials)
        scroll = PageScroll()
        scroll.add(self._columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self.table.chosen.connect(self.details.show_line)

    def set_frame(self, frame: Frame) -> None:
        """The window became wide, medium or narrow."""
        self._columns.set_side_width(SIDE[frame])

    def show_register(self, register: Register) -> None:
        """Shows the workshops of a round; the chosen one stays if it is still there."""
        kept = self.details.line.workshop.id if self.details.line is not None else ""
        self.table.set_rows(register.lines)
        self.choose(kept)

    def choose(self, workshop: str) -> None:
        """Shows a workshop in the details; one that is not there leaves the chosen one, else the first."""
        rows = self.table.rows_model.rows()
        wanted = next((row for row in rows if row.workshop.id == workshop), None)
        if wanted is not None:
            self.table.choose(wanted)
        elif rows and self.table.row() is None:
            self.table.selectRow(0)
        self.details.show_line(self.table.row())


def _columns() -> list[Column]:
    return [
        Column("title", _("Workshop"), "strong", _title, lambda line: line.workshop.number, stretch=True, least=240),
        Column("kind", _("Kind"), value=_kind, spare=True),
        Column("held", _("Dates"), "muted", value=_held, sort=lambda line: line.workshop.end.last(), spare=True),
        Column("replies", _("Replies"), "number", value=_replies, sort=_replied),
        Column("survey", _("Survey"), "badge", value=_survey, sort=lambda line: line.workshop.window.opens),
    ]


def _title(line: RegisterLine) -> str:
    return f"{line.workshop.number}. {short_title(line.workshop)}"


def _kind(line: RegisterLine) -> str:
    return _(KINDS.get(line.workshop.kind, line.workshop.kind))


def _held(line: RegisterLine) -> str:
    one = line.workshop
    if one.status in ("cancelled", "postponed"):
        return _(STATUSES[one.status])
    return month_of(one)


def _replied(line: RegisterLine) -> int | None:
    return line.counts.replied if line.counts is not None else None


def _replies(line: RegisterLine) -> str | None:
    counts = line.counts
    if counts is None:
        return None
    if counts.participated is None:
        return ngettext("{n} reply", "{n} replies", counts.replied).format(n=counts.replied)
    return _("{k} of {n}").format(k=counts.replied, n=counts.participated)


def _survey(line: RegisterLine) -> BadgeSpec:
    if line.survey == "closed":
        return badge("closed")
    return survey_badge(line.workshop, line.survey)
