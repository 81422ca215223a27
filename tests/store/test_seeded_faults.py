"""The simulation is worth what it catches: each real fault, put in by hand, fails on a run that is kept for it."""

import random

import pytest
from faults import FAULTS, Fault
from region_world import Tape, World

# The first seed whose run fails with each fault. When the moves of the world change, others have to be found:
# `pytest tests/store/test_seeded_faults.py` names the faults that are not caught any more.
SEEDS: dict[str, int] = {
    "conflict_ignored": 0,
    "later_stamp_wins": 0,
    "deletion_hides_an_edit": 68,
    "order_of_arrival_decides": 0,
    "anybody_writes_for_anybody": 4,
    "ends_ignored": 8,
    "a_thief_ends_what_was_written_before": 8,
    "equals_are_heard": 13,
    "a_held_change_is_applied": 0,
    "a_held_change_is_never_released": 1,
    "a_wrong_clock_is_refused": 7,
    "the_second_branch_of_a_fork_is_dropped": 8,
    "a_relays_hash_stays_for_ever": 0,
    "a_late_link_of_a_chain_changes_nothing": 201,
    "a_replacement_is_not_judged_again": 247,
    "taken_back_blocks_come_in_again": 19,
    "undo_leaves_rows_in_the_tables": 2,
    "undo_leaves_texts_that_were_filled_in": 3,
    "undo_leaves_verdicts": 3,
    "redo_forgets_texts": 3,
    "anybody_erases": 6,
    "words_that_come_after_their_erasure_count": 41,
    "an_erased_text_is_filled_in_again": 2,
    "an_erased_vouch_goes_on_counting": 22,
    "a_review_does_not_reach_the_reply": 1,
    "a_copy_that_is_wiped_takes_the_words_along": 160,
}


def run(seed: int) -> None:
    World(Tape(random.Random(seed).randbytes(180)), memory=True).run()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_is_caught(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    seed = SEEDS[fault.__name__]
    run(seed)
    fault(monkeypatch)
    with pytest.raises(AssertionError):
        run(seed)
