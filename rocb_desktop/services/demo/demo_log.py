"""The log of the demo: what was promised on the last day of a workshop, and how much of it is kept."""

from collections.abc import Sequence

from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import change_action, finish_action
from rocb_desktop.services.survey.promises import Promise, make_promises

WORKSHOP = "Canines"
PROMISED = (
    Promise("share_materials", "2021-06-30", "Example: the slides, for every dog handler"),
    Promise("submit_report", "2021-10-29"),
)


def promise(session: Session) -> Sequence[str]:
    """On the last day: what will be done, and by when. The ids of the plans."""
    made: Sequence[str] = make_promises(session, WORKSHOP, PROMISED).value
    return made


def keep_first(session: Session, plans: Sequence[str]) -> None:
    """The first promise is kept, a few days before its day."""
    finish_action(session, plans[0], "2021-06-24")
    change_action(session, plans[0], reached=6, audience="Example: the dog handlers", subtype="meeting")
