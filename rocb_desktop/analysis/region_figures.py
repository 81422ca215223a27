"""What the region answered in a survey, without names: for feedback that everybody may read."""

from collections.abc import Sequence

from rocb_desktop.analysis.types import YES, NationalRow
from rocb_desktop.domain.feedback import LINES, Count, Region
from rocb_desktop.domain.questionnaire import ACTIONS


def region_figures(rows: Sequence[NationalRow], took_part: int | None) -> Region:
    """`rows` are national replies, one for each administration and workshop."""
    return Region(
        n=len(rows),
        late=sum(row.late is True for row in rows),
        took_part=took_part,
        lines={name: count_line(rows, name) for name in LINES},
        spread=_spread(rows),
    )


def count_line(rows: Sequence[NationalRow], name: str) -> Count:
    """Yes out of the known answers to one of the six actions, or to effects, efficiency, project."""
    answers = [row.answer(name) for row in rows]
    return Count(answers.count(YES), len(answers) - answers.count(None))


def _spread(rows: Sequence[NationalRow]) -> tuple[int, ...]:
    """How many replies took 0, 1 ... 6 of the six actions; those with an answer that is not known are left out."""
    known = [row for row in rows if None not in (row.actions.get(action) for action in ACTIONS)]
    taken = [sum(row.actions[action] == YES for action in ACTIONS) for row in known]
    return tuple(taken.count(actions) for actions in range(len(ACTIONS) + 1))
