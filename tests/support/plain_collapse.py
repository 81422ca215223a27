"""Several replies of one administration become one, question by question: yes, else not yet, else no, else not known.

Rule 5 of the survey. The store does it in one SQL statement; this is the plain reading of the rule that it is held
against.
"""

from collections.abc import Iterable, Sequence

from rocb_desktop.analysis.types import Answer, NationalRow
from rocb_desktop.domain.questionnaire import ACTIONS


def merge_answers(answers: Iterable[Answer]) -> Answer:
    """The strongest known answer. "None yet" is six times No, so it loses to any tick by itself."""
    return max((answer for answer in answers if answer is not None), default=None)


def merge_late(known: Sequence[bool | None]) -> bool | None:
    """An administration is late only if every reply was; one in time is enough, one unknown leaves it open."""
    if False in known:
        return False
    return None if None in known else True


def collapse(replies: Sequence[NationalRow]) -> NationalRow:
    """One row out of the counted replies of one administration for one workshop; ValueError if they are not."""
    if len({(reply.workshop, reply.code) for reply in replies}) != 1:
        raise ValueError("replies of one administration for one workshop are needed")
    first = replies[0]
    return NationalRow(
        workshop=first.workshop,
        code=first.code,
        actions={action: merge_answers(reply.actions.get(action) for reply in replies) for action in ACTIONS},
        effects=merge_answers(reply.effects for reply in replies),
        efficiency=merge_answers(reply.efficiency for reply in replies),
        project=merge_answers(reply.project for reply in replies),
        late=merge_late([reply.late for reply in replies]),
    )


def national_rows(replies: Iterable[NationalRow]) -> list[NationalRow]:
    """One row per workshop and administration, by workshop and code; a reply without a code stays a row of its own."""
    named: dict[tuple[int, str], list[NationalRow]] = {}
    nameless: list[NationalRow] = []
    for reply in replies:
        if reply.code is None:
            nameless.append(reply)
        else:
            named.setdefault((reply.workshop, reply.code), []).append(reply)
    rows = [collapse(group) for group in named.values()] + [collapse([reply]) for reply in nameless]
    return sorted(rows, key=lambda row: (row.workshop, row.code is None, row.code or ""))
