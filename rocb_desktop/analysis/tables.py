"""Tables 1-7 of one round, from one row per administration and workshop (arithmetic of Good Practice Report No. 25)."""

from collections.abc import Iterable, Sequence
from datetime import date

from rocb_desktop.analysis.answers import count_answers
from rocb_desktop.analysis.marks import TABLE_4, TABLE_7, mark_lists
from rocb_desktop.analysis.notes import organised_note, origin_notes, problem_notes, round_notes, workshop_notes
from rocb_desktop.analysis.table1 import count_replies
from rocb_desktop.analysis.table2 import count_actions
from rocb_desktop.analysis.types import NationalRow, WorkshopFacts
from rocb_desktop.domain.tables import NotSurveyed, Tables

ANSWERS = ("direct_effects", "efficiency", "project")


def tables(
    round: int,
    workshops: Iterable[WorkshopFacts],
    rows: Iterable[NationalRow],
    undecided: int = 0,
    counted_on: date | None = None,
    on_behalf: int = 0,
) -> Tables:
    """Counts everything once. `round` is the survey's year; `undecided` the conflicted answers behind the rows;
    `counted_on` the day the figures carry; `on_behalf` the replies behind the rows that an office entered.

    Rows are national (rule 5, store/replies.py); two of one administration for one workshop are a ValueError. Rows of
    a workshop that is not surveyed are left out, and a note says how many. What was not organised is not mentioned.
    """
    held = sorted((w for w in workshops if w.organised), key=lambda facts: facts.number)
    surveyed = [facts for facts in held if facts.surveyed]
    by_workshop: dict[int, list[NationalRow]] = {facts.number: [] for facts in surveyed}
    not_counted = 0
    for row in rows:
        if row.workshop in by_workshop:
            by_workshop[row.workshop].append(row)
        else:
            not_counted += 1
    _refuse_doubles(by_workshop.values())
    counted = [row for replies in by_workshop.values() for row in replies]
    replies, actions = count_replies(surveyed, by_workshop), count_actions(by_workshop)
    effects, efficiency, projects = (count_answers(by_workshop, column) for column in ANSWERS)
    blanks = sum(actions.totals.replies - known for known in actions.totals.known.values())
    blanks += sum(table.totals.unknown for table in (effects, efficiency, projects))
    return Tables(
        round=round,
        n=len(counted),
        late=sum(row.late is True for row in counted),
        late_unknown=sum(row.late is None for row in counted),
        undecided=undecided,
        counted_on=counted_on,
        organised=len(held),
        replies=replies,
        actions=actions,
        effects=effects,
        effect_marks=mark_lists(by_workshop, TABLE_4),
        efficiency=efficiency,
        projects=projects,
        project_marks=mark_lists(by_workshop, TABLE_7),
        not_surveyed=tuple(
            NotSurveyed(facts.number, facts.title, facts.kind, facts.reason) for facts in held if not facts.surveyed
        ),
        notes=(
            *organised_note(len(held), len(surveyed)),
            *workshop_notes(surveyed, replies.rows),
            *round_notes(counted, replies.rows, blanks),
            *origin_notes(on_behalf),
            *problem_notes(not_counted, undecided),
        ),
    )


def _refuse_doubles(by_workshop: Iterable[Sequence[NationalRow]]) -> None:
    for replies in by_workshop:
        codes = [row.code for row in replies if row.code is not None]
        if len(codes) != len(set(codes)):
            raise ValueError("two rows of one administration for one workshop: collapse the replies first")
