"""The form of a measured effect: what was counted, before and after, and what the two say together."""

from collections.abc import Mapping
from typing import Any

from rocb_desktop.domain.effect import Effect
from rocb_desktop.texts import _
from rocb_desktop.ui.views.report.inline_form import InlineForm, Values
from rocb_desktop.ui.widgets.field import Field, LineField
from rocb_desktop.ui.widgets.field_row import FieldRow
from rocb_desktop.ui.widgets.label import label


class EffectForm(InlineForm):
    """values(): title, before, after, unit, as they were typed."""

    def __init__(self) -> None:
        self.title = LineField(_("What was measured?"), example=_("Time to release a container"))
        self.before = LineField(_("Before"))
        self.after = LineField(_("Now"))
        self.unit = LineField(_("Unit"), example=_("days, cases, %"))
        self.said = label("", "hint")
        row = FieldRow(((self.before, 110, 1), (self.after, 110, 1), (self.unit, 130, 1)))
        super().__init__(_("Save effect"), (self.title, row, self.said))
        for field in (self.title, self.before, self.after, self.unit):
            field.changed.connect(lambda _text: self._follow())

    def fields(self) -> Mapping[str, Field]:
        return {"title": self.title, "before": self.before, "after": self.after, "unit": self.unit}

    def values(self) -> dict[str, Any]:
        return {
            "title": self.title.text(),
            "before": self.before.text(),
            "after": self.after.text(),
            "unit": self.unit.text(),
        }

    def show_values(self, values: Values) -> None:
        fields = {"title": self.title, "before": self.before, "after": self.after, "unit": self.unit}
        for name, field in fields.items():
            field.set_text(str(values.get(name, "")))
        self._follow()

    def _follow(self) -> None:
        """The sentence as others will read it."""
        one = Effect("", "", "", **self.values())
        self.said.setText(f"{one.sentence} {effect_detail(one)}".strip() if one.span else "")
        self.changed.emit()


def effect_values(one: Effect) -> dict[str, Any]:
    """An effect as the form takes it."""
    return {"title": one.title, "before": one.before, "after": one.after, "unit": one.unit}


def effect_detail(one: Effect) -> str:
    """3 days less."""
    return f"{one.difference}." if one.difference else ""
