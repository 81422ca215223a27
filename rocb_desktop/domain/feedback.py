"""The feedback of ROCB A/P on a survey: what the region answered, without names, and the good practices by topic.

It travels as one record of a few texts. Whoever reads it puts the own figure beside it; no file holds the figures of
one administration. A median is given only where at least five others replied.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.texts import N_, _

MOST_PRACTICES = 500
MOST_LETTERS = 200_000  # of all practices together: a record has a limit, and so has a reader
LEAST_ADMINISTRATIONS = 3  # with fewer, one could read another's answers out of the counts
OTHERS_FOR_MEDIAN = 5  # so many others must have replied before their median is shown
NAMED_FROM = 10  # replies of a workshop from which an unnamed practice may be told from it
ANSWERS = ("direct_effects", "efficiency", "project")
LINES = (*ACTIONS, *ANSWERS)

# Topic: what it is called, and the answer it is taken from.
TOPICS: Mapping[str, tuple[str, str]] = {
    "operational": (N_("Better operations"), "q2_operational_text"),
    "strategic": (N_("Strategy and management"), "q2_strategic_text"),
    "effects": (N_("Direct effects"), "q3_text"),
    "efficiency": (N_("Efficiency and effectiveness"), "q4_text"),
    "project": (N_("New and enhanced projects"), "q5_text"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many said yes, of those whose answer is known."""

    yes: int
    known: int


@dataclass(frozen=True, slots=True)
class Practice:
    """A text that its author let be used. `who` is an administration's code, "" for a member that is not named;
    `workshop` a title, "" where it would tell who wrote it.
    """

    topic: str
    text: str
    who: str = ""
    workshop: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """What all who replied said. `n` counts administrations, once for each workshop; `late` of them came late;
    `took_part` is None when it is not known for every workshop. `spread[k]` of them took k of the six actions.
    """

    n: int
    late: int = 0
    took_part: int | None = None
    lines: Mapping[str, Count] = field(default_factory=dict)
    spread: tuple[int, ...] = ()

    def median(self, own: int = 0) -> float | None:
        """How many of the six actions the middle one took; None with fewer than five others than the `own` replies."""
        known = sum(self.spread)
        if known - own < OTHERS_FOR_MEDIAN:
            return None
        ordered = [actions for actions, count in enumerate(self.spread) for _one in range(count)]
        middle = known // 2
        return float(ordered[middle]) if known % 2 else (ordered[middle - 1] + ordered[middle]) / 2


@dataclass(frozen=True, slots=True)
class Feedback:
    """Feedback on a whole survey, or on one `workshop` (its id). `note` is what ROCB A/P writes to its readers."""

    id: str
    round: int
    workshop: str
    counted_on: date
    region: Region
    practices: tuple[Practice, ...] = ()
    note: str = ""

    def of_topic(self, topic: str) -> tuple[Practice, ...]:
        return tuple(one for one in self.practices if topic in ("", one.topic))


def topic_words(topic: str) -> str:
    """What a topic is called, in the language in use."""
    return _(TOPICS[topic][0])


def fitting(practices: Sequence[Practice]) -> tuple[tuple[Practice, ...], int]:
    """As many as a feedback holds, in their order, and how many are left out; each topic has as much room as any."""
    queues = {topic: [place for place, one in enumerate(practices) if one.topic == topic] for topic in TOPICS}
    kept: set[int] = set()
    room = MOST_LETTERS
    while any(queues.values()) and len(kept) < MOST_PRACTICES:
        for queue in queues.values():
            if queue and len(kept) < MOST_PRACTICES:
                place = queue.pop(0)
                room -= len(practices[place].text)
                if room >= 0:
                    kept.add(place)
    return tuple(one for place, one in enumerate(practices) if place in kept), len(practices) - len(kept)


def figures_text(region: Region) -> str:
    """The figures as they travel."""
    lines = {name: [count.yes, count.known] for name, count in region.lines.items()}
    told = {"n": region.n, "late": region.late, "took_part": region.took_part, "lines": lines}
    return json.dumps({**told, "spread": list(region.spread)}, separators=(",", ":"), sort_keys=True)


def practices_text(practices: Sequence[Practice]) -> str:
    """The good practices as they travel."""
    rows = [[one.topic, one.text, one.who, one.workshop] for one in practices]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def read_feedback(record: str, values: Mapping[str, Value]) -> Feedback | None:
    """The feedback that a record holds; None when this version cannot read its figures. What a newer version added is
    passed over; a practice of a topic that is not known here too.
    """
    try:
        day = date.fromisoformat(str(values.get("date")))
        number = int(str(values.get("round")))
        region = _region(_json(values.get("figures")))
    except (TypeError, ValueError):
        return None
    practices = read_practices(values.get("practices"))
    return Feedback(record, number, _text(values.get("workshop")), day, region, practices, _text(values.get("note")))


def _region(told: Any) -> Region:
    if not isinstance(told, dict):
        raise ValueError("no figures")
    lines, part = told.get("lines"), told.get("took_part")
    known = {name: _count(lines[name]) for name in LINES if isinstance(lines, dict) and name in lines}
    took_part = None if part is None else _whole(part)
    return Region(_whole(told.get("n")), _whole(told.get("late", 0)), took_part, known, _spread(told.get("spread")))


def _spread(told: Any) -> tuple[int, ...]:
    """None of another number of actions than this version knows."""
    return tuple(map(_whole, told)) if isinstance(told, list) and len(told) == len(ACTIONS) + 1 else ()


def _count(pair: Any) -> Count:
    yes, known = pair
    count = Count(_whole(yes), _whole(known))
    if count.yes > count.known:
        raise ValueError("more than all")
    return count


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= 1_000_000:
        raise ValueError("no count")
    return value


def read_practices(text: Value) -> tuple[Practice, ...]:
    """The good practices that a record holds, of topics that are known here."""
    try:
        rows = _json(text)
    except ValueError:
        return ()
    made = (
        Practice(*row)
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, list) and len(row) == 4 and all(isinstance(part, str) for part in row) and row[0] in TOPICS
    )
    return tuple(made)[:MOST_PRACTICES]


def _json(text: Value) -> Any:
    try:
        return json.loads(text) if isinstance(text, str) else None
    except RecursionError as error:
        raise ValueError("too deep") from error


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
