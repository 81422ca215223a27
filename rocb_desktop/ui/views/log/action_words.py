"""An entry of the action log in words: what was done, when, with how many, for whom."""

from collections.abc import Mapping, Sequence
from typing import Any

from rocb_desktop.domain.action import TYPES, Action, ActionType
from rocb_desktop.domain.action_sort import subtype_words
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.services.survey.action_log import LogLine
from rocb_desktop.texts import _
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge

_NAME, _TEXT = 14, 90  # characters that a badge, and a line of a plan, show


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


def about_words(action: Action) -> str:
    """On the intranet, 14 people, colleagues. Slides on Article 7."""
    sort = subtype_words(action.subtype)
    first = ", ".join(part for part in (sort, reach_words(action)) if part)
    return ". ".join(part for part in (first, action.text.replace("\n", " ")) if part)


def when_words(line: LogLine) -> str:
    """When it was done or will be done; of what is done, also for when it was planned."""
    action = line.action
    if action.planned or action.due is None or action.due == action.date:
        return date_words(action)
    return _("{day}, planned for {due}").format(day=date_words(action), due=action.due.shown())


def workshop_words(line: LogLine) -> str:
    """The short title of its workshop, "" when that is not known here."""
    return short_title(line.workshop) if line.workshop is not None else ""


def state_badge(line: LogLine) -> BadgeSpec:
    """Where an entry stands."""
    if line.state == "handed_over":
        name = line.action.handed_to
        return badge(line.state, name=name if len(name) <= _NAME else f"{name[: _NAME - 1].rstrip()}…")
    return badge(line.state if line.state != "" else "done")


def plan_words(line: LogLine) -> str:
    """Canines, 3 May 2021. Half a day in Apia. Handed over to Tavita Lino: all beside what it is."""
    action = line.action
    day = action.due.shown() if action.due is not None else ""
    first = ", ".join(part for part in (workshop_words(line), day) if part)
    text = " ".join(action.text.split())
    given = _("Handed over to {name}").format(name=action.handed_to) if action.is_given else ""
    return ". ".join(part for part in (first, text if len(text) <= _TEXT else f"{text[: _TEXT - 1]}…", given) if part)


def of_workshop(log: Sequence[Action], workshop: str) -> list[Action]:
    """The entries of a workshop, in the order of the log."""
    return [action for action in log if action.workshop == workshop]


def draft_action(entry: Mapping[str, Any]) -> Action:
    """An entry of the form as if it were in the log, to be shown beside it."""
    day = PartialDate.parse(str(entry["date"])) if entry["date"] else None
    status, reached, audience = str(entry["status"]), entry["reached"], str(entry["audience"])
    return Action("", str(entry["workshop"]), "", str(entry["type"]), status, day, "", audience, reached)
