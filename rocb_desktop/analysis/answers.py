"""Tables 3, 5 and 6: yes, not yet, no and not known, per workshop; "not yet" is no in the share and shown apart."""

from collections.abc import Mapping, Sequence

from rocb_desktop.analysis.intervals import share_of_known
from rocb_desktop.analysis.types import NO, NOT_YET, YES, Answer, NationalRow
from rocb_desktop.domain.tables import AnswerCount, AnswerTable


def count_answers(rows: Mapping[int, Sequence[NationalRow]], column: str) -> AnswerTable:
    """The table of one question: direct_effects, efficiency or project."""
    answers = {workshop: [reply.answer(column) for reply in replies] for workshop, replies in rows.items()}
    totals = _count([answer for column_of_one in answers.values() for answer in column_of_one], None)
    counts = tuple(_count(column_of_one, workshop) for workshop, column_of_one in answers.items())
    return AnswerTable(counts, totals, share_of_known(totals.yes, totals.replies - totals.unknown, totals.replies))


def _count(answers: Sequence[Answer], workshop: int | None) -> AnswerCount:
    return AnswerCount(
        replies=len(answers),
        yes=answers.count(YES),
        not_yet=answers.count(NOT_YET),
        no=answers.count(NO),
        unknown=answers.count(None),
        workshop=workshop,
    )
