"""A reply: one person's answers for one workshop, and how the log fills them in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from rocb_desktop.domain.action import TYPES, Action
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate, outside
from rocb_desktop.domain.effect import Effect
from rocb_desktop.domain.project import Project
from rocb_desktop.domain.questionnaire import load
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.texts import N_, _

# The tracker's words, in the order in which a reply passes them; a return has numbers, a reply has versions.
STATUSES = {
    "draft": N_("Draft"),
    "file_made": N_("File made"),
    "sent": N_("Sent"),
    "with_focal_point": N_("With focal point"),
    "accepted": N_("Accepted"),
    "correction_asked": N_("Correction asked"),
    "in_return": N_("In national return"),
    "received": N_("Received by ROCB A/P"),
    "published": N_("Published"),
}
# Where a reply comes from: signed by its person, entered on behalf, a row of a round workbook, the national
# reply.
SOURCES = {
    "own": N_("Own reply"),
    "on_behalf": N_("Entered on behalf"),
    "workbook": N_("Round workbook"),
    "national": N_("National reply"),
}
CONSENTS = ("public", "members_attributed", "members_anonymous", "count_only")


def status_words(word: str) -> str:
    """A word of the tracker in the language in use."""
    return _(STATUSES[word])


@dataclass(frozen=True, slots=True)
class Reply:
    """One version of one reply. `late` is None when nobody can know; `received` is the receiver's date; `unchecked`:
    nobody compared the words of its author.
    """

    id: str
    workshop: str
    person: str
    name: str
    administration: str
    answers: Mapping[str, Value] = field(default_factory=dict)
    version: int = 1
    status: str = "draft"
    source: str = "own"
    received: PartialDate | None = None
    late: bool | None = None
    unchecked: bool = False

    @property
    def consent(self) -> str:
        """What question 7 allows for the texts; "" (not answered) and an unknown word allow nothing."""
        given = self.answers.get("q7")
        return given if isinstance(given, str) and given in CONSENTS else ""

    @property
    def quotable(self) -> bool:
        return self.consent not in ("", "count_only")


def prefill(
    actions: Iterable[Action], workshop: Workshop, today: date, projects: Iterable[Project] = ()
) -> dict[str, Value]:
    """Question 1 as the log answers it (rule 7): done actions dated from the workshop's start to today. A project that
    followed the workshop ticks question 5.

    Of several actions of a type the first gives the date, their channels and audiences are listed, their
    numbers added.
    """
    answers: dict[str, str | int] = {}
    for type, logged in _by_type(actions, workshop, today).items():
        answers[f"q1_{type}"] = "yes"
        details: dict[str, str | int | None] = {
            "date": str(logged[0].date),
            "channel": _listed(one.channel for one in logged),
            "audience": _listed(one.audience for one in logged),
            "reached": _added(logged),
        }
        if type == "others":
            details["text"] = _listed((one.text for one in logged), "\n")
        for name, value in details.items():
            if value is not None and value != "":
                answers[f"q1_{type}_{name}"] = value
    if any(one.workshop == workshop.id for one in projects):
        answers["q5"] = "yes"
    # Many entries together can be more than the question takes; the log keeps them whole.
    most = {one.id: one.max for one in load().fields}
    return {id: _cut(value, most[id]) for id, value in answers.items()}


def logged_entries(actions: Iterable[Action], workshop: Workshop, today: date) -> dict[str, tuple[str, ...]]:
    """Which entries of the log tick a box of question 1: their ids by the box, oldest first."""
    return {f"q1_{type}": tuple(one.id for one in same) for type, same in _by_type(actions, workshop, today).items()}


def offered_texts(
    actions: Iterable[Action],
    workshop: Workshop,
    today: date,
    projects: Iterable[Project] = (),
    measured: Iterable[Effect] = (),
) -> dict[str, list[str]]:
    """Texts of the log that a person may take into an answer, by field: what changed, what was measured, what was
    done, and which project began.
    """
    logged = [one for same in _by_type(actions, workshop, today).values() for one in same]
    counted = [one.sentence for one in measured if one.workshop == workshop.id and one.sentence]
    effects = list(dict.fromkeys([*counted, *(one.effect for one in logged if one.effect)]))
    deeds = list(dict.fromkeys(one.text for one in logged if one.text))
    offered = {
        "q2_operational_text": deeds,
        "q2_strategic_text": deeds,
        "q3_text": effects,
        "q4_text": effects,
        "q5_text": [one.sentence for one in projects if one.workshop == workshop.id],
    }
    return {id: texts for id, texts in offered.items() if texts}


def _by_type(actions: Iterable[Action], workshop: Workshop, today: date) -> dict[str, list[Action]]:
    """The workshop's actions that count as done, oldest first, in the order of the types."""
    dated = [
        (one.date.first(), one)
        for one in actions
        if one.workshop == workshop.id
        and one.status == "done"
        and one.date is not None
        and not outside(one.date, workshop.start, today)
    ]
    done = [one for _day, one in sorted(dated, key=lambda pair: pair[0])]
    return {type: same for type in TYPES if (same := [one for one in done if one.type == type])}


def _listed(texts: Iterable[str], between: str = "; ") -> str:
    return between.join(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _added(logged: list[Action]) -> int | None:
    known = [one.reached for one in logged if one.reached is not None]
    return sum(known) if known else None


def _cut(value: str | int, most: int) -> str | int:
    return value[:most] if isinstance(value, str) else min(value, most)
