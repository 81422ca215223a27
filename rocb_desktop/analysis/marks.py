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


@dataclass(frozen=True, slots=True)
class _Side:
    """One column of a table of marks: who said yes here, and the answer that decides the mark."""

    said: list[Answer]
    decides: list[Answer]


def mark_lists(rows: Mapping[int, Sequence[NationalRow]], layout: Layout) -> MarkTable:
    """The lists by workshop and the footers. A reply without a code is in no list, but in every footer."""
    listed: list[MarkRow] = []
    whole = {column: _Side([], []) for column in (*layout.causes, layout.outcome)}
    for workshop, replies in rows.items():
        sides = _sides(replies, layout)
        for column, side in sides.items():
            whole[column].said.extend(side.said)
            whole[column].decides.extend(side.decides)
        listed.append(_row(workshop, [reply.code for reply in replies], sides))
    footers = {name: _footer(side) for name, side in zip(layout.footers, whole.values(), strict=True)}
    return MarkTable(layout.causes, layout.outcome, tuple(listed), footers)


def _sides(replies: Sequence[NationalRow], layout: Layout) -> dict[str, _Side]:
    one, other, outcome = ([reply.answer(column) for reply in replies] for column in (*layout.causes, layout.outcome))
    first, second = layout.causes
    return {
        first: _Side(one, outcome),
        second: _Side(other, outcome),
        layout.outcome: _Side(outcome, [_either(*pair) for pair in zip(one, other, strict=True)]),
    }


def _either(one: Answer, other: Answer) -> Answer:
    """Yes when one is; not known when none is and one is blank."""
    if one == YES or other == YES:
        return YES
    return None if one is None or other is None else NO


def _row(workshop: int, codes: Sequence[str | None], sides: Mapping[str, _Side]) -> MarkRow:
    lists: dict[str, tuple[Marked, ...]] = {}
    not_named: dict[str, int] = {}
    for column, side in sides.items():
        listed = [
            Marked(code, decides == YES)
            for code, said, decides in zip(codes, side.said, side.decides, strict=True)
            if said == YES and code is not None
        ]
        lists[column] = tuple(sorted(listed, key=lambda item: item.code))
        not_named[column] = side.said.count(YES) - len(listed)
    return MarkRow(workshop, lists, not_named)


def _footer(side: _Side) -> Footer:
    """Of those who said yes, how many have the mark; a blank deciding answer is left out and counted."""
    decided = [decides for said, decides in zip(side.said, side.decides, strict=True) if said == YES]
    unknown = decided.count(None)
    return Footer(share(decided.count(YES), len(decided) - unknown), unknown)
