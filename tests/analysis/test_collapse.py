"""Rule 5: several replies of one administration become one, question by question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_collapse import collapse, merge_answers, merge_late, national_rows

from rocb_desktop.analysis.types import NO, NOT_YET, YES, Answer, NationalRow
from rocb_desktop.domain.questionnaire import ACTIONS

answers = st.sampled_from([YES, NOT_YET, NO, None])
ticks = st.sampled_from([YES, NO, None])


@st.composite
def replies(draw: st.DrawFn, codes: tuple[str | None, ...] = ("FJ",), workshops: int = 1) -> NationalRow:
    return NationalRow(
        workshop=draw(st.integers(1, workshops)),
        code=draw(st.sampled_from(codes)),
        actions={action: draw(ticks) for action in ACTIONS},
        effects=draw(answers),
        efficiency=draw(ticks),
        project=draw(ticks),
        late=draw(st.sampled_from([True, False, None])),
    )


def everything(row: NationalRow) -> list[Answer]:
    return [*(row.actions[action] for action in ACTIONS), row.effects, row.efficiency, row.project]


@pytest.mark.parametrize(
    ("given_answers", "merged"),
    [
        ([NO, NOT_YET, YES, None], YES),
        ([NO, NOT_YET, None], NOT_YET),
        ([None, NO], NO),
        ([None, None], None),
        ([], None),
    ],
)
def test_yes_else_not_yet_else_no_else_not_known(given_answers: list[Answer], merged: Answer) -> None:
    assert merge_answers(given_answers) == merged


def test_none_yet_loses_to_a_tick() -> None:
    none_yet = NationalRow(1, "FJ", dict.fromkeys(ACTIONS, NO))
    ticked = NationalRow(1, "FJ", dict.fromkeys(ACTIONS, NO) | {"submit_report": YES})
    merged = collapse([none_yet, ticked])
    assert merged.actions == ticked.actions
    assert (none_yet.nothing_yet(), merged.nothing_yet()) == (True, False)


def test_a_blank_action_leaves_open_whether_nothing_was_done() -> None:
    assert NationalRow(1, "FJ", {"submit_report": NO}).nothing_yet() is None


@pytest.mark.parametrize(
    ("known", "late"),
    [
        ([True, False, None], False),
        ([True, None], None),
        ([True, True], True),
        ([None], None),
    ],
)
def test_one_reply_in_time_is_enough(known: list[bool | None], late: bool | None) -> None:
    assert merge_late(known) is late


@given(
    st.lists(replies(), min_size=1, max_size=5).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some)))
)
def test_order_and_repetition_do_not_matter(both: tuple[list[NationalRow], list[NationalRow]]) -> None:
    given_replies, shuffled = both
    assert collapse(shuffled) == collapse(given_replies)
    assert collapse(given_replies * 2) == collapse(given_replies)


@given(st.lists(replies(), min_size=1, max_size=5), st.lists(replies(), min_size=1, max_size=5))
def test_merging_in_steps_is_merging_at_once(first: list[NationalRow], second: list[NationalRow]) -> None:
    assert collapse([collapse(first), collapse(second)]) == collapse(first + second)


@given(st.lists(replies(), min_size=1, max_size=5))
def test_the_merged_answer_was_given_and_none_beats_it(given_replies: list[NationalRow]) -> None:
    for merged, said in zip(
        everything(collapse(given_replies)), zip(*map(everything, given_replies), strict=True), strict=True
    ):
        assert merged in said
        assert (merged or 0) >= max(answer or 0 for answer in said)


@given(st.lists(replies(("FJ", "VU", None), workshops=2), max_size=12))
def test_one_row_per_administration_and_workshop(given_replies: list[NationalRow]) -> None:
    rows = national_rows(given_replies)
    named = [(row.workshop, row.code) for row in rows if row.code is not None]
    assert set(named) == {(reply.workshop, reply.code) for reply in given_replies if reply.code is not None}
    assert len(named) == len(set(named))
    assert sum(row.code is None for row in rows) == sum(reply.code is None for reply in given_replies)
    assert [row.workshop for row in rows] == sorted(row.workshop for row in rows)


@pytest.mark.parametrize("others", [[], [NationalRow(1, "FJ", {}), NationalRow(1, "VU", {})]])
def test_replies_that_do_not_belong_together_are_refused(others: list[NationalRow]) -> None:
    with pytest.raises(ValueError, match="one administration"):
        collapse(others)
