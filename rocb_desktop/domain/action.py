"""A follow-up action: the six types of the report, one entry of a person's log, and what is wrong with an
entry.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.action_sort import SUBTYPES, barriers
from rocb_desktop.domain.clock import PartialDate, outside
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.texts import N_, _, format_number, ngettext

STATUSES = {"planned": N_("Planned"), "done": N_("Done")}
MAX_REACHED = 1_000_000
MAX_TEXT = 600
MAX_NAME = 200  # of the colleague an action is handed over to


@dataclass(frozen=True, slots=True)
class Counted:
    """What the number of an action counts: its name, the question for it, and the words for n of them."""

    name: str
    question: str
    words: Callable[[int], str]


PEOPLE = Counted(N_("People"), N_("How many people?"), lambda n: ngettext("{n} person", "{n} people", n))
PAGES = Counted(N_("Pages"), N_("How many pages?"), lambda n: ngettext("{n} page", "{n} pages", n))
RECOMMENDATIONS = Counted(
    N_("Recommendations"),
    N_("How many recommendations?"),
    lambda n: ngettext("{n} recommendation", "{n} recommendations", n),
)


@dataclass(frozen=True, slots=True)
class ActionType:
    """One of the six types; `icon` is a file name of resources/icons without its ending."""

    id: str
    icon: str
    counted: Counted
    label_key: str
    short_key: str
    done_key: str

    @property
    def label(self) -> str:
        """As a choice: Share training materials."""
        return _(self.label_key)

    @property
    def short(self) -> str:
        """As a column: Share materials."""
        return _(self.short_key)

    @property
    def done(self) -> str:
        """As an entry of the log: Shared materials."""
        return _(self.done_key)

    @property
    def people_question(self) -> str:
        return _(self.counted.question)

    def reached(self, n: int) -> str:
        """22 people, 3 recommendations, 12 pages."""
        return self.counted.words(n).format(n=format_number(n))


_TYPES = (
    ActionType(
        "share_materials",
        "share-2",
        PEOPLE,
        N_("Share training materials"),
        N_("Share materials"),
        N_("Shared materials"),
    ),
    ActionType(
        "submit_report",
        "file-text",
        PAGES,
        N_("Submit a report"),
        N_("Submit report"),
        N_("Submitted report"),
    ),
    ActionType(
        "make_recommendations",
        "lightbulb",
        RECOMMENDATIONS,
        N_("Make recommendations"),
        N_("Recommend"),
        N_("Made recommendations"),
    ),
    ActionType(
        "inhouse_workshop",
        "presentation",
        PEOPLE,
        N_("Organise an in-house workshop"),
        N_("In-house workshop"),
        N_("In-house workshop"),
    ),
    ActionType(
        "operational_manual",
        "book-open",
        PAGES,
        N_("Develop an operational manual"),
        N_("Manual"),
        N_("Developed manual"),
    ),
    ActionType("others", "ellipsis", PEOPLE, N_("Other action"), N_("Other"), N_("Other action")),
)
TYPES = {one.id: one for one in _TYPES}  # in the order of questionnaire.ACTIONS


@dataclass(frozen=True, slots=True)
class Action:
    """One entry of the log. `date` is None when nobody remembers; `effect` is what changed because of it.

    `due` is the day an action was planned for. It stays when the action is done, so that what was planned can be
    told; while it is only planned, `date` is the same day. `plan_item` is the planned action that this one carries
    out, `handed_from` the action of a colleague that this one takes over, `handed_to` the name of who takes this
    one over. `materials` are ids of materials of the workshop and of own ones, `recommendation` is an id.
    """

    id: str
    workshop: str
    person: str
    type: str
    status: str = "done"
    date: PartialDate | None = None
    channel: str = ""
    audience: str = ""
    reached: int | None = None
    text: str = ""
    effect: str = ""
    subtype: str = ""
    barrier: str = ""
    due: PartialDate | None = None
    promised: bool = False
    materials: tuple[str, ...] = ()
    recommendation: str = ""
    plan_item: str = ""
    handed_to: str = ""
    handed_from: str = ""

    @property
    def planned(self) -> bool:
        """Whether it is still to be done."""
        return self.status == "planned"

    @property
    def is_given(self) -> bool:
        """Whether it is still to be done, by a colleague who takes it over."""
        return self.planned and bool(self.handed_to)


def carried_out(log: Iterable[Action]) -> frozenset[str]:
    """Ids of planned actions that another action, which is done, carries out."""
    return frozenset(one.plan_item for one in log if one.plan_item and not one.planned)


def still_planned(log: Sequence[Action]) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
    """What is still to be done: own plans that no other entry carries out, and those a colleague took over."""
    carried = carried_out(log)
    open_plans = [one for one in log if one.planned and one.id not in carried]
    return tuple(one for one in open_plans if not one.handed_to), tuple(one for one in open_plans if one.handed_to)


def is_overdue(action: Action, today: date) -> bool:
    """Whether it is planned for a day that has passed."""
    return action.planned and action.due is not None and action.due.last() < today


@dataclass(frozen=True, slots=True)
class ActionProblem:
    """What has to be corrected in an entry: a field of Action, and what to do."""

    field: str
    text: str


def check_action(action: Action, workshop: Workshop, today: date) -> list[ActionProblem]:
    """What is wrong with an entry, [] when it can be kept. Only a planned action may lie in the future."""
    problems = []
    if action.type not in TYPES:
        problems.append(ActionProblem("type", _("Choose one of the six actions")))
    if action.status not in STATUSES:
        problems.append(ActionProblem("status", _("Choose Done or Planned")))
    problems += _wrong_days(action, workshop, today)
    if action.subtype and action.subtype not in SUBTYPES.get(action.type, {}):
        problems.append(ActionProblem("subtype", _("Choose one of the sorts of this action")))
    if action.barrier and action.barrier not in barriers():
        problems.append(ActionProblem("barrier", _("Choose one of the barriers")))
    if action.reached is not None and not 0 <= action.reached <= MAX_REACHED:
        text = _("Write a whole number from 0 to {most}").format(most=format_number(MAX_REACHED))
        problems.append(ActionProblem("reached", text))
    return problems + _too_long(action)


def _wrong_days(action: Action, workshop: Workshop, today: date) -> list[ActionProblem]:
    days = {"date": (action.date, None if action.planned else today), "due": (action.due, None)}
    return [
        ActionProblem(name, text)
        for name, (day, latest) in days.items()
        if day is not None and (text := outside(day, workshop.start, latest))
    ]


def _too_long(action: Action) -> list[ActionProblem]:
    texts = {
        "channel": action.channel,
        "audience": action.audience,
        "text": action.text,
        "effect": action.effect,
        "handed_to": action.handed_to,
    }
    most = {name: MAX_NAME if name == "handed_to" else MAX_TEXT for name in texts}
    return [
        ActionProblem(
            name,
            _("The text is too long: {length} of {most} characters").format(
                length=format_number(len(text)), most=format_number(most[name])
            ),
        )
        for name, text in texts.items()
        if len(text) > most[name]
    ]
