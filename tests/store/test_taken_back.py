"""Undo of an import: the state is as if it had never come; the same blocks stay out until somebody lets them in."""

from collections.abc import Iterator, Sequence

import pytest
from authors import Author, ending, person, received, reply, review, rows, vouch, without_texts
from desks import Store, heads

from rocb_desktop.domain.kinds import TEXT_MISSING
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.store.blocks import last_block, read_blocks
from rocb_desktop.store.changes import Written, add_blocks, add_local, rebuild
from rocb_desktop.store.projections import dump
from rocb_desktop.store.taken_back import bring_back_import, read_taken_back, take_back_import


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store().begin()
    yield made
    made.db.close()


def bring(store: Store, imported: str, *blocks: SignedBlock, again: bool = False) -> Written:
    return add_blocks(store.db, store.desk, rows(blocks), imported, again)


def never(*blocks: SignedBlock) -> object:
    """The tables of a store that only ever saw these."""
    other = Store().begin()
    other.add(*blocks)
    found = dump(other.db)
    other.db.close()
    return found


def check_undo(store: Store, imported: str, *others: SignedBlock) -> Written:
    """Take an import back and bring it in again: never imported, then the same as before."""
    before = dump(store.db)
    written = take_back_import(store.db, store.desk, imported)
    assert dump(store.db) == never(*others)
    rebuild(store.db, store.desk)
    assert dump(store.db) == never(*others)
    bring_back_import(store.db, store.desk, imported)
    assert dump(store.db) == before
    take_back_import(store.db, store.desk, imported)
    assert dump(store.db) == never(*others)
    return written


def files(store: Store) -> tuple[list[SignedBlock], list[SignedBlock]]:
    """Two files that lean on one another."""
    sina, lani, ana = store.who["sina"], store.who["lani"], Author("ana", "WS")
    said = sina.say(reply(sina, q3="yes", version=1))
    one = [said, ana.say(reply(ana, q3="no")), sina.say(person(sina))]
    corrected = sina.say(reply(sina, q3="no", version=2), after=heads(said))
    judged = lani.say(review(reply(sina), "WS", heads(said, corrected)))
    two = [corrected, judged, lani.say(received(lani, [said.block.id])), lani.say(vouch(ana))]
    return one, two


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_as_if_it_had_never_come_whichever_came_first(store: Store, order: Sequence[int]) -> None:
    both = files(store)
    for number in order:
        bring(store, f"file {number}", *both[number])
    for number in order:
        other = both[1 - number]
        written = check_undo(store, f"file {number}", *other)
        assert written.blocks == [signed.block.id for signed in both[number]]
        bring_back_import(store.db, store.desk, f"file {number}")


def test_grants_ends_and_disputes_go_and_come_with_their_import(store: Store) -> None:
    sina, lani, rocb, tavita = (store.who[name] for name in ("sina", "lani", "rocb", "tavita"))
    said, ben = sina.say(reply(sina, q3="yes")), Author("ben 2", "WS")
    more = [ben.say(reply(ben, q3="yes")), lani.say(review(reply(sina), "WS", heads(said)))]
    store.add(said, *more)
    for words in (
        [lani.say(vouch(ben)), rocb.say(ending(lani.key, ends=[store.begun[4].block.id]))],
        [tavita.say(vouch(sina, "FJ"))],
        [lani.say(vouch(ben, replaces=sina.key))],
    ):
        bring(store, words[0].block.id, *words)
        check_undo(store, words[0].block.id, said, *more)


def test_what_was_taken_back_stays_out_until_it_is_let_in(store: Store) -> None:
    one, two = files(store)
    bring(store, "file", *one)
    before = dump(store.db)
    take_back_import(store.db, store.desk, "file")
    assert read_taken_back(store.db) == {"file": 3}
    written = bring(store, "later", *one, *two)
    assert written.taken_back == [signed.block.id for signed in one]
    assert written.blocks == [signed.block.id for signed in two]
    assert dump(store.db) == never(*two)
    take_back_import(store.db, store.desk, "later")
    again = bring(store, "again", *one, again=True)
    assert (again.blocks, again.taken_back) == ([signed.block.id for signed in one], [])
    assert dump(store.db) == before
    assert read_taken_back(store.db) == {"later": 4}
    check_undo(store, "again")


