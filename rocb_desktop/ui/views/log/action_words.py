"""An entry of the action log in words: what was done, when, with how many, for whom."""

from collections.abc import Mapping, Sequence
from typing import Any

from rocb_desktop.domain.action import TYPES, Action, ActionType
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge


def type_of(kind: str) -> ActionType:
    """The type of an action; one of another version of the app is an other action."""
    return TYPES.get(kind, TYPES["others"])


def title_words(action: Action) -> str:
    """Shared materials, once done; Share training materials, while planned."""
    kind = type_of(action.type)
    return kind.done if action.status == "done" else kind.label


def date_words(action: Action) -> str:
    """3 May 2021, April 2021, or that nobody remembers."""
    return action.date.shown() if action.date is not None else _("No date")


def reach_words(action: Action) -> str:
    """14 people, colleagues."""
    parts = [type_of(action.type).reached(action.reached) if action.reached is not None else "", action.audience]
    return ", ".join(part for part in parts if part)


def detail_words(action: Action) -> str:
    """3 May 2021, 14 people, colleagues."""
    return ", ".join(part for part in (date_words(action), reach_words(action)) if part)


def status_badge(action: Action) -> BadgeSpec:
    """Done or planned."""
    return badge("planned" if action.status == "planned" else "done")


def of_workshop(log: Sequence[Action], workshop: str) -> list[Action]:
    """The entries of a workshop, in the order of the log."""
    return [action for action in log if action.workshop == workshop]


def draft_action(entry: Mapping[str, Any]) -> Action:
    """An entry of the form as if it were in the log, to be shown beside it."""
    day = PartialDate.parse(str(entry["date"])) if entry["date"] else None
    status, reached, audience = str(entry["status"]), entry["reached"], str(entry["audience"])
    return Action("", str(entry["workshop"]), "", str(entry["type"]), status, day, "", audience, reached)
