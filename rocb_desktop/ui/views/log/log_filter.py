"""What is shown of the log: of which workshop, which kind, done or planned, and with which words in it."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.action import TYPES
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.survey.action_log import LogLine
from rocb_desktop.texts import _
from rocb_desktop.ui.views.workshop.workshop_words import title_and_month
from rocb_desktop.ui.widgets.field import ChoiceField
from rocb_desktop.ui.widgets.field_row import FieldRow
from rocb_desktop.ui.widgets.search_field import SearchField

_AFTER_LAST_KEY_MS = 120


class LogFilter(QWidget):
    """`changed` when other lines are wanted; lines_of() picks them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.workshop = ChoiceField("", [("", _("All workshops"))])
        self.kind = ChoiceField("", [("", _("All actions")), *((one.id, one.label) for one in TYPES.values())])
        states = [("done", _("Done")), ("planned", _("Planned")), ("overdue", _("Overdue"))]
        states.append(("handed_over", _("Handed over")))
        self.state = ChoiceField("", [("", _("Done and planned")), *states])
        self.search = SearchField(_("Find in the log"))
        for field, name in ((self.workshop, _("Workshop")), (self.kind, _("Action")), (self.state, _("Status"))):
            field.combo.setAccessibleName(name)
            field.changed.connect(lambda _value: self.changed.emit())
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_LAST_KEY_MS)
        self._soon.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _words: self._soon.start())
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.setContentsMargins(4, 4, 4, 4)
        around.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 6)
        row = [(self.workshop, 180, 1), (self.kind, 180, 1), (self.state, 204, 0), (holder, 180, 1)]
        column.addWidget(FieldRow(row, gap=4))

    def set_workshops(self, workshops: Sequence[Workshop]) -> None:
        """The workshops to choose from; the choice stays."""
        self.workshop.set_options([("", _("All workshops")), *((one.id, title_and_month(one)) for one in workshops)])

    def clear(self) -> None:
        """Show everything."""
        self.show_only("")

    def show_only(self, workshop: str) -> None:
        """Show what belongs to one workshop, or all ("")."""
        self.workshop.set_value(workshop)
        self.kind.set_value("")
        self.state.set_value("")
        self.search.setText("")
        self._soon.stop()
        self.changed.emit()

    def is_narrow(self) -> bool:
        """Whether some lines may be left out."""
        return any((self.workshop.value(), self.kind.value(), self.state.value(), self.search.text().strip()))

    def lines_of(self, lines: Sequence[LogLine]) -> list[LogLine]:
        """The lines wanted, in their order."""
        workshop, kind, state = self.workshop.value(), self.kind.value(), self.state.value()
        words = self.search.text().casefold().split()
        return [
            line
            for line in lines
            if (not workshop or line.action.workshop == workshop)
            and (not kind or line.action.type == kind)
            and (not state or state in (line.column, line.state))
            and all(word in line.words for word in words)
        ]