def test_bytes_are_kept_to_the_letter(store: Store) -> None:
    one, _two = files(store)
    bring(store, "file", *one)
    take_back_import(store.db, store.desk, "file")
    bring_back_import(store.db, store.desk, "file")
    kept = {
        signed.block.id: signed for signed in (SignedBlock(*found) for found in read_blocks(store.db, "import='file'"))
    }
    assert kept == {signed.block.id: signed for signed in one}
    assert all(signed.genuine for signed in kept.values())


def test_a_text_that_the_import_filled_in_is_missing_again(store: Store) -> None:
    sina = store.who["sina"]
    said = sina.say(reply(sina, q3="yes"))
    bring(store, "mute", without_texts(said))
    bring(store, "texts", said)
    assert store.held(said) == [None]
    take_back_import(store.db, store.desk, "texts")
    assert store.held(said) == [TEXT_MISSING]
    assert dump(store.db) == never(without_texts(said))
    assert bring(store, "later", said).taken_back == [said.block.id]
    assert store.held(said) == [TEXT_MISSING]
    bring_back_import(store.db, store.desk, "texts")
    assert store.held(said) == [None]
    take_back_import(store.db, store.desk, "texts")
    assert bring(store, "again", said, again=True).taken_back == []
    assert store.held(said) == [None]


@pytest.mark.parametrize("redo", [("mute", "texts"), ("texts", "mute")])
def test_block_and_text_of_two_imports_come_back_in_any_order(store: Store, redo: Sequence[str]) -> None:
    sina = store.who["sina"]
    said = sina.say(reply(sina, q3="yes"))
    bring(store, "mute", without_texts(said))
    bring(store, "texts", said)
    whole = dump(store.db)
    take_back_import(store.db, store.desk, "mute")
    take_back_import(store.db, store.desk, "texts")
    assert dump(store.db) == never()
    bring_back_import(store.db, store.desk, redo[0])
    assert dump(store.db) == never(*([without_texts(said)] if redo[0] == "mute" else []))
    bring_back_import(store.db, store.desk, redo[1])
    assert dump(store.db) == whole


def test_a_vouch_whose_text_is_taken_back_lets_nobody_in(store: Store) -> None:
    lani, ana = store.who["lani"], Author("ana", "WS")
    vouched, said = lani.say(vouch(ana)), ana.say(reply(ana, q3="yes"))
    store.add(said, without_texts(vouched))
    bring(store, "texts", vouched)
    assert store.status(reply(ana)) == ("to_review", 0)
    take_back_import(store.db, store.desk, "texts")
    assert store.status(reply(ana)) == ("unconfirmed", 0)
    store.add()


def test_what_was_written_here_meanwhile_stays() -> None:
    store = Store("lani").begin()
    sina, lani = store.who["sina"], store.own
    said = sina.say(reply(sina, q3="yes"))
    bring(store, "file", said)
    add_local(store.db, store.desk, [lani.change(review(reply(sina), "WS", heads(said)))])
    assert store.status(reply(sina)) == ("accepted", 1)
    take_back_import(store.db, store.desk, "file")
    assert store.db.execute("SELECT decision FROM review").fetchall() == [("accept",)]
    assert store.status(reply(sina)) is None
    bring_back_import(store.db, store.desk, "file")
    assert store.status(reply(sina)) == ("accepted", 1)
    store.add()
    store.db.close()


def test_my_own_stream_goes_on_after_blocks_that_were_taken_back() -> None:
    store = Store("sina").begin()
    sina = store.own
    said = [sina.say(reply(sina, q3="yes")), sina.say(person(sina))]
    bring(store, "given back", *said)
    take_back_import(store.db, store.desk, "given back")
    assert last_block(store.db, sina.key, "00" * 8, "rocb") == (2, said[1].block.id)
    store.db.close()


def test_an_import_that_brought_nothing_takes_nothing_back(store: Store) -> None:
    before = dump(store.db)
    written = take_back_import(store.db, store.desk, "nothing")
    assert (written.blocks, written.touched, written.tables) == ([], set(), set())
    assert bring_back_import(store.db, store.desk, "nothing").blocks == []
    assert dump(store.db) == before
