"""Forks are kept and named; a block of my own key that I do not hold is noticed before it is added."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from authors import Author, person, reply, rows
from desks import Store

from rocb_desktop.exchange.block import make_block
from rocb_desktop.store.changes import add_blocks
from rocb_desktop.store.forks import Fork, list_forks, strangers_of_mine
from rocb_desktop.store.taken_back import take_back_import


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store().begin()
    yield made
    made.db.close()


def test_a_copy_that_goes_on_writing_is_a_fork_and_both_sides_count(store: Store) -> None:
    sina = store.who["sina"]
    first = sina.say(reply(sina, "w1", q3="yes"))
    copy = deepcopy(sina)
    one, other = sina.say(reply(sina, "w2", q3="yes")), copy.say(reply(sina, "w3", q3="no"))
    store.add(first, one, other)
    pair = sorted((one.block.id, other.block.id))
    assert list_forks(store.db) == [Fork(sina.key, "rocb", (pair[0], pair[1]))]
    assert store.held(one) == store.held(other) == [None]


def test_streams_of_two_origins_and_of_two_classes_are_none(store: Store) -> None:
    sina = store.who["sina"]
    said = sina.say(reply(sina, q3="yes"))
    change = sina.change(person(sina))
    elsewhere = make_block(sina.seed, "11" * 8, "rocb", "WS", 1, "", [change])
    open_words = sina.say(reply(sina, "w2", q3="yes"), audience="all")
    store.add(said, elsewhere, open_words)
    assert list_forks(store.db) == []


def test_the_same_number_after_another_block_is_a_fork_too(store: Store) -> None:
    sina = store.who["sina"]
    said = sina.say(reply(sina, q3="yes"))
    restored = Author("sina", "WS").say(person(sina))
    store.add(said, restored)
    assert [{*fork.blocks} for fork in list_forks(store.db)] == [{said.block.id, restored.block.id}]


def test_a_block_of_mine_that_i_do_not_hold() -> None:
    store = Store("sina").begin()
    sina = store.own
    known, unknown, taken = (sina.say(reply(sina, f"w{number}", q3="yes")) for number in range(3))
    other = store.who["lani"].say(reply(store.who["lani"], q3="yes"))
    store.add(known)
    add_blocks(store.db, store.desk, rows([taken]), "file")
    take_back_import(store.db, store.desk, "file")
    arriving = [one.block for one in (known, unknown, unknown, taken, other)]
    assert strangers_of_mine(store.db, sina.key, arriving) == [unknown.block.id]
    assert strangers_of_mine(store.db, sina.key, arriving, "00" * 8) == [unknown.block.id]
    assert strangers_of_mine(store.db, sina.key, arriving, "11" * 8) == []
    store.db.close()
