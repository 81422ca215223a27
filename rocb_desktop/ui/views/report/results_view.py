"""What the log led to, as a tab of it: recommendations with their states, projects, measured effects."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.effect import Effect
from rocb_desktop.domain.project import Project
from rocb_desktop.domain.recommendation import Recommendation
from rocb_desktop.services.survey.effects import add_effect, change_effect, remove_effect
from rocb_desktop.services.survey.projects import add_project, change_project, remove_project
from rocb_desktop.services.survey.recommendations import (
    add_recommendation,
    change_recommendation,
    remove_recommendation,
)
from rocb_desktop.services.survey.results import Results, list_results
from rocb_desktop.texts import _
from rocb_desktop.ui.page import FormField, Page
from rocb_desktop.ui.views.report.advice_form import AdviceForm, advice_detail, advice_values
from rocb_desktop.ui.views.report.effect_form import EffectForm, effect_detail, effect_values
from rocb_desktop.ui.views.report.project_form import ProjectForm, project_detail, project_values
from rocb_desktop.ui.views.report.record_rows import RecordRow
from rocb_desktop.ui.views.report.result_card import ResultCard
from rocb_desktop.ui.views.report.result_words import stage_badge, state_badge
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.scroll import PageScroll

_NO_DAY = date(2000, 1, 1)  # before anything is shown


class ResultsView(PageScroll):
    """Serves a page: reload() asks for what there is; forms and rows write through the page."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._results: Results | None = None
        self._projects_form = ProjectForm()
        self.advice = ResultCard(
            _("Recommendations"),
            _("None yet. What you recommend to your seniors stays here with what became of it."),
            AdviceForm(_NO_DAY),
            _("Add recommendation"),
            _("Change the recommendation"),
        )
        self.projects = ResultCard(
            _("Projects"),
            _("None yet. A project here ticks question 5 of the survey for you."),
            self._projects_form,
            _("Add project"),
            _("Change the project"),
        )
        self.effects = ResultCard(
            _("Measured effects"),
            _("None yet. A number before and after says more than a sentence."),
            EffectForm(),
            _("Add effect"),
            _("Change the effect"),
        )
        for card in self.cards():
            self.add(card)
        self._listen()
        self._keeper = page.keep_draft("results", self.typed)
        for card in self.cards():
            card.typed.connect(self._keeper.touched)
            card.closed.connect(self._keeper.drop)

    def typed(self) -> dict[str, Any]:
        """What stands in the form that is open, {} when none is."""
        for place, card in enumerate(self.cards()):
            if card.form.record is not None:
                kept = {"record": card.form.record, "workshop": card.workshop.value(), "values": card.form.values()}
                return {"card": place, **kept}
        return {}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """A form that was open when the app ended."""
        place, values = kept.get("card"), kept.get("values")
        if not isinstance(place, int) or not 0 <= place < len(self.cards()) or not isinstance(values, dict):
            return
        card, record = self.cards()[place], str(kept.get("record") or "")
        card.workshop.set_value(kept.get("workshop"))
        if record:
            card.change(record, str(kept.get("workshop") or ""), values)
        else:
            card.begin()
            card.form.show_values(values)

    def cards(self) -> tuple[ResultCard, ResultCard, ResultCard]:
        """Recommendations, projects, effects."""
        return self.advice, self.projects, self.effects

    def reload(self) -> None:
        """Ask for what there is now."""
        page = self._page
        page.work.run(list_results, owner=page, latest="results", done=self._loaded, failed=page.show_error)

    def show_results(self, results: Results) -> None:
        """Another state of it; what stands in an open form stays."""
        if self._results is None:
            form = self.advice.form
            assert isinstance(form, AdviceForm)
            form.set_today(results.today)
        first, self._results = self._results is None, results
        for card in self.cards():
            card.set_workshops(results.workshops)
        self.advice.put([self._advice_row(results, one) for one in results.recommendations])
        self.projects.put([self._project_row(results, one) for one in results.projects])
        self.effects.put([self._effect_row(results, one) for one in results.effects])
        if first:
            self._keeper.offer(self.restore)

    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        return self.advice.add_button

    def form_fields(self) -> Mapping[str, FormField]:
        """The fields of the form that is open."""
        return next((card.form.fields() for card in self.cards() if card.form.record is not None), {})

    def _loaded(self, results: Results) -> None:
        with self._page.focus_off_notices():
            self.show_results(results)

    def _listen(self) -> None:
        do = self._page.do
        self.advice.added.connect(self._add_advice)
        self.advice.changed.connect(
            lambda record, values: do(change_recommendation, record, values, done=lambda _o: self.advice.done())
        )
        self.advice.removed.connect(lambda record: do(remove_recommendation, record))
        self.projects.opening.connect(self._offer_advice)
        self.projects.added.connect(
            lambda workshop, values: do(add_project, workshop, done=lambda _o: self.projects.done(), **values)
        )
        self.projects.changed.connect(
            lambda record, values: do(change_project, record, done=lambda _o: self.projects.done(), **values)
        )
        self.projects.removed.connect(lambda record: do(remove_project, record))
        self.effects.added.connect(
            lambda workshop, values: do(add_effect, workshop, done=lambda _o: self.effects.done(), **values)
        )
        self.effects.changed.connect(
            lambda record, values: do(change_effect, record, done=lambda _o: self.effects.done(), **values)
        )
        self.effects.removed.connect(lambda record: do(remove_effect, record))

    def _add_advice(self, workshop: str, values: dict[str, Any]) -> None:
        first = [values[name] for name in ("text", "owner", "due", "state")]
        self._page.do(add_recommendation, workshop, *first, done=lambda _outcome: self.advice.done())

    def _offer_advice(self, workshop: str) -> None:
        known = self._results.recommendations if self._results is not None else ()
        self._projects_form.set_advice([one for one in known if one.workshop == workshop])

    def _advice_row(self, results: Results, one: Recommendation) -> RecordRow:
        told = ". ".join(since.words for since in results.histories.get(one.id, ()))
        return RecordRow(
            f"{one.label}  {one.text}",
            f"{_where(results, one.workshop)}{advice_detail(one)}\n{told}",
            state_badge(one.state),
            change=lambda: self.advice.change(one.id, one.workshop, advice_values(one)),
            remove=lambda: self.advice.removed.emit(one.id),
        )

    def _project_row(self, results: Results, one: Project) -> RecordRow:
        return RecordRow(
            one.title,
            f"{_where(results, one.workshop)}{project_detail(one)}",
            stage_badge(one.stage),
            change=lambda: self.projects.change(one.id, one.workshop, project_values(one)),
            remove=lambda: self.projects.removed.emit(one.id),
        )

    def _effect_row(self, results: Results, one: Effect) -> RecordRow:
        return RecordRow(
            one.sentence,
            f"{_where(results, one.workshop)}{effect_detail(one)}",
            change=lambda: self.effects.change(one.id, one.workshop, effect_values(one)),
            remove=lambda: self.effects.removed.emit(one.id),
        )


def _where(results: Results, workshop: str) -> str:
    found = results.workshop(workshop)
    return f"{short_title(found)}. " if found is not None else ""
