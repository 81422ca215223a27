"""The form of a new workshop: what, when, for whom; beside it what follows for its survey."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rocb_desktop.domain.administration import by_code
from rocb_desktop.domain.clock import PartialDate, fiscal_round, survey_window
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.workshop import KINDS, MAX_PROGRAMME, MODES, default_surveyed
from rocb_desktop.texts import _, format_date, format_month, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.round_choice import survey_name
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.facts import Facts
from rocb_desktop.ui.widgets.field import ChoiceField, DateField, Field, LineField, NumberField, TextField
from rocb_desktop.ui.widgets.field_row import FieldRow
from rocb_desktop.ui.widgets.label import label

_BETWEEN = re.compile(r"[,;\n\t]+")
_NO_DAY = date(2000, 1, 1)  # in a form that nobody has seen yet


@dataclass(frozen=True, slots=True)
class WorkshopEntry:
    """What the form holds, as add_workshop takes it; `start` and `end` are ISO text, perhaps of a month only."""

    title: str = ""
    short_title: str = ""
    kind: str = "regional"
    mode: str = ""
    start: str = ""
    end: str = ""
    administrations: tuple[str, ...] = ()
    number: int | None = None
    programme: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "WorkshopEntry":
        """What a draft kept; what this version does not know is left."""
        known = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        return cls(**{**known, "administrations": tuple(known.get("administrations", ()))})


class WorkshopForm(Card):
    """entry() is what is in the form, show_entry() fills it; `changed` while the person types or chooses."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=current().space["formCardPadding"], parent=parent)
        self._today = _NO_DAY
        self._end_chosen = False  # until then the last day is the first
        self.title = LineField(
            _("Title"), _("As in the invitation."), example=_("Regional Workshop on Rules of Origin")
        )
        self.short_title = LineField(_("Short title"), _("For charts and lists."), optional=True)
        kinds = [(key, _(words)) for key, words in KINDS.items()]
        self.kind = ChoiceField(_("Kind"), kinds, _("It decides about the survey."))
        modes = [("", _("Not known yet")), *((key, _(words)) for key, words in MODES.items())]
        self.mode = ChoiceField(_("How it is held"), modes, _("Online or face to face."))
        self.number = NumberField(_("Number in its round"), _("The next free one."), least=1, most=999, optional=True)
        self.start = DateField(_("First day"), _NO_DAY)
        self.end = DateField(_("Last day"), _NO_DAY)
        self.month_only = tick(_("Only the month is known"))
        self.administrations = TextField(
            _("Administrations that take part"),
            _("Codes or names, with commas between them. You can add them later with a participant list."),
            rows=3,
            optional=True,
        )
        self.named = label("", "hint")
        self.programme = TextField(
            _("Programme"),
            _("What happens when, a line for each. It goes along with the pack."),
            rows=4,
            limit=MAX_PROGRAMME,
            optional=True,
        )
        self._lay_out()
        self._listen()

    def begin(self, today: date) -> None:
        """A day for an empty form to begin with."""
        self._today = today

    def entry(self) -> WorkshopEntry:
        """What is in the form."""
        return WorkshopEntry(
            self.title.text(),
            self.short_title.text(),
            str(self.kind.value()),
            str(self.mode.value()),
            self._day(self.start),
            self._day(self.end),
            self.offices(),
            self.number.value(),
            self.programme.text(),
        )

    def show_entry(self, entry: WorkshopEntry) -> None:
        """Fill the form."""
        self.title.set_text(entry.title)
        self.short_title.set_text(entry.short_title)
        self.kind.set_value(entry.kind)
        self.mode.set_value(entry.mode)
        month = len(entry.end) == len("2021-06")
        self.month_only.setChecked(month)
        for field, text in ((self.start, entry.start), (self.end, entry.end)):
            field.set_value(PartialDate.parse(text).first() if text else self._today)
        self._end_chosen = entry.end != entry.start
        self.administrations.set_text(", ".join(entry.administrations))
        self.number.set_value(entry.number)
        self.programme.set_text(entry.programme)
        self._tell()

    def fields(self) -> Mapping[str, Field]:
        """The fields by the name that an error gives."""
        return {
            "title": self.title,
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "number": self.number,
            "administrations": self.administrations,
            "programme": self.programme,
        }

    def check(self) -> bool:
        """Whether both days can be read, and are in order; the first that is wrong takes the keyboard."""
        wrong = [field for field in (self.start, self.end) if not field.check()]
        if not wrong and self._day(self.end) < self._day(self.start):
            self.end.set_error(_("The last day is before the first day."))
            wrong = [self.end]
        elif not wrong:
            self.end.set_error("")
        if wrong:
            wrong[0].focus()
        return not wrong

    def offices(self) -> tuple[str, ...]:
        """Who is listed: codes where the app knows them, as written where it does not."""
        return read_offices(self.administrations.text())

    def _day(self, field: DateField) -> str:
        day = field.value()
        return f"{day:%Y-%m}" if self.month_only.isChecked() else day.isoformat()

    def _lay_out(self) -> None:
        self.body.setSpacing(current().space["m"])
        self.add(FieldRow([(self.title, 260, 3), (self.short_title, 180, 2)], gap=12))
        self.add(FieldRow([(self.kind, 220, 3), (self.mode, 180, 2), (self.number, 180, 2)], gap=12))
        self.add(FieldRow([(self.start, 190, 1), (self.end, 190, 1)], gap=12))
        line = QHBoxLayout()
        line.setContentsMargins(4, 0, 4, 0)  # in line with the fields, which leave room for an error's bar
        line.addWidget(self.month_only, 1)
        self.body.addLayout(line)
        self.add(self.administrations)
        self.add(self.named)
        self.add(self.programme)

    def _listen(self) -> None:
        texts = (self.title.changed, self.short_title.changed, self.administrations.changed, self.programme.changed)
        choices = (self.kind.changed, self.mode.changed, self.number.changed, self.start.changed, self.end.changed)
        for signal in (*texts, *choices):
            signal.connect(self._tell)
        self.month_only.toggled.connect(self._show_days)
        self.start.changed.connect(self._follow_start)
        self.end.changed.connect(self._choose_end)

    def _follow_start(self, first: date) -> None:
        if not self._end_chosen or self.end.value() < first:
            chosen = self._end_chosen
            self.end.set_value(first)
            self._end_chosen = chosen  # following is not choosing

    def _choose_end(self, _last: date) -> None:
        self._end_chosen = True

    def _show_days(self, month: bool) -> None:
        for field in (self.start, self.end):
            field.set_month_only(month)
        self._tell()

    def _tell(self, *_value: object) -> None:
        self.named.setText(office_words(self.offices()))
        self.named.setVisible(bool(self.offices()))
        self.changed.emit()


