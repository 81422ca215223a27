"""The growing set in the store: kept to the letter, held with its reason, released when the reason goes."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from authors import (
    Author,
    Said,
    contact,
    grant,
    person,
    received,
    reply,
    review,
    rows,
    vouch,
    without_texts,
    workshop,
)
from desks import Store, heads

from rocb_desktop.domain.kinds import TEXT_MISSING
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.store.blocks import known_ids, last_block, read_blocks
from rocb_desktop.store.changes import Written, add_blocks, add_local
from rocb_desktop.store.projections import dump


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store().begin()
    yield made
    made.db.close()


@pytest.fixture
def empty() -> Iterator[Store]:
    made = Store()
    yield made
    made.db.close()


# As they came


def test_blocks_are_kept_and_given_on_to_the_letter(store: Store) -> None:
    sina = store.who["sina"]
    later = sina.sign(sina.change(("0" * 32, "later", {"x": [1, None]})), audience="later")
    said = [sina.say(reply(sina, q3="yes")), later, sina.sign(sina.change(person(sina)), sina.change(contact(sina)))]
    store.add(*said)
    kept = [SignedBlock(*found) for found in read_blocks(store.db, "author=?", (sina.key,))]
    assert kept == said
    assert known_ids(store.db, [said[0].block.id, "0" * 32]) == {said[0].block.id}
    assert last_block(store.db, sina.key, "00" * 8, "rocb") == (2, said[2].block.id)
    assert last_block(store.db, sina.key, "11" * 8, "rocb") == (0, "")


def test_what_is_here_already_changes_nothing(store: Store) -> None:
    sina = store.who["sina"]
    said = sina.say(reply(sina, q3="yes"))
    first = store.add(said, said)
    assert (first.blocks, first.touched) == ([said.block.id], {reply(sina)[0]})
    before = dump(store.db)
    again = store.add(said, *store.begun)
    assert (again.blocks, again.touched, again.held, again.tables) == ([], set(), {}, set())
    assert dump(store.db) == before


def test_all_blocks_or_none(store: Store) -> None:
    sina = store.who["sina"]
    before = dump(store.db)
    good = sina.say(reply(sina, q3="yes"))
    block, _header, signature = rows([good])[0]
    broken: Any = [(block, None, signature)]
    with pytest.raises(sqlite3.IntegrityError):
        add_blocks(store.db, store.desk, broken, None)
    assert dump(store.db) == before
    assert not known_ids(store.db, [good.block.id])


# Held and released


def test_words_wait_for_the_grant_and_count_when_it_comes(empty: Store) -> None:
    lani, sina = empty.who["lani"], empty.who["sina"]
    accepted = lani.say(review(reply(sina), "WS", []))
    written = empty.add(accepted)
    assert written.held == {review(reply(sina), "WS", [])[0]: "sender_unknown"}
    assert empty.held(accepted) == ["sender_unknown"]
    assert empty.db.execute("SELECT count(*) FROM review").fetchone()[0] == 0
    for block in reversed(empty.begun):
        empty.add(block)
    assert empty.held(accepted) == [None]
    assert empty.db.execute("SELECT decision FROM review").fetchone()[0] == "accept"


def test_any_order_of_arrival_is_one_state(empty: Store) -> None:
    sina, lani = empty.who["sina"], empty.who["lani"]
    said = sina.say(reply(sina, q3="yes", version=1))
    judged = lani.say(review(reply(sina), "WS", heads(said)))
    dated = lani.say(received(lani, [said.block.id]))
    blocks = [*empty.begun, said, judged, dated]
    empty.add(*blocks)
    assert empty.status(reply(sina)) == ("accepted", 1)
    for order in (blocks[::-1], blocks[::2] + blocks[1::2], blocks[5:] + blocks[:5]):
        other = Store()
        for block in order:
            other.add(block, check=False)
        assert dump(other.db) == dump(empty.db)
        other.db.close()


def test_a_text_that_a_relay_kept_back_is_taken_when_it_comes(store: Store) -> None:
    sina = store.who["sina"]
    said = sina.say(reply(sina, q3="yes"))
    written = store.add(without_texts(said))
    assert written.held == {reply(sina)[0]: TEXT_MISSING}
    assert store.status(reply(sina)) is None
    again = store.add(said)
    assert (again.blocks, again.held) == ([], {})
    assert again.touched == {reply(sina)[0]}
    assert store.held(said) == [None]
    assert [SignedBlock(*found) for found in read_blocks(store.db, "id=?", (said.block.id,))] == [said]
    store.add(without_texts(said))
    assert store.held(said) == [None]


def test_a_grant_without_text_keeps_nothing_shut_for_ever(empty: Store) -> None:
    sina = empty.who["sina"]
    said = sina.say(reply(sina, q3="yes"))
    empty.add(*(without_texts(block) for block in empty.begun), said)
    assert empty.status(reply(sina)) == ("unconfirmed", 0)
    empty.add(*empty.begun)
    assert empty.status(reply(sina)) == ("to_review", 0)


def test_a_text_may_come_while_its_author_is_in_dispute(store: Store) -> None:
    sina = store.who["sina"]
    said = sina.say(reply(sina, q3="yes"))
    both = sina.say(person(sina), administration="FJ")  # she names two administrations, and each speaks for her
    other = store.who["tavita"].say(vouch(sina, "FJ"))
    store.add(without_texts(said))
    store.add(both, other)
    store.add(said)
    assert store.held(said) == ["key_in_dispute"]
    store.add(store.who["rocb"].say(vouch(sina)))
    assert store.held(said) == [None]


def test_with_and_without_text_in_one_file(store: Store) -> None:
    sina = store.who["sina"]
    said = sina.sign(sina.change(person(sina)), sina.change(reply(sina, q3="yes")))
    written = store.add(without_texts(said), said)
    assert store.held(said) == [None, None]
    assert written.held == {}


# Edits made here


def local(store: Store, *said: Said, after: Sequence[str] = ()) -> Written:
    return add_local(store.db, store.desk, [store.own.change(what, after) for what in said])


def test_an_edit_counts_at_once_and_waits_for_its_block() -> None:
    store = Store("sina").begin()
    sina = store.own
    written = local(store, reply(sina, q3="yes"), person(sina))
    assert written.touched == {reply(sina)[0], sina.person}
    assert written.tables == {"reply", "person"}
    assert store.status(reply(sina)) == ("to_review", 0)
    store.add()
    store.db.close()


def test_a_vouch_made_here_lets_a_person_in_at_once() -> None:
    store = Store("lani").begin()
    ana = Author("ana", "WS")
    store.add(ana.say(reply(ana, q3="yes")))
    assert "grant" in local(store, vouch(ana)).tables
    assert store.status(reply(ana)) == ("to_review", 0)
    store.add()
    store.db.close()


def test_a_grant_made_here_lets_in_a_focal_point_and_their_people() -> None:
    store = Store("rocb")
    who = store.who
    said = who["sina"].say(reply(who["sina"], q3="yes"))
    store.add(store.begun[0], store.begun[4], said)
    assert store.status(reply(who["sina"])) == ("unconfirmed", 0)
    local(store, grant(who["lani"]))
    assert store.status(reply(who["sina"])) == ("to_review", 0)
    store.add()
    store.db.close()


def test_edits_that_are_not_ones_own_are_held_here_as_everywhere() -> None:
    store = Store("sina").begin()
    local(store, workshop(title="Mine"), reply(store.who["ben"], q3="no"))
    held = {row[0] for row in store.db.execute("SELECT held FROM change WHERE block IS NULL")}
    assert held == {"not_their_role", "not_their_record"}
    store.add()
    store.db.close()


@pytest.mark.parametrize("disputed", [False, True])
def test_after_ones_key_was_ended_or_disputed_new_edits_are_held(disputed: bool) -> None:
    store = Store("sina").begin()
    sina = store.own
    local(store, reply(sina, q3="yes"))
    words = store.who["tavita"].say(vouch(sina, "FJ")) if disputed else store.who["lani"].say(vouch(sina, ends=[]))
    store.add(words)
    local(store, person(sina))
    reason = "key_in_dispute" if disputed else "key_ended"
    assert store.db.execute("SELECT DISTINCT held FROM change WHERE block IS NULL").fetchall() == [(reason,)]
    assert store.status(reply(sina)) is None
    store.add()
    store.db.close()
