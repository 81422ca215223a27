"""Erasure in the model: whose request counts for whose words, and what no request can erase."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from authors import Author, ending, erase, grant, plain, reply, vouch, workshop
from levels import Levels

from rocb_desktop.domain.authority import NOBODY, Erasures, admit, held_in, state
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.erasure import ERASED, erased_ids
from rocb_desktop.exchange.block import SignedBlock


@pytest.fixture
def region() -> Levels:
    return Levels()


def held(region: Levels, target: SignedBlock, *more: SignedBlock) -> str | None:
    blocks = plain([*region.chain, target, *more])
    verdicts = admit(blocks, region.keys)
    erased = Erasures(blocks).in_block(target.block, verdicts)
    return [reason for _c, reason in held_in(target.block, verdicts.get(target.block.key, NOBODY), erased)][0]


def ids(*blocks: SignedBlock) -> list[str]:
    return [change.id for signed in blocks for change in signed.block.changes]


def test_the_author_the_own_focal_point_and_the_region_may_erase(region: Levels) -> None:
    said = region.sina.say(reply(region.sina, q3="yes"))
    for eraser in (region.sina, region.lani, region.rocb, region.anchor):
        assert held(region, said, eraser.say(erase(eraser, ids(said)))) == ERASED
    for other in (region.tavita, region.mallory, Author("stranger")):
        assert held(region, said, other.say(erase(other, ids(said)))) is None


def test_a_request_must_itself_count(region: Levels) -> None:
    said = region.sina.say(reply(region.sina, q3="yes"))
    asked = region.lani.say(erase(region.lani, ids(said)))
    assert held(region, said, asked, region.rocb.say(ending(region.lani.key, ends=[]))) is None
    assert held(region, said, region.lani.say(erase(region.lani, ids(said)), audience="all")) is None
    assert (
        held(region, said, region.lani.say((asked.block.changes[0].record, "received", {"ids": [*ids(said)]}))) is None
    )


def test_one_who_is_not_known_erases_the_own_words_and_is_erased_where_he_says_he_belongs(region: Levels) -> None:
    ana = Author("ana", "FJ")
    said = ana.say(reply(ana, q3="yes"))
    assert held(region, said, ana.say(erase(ana, ids(said)))) == ERASED
    assert held(region, said, region.tavita.say(erase(region.tavita, ids(said)))) == ERASED
    assert held(region, said, region.lani.say(erase(region.lani, ids(said)))) is None


def test_a_thief_who_copies_words_erases_his_copy_alone(region: Levels) -> None:
    said = region.sina.say(reply(region.sina, q3="yes"))
    copied = region.mallory.sign(*said.block.changes)
    asked = region.mallory.say(erase(region.mallory, ids(said)))
    assert held(region, said, copied, asked) is None
    assert held(region, copied, said, asked) == ERASED


def test_a_replacement_key_erases_what_the_lost_one_wrote(region: Levels) -> None:
    new, said = Author("new", "WS"), region.sina.say(reply(region.sina, q3="yes"))
    vouched = region.lani.say(vouch(new, replaces=region.sina.key))
    assert held(region, said, vouched, new.say(erase(new, ids(said)))) == ERASED


def test_an_erased_vouch_lets_nobody_in(region: Levels) -> None:
    vouched = region.chain[3]
    said = region.sina.say(reply(region.sina, q3="yes"))
    for eraser in (region.lani, region.rocb):
        asked = eraser.say(erase(eraser, ids(vouched)))
        verdicts = admit(plain([*region.chain, said, asked]), region.keys)
        assert region.sina.key not in verdicts
        assert held(region, vouched, asked) == ERASED


def test_what_erasing_hangs_on_is_not_erased(region: Levels) -> None:
    officer = region.officer()
    for target, eraser in (
        (region.chain[0], region.rocb),  # the anchor's word on officers
        (region.sina.say(ending(region.sina.key, "vouch", ends=[])), region.lani),  # what a key says of itself
        (region.lani.say(erase(region.lani, [])), region.rocb),  # a request
    ):
        asked = eraser.say(erase(eraser, ids(target)))
        assert held(region, target, officer, asked) != ERASED


def test_officers_erase_the_words_of_officers_on_keys_below(region: Levels) -> None:
    region.chain.append(region.officer())
    asked = region.second.say(erase(region.second, ids(region.chain[1])))
    verdicts = admit(plain([*region.chain, asked]), region.keys)
    assert region.lani.key not in verdicts
    assert region.sina.key not in verdicts


def test_the_state_is_that_of_the_rest_in_any_order(region: Levels) -> None:
    first = region.sina.say(reply(region.sina, q3="no"))
    second = region.sina.say(reply(region.sina, q3="yes"), after=ids(first))
    asked = region.lani.say(erase(region.lani, ids(second)))
    blocks: Sequence[SignedBlock] = [first, second, asked, region.rocb.say(workshop())]
    record = reply(region.sina)[0]
    for order in permutations(blocks):
        found = state(plain([*order, *region.chain]), region.keys)
        assert found[record].values["q3"] == "no"


@pytest.mark.parametrize("named", [None, "x", 5, [None, 5, True], []])
def test_a_request_that_names_nothing(region: Levels, named: Value) -> None:
    record, kind, _fields = erase(region.sina, [])
    assert erased_ids(region.sina.change((record, kind, {"ids": named}))) == frozenset()
    assert erased_ids(region.sina.change(grant(region.sina, ids=["x"]))) == frozenset()


def test_no_focal_point_erases_the_words_of_a_key_in_dispute(region: Levels) -> None:
    """Fiji comes first by its letters: to claim a key of Samoa gives it nothing."""
    said = region.sina.say(reply(region.sina, q3="yes"), administration="TO")
    claimed = region.tavita.say(vouch(region.sina, "FJ"))
    for other in (region.tavita, region.lani):
        asked = other.say(erase(other, ids(said)))
        assert held(region, said, claimed, asked) == "key_in_dispute"
    for eraser in (region.rocb, region.anchor):
        assert held(region, said, claimed, eraser.say(erase(eraser, ids(said)))) == ERASED
