"""The form of one follow-up action: what, done or planned, one quick line, and details that stay closed at first."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.action import TYPES, check_action
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.material import Evidence
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.survey.action_links import Linkable
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.log.action_details import ActionDetails
from rocb_desktop.ui.views.log.action_entry import ActionEntry
from rocb_desktop.ui.views.log.action_words import type_of
from rocb_desktop.ui.views.workshop.workshop_words import title_and_month
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioRow, RadioTile, TileGroup
from rocb_desktop.ui.widgets.field import ChoiceField, DateField, Field, NumberField
from rocb_desktop.ui.widgets.field_row import FieldRow

_NO_DAY = date(2000, 1, 1)  # in an empty form, before anybody sees it
_SOON = timedelta(days=30)  # a plan begins with a day it may still be kept on


class TileField(Field):
    """The tiles under their question, with room for an error."""

    def focus(self) -> None:
        tiles = self.control
        if isinstance(tiles, TileGroup):
            tiles.focus()


class ActionForm(Card):
    """entry() is what is in the form, show_entry() fills it; `changed` while the person types or chooses."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._workshops: dict[str, Workshop] = {}
        self._today = self._latest = _NO_DAY
        self._kept_date = ("", _NO_DAY)  # an entry's own date, and the day shown for it
        self._tiles = {kind: RadioTile(one.label, one.icon) for kind, one in TYPES.items()}
        self.tiles = TileGroup(_("What did you do?"), list(self._tiles.items()))
        self.kind = TileField(_("What did you do?"), self.tiles)
        done_or_planned = (("done", _("I have done this")), ("planned", _("I plan to do this")))
        self.switch = RadioRow(_("Done or planned"), done_or_planned, "done")
        self.workshop = ChoiceField(_("Workshop"))
        self.date = DateField("", _NO_DAY)
        self.reached = NumberField("", most=1_000_000)
        self.details = ActionDetails()
        # the fields of the details are fields of the form
        self.text, self.effect, self.evidence = self.details.text, self.details.effect, self.details.evidence
        self.channel, self.audience = self.details.channel, self.details.audience
        self._lay_out()
        self._listen()
        self.show_entry(ActionEntry())

    def set_choices(self, workshops: Sequence[Workshop], today: date, latest: date) -> None:
        """The workshops to choose from, the day of today, and the last day that can be over; what is typed stays."""
        self._workshops = {one.id: one for one in workshops}
        self._today, self._latest = today, latest
        self.workshop.set_options([(one.id, title_and_month(one)) for one in workshops])

    def entry(self) -> ActionEntry:
        """What is in the form."""
        kept, shown = self._kept_date
        day = self.date.value()
        return ActionEntry(
            str(self.workshop.value() or ""),
            str(self.tiles.value() or ""),
            str(self.switch.value()),
            kept if day == shown else day.isoformat(),
            self.reached.value(),
            self.text.text(),
            "" if self.effect.isHidden() else self.effect.text(),
            self.channel.text(),
            self.audience.text(),
            str(self.details.subtype.value() or ""),
            str(self.details.barrier.value() or ""),
            self.details.materials.value(),
            self.details.recommendation_value(),
            self.details.plan_value(),
        )

    def show_entry(self, entry: ActionEntry) -> None:
        """Fill the form; nothing is told. A date that is not exact stays as it was until another day is chosen."""
        blocked = self.blockSignals(True)
        for field in self.fields().values():
            field.set_error("")
        self.tiles.set_value(entry.type)
        self.switch.set_value(entry.status)
        self.workshop.set_value(entry.workshop)
        day = self._shown_day(entry.date)
        self._kept_date = (entry.date, day)
        self.date.set_value(day)
        self.date.set_hint(self._date_hint(entry.date))
        self.reached.set_value(entry.reached)
        self.details.show_entry(entry)
        self._ask()
        self.blockSignals(blocked)

    def show_evidence(self, kept: Sequence[Evidence]) -> None:
        """The files kept with the action; with some the details are open."""
        self.evidence.show_kept(kept)
        if kept:
            self.details.set_open(True)

    def fields(self) -> Mapping[str, Field]:
        """The fields by their names in the log."""
        return {
            "type": self.kind,
            "workshop": self.workshop,
            "date": self.date,
            "reached": self.reached,
            **{name: field for name, field in self.details.fields().items() if isinstance(field, Field)},
        }

    def show_links(self, there: Linkable) -> None:
        """What the action may be linked to."""
        blocked = self.blockSignals(True)
        self.details.show_links(there)
        self.blockSignals(blocked)

    def first_focus(self) -> QWidget:
        """The chosen tile, or the first."""
        return self._tiles.get(str(self.tiles.value()), next(iter(self._tiles.values())))

    def open_at(self, name: str) -> None:
        """Show the part of the form where a field is."""
        if name in self.details.fields():
            self.details.set_open(True)

    def check(self, name: str) -> None:
        """Mark a field that the person left with something wrong in it, or take the mark away."""
        if name == "date" and not self.date.check():
            return
        entry = self.entry()
        workshop = self._workshops.get(entry.workshop)
        if workshop is None:
            return
        action = entry.action()
        problems = {problem.field: problem.text for problem in check_action(action, workshop, self._latest)}
        self.fields()[name].set_error(problems.get(name, ""))

    def check_date(self) -> bool:
        """Whether the day can be read; one that cannot takes the keyboard."""
        readable = self.date.check()
        if not readable:
            self.date.focus()
        return readable

    def _lay_out(self) -> None:
        side = current().space["formCardPadding"] - 4  # a field has 4 px of its own for the focus ring
        self.body.setContentsMargins(side, current().space["m"], side, current().space["l"])
        self.body.setSpacing(current().space["m"])
        self.switch.setContentsMargins(4, 0, 4, 0)
        self.add(self.kind)
        self.add(self.switch)
        self.add(FieldRow([(self.workshop, 220, 1), (self.date, 196, 0), (self.reached, 176, 0)]))
        self.add(self.details)

    def _listen(self) -> None:
        for signal in (self.tiles.changed, self.switch.changed):
            signal.connect(self._choose)
        for field in (self.workshop, self.date, self.reached, self.details):
            field.changed.connect(lambda *_value: self.changed.emit())
        for name in ("date", "reached", "text", "effect", "channel", "audience"):
            self.fields()[name].left.connect(lambda name=name: self.check(name))
        self.workshop.changed.connect(lambda _value: self.check("date"))

    def _choose(self, _value: object) -> None:
        self.kind.set_error("")
        planned, day = self.switch.value() == "planned", self.date.value()
        if planned and day <= self._today:
            self.date.set_value(self._today + _SOON)
        elif not planned and day > self._latest:
            self.date.set_value(self._today)
        self._ask()
        self.check("date")
        self.changed.emit()

    def _ask(self) -> None:
        """The questions as they fit the type, and done or planned."""
        planned = self.switch.value() == "planned"
        self.date.set_title(_("When will you do it?") if planned else _("When did you do it?"))
        kind = type_of(str(self.tiles.value() or "share_materials"))
        self.reached.set_title(kind.people_question)
        self.details.ask(str(self.tiles.value() or ""), planned=planned)

    def _shown_day(self, text: str) -> date:
        return PartialDate.parse(text).last() if text else self._today

    def _date_hint(self, text: str) -> str:
        if self._today == _NO_DAY or (text and PartialDate.parse(text).exact):
            return ""
        return PartialDate.parse(text).shown() if text else _("No date yet. Choose one.")
