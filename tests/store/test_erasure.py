"""Erasure in the store: hidden at once, wiped when confirmed, and never filled in again."""

import sqlite3
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from authors import Author, contact, ending, erase, reply, review, rows, vouch, without_texts
from desks import Store, heads
from replicas import fitted

from rocb_desktop.domain.change import change_id
from rocb_desktop.domain.erasure import ERASED
from rocb_desktop.domain.kinds import TEXT_MISSING
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.store.blocks import read_blocks
from rocb_desktop.store.changes import add_blocks, add_local
from rocb_desktop.store.erasures import PendingErasure, pending_erasures, wipe_erased
from rocb_desktop.store.projections import dump
from rocb_desktop.store.taken_back import bring_back_import, take_back_import


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store().begin()
    yield made
    made.db.close()


def bodies(store: Store, *blocks: SignedBlock) -> list[bytes]:
    """What the store keeps of the bodies of these blocks, whatever it gives away."""
    ids = heads(*blocks)
    return [store.db.execute("SELECT body FROM change WHERE id=?", (name,)).fetchone()[0] for name in ids]


def test_what_is_erased_is_hidden_at_once_and_shown_again_when_the_request_stops_counting(store: Store) -> None:
    sina, lani, rocb = store.who["sina"], store.who["lani"], store.who["rocb"]
    said = sina.say(reply(sina, q3="yes"))
    asked = lani.say(erase(lani, heads(said)))
    store.add(said)
    written = store.add(asked)
    assert (store.held(said), store.status(reply(sina))) == ([ERASED], None)
    assert written.held == {reply(sina)[0]: ERASED}
    assert reply(sina)[0] in written.touched
    assert pending_erasures(store.db) == [PendingErasure(heads(said)[0], reply(sina)[0], "reply", sina.key)]
    store.add(rocb.say(ending(lani.key, ends=[store.begun[4].block.id])))
    assert (store.held(said), store.status(reply(sina))) == ([None], ("to_review", 0))
    assert pending_erasures(store.db) == []


def test_also_when_the_words_come_later_and_in_any_order() -> None:
    who = Store().who
    sina, lani = who["sina"], who["lani"]
    said, judged = sina.say(reply(sina, q3="yes")), lani.say(review(reply(sina), "WS", []))
    asked = sina.say(erase(sina, heads(said)))
    dumps = []
    for order in permutations([said, judged, asked]):
        store = Store()
        for block in (*order, *store.begun):
            store.add(block)
        assert store.held(said) == [ERASED]
        dumps.append(dump(store.db))
        store.db.close()
    assert all(one == dumps[0] for one in dumps)


def test_wiped_words_do_not_come_back(store: Store) -> None:
    sina, lani = store.who["sina"], store.who["lani"]
    said = sina.say(reply(sina, q3="yes"))
    store.add(said, lani.say(erase(lani, heads(said))))
    assert wipe_erased(store.db) == 1
    assert wipe_erased(store.db) == 0
    assert bodies(store, said) == bodies_of(without_texts(said))
    store.add(said)
    assert bodies(store, said) == bodies_of(without_texts(said))
    again = sina.sign(*said.block.changes)  # the same words in another block of their author
    store.add(again)
    assert store.held(again) == [ERASED]
    kept = store.db.execute("SELECT body FROM change WHERE id=?", (heads(said)[0],)).fetchall()
    assert {row[0] for row in kept} == set(bodies_of(without_texts(said)))
    assert pending_erasures(store.db) == []


def bodies_of(signed: SignedBlock) -> list[bytes]:
    return [change.body for change in signed.block.changes]


def test_ids_and_signatures_still_verify_and_no_file_carries_the_words_on(store: Store) -> None:
    sina, lani = store.who["sina"], store.who["lani"]
    said = sina.sign(sina.change(reply(sina, q3="yes")), sina.change(contact(sina, email="x")))
    store.add(said, lani.say(erase(lani, heads(said)[:1])))
    for wiped in (False, True):
        if wiped:
            wipe_erased(store.db)
        (found,) = [SignedBlock(*one) for one in read_blocks(store.db, "id=?", (said.block.id,))]
        assert found.genuine
        assert [change.fields is None for change in found.block.changes] == [True, False]
        for change in found.block.changes:
            assert change_id(change.meta, change.body) == change.id


def test_an_erased_vouch_shuts_out_and_its_text_is_not_filled_in(store: Store) -> None:
    sina, lani = store.who["sina"], store.who["lani"]
    said, vouched = sina.say(reply(sina, q3="yes")), store.begun[4]
    store.add(said, lani.say(erase(lani, heads(vouched))))
    assert store.status(reply(sina)) == ("unconfirmed", 0)
    wipe_erased(store.db)
    store.add(vouched)
    assert store.held(vouched) == [ERASED]
    store.add(lani.say(vouch(sina)))
    assert store.status(reply(sina)) == ("to_review", 0)


def test_a_text_that_is_missing_and_erased_stays_away(store: Store) -> None:
    sina, lani = store.who["sina"], store.who["lani"]
    said = sina.say(reply(sina, q3="yes"))
    store.add(without_texts(said))
    assert store.held(said) == [TEXT_MISSING]
    store.add(lani.say(erase(lani, heads(said))))
    store.add(said)
    assert store.held(said) == [ERASED]
    assert bodies(store, said) == bodies_of(without_texts(said))


def test_what_i_erase_here_counts_before_it_is_signed() -> None:
    store = Store("lani").begin()
    sina, lani = store.who["sina"], store.own
    said = sina.say(reply(sina, q3="yes"))
    store.add(said)
    written = add_local(store.db, store.desk, [lani.change(erase(lani, heads(said)))])
    assert reply(sina)[0] in written.touched
    assert store.status(reply(sina)) is None
    store.add()
    store.db.close()


def test_an_import_brought_back_brings_no_erased_text(store: Store) -> None:
    sina, lani = store.who["sina"], store.who["lani"]
    said = sina.say(reply(sina, q3="yes"))
    add_blocks(store.db, store.desk, rows([said]), "first")
    take_back_import(store.db, store.desk, "first")
    store.add(lani.say(erase(lani, heads(said))))
    wipe_erased(store.db)
    bring_back_import(store.db, store.desk, "first")
    assert store.held(said) == [ERASED]
    assert bodies(store, said) == bodies_of(without_texts(said))
    store.add()


def test_no_page_of_the_file_keeps_what_was_wiped(tmp_path: Path) -> None:
    secret, path = "Unlikely words in an answer", tmp_path / "store.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    store = Store(db=fitted(connection)).begin()
    sina, lani = store.who["sina"], store.who["lani"]
    said = [sina.say(reply(sina, q3_text=f"{secret} {number} " * 20, q3="yes")) for number in range(30)]
    store.add(*said, check=False)
    store.add(*(Author("ana", "WS").say(reply(sina, f"w{number}", q3="no")) for number in range(30)), check=False)
    assert secret.encode() in whole(path)
    store.add(lani.say(erase(lani, heads(*said))), check=False)
    assert wipe_erased(store.db) == 30
    assert secret.encode() not in whole(path)
    store.db.close()
    assert secret.encode() not in whole(path)


def whole(path: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(path.parent.glob(path.name + "*")))
