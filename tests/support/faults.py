"""Real faults, put into the app's own functions one at a time: what the simulation has to catch."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

import pytest

from rocb_desktop.domain import authority, change, kinds
from rocb_desktop.domain.authority import Block, Verdict
from rocb_desktop.domain.change import Change
from rocb_desktop.store import authority as verdicts
from rocb_desktop.store import changes, erasures, filling, judging, projections, taken_back, taken_rows
from rocb_desktop.store.database import Database

Fault = Callable[[pytest.MonkeyPatch], None]


def conflict_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(change, "_differ", lambda name, heads: False)


def later_stamp_wins(patch: pytest.MonkeyPatch) -> None:
    """Whether it knew of the other edit or not."""
    patch.setattr(change, "_unsuperseded", lambda setters: [max(setters, key=lambda one: (one.hlc, one.id))])


def deletion_hides_an_edit(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(change, "_edits_against_delete", lambda values, heads: {})


def order_of_arrival_decides(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(change, "_rank", lambda one: 0)


def anybody_writes_for_anybody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(kinds, "_ownership", lambda *told: None)


def ends_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(authority._Chains, "limit", lambda self, key, words: None)


def equals_are_heard(patch: pytest.MonkeyPatch) -> None:
    """A focal point makes focal points."""
    ranks = {**authority._RANK, kinds.Role.FOCAL_POINT: 1}
    patch.setattr(authority, "_RANK", ranks)


def a_held_change_is_applied(patch: pytest.MonkeyPatch) -> None:
    def held_in(block: Block, verdict: Verdict, erased: Collection[str] = ()) -> Iterator[tuple[Change, str | None]]:
        return ((one, None if one.fields else kinds.TEXT_MISSING) for one in block.changes)

    patch.setattr(changes, "held_in", held_in)


def a_held_change_is_never_released(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(judging, "_judge", lambda db, bench, rows, verdicts, judged: None)


def a_wrong_clock_is_refused(patch: pytest.MonkeyPatch) -> None:
    true = authority.held_in

    def held_in(block: Block, verdict: Verdict, erased: Collection[str] = ()) -> Iterator[tuple[Change, str | None]]:
        late = 2_500_000_000_000 << 16
        return ((one, held or ("wrong_clock" if one.hlc > late else None)) for one, held in true(block, verdict))

    patch.setattr(changes, "held_in", held_in)


def the_second_branch_of_a_fork_is_dropped(patch: pytest.MonkeyPatch) -> None:
    true = changes.add_fresh

    def add_fresh(db: Database, desk: Any, fresh: Sequence[Any], imported: Any, written: Any) -> None:
        here = set(db.execute("SELECT author, audience, back FROM block WHERE back <> ''").fetchall())
        true(
            db,
            desk,
            [one for one in fresh if (one[0].key, one[0].audience, one[0].back) not in here],
            imported,
            written,
        )

    patch.setattr(changes, "add_fresh", add_fresh)


def a_relays_hash_stays_for_ever(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(filling, "_missing", lambda db, texts, left_out: [])


def a_late_link_of_a_chain_changes_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(verdicts, "_digest", lambda admitted: "" if admitted is None else "ended")


def a_replacement_is_not_judged_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(verdicts, "_replacing", lambda db, keys: set())


def taken_back_blocks_come_in_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(changes, "taken_ids", lambda db, ids: [])


def undo_leaves_rows_in_the_tables(patch: pytest.MonkeyPatch) -> None:
    true = changes.project
    patch.setattr(taken_back, "project", lambda db, written, gone=(): true(db, written))


def undo_leaves_texts_that_were_filled_in(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(taken_back, "take_texts", lambda db, import_id, kept: [])


def undo_leaves_verdicts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(taken_back, "judge_changed", lambda *told: judging.Judged())


def redo_forgets_texts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(taken_back, "give_texts", lambda db, import_id: {})


def anybody_erases(patch: pytest.MonkeyPatch) -> None:
    for module in (authority, erasures):
        patch.setattr(module, "may_erase", lambda eraser, record, kind, author: kind != "erase")


def words_that_come_after_their_erasure_count(patch: pytest.MonkeyPatch) -> None:
    true = erasures.named_ids
    patch.setattr(judging, "named_ids", lambda db, ids=None: true(db) if ids is None else set())


def an_erased_text_is_filled_in_again(patch: pytest.MonkeyPatch) -> None:
    query = (
        "SELECT c.seq, b.id, c.id, b.author FROM change c JOIN block b ON b.seq = c.block WHERE substr(c.body,1,7)=?"
    )

    def missing(db: Database, texts: Mapping[str, Change], left_out: set[str]) -> list[Any]:
        rows = db.execute(query, (change.ERASED,)).fetchall()
        taken = taken_rows.texts_taken(db)
        return [row for row in rows if row[2] in texts and (row[1], row[2]) not in taken]

    patch.setattr(filling, "_missing", missing)
    patch.setattr(filling, "is_text_missing", lambda db: True)
    patch.setattr(changes, "is_text_missing", lambda db: True)


def an_erased_vouch_goes_on_counting(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(judging, "names_words_on_keys", lambda db, told: False)


def a_review_does_not_reach_the_reply(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(projections, "followers", lambda db, states, touched: set())


def a_thief_ends_what_was_written_before(patch: pytest.MonkeyPatch) -> None:
    """Ends are dates, not blocks: only what came first is kept."""
    true = authority._Chains._ancestors
    patch.setattr(authority._Chains, "_ancestors", lambda self, key, ends: frozenset(sorted(true(self, key, ends))[:1]))


def a_copy_that_is_wiped_takes_the_words_along(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(erasures, "_WIPED", dict.fromkeys(erasures._WIPED, "id IN (SELECT id FROM wiped)"))


FAULTS: Sequence[Fault] = (
    a_copy_that_is_wiped_takes_the_words_along,
    conflict_ignored,
    later_stamp_wins,
    deletion_hides_an_edit,
    order_of_arrival_decides,
    anybody_writes_for_anybody,
    ends_ignored,
    a_thief_ends_what_was_written_before,
    equals_are_heard,
    a_held_change_is_applied,
    a_held_change_is_never_released,
    a_wrong_clock_is_refused,
    the_second_branch_of_a_fork_is_dropped,
    a_relays_hash_stays_for_ever,
    a_late_link_of_a_chain_changes_nothing,
    a_replacement_is_not_judged_again,
    taken_back_blocks_come_in_again,
    undo_leaves_rows_in_the_tables,
    undo_leaves_texts_that_were_filled_in,
    undo_leaves_verdicts,
    redo_forgets_texts,
    anybody_erases,
    words_that_come_after_their_erasure_count,
    an_erased_text_is_filled_in_again,
    an_erased_vouch_goes_on_counting,
    a_review_does_not_reach_the_reply,
)
