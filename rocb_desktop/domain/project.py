"""A modernization project that followed a workshop: new or enhanced, how far it is, and the support it needs."""

from dataclasses import dataclass

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.faults import Fault, too_long
from rocb_desktop.texts import N_, _

NOVELTIES = {"new": N_("New project"), "enhanced": N_("Existing project, enhanced")}
STAGES = {
    "idea": N_("Idea"),
    "planned": N_("Planned"),
    "approved": N_("Approved"),
    "under_way": N_("Under way"),
    "finished": N_("Finished"),
}
TERMS = {"short": N_("Short term"), "medium": N_("Medium term"), "long": N_("Long term")}


@dataclass(frozen=True, slots=True)
class Project:
    """`date` is when it began, as far as anybody says; `recommendation` is the id of the one that it carries out."""

    id: str
    workshop: str
    person: str
    title: str
    novelty: str = "new"
    stage: str = ""
    term: str = ""
    support: str = ""
    text: str = ""
    recommendation: str = ""
    date: PartialDate | None = None

    @property
    def sentence(self) -> str:
        """Its name, new or enhanced, how far it is, its term, and the support it needs: what question 5 asks for."""
        kinds = ((self.novelty, NOVELTIES), (self.stage, STAGES), (self.term, TERMS))
        facts = [_(words[value]) for value, words in kinds if value in words]
        first = f"{self.title} ({', '.join(facts)})." if facts else f"{self.title}."
        parts = [first, self.text]
        if self.support:
            parts.append(_("Support needed: {support}").format(support=self.support))
        return " ".join(part for part in parts if part)


def check_project(one: Project) -> list[Fault]:
    """What is wrong with it, [] when it can be kept."""
    faults = []
    if not one.title.strip():
        faults.append(Fault("title", _("Write the name of the project")))
    if one.novelty not in NOVELTIES:
        faults.append(Fault("novelty", _("Choose new or enhanced")))
    if one.stage and one.stage not in STAGES:
        faults.append(Fault("stage", _("Choose one of the stages")))
    if one.term and one.term not in TERMS:
        faults.append(Fault("term", _("Choose one of the terms")))
    texts = {"title": one.title, "support": one.support, "text": one.text}
    return faults + too_long(texts, frozenset({"title"}), 600)
