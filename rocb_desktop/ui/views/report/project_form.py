"""The form of a modernization project: its name, new or enhanced, how far it is, its term and the support it needs."""

from collections.abc import Mapping, Sequence
from typing import Any

from rocb_desktop.domain.project import NOVELTIES, STAGES, TERMS, Project
from rocb_desktop.domain.recommendation import Recommendation
from rocb_desktop.texts import _
from rocb_desktop.ui.views.report.inline_form import InlineForm, Values
from rocb_desktop.ui.widgets.field import ChoiceField, Field, LineField
from rocb_desktop.ui.widgets.field_row import FieldRow

_NAMES = ("title", "novelty", "stage", "term", "support", "recommendation")


class ProjectForm(InlineForm):
    """values(): title, novelty, stage, term, support, recommendation (an id, "" for none)."""

    def __init__(self) -> None:
        self.title = LineField(_("Name of the project"))
        self.novelty = ChoiceField(_("New or enhanced"), _options(NOVELTIES))
        self.stage = ChoiceField(_("Stage"), [("", _("Not known yet")), *_options(STAGES)])
        self.term = ChoiceField(_("Term"), [("", _("Not known yet")), *_options(TERMS)])
        self.support = LineField(_("Support needed"), optional=True)
        self.recommendation = ChoiceField(_("Recommendation that it carries out"))
        row = FieldRow(((self.novelty, 150, 1), (self.stage, 130, 1), (self.term, 130, 1)))
        super().__init__(_("Save project"), (self.title, row, self.support, self.recommendation))
        self.set_advice(())

    def set_advice(self, advice: Sequence[Recommendation]) -> None:
        """The recommendations to choose from."""
        known = [(one.id, f"{one.label} {one.text}") for one in advice]
        self.recommendation.set_options([("", _("None")), *known])

    def fields(self) -> Mapping[str, Field]:
        return {
            "title": self.title,
            "novelty": self.novelty,
            "stage": self.stage,
            "term": self.term,
            "support": self.support,
            "recommendation": self.recommendation,
        }

    def values(self) -> dict[str, Any]:
        found = {"title": self.title.text(), "support": self.support.text()}
        choices = {"novelty": self.novelty, "stage": self.stage, "term": self.term}
        chosen = {name: field.value() or "" for name, field in choices.items()}
        return {**found, **chosen, "recommendation": self.recommendation.value() or ""}

    def show_values(self, values: Values) -> None:
        self.title.set_text(str(values.get("title", "")))
        self.support.set_text(str(values.get("support", "")))
        self.novelty.set_value(values.get("novelty") or "new")
        for name, field in (("stage", self.stage), ("term", self.term), ("recommendation", self.recommendation)):
            field.set_value("")
            field.set_value(values.get(name) or "")


def project_values(one: Project) -> dict[str, Any]:
    """A project as the form takes it."""
    return {name: getattr(one, name) for name in _NAMES}


def project_detail(one: Project) -> str:
    """Existing project, enhanced, Medium term. Support needed: training."""
    kinds = ((one.novelty, NOVELTIES), (one.term, TERMS))
    facts = ", ".join(_(words[value]) for value, words in kinds if value in words)
    support = _("Support needed: {support}").format(support=one.support) if one.support else ""
    return ". ".join(part for part in (facts, support) if part)


def _options(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(value, _(said)) for value, said in words.items()]
