"""The boxes of a question that asks for ticks: each with what the log knows about it, and details that open below."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rocb_desktop.domain import form
from rocb_desktop.domain.action import TYPES
from rocb_desktop.domain.answer_words import answer_text
from rocb_desktop.domain.change import Value
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.survey.answer_fields import AnswerField
from rocb_desktop.ui.widgets.badge_button import BadgeButton
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label, line
from rocb_desktop.ui.widgets.link import LinkLabel
from rocb_desktop.ui.widgets.tip import plain_tip

_TWO_COLUMNS, _GAP, _INDENT = 640, 32, 28  # px: the least width of two columns, between them, of a tick and its gap


class TickRow(QWidget):
    """A box, a line with its details and the link that opens them; `changed`, `asked` (open or close), and `log_asked`
    when the person wants to see the entry of the log that ticked it.
    """

    changed = Signal()
    asked = Signal()
    log_asked = Signal()

    def __init__(self, spec: form.Field, details: Sequence[AnswerField]) -> None:
        super().__init__()
        self.spec, self.details = spec, tuple(details)
        self.box = tick(spec.label, hint=spec.hint)
        self.box.setToolTip(plain_tip(spec.hint))
        self.badge = BadgeButton("from_log", _("Open in your log: {action}").format(action=spec.label))
        self.badge.pressed.connect(self.log_asked)
        self.link = LinkLabel("", step="caption")
        self.link.setAccessibleDescription(spec.label)
        self.link.pressed.connect(self.asked)
        self.box.clicked.connect(lambda _on: self.changed.emit())
        self._error = label("", "hint", "err", weight=600)
        self._problem = QWidget()
        problem = QHBoxLayout(self._problem)
        problem.setContentsMargins(_INDENT, 0, 0, 0)
        problem.setSpacing(6)
        problem.addWidget(IconView("octagon-alert", "err", 14), 0, Qt.AlignmentFlag.AlignTop)
        problem.addWidget(self._error, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.box)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(_INDENT - 3, 0, 0, 0)  # a link has 3 px of its own
        below.addWidget(self.link)
        words.addWidget(self._below)
        words.addWidget(self._problem)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(4, 4, 0, 4)
        row.addLayout(words, 1)
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line())
        column.addLayout(row, 1)
        self.setMinimumHeight(48)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_error("")
        self.badge.hide()

    def show_state(self, answers: form.Answers, from_log: bool, is_open: bool) -> None:
        """Badge and line of details as they fit the answers."""
        on = self.box.isChecked()
        self.badge.setHidden(not (on and from_log))
        self._below.setHidden(not (on and self.details))
        told = detail_line(self.spec, [one.spec for one in self.details], answers)
        words = _("Close the details") if is_open else _("Change") if told else _("Add details")
        self.link.set_words(words, told)

    def set_error(self, error: str) -> None:
        """Says what is wrong with this box."""
        self._error.setText(error)
        self._problem.setHidden(not error)
        self.box.setAccessibleDescription(" ".join(part for part in (self.spec.hint, error) if part))

    def focus(self) -> None:
        """Gives the box the keyboard."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)


class TickGrid(QWidget):
    """Rows in two columns, in one when narrow; the details of a box open below its row. `changed(field id)`; with
    `log_asked(field id)` the person wants to see the entry of the log.
    """

    changed = Signal(str)
    log_asked = Signal(str)

    def __init__(self, rows: Sequence[TickRow]) -> None:
        super().__init__()
        self.rows = tuple(rows)
        self._panels = [_panel(row) for row in rows]
        self._open: set[str] = set()
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(0)
        for row in rows:
            row.changed.connect(lambda row=row: self._clicked(row))
            row.asked.connect(lambda row=row: self._toggle(row))
            row.log_asked.connect(lambda row=row: self.log_asked.emit(row.spec.id))
        self._arrange(2)

    def show_answers(self, answers: form.Answers, logged: Mapping[str, Value]) -> None:
        """Ticks, badges and details; boxes are filled by the card that holds them."""
        for row, panel in zip(self.rows, self._panels, strict=True):
            id = row.spec.id
            from_log = logged.get(id) == "yes" and not _differs(row, answers, logged)
            is_open = row.box.isChecked() and id in self._open
            row.show_state(answers, from_log, is_open)
            if panel is not None:
                panel.setHidden(not is_open)

    def open(self, id: str) -> None:
        """Open the details of a box."""
        self._open.add(id)

    def minimumSizeHint(self) -> QSize:
        widest = max(row.minimumSizeHint().width() for row in self.rows)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= _TWO_COLUMNS else 1)

    def _clicked(self, row: TickRow) -> None:
        if row.box.isChecked() and any(one.spec.required_if is not None for one in row.details):
            self._open.add(row.spec.id)
        self.changed.emit(row.spec.id)

    def _toggle(self, row: TickRow) -> None:
        id = row.spec.id
        opened = id not in self._open
        self._open ^= {id}
        self.changed.emit(id)
        if opened and row.details:
            row.details[0].widget.focus()

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, (row, panel) in enumerate(zip(self.rows, self._panels, strict=True)):
            top = (place // columns) * (columns + 1)
            self._grid.addWidget(row, top, place % columns)
            if panel is not None:
                self._grid.addWidget(panel, top + 1 + place % columns, 0, 1, columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._grid.setHorizontalSpacing(_GAP if columns > 1 else 0)


def detail_line(spec: form.Field, details: Sequence[form.Field], answers: form.Answers) -> str:
    """3 May 2021, 14 people, colleagues: what is known about a ticked box."""
    kind = TYPES.get(spec.id.partition("_")[2])
    told = []
    for one in sorted(details, key=lambda one: ("date", "number", "text").index(one.kind)):
        value = answers.get(one.id)
        if one.kind == "number" and isinstance(value, int) and kind is not None:
            told.append(kind.reached(value))
        elif one.kind != "text" or one.one_line:
            told.append(answer_text(one, value))
    return ", ".join(part for part in told if part)


def _differs(row: TickRow, answers: form.Answers, logged: Mapping[str, Value]) -> bool:
    return any(answers.get(one.spec.id) != logged.get(one.spec.id) for one in row.details)


def _panel(row: TickRow) -> QFrame | None:
    if not row.details:
        return None
    panel = QFrame()
    panel.setProperty("role", "tile")
    panel.setAccessibleName(row.spec.label)
    column = QVBoxLayout(panel)
    space = current().space
    column.setContentsMargins(space["m"], space["s"], space["m"], space["s"])
    column.addWidget(label(row.spec.label, "label"))
    wide = [one.widget for one in row.details if one.spec.kind == "text" and not one.spec.one_line]
    for widget in wide:
        column.addWidget(widget)
    column.addWidget(
        EvenGrid([one.widget for one in row.details if one.widget not in wide], columns=2, least=240, gap=8)
    )
    panel.hide()
    return panel
