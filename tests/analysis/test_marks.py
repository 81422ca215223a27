"""Tables 4 and 7: marks and footers are the same intersections, whatever was answered."""

from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.analysis.marks import TABLE_4, TABLE_7, Layout, mark_lists
from rocb_desktop.analysis.types import NO, NOT_YET, YES, NationalRow
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.tables import MarkTable

CODES = ("AF", "BD", "FJ", "KH", "TO", "VU", "WS")
answers = st.sampled_from([YES, NOT_YET, NO, None])


@st.composite
def rounds(draw: st.DrawFn, known: bool = False) -> dict[int, list[NationalRow]]:
    """Up to three workshops; each administration once per workshop, some replies without a code."""
    answer = st.sampled_from([YES, NO]) if known else answers

    def row(workshop: int, code: str | None) -> NationalRow:
        actions = {action: draw(answer) for action in ACTIONS}
        return NationalRow(workshop, code, actions, draw(answer), draw(answer), draw(answer))

    codes = st.lists(st.sampled_from(CODES), unique=True)
    return {
        workshop: [row(workshop, code) for code in [*draw(codes), *([None] * draw(st.integers(0, 2)))]]
        for workshop in range(1, draw(st.integers(1, 3)) + 1)
    }


def said_yes(rows: dict[int, list[NationalRow]], column: str) -> set[int]:
    """Positions of the replies that said yes, over all workshops."""
    every = [row for replies in rows.values() for row in replies]
    return {place for place, row in enumerate(every) if row.answer(column) == YES}


def listed(table: MarkTable, column: str) -> int:
    return sum(len(row.lists[column]) + row.not_named[column] for row in table.rows)


def marked(table: MarkTable, column: str) -> int:
    return sum(item.marked for row in table.rows for item in row.lists[column])


@given(rounds(), st.sampled_from([TABLE_4, TABLE_7]))
def test_every_yes_is_in_its_list_once_by_code(rows: dict[int, list[NationalRow]], layout: Layout) -> None:
    table = mark_lists(rows, layout)
    for column in table.columns:
        assert listed(table, column) == len(said_yes(rows, column))
        for row in table.rows:
            codes = [item.code for item in row.lists[column]]
            assert codes == sorted(set(codes))


@given(rounds(), st.sampled_from([TABLE_4, TABLE_7]))
def test_footers_count_intersections_and_the_union(rows: dict[int, list[NationalRow]], layout: Layout) -> None:
    table = mark_lists(rows, layout)
    first, second = (said_yes(rows, cause) for cause in layout.causes)
    outcome = said_yes(rows, layout.outcome)
    counts = [table.footers[name].share.k for name in layout.footers]
    assert counts == [len(first & outcome), len(second & outcome), len((first | second) & outcome)]
    sizes = [footer.share.n + footer.unknown for footer in table.footers.values()]
    assert sizes == [len(first), len(second), len(outcome)]


@given(rounds(known=True), st.sampled_from([TABLE_4, TABLE_7]))
def test_the_printed_impossibility_cannot_happen(rows: dict[int, list[NationalRow]], layout: Layout) -> None:
    """Report No. 25 prints 31 sharers with effects and 32 of either, though no trainer alone had effects."""
    table = mark_lists(rows, layout)
    one, other, either = (table.footers[name].share.k for name in layout.footers)
    assert max(one, other) <= either <= one + other
    assert all(footer.unknown == 0 for footer in table.footers.values())


@given(rounds(), st.sampled_from([TABLE_4, TABLE_7]))
def test_marks_are_what_the_footers_count(rows: dict[int, list[NationalRow]], layout: Layout) -> None:
    """With every reply named, the marks of a column add up to its footer."""
    named = {workshop: [row for row in replies if row.code] for workshop, replies in rows.items()}
    table = mark_lists(named, layout)
    columns = [*layout.causes, layout.outcome]
    assert [marked(table, column) for column in columns] == [table.footers[name].share.k for name in layout.footers]


def test_a_blank_answer_is_left_out_of_the_footer_and_counted() -> None:
    rows = [
        NationalRow(1, "FJ", {"share_materials": YES, "inhouse_workshop": NO}, effects=YES),
        NationalRow(1, "VU", {"share_materials": YES, "inhouse_workshop": NO}, effects=None),
        NationalRow(1, "WS", {"share_materials": NO, "inhouse_workshop": None}, effects=YES),
    ]
    footers = mark_lists({1: rows}, TABLE_4).footers
    assert (footers["share_and_effects"].share.k, footers["share_and_effects"].share.n) == (1, 1)
    assert footers["share_and_effects"].unknown == 1
    assert (footers["effects_with_either"].share.n, footers["effects_with_either"].unknown) == (1, 1)
