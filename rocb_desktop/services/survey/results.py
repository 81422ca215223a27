"""What the log led to, all in one: recommendations with their history, projects, measured effects, by workshop."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.effect import Effect
from rocb_desktop.domain.project import Project
from rocb_desktop.domain.recommendation import Recommendation
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.effects import list_effects
from rocb_desktop.services.survey.projects import list_projects
from rocb_desktop.services.survey.recommendations import StateSince, list_recommendations, state_history
from rocb_desktop.store.workshops import read_workshops


@dataclass(frozen=True, slots=True)
class Results:
    """`workshops` are those a record may belong to, the newest first; `histories` by the id of a recommendation."""

    workshops: tuple[Workshop, ...]
    recommendations: tuple[Recommendation, ...]
    histories: Mapping[str, tuple[StateSince, ...]]
    projects: tuple[Project, ...]
    effects: tuple[Effect, ...]
    today: date

    def workshop(self, record: str) -> Workshop | None:
        """A workshop by its id."""
        return next((one for one in self.workshops if one.id == record), None)


@lane("read")
def list_results(session: Session) -> Results:
    """One's own, of all workshops."""
    code = session.profile.administration
    known = read_workshops(session.db, "status <> 'cancelled'")
    mine = [one for one in known if not one.administrations or code in one.administrations]
    mine.sort(key=lambda one: one.end.last(), reverse=True)
    order = {one.id: place for place, one in enumerate(mine)}
    advice = sorted(list_recommendations(session), key=lambda one: (order.get(one.workshop, len(order)), one.number))
    histories = {one.id: tuple(state_history(session, one.id)) for one in advice}
    return Results(
        tuple(mine),
        tuple(advice),
        histories,
        tuple(list_projects(session)),
        tuple(list_effects(session)),
        session.clock.today(),
    )
