"""The demo's mission report in progress: gaps, recommendations in several states, a project and a measured effect.

All of it is an example: no text says what the administration of the demo did or lacks.
"""

from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.effects import add_effect
from rocb_desktop.services.survey.gaps import add_gap
from rocb_desktop.services.survey.mission_reports import save_report
from rocb_desktop.services.survey.projects import add_project
from rocb_desktop.services.survey.recommendations import add_recommendation, change_recommendation
from rocb_desktop.texts import N_, _

WORKSHOP = "Trade Facilitation Agreement"
_TEXTS = {
    "summary": N_(
        "This is an example, written for the demo. The workshop showed how other administrations measure release"
        " times and publish them. Two things are recommended: one form for all, and one measurement a year."
    ),
    "course": N_("Example: on the first day the agreement was explained, on the last day we worked on our own plans."),
    "lessons": N_("Example: release times can be measured with a form of one page\nExample: publish what you measure"),
}
_ADDRESSEE = N_("Head of division (example)")
_OWNER = N_("Head of clearance (example)")
_GAPS = (
    (
        N_("Example: average release times are published"),
        N_("Example: release times are not measured"),
        N_("Example: there are no figures to publish"),
    ),
    (
        N_("Example: one form for all agencies"),
        N_("Example: each agency has its own form"),
        N_("Example: there is no common form"),
    ),
)  # each closed by the recommendation of its place
_ADVICE = (
    (N_("Example: measure release times once a year"), "2022-06-30", ("accepted", "2021-08-16")),
    (N_("Example: agree on one form with the other agencies"), "", None),
    (N_("Example: train the clearance team in two days"), "2021-09-30", ("done", "2021-09-24")),
)


def write_example(session: Session) -> None:
    """A report that somebody is writing: two of its checks are met, two are not yet."""
    advice = []
    for text, due, later in _ADVICE:
        owner = _(_OWNER) if due else ""
        advice.append(str(add_recommendation(session, WORKSHOP, _(text), owner, due, date="2021-06-14").value))
        if later is not None:
            change_recommendation(session, advice[-1], {"state": later[0], "date": later[1]})
    for (standard, situation, gap), closing in zip(_GAPS, advice, strict=False):
        add_gap(session, WORKSHOP, _(standard), situation=_(situation), gap=_(gap), recommendation=closing)
    save_report(session, WORKSHOP, {name: _(text) for name, text in _TEXTS.items()}, _(_ADDRESSEE))
    add_project(
        session,
        WORKSHOP,
        _("Example project: measuring release times"),
        "new",
        stage="under_way",
        term="short",
        support=_("Example: help with the form"),
        recommendation=advice[0],
        date="2021-09-01",
    )
    add_effect(
        session, WORKSHOP, _("Example: time to answer a trader"), "2", before="5", unit=_("days"), date="2021-10-15"
    )
