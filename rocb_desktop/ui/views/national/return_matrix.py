"""Who replied to which workshop: people by workshops, the day each return is due, and the national reply below."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.services.national.national_seats import NationalSeat
from rocb_desktop.services.national.return_desk import ReturnDesk
from rocb_desktop.services.national.seats import Seat
from rocb_desktop.texts import _, format_date, format_day, ngettext
from rocb_desktop.ui.look import font
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.matrix import Legend, MatrixCell, MatrixColumn, MatrixRow, MatrixView

NATIONAL = "national"  # key of the bottom row
LEGEND = ("accepted", "to_review", "correction_asked", "no_reply")
_FURTHER = ("on_behalf", "absent", "not_due", "no_survey")  # explained where there are any
_NATIONAL = ("ready", "compiled", "compile_again", "cleared", "in_return")
_CAN_ENTER = ("no_reply", "not_due", "not_known")  # the office can enter a reply there
_COLUMN, _LEAST_HEAD = 92, 48  # px
_STATES = {"not_known": "no_list"}
_NATIONAL_STATES = {"accepted": "ready", "changed": "compile_again"}


class ReturnMatrix(Card):
    """`opened(reply id)`: a cell with a reply was opened; `compiled(workshop)`: one of the bottom row was."""

    opened = Signal(str)
    compiled = Signal(str)
    missing = Signal(str, str)  # name and workshop of a cell without a reply

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", " ", flush=True, parent=parent)
        self.matrix = MatrixView(
            _("Replies of your administration"),
            _("Participant"),
            (),
            cell=QSize(76, 28),
            column_width=_COLUMN,
            row_height=36,
        )
        self.legend = Legend((*LEGEND, *_FURTHER))
        self.national_legend = Legend(_NATIONAL, lead=_("National reply"))
        foot = QWidget()
        lines = QVBoxLayout(foot)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        lines.addWidget(self.legend)
        lines.addWidget(self.national_legend)
        self._replies: dict[tuple[object, str], str] = {}
        self._missing: dict[tuple[object, str], str] = {}
        self.add(self.matrix)
        self.set_foot(foot)
        self.matrix.opened.connect(self._open)

    def set_desk(self, desk: ReturnDesk) -> None:
        """Show another state of the round."""
        self.set_title(title_words(desk))
        self.set_context(context_words(desk))
        columns = [
            MatrixColumn(
                one.id,
                f"{short_title(one)}\n{format_day(one.window.return_due)}",
                _("{workshop}, return due on {date}").format(
                    workshop=short_title(one), date=format_date(one.window.return_due)
                ),
            )
            for one in desk.workshops
        ]
        people = [MatrixRow(place, row.name, _cells(row.seats)) for place, row in enumerate(desk.rows)]
        national = MatrixRow(NATIONAL, _("National reply"), tuple(_national(seat) for seat in desk.national))
        self._replies = {
            (place, seat.workshop): seat.reply.id
            for place, row in enumerate(desk.rows)
            for seat in row.seats
            if seat.reply is not None
        }
        self._missing = {
            (place, seat.workshop): row.name
            for place, row in enumerate(desk.rows)
            for seat in row.seats
            if seat.reply is None and seat.status in _CAN_ENTER
        }
        self.matrix.horizontalHeader().setFixedHeight(max(_head_height(column.title) for column in columns))
        self.matrix.set_rows([*people, national], columns)
        self._explain(desk, national)

    def _explain(self, desk: ReturnDesk, national: MatrixRow) -> None:
        """Every icon that stands in the matrix, in words."""
        counts = {status: desk.count(status) for status in (*LEGEND, *_FURTHER)}
        self.legend.set_counts(counts)
        self.legend.show_only({*LEGEND, *(status for status, count in counts.items() if count)})
        stands = Counter(cell.state for cell in national.cells)
        self.national_legend.set_counts(stands)
        self.national_legend.show_only(stands)
        self.national_legend.setVisible(any(state in stands for state in _NATIONAL))

    def enterable(self) -> dict[tuple[object, str], str]:
        """The names of cells without a reply in which one can be entered, by row and workshop."""
        return dict(self._missing)

    def _open(self, row: object, column: str) -> None:
        if row == NATIONAL:
            self.compiled.emit(column)
            return
        reply = self._replies.get((row, column))
        name = self._missing.get((row, column))
        if reply is not None:
            self.opened.emit(reply)
        elif name is not None:
            self.missing.emit(name, column)


def _head_height(title: str) -> int:
    """Room for a title that wraps, above its date."""
    flags = int(Qt.TextFlag.TextWordWrap)
    box = QFontMetrics(font("columnHead", weight=500)).boundingRect(QRect(0, 0, _COLUMN - 4, 999), flags, title)
    return max(box.height() + 16, _LEAST_HEAD)


def title_words(desk: ReturnDesk) -> str:
    """4 of 13 replies are ready for the return; without lists of names nobody knows of how many."""
    if desk.expected is None:
        said = ngettext("{n} reply is ready for the return", "{n} replies are ready for the return", desk.ready)
        return said.format(n=desk.ready)
    return ngettext(
        "{n} of {count} reply is ready for the return",
        "{n} of {count} replies are ready for the return",
        desk.expected,
    ).format(n=desk.ready, count=desk.expected)


def context_words(desk: ReturnDesk) -> str:
    """What the dots and the dates mean."""
    if any(seat.status == "not_known" for row in desk.rows for seat in row.seats):
        dots = _("A dot means: no reply, and no list of who attended.")
    else:
        dots = _("A dot means: did not attend.")
    dates = _("The date under a workshop is the day its return is due.")
    last = _("Open the last row to compile.")
    return f"{dots} {dates} {last}"


def _cells(seats: Sequence[Seat]) -> tuple[MatrixCell, ...]:
    return tuple(MatrixCell(_STATES.get(seat.status, seat.status), _version(seat)) for seat in seats)


def _version(seat: Seat) -> str:
    if seat.reply is None:
        return ""
    version = _("Version {n}.").format(n=seat.reply.version)
    late = _("Late.") if seat.reply.late else ""
    return f"{version} {late}".strip()


def _national(seat: NationalSeat) -> MatrixCell:
    counts = _("{accepted} accepted, {to_review} to review, {corrections} correction asked, {missing} no reply").format(
        accepted=seat.accepted, to_review=seat.to_review, corrections=seat.corrections, missing=seat.missing
    )
    if seat.status == "in_return":
        number = _("In national return no. {n}").format(n=seat.number)
        counts = f"{number}. {counts}"
    return MatrixCell(_NATIONAL_STATES.get(seat.status, seat.status), counts)
