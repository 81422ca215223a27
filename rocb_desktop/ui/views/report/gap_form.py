"""The form of one gap: the standard, our practice, what is missing, and the recommendation that closes it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rocb_desktop.domain.mission_report import Gap
from rocb_desktop.domain.recommendation import Recommendation
from rocb_desktop.services.survey.gaps import NEW
from rocb_desktop.texts import _
from rocb_desktop.ui.views.report.inline_form import InlineForm, Values
from rocb_desktop.ui.widgets.field import ChoiceField, Field, LineField, TextField
from rocb_desktop.ui.widgets.field_row import FieldRow


class GapForm(InlineForm):
    """values(): standard, situation, gap, recommendation (an id, "" for none yet, or NEW with `advice`)."""

    def __init__(self) -> None:
        self.standard = LineField(
            _("Standard or good practice"), example=_("As shown at the workshop, with its article or its country")
        )
        self.situation = TextField(_("Our practice today"), rows=2)
        self.gap = TextField(_("What is missing"), rows=2)
        self.recommendation = ChoiceField(_("Recommendation that closes the gap"))
        self.advice = TextField(_("What do you recommend?"), rows=2)
        pair = FieldRow(((self.situation, 200, 1), (self.gap, 200, 1)))
        super().__init__(_("Save gap"), (self.standard, pair, self.recommendation, self.advice))
        for signal in (self.standard.changed, self.situation.changed, self.gap.changed, self.advice.changed):
            signal.connect(lambda *_value: self.changed.emit())
        self.recommendation.changed.connect(self._choose)
        self.set_advice(())

    def set_advice(self, advice: Sequence[Recommendation]) -> None:
        """The recommendations to choose from."""
        known = [(one.id, f"{one.label} {one.text}") for one in advice]
        options = [("", _("None yet")), *known, (NEW, _("A new recommendation"))]
        self.recommendation.set_options(options)
        self.advice.setHidden(self.recommendation.value() != NEW)

    def fields(self) -> Mapping[str, Field]:
        return {
            "standard": self.standard,
            "situation": self.situation,
            "gap": self.gap,
            "recommendation": self.recommendation,
            "text": self.advice,
        }

    def values(self) -> dict[str, Any]:
        return {
            "standard": self.standard.text(),
            "situation": self.situation.text(),
            "gap": self.gap.text(),
            "recommendation": self.recommendation.value() or "",
            "advice": self.advice.text(),
        }

    def show_values(self, values: Values) -> None:
        self.standard.set_text(str(values.get("standard", "")))
        self.situation.set_text(str(values.get("situation", "")))
        self.gap.set_text(str(values.get("gap", "")))
        self.advice.set_text(str(values.get("advice", "")))
        self.recommendation.set_value("")
        self.recommendation.set_value(values.get("recommendation") or "")
        self.advice.setHidden(self.recommendation.value() != NEW)

    def _choose(self, value: object) -> None:
        self.advice.setHidden(value != NEW)
        if value == NEW:
            self.advice.focus()
        self.changed.emit()


def gap_values(gap: Gap) -> dict[str, Any]:
    """A gap as the form takes it."""
    return {
        "standard": gap.standard,
        "situation": gap.situation,
        "gap": gap.gap,
        "recommendation": gap.recommendation,
    }


def gap_detail(gap: Gap, advice: Recommendation | None) -> str:
    """What the row says below the standard."""
    parts = [
        _("Our practice: {text}").format(text=gap.situation) if gap.situation else "",
        _("Gap: {text}").format(text=gap.gap) if gap.gap else "",
        f"{advice.label} {advice.text}" if advice is not None else _("No recommendation yet"),
    ]
    return "\n".join(part for part in parts if part)
