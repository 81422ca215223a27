"""How the states of reports, recommendations and projects look: a badge of the one list for each."""

from rocb_desktop.domain.mission_report import MissionReport
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge

_STATES = {
    "proposed": "proposed",
    "accepted": "advice_accepted",
    "funded": "funded",
    "rejected": "rejected",
    "done": "done",
}
_STAGES = {"idea": "idea", "planned": "planned", "approved": "approved", "under_way": "under_way"}
SECTION_BADGES = {"complete": "ready", "started": "draft", "empty": "not_started"}


def state_badge(state: str) -> BadgeSpec | None:
    """Where a recommendation stands; None for a state of another version of the app."""
    return badge(_STATES[state]) if state in _STATES else None


def stage_badge(stage: str) -> BadgeSpec | None:
    """How far a project is."""
    if stage == "finished":
        return badge("finished")
    return badge(_STAGES[stage]) if stage in _STAGES else None


def report_badge(report: MissionReport, begun: bool) -> BadgeSpec:
    """Where a mission report stands."""
    if report.finished is not None:
        return badge("finished")
    return badge("draft") if begun else badge("not_started")
