"""Whom to look at on the page Participants: by name, by workshop, by state."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from rocb_desktop.services.national.roster import Roster, RosterPerson
from rocb_desktop.texts import N_, _
from rocb_desktop.ui.look import font
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.cell_states import STATES
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.search_field import SearchField

_SEATS = (
    *("accepted", "to_review", "correction_asked", "on_behalf", "no_reply", "not_due"),
    *("absent", "no_survey"),
)
_PEOPLE = {"new_name": N_("New name"), "left": N_("Left")}


class RosterFilter(EvenGrid):
    """`changed` as soon as something else is looked for."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.name = SearchField(_("Find a person"))
        self.workshop, self.state = _combo(_("Workshop")), _combo(_("State"))
        super().__init__([self.name, self.workshop, self.state], columns=3, least=150, gap=8, parent=parent)
        self.name.textChanged.connect(lambda _text: self.changed.emit())
        for combo in (self.workshop, self.state):
            combo.activated.connect(lambda _place: self.changed.emit())

    def set_roster(self, roster: Roster) -> None:
        """Offer the workshops and states of another state of the round, with their numbers."""
        titles = [(one.id, short_title(one)) for one in roster.workshops]
        _fill(self.workshop, [("", _("All workshops")), *titles])
        counted = [(state, _(STATES[state].word), roster.count(state)) for state in _SEATS]
        counted += [(state, _(words), roster.count(state)) for state, words in _PEOPLE.items()]
        states = [(state, f"{words} ({count})") for state, words, count in counted if count]
        _fill(self.state, [("", _("All states")), *states])

    def people(self, roster: Roster) -> tuple[RosterPerson, ...]:
        """Who is looked for."""
        return roster.filtered(str(self.workshop.currentData()), str(self.state.currentData()), self.name.text())

    @property
    def is_on(self) -> bool:
        """Whether somebody may be hidden."""
        return bool(self.name.text() or self.workshop.currentData() or self.state.currentData())

    def clear(self) -> None:
        """Look at everybody again."""
        for combo in (self.workshop, self.state):
            combo.setCurrentIndex(0)
        self.name.clear()
        self.changed.emit()


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setFont(font("body"))
    made.setMinimumContentsLength(6)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


def _fill(combo: QComboBox, options: list[tuple[str, str]]) -> None:
    kept = combo.currentData()
    combo.clear()
    for value, words in options:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(combo.findData(kept), 0))
