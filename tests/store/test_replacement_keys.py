"""Replacement keys in the store: whichever of the words about two keys comes first, the state is the same."""

from collections.abc import Iterator
from itertools import permutations

import pytest
from authors import Author, ending, reply, review, vouch
from desks import Store, heads

from rocb_desktop.domain.kinds import Role, Standing
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.projections import dump


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store().begin()
    yield made
    made.db.close()


def test_a_new_key_is_judged_again_when_the_old_ones_verdict_changes(store: Store) -> None:
    sina, lani, new = store.who["sina"], store.who["lani"], Author("new", "WS")
    said = new.say(reply(sina, q3="yes", version=2))
    store.add(said, lani.say(vouch(new, replaces=sina.key)))
    assert store.held(said) == [None]
    assert standing_of(store.db, new.key) == Standing(Role.PARTICIPANT, "WS", sina.person)
    dispute = store.who["tavita"].say(vouch(sina, "FJ"))
    store.add(dispute)
    assert store.held(said) == ["not_their_record"]
    store.add(store.who["rocb"].say(vouch(sina)))
    assert store.held(said) == [None]
    store.add(lani.say(ending(sina.key, "vouch", ends=[], administration="WS")))
    assert store.held(said) == [None]


def test_any_order_is_one_state_also_in_the_tables() -> None:
    """A reply that two keys of one person wrote has one author in its row, whatever came first."""
    who = Store().who
    ana, new = Author("ana", "WS"), Author("new", "WS")
    first = ana.say(reply(ana, q3="no", version=1))
    second = new.say(reply(ana, q3="yes", version=2), after=heads(first))
    vouched = who["rocb"].say(vouch(ana))
    blocks = [first, second, vouched, who["lani"].say(vouch(new, replaces=ana.key))]
    dumps = []
    for order in permutations(blocks):
        store = Store().begin()
        for block in order:
            store.add(block)
        assert store.status(reply(ana)) is not None
        dumps.append(dump(store.db))
        store.db.close()
    assert all(one == dumps[0] for one in dumps)


def test_a_review_of_the_new_keys_words_counts(store: Store) -> None:
    sina, lani, new = store.who["sina"], store.who["lani"], Author("new", "WS")
    old = sina.say(reply(sina, q3="no", version=1))
    said = new.say(reply(sina, q3="yes", version=2), after=heads(old))
    store.add(said, old, lani.say(vouch(new, replaces=sina.key)), lani.say(review(reply(sina), "WS", heads(old, said))))
    assert store.status(reply(sina)) == ("accepted", 1)
    store.add(lani.say(ending(sina.key, "vouch", ends=[old.block.id], administration="WS")))
    row = store.db.execute("SELECT author, effects, counts FROM reply").fetchone()
    assert row == (new.key, 3, 1)
