"""The facts about a workshop in one low strip: when, where, what kind, its survey, who it is for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.workshop import KINDS, MODES, Workshop
from rocb_desktop.texts import _, format_date, format_month, ngettext
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.label import label

_LEAST = 150  # px of a fact
_NAMED = 2  # administrations that are named; more are counted


class FactStrip(Card):
    """A small name over each value; facts() for those who test what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.body.setContentsMargins(16, 10, 16, 10)
        self._grid: EvenGrid | None = None
        self._facts: dict[str, str] = {}

    def facts(self) -> dict[str, str]:
        """The values by name."""
        return dict(self._facts)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Shows other facts; one without a value is left out."""
        self._facts = {name: value for name, value in facts if value}
        old, self._grid = (
            self._grid,
            EvenGrid([_fact(name, value) for name, value in self._facts.items()], columns=5, least=_LEAST, gap=12),
        )
        if old is not None:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.add(self._grid)
        self.setAccessibleName(_("About the workshop"))
        self.setAccessibleDescription(". ".join(f"{name}: {value}" for name, value in self._facts.items()))


def _fact(name: str, value: str) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"{name}: {value}")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(name, "caption"))
    column.addWidget(label(value, "body", weight=500))
    column.addStretch(1)
    return made


def workshop_facts(one: Workshop) -> list[tuple[str, str]]:
    """What the strip says of a workshop."""
    first, last = one.start.shown(), one.end.shown()
    days = first if first == last else _("{first} to {last}").format(first=first, last=last)
    facts = [
        (_("When"), days),
        (_("Kind"), _(KINDS.get(one.kind, one.kind))),
        (_("How it was held"), _(MODES[one.mode]) if one.mode in MODES else ""),
    ]
    return [*facts, *_survey(one), (_("For whom"), _offices(one))]


def _survey(one: Workshop) -> list[tuple[str, str]]:
    if not one.surveyed:
        return [(_("Survey"), one.reason_not_surveyed or _("Not surveyed"))]
    window = one.window
    if window.approximate:
        closes = format_month(window.closes.year, window.closes.month)
        return [(_("Survey"), _("{opens} to {month}").format(opens=window.shown_opening(), month=closes))]
    said = _("{first} to {last}").format(first=format_date(window.opens), last=format_date(window.closes))
    return [(_("Survey"), said)]


def _offices(one: Workshop) -> str:
    count = len(one.administrations) or one.participated or 0
    if 0 < len(one.administrations) <= _NAMED:
        return ", ".join(name_of(code) for code in one.administrations)
    return ngettext("{n} administration", "{n} administrations", count).format(n=count) if count else ""
