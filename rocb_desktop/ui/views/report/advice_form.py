"""The form of a recommendation: what to do, who is in charge, by when, and where it stands."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from rocb_desktop.domain.recommendation import PROPOSED, STATES, Recommendation, state_words
from rocb_desktop.texts import _
from rocb_desktop.ui.views.report.inline_form import InlineForm, Values
from rocb_desktop.ui.widgets.field import ChoiceField, Field, LineField, TextField
from rocb_desktop.ui.widgets.field_row import FieldRow
from rocb_desktop.ui.widgets.optional_date import OptionalDateField

_SOON = timedelta(days=90)


class AdviceForm(InlineForm):
    """values(): text, owner, due (ISO, "" for none), state."""

    def __init__(self, today: date) -> None:
        self.text = TextField(_("What do you recommend?"), _("One thing to do, so that it can be decided."), rows=2)
        self.owner = LineField(_("Who should be in charge?"), example=_("Post or unit"))
        self.due = OptionalDateField(_("By when?"), near=today + _SOON)
        self.state = ChoiceField(_("State"), [(state, state_words(state)) for state in STATES])
        row = FieldRow(((self.owner, 180, 2), (self.due, 170, 1), (self.state, 130, 1)))
        super().__init__(_("Save recommendation"), (self.text, row))
        for signal in (self.text.changed, self.owner.changed, self.due.changed, self.state.changed):
            signal.connect(lambda *_value: self.changed.emit())

    def set_today(self, today: date) -> None:
        """The day that a new date begins near."""
        self.due.set_near(today + _SOON)

    def fields(self) -> Mapping[str, Field]:
        return {"text": self.text, "owner": self.owner, "due": self.due, "state": self.state}

    def values(self) -> dict[str, Any]:
        due = self.due.value()
        return {
            "text": self.text.text(),
            "owner": self.owner.text(),
            "due": self.due.unread() or (due.isoformat() if due is not None else ""),
            "state": self.state.value(),
        }

    def show_values(self, values: Values) -> None:
        self.text.set_text(str(values.get("text", "")))
        self.owner.set_text(str(values.get("owner", "")))
        self.due.set_value(day_in(values.get("due", "")))
        self.state.set_value(values.get("state") or PROPOSED)


def advice_values(one: Recommendation) -> dict[str, Any]:
    """A recommendation as the form takes it."""
    due = one.due.last().isoformat() if one.due is not None else ""
    return {"text": one.text, "owner": one.owner, "due": due, "state": one.state}


def day_in(text: object) -> date | None:
    """A day as a draft keeps it; None for none, and for what cannot be read any more."""
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError:
        return None


def advice_detail(one: Recommendation) -> str:
    """Deputy Comptroller, by 30 June 2022."""
    due = _("by {day}").format(day=one.due.shown()) if one.due is not None else _("no date yet")
    owner = one.owner or _("Nobody is in charge yet")
    return f"{owner}, {due}"
