"""Tables 4 and 7: who did what, who saw the outcome, and the marks and footers that tie them, all computed.

In a cause column an administration is underlined if it has the outcome; in the outcome column it is bold if it did
either cause. The printed report set these by hand and contradicts itself; here each mark and each footer is the same
intersection, counted once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rocb_desktop.analysis.intervals import share
from rocb_desktop.analysis.types import NO, YES, Answer, NationalRow
from rocb_desktop.domain.tables import Footer, Marked, MarkRow, MarkTable


@dataclass(frozen=True, slots=True)
class Layout:
    """Which answers a table of marks puts side by side, and the names of its footers (two causes, then either)."""

    causes: tuple[str, str]
    outcome: str
    footers: tuple[str, str, str]


TABLE_4 = Layout(
    ("share_materials", "inhouse_workshop"),
    "direct_effects",
    ("share_and_effects", "inhouse_and_effects", "effects_with_either"),
)
TABLE_7 = Layout(
    ("submit_report", "make_recommendations"),
    "project",
    ("report_and_project", "recommendation_and_project", "project_with_either"),
)


def mark_lists(rows: Mapping[int, Sequence[NationalRow]], layout: Layout) -> MarkTable:
    """The lists by workshop and the footers. A reply without a code is in no list, but in every footer."""
    every = [reply for replies in rows.values() for reply in replies]
    first, second = layout.causes
    pairs = [
        (_column(every, first), _column(every, layout.outcome)),
        (_column(every, second), _column(every, layout.outcome)),
        (_column(every, layout.outcome), [_either(reply, layout) for reply in every]),
    ]
    footers = {name: _footer(*pair) for name, pair in zip(layout.footers, pairs, strict=True)}
    listed = tuple(_row(workshop, replies, layout) for workshop, replies in rows.items())
    return MarkTable(layout.causes, layout.outcome, listed, footers)


def _column(replies: Sequence[NationalRow], column: str) -> list[Answer]:
    return [reply.answer(column) for reply in replies]


def _either(reply: NationalRow, layout: Layout) -> Answer:
    """Yes when one cause is; not known when none is and one is blank."""
    answers = [reply.answer(cause) for cause in layout.causes]
    if YES in answers:
        return YES
    return None if None in answers else NO


def _row(workshop: int, replies: Sequence[NationalRow], layout: Layout) -> MarkRow:
    lists: dict[str, tuple[Marked, ...]] = {}
    not_named: dict[str, int] = {}
    for column in (*layout.causes, layout.outcome):
        said_yes = [reply for reply in replies if reply.answer(column) == YES]
        marked = [Marked(reply.code, _has_mark(reply, column, layout)) for reply in said_yes if reply.code is not None]
        lists[column] = tuple(sorted(marked, key=lambda item: item.code))
        not_named[column] = len(said_yes) - len(marked)
    return MarkRow(workshop, lists, not_named)


def _has_mark(reply: NationalRow, column: str, layout: Layout) -> bool:
    other = _either(reply, layout) if column == layout.outcome else reply.answer(layout.outcome)
    return other == YES


def _footer(given: Sequence[Answer], looked_at: Sequence[Answer]) -> Footer:
    """Of those who said yes to the first, how many to the second; a blank second answer is left out and counted."""
    seen = [second for first, second in zip(given, looked_at, strict=True) if first == YES]
    unknown = seen.count(None)
    return Footer(share(seen.count(YES), len(seen) - unknown), unknown)
