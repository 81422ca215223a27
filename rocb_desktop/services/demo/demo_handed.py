"""What a colleague who leaves handed over in the demo: through the focal point, and not taken over yet."""

from collections.abc import Callable
from pathlib import Path

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.demo import demo_cast as cast
from rocb_desktop.services.demo.demo_way import Region
from rocb_desktop.services.national.giving_on import give_on
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.passing_on import pass_on

WORKSHOP = "Canines"
PLANS = (
    ("operational_manual", "2021-11-30", "checklist", "Example: a checklist for the care of the dogs"),
    ("others", "2021-12-15", "coaching", "Example: coach two new dog handlers"),
)


def hand_over_plans(region: Region, join: Callable[[str, str], str], who: str, focal_point: str, pack: Path) -> None:
    """A colleague's plans reach this person, whose key the focal point knows already."""
    colleague = join(*cast.COLLEAGUE)
    given, passed = region.files / "given.rocb", region.files / "passed-on.rocb"
    with region.at(colleague, cast.PARTICIPANT_DAY) as session:
        accept(session, [pack], trust=True)
        plans = [
            str(log_action(session, WORKSHOP, kind, day, "planned", text, subtype=sort).value)
            for kind, day, sort, text in PLANS
        ]
        pass_on(session, plans, given, cast.PARTICIPANT[1])
    with region.at(focal_point, cast.PARTICIPANT_DAY) as session:
        accept(session, [given], trust=True)
        give_on(session, cast.PARTICIPANT[1], passed)
    with region.at(who, cast.PARTICIPANT_DAY) as session:
        accept(session, [passed])
