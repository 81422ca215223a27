"""Table 2: which of the six follow-up actions were taken, out of the replies whose answer is known."""

from collections.abc import Mapping, Sequence

from rocb_desktop.analysis.intervals import share_of_known
from rocb_desktop.analysis.types import YES, NationalRow
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.tables import ActionCount, ActionTable


def count_actions(rows: Mapping[int, Sequence[NationalRow]]) -> ActionTable:
    """Rows per workshop, totals, and each action's share of the known answers."""
    counts = tuple(_count(replies, workshop) for workshop, replies in rows.items())
    totals = ActionCount(
        replies=sum(row.replies for row in counts),
        yes={action: sum(row.yes[action] for row in counts) for action in ACTIONS},
        known={action: sum(row.known[action] for row in counts) for action in ACTIONS},
        nothing_yet=sum(row.nothing_yet for row in counts),
    )
    shares = {action: share_of_known(totals.yes[action], totals.known[action], totals.replies) for action in ACTIONS}
    return ActionTable(counts, totals, shares)


def _count(replies: Sequence[NationalRow], workshop: int) -> ActionCount:
    answers = {action: [reply.actions.get(action) for reply in replies] for action in ACTIONS}
    return ActionCount(
        replies=len(replies),
        yes={action: column.count(YES) for action, column in answers.items()},
        known={action: len(column) - column.count(None) for action, column in answers.items()},
        nothing_yet=sum(reply.nothing_yet() is True for reply in replies),
        workshop=workshop,
    )