class WhatFollows(Card):
    """The survey that follows from the dates and the kind in the form; `survey` is its year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What follows"), parent=parent)
        self.survey: int | None = None
        self.facts = Facts()
        self.add(self.facts)

    def show_entry(self, entry: WorkshopEntry) -> None:
        """Say to which survey the workshop belongs, and when it is asked about."""
        try:
            end = PartialDate.parse(entry.end)
        except UserError:
            self.survey = None
            self.facts.set_facts([])
            return
        self.survey = fiscal_round(end)
        survey = survey_name(self.survey)
        if not default_surveyed(entry.kind):
            said = _("Listed, not surveyed: only regional and sub-regional workshops are.")
            self.facts.set_facts([(_("Round"), survey), (_("Survey"), said)])
            return
        window = survey_window(end)
        closes = format_date(window.closes)
        if window.approximate:
            closes = _("about {month}").format(month=format_month(window.closes.year, window.closes.month))
        opens = window.shown_opening()
        self.facts.set_facts([(_("Round"), survey), (_("Survey opens"), opens), (_("Survey closes"), closes)])


def read_offices(text: str) -> tuple[str, ...]:
    """ "FJ, Samoa" -> FJ, WS. A name that holds a comma itself ("Hong Kong, China") is read as one."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    found: list[str] = []
    while parts:
        both = by_code(", ".join(parts[:2])) if len(parts) > 1 else None
        known = both or by_code(parts[0])
        found.append(known.code if known is not None else parts[0])
        del parts[: 2 if both is not None else 1]
    return tuple(dict.fromkeys(found))


def office_words(offices: tuple[str, ...]) -> str:
    """3 administrations: Australia, Fiji, Samoa. Not known: XX."""
    known = [one for one in map(by_code, offices) if one is not None]
    said = ngettext("{n} administration: {names}.", "{n} administrations: {names}.", len(known))
    words = said.format(n=len(known), names=", ".join(sorted(one.name for one in known))) if known else ""
    unknown = [text for text in offices if by_code(text) is None]
    strange = _("Not known: {names}.").format(names=", ".join(unknown)) if unknown else ""
    return f"{words} {strange}".strip()
