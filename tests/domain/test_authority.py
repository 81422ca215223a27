"""Who may say what: anchor, office, focal point, participant; in any order the same verdicts."""

from random import Random

import pytest
from authors import (
    STAMP,
    Author,
    Said,
    ending,
    grant,
    person,
    plain,
    reply,
    review,
    vouch,
    without_texts,
    workshop,
)
from hypothesis import given
from hypothesis import strategies as st
from levels import Levels, held

from rocb_desktop.domain.authority import NOBODY, Block, admit, state
from rocb_desktop.domain.kinds import TEXT_MISSING, Role, Standing, person_of
from rocb_desktop.exchange.block import SignedBlock

FOCAL = Standing(Role.FOCAL_POINT, "WS")
HERE = Standing(Role.PARTICIPANT, "WS")


@pytest.fixture
def region() -> Levels:
    return Levels()


# Downwards


def test_each_level_lets_in_the_next(region: Levels) -> None:
    assert region.verdict(region.anchor).standing.role is Role.ANCHOR
    assert region.verdict(region.rocb).standing == Standing(Role.ROCB)
    assert region.verdict(region.lani).standing == FOCAL
    assert region.verdict(region.sina).standing == HERE
    assert region.verdict(region.sina).by is Role.FOCAL_POINT
    assert region.verdict(region.mallory) == NOBODY


def test_with_one_link_missing_nothing_below_it_counts(region: Levels) -> None:
    without_anchor = admit(plain(region.chain[1:]), region.keys)
    assert set(without_anchor) == set(region.keys)
    assert set(admit(plain(region.chain), [])) == set()
    another_anchor = admit(plain(region.chain), [Author("another").key])
    assert region.rocb.key not in another_anchor


def test_a_grant_that_comes_late_counts_as_if_it_had_always_been_there(region: Levels) -> None:
    said = region.sina.say(reply(region.sina, q3="yes"))
    early = admit(plain([said, region.chain[3]]), region.keys)
    assert held(said, early.get(region.sina.key, NOBODY)) == [None]  # hers, though nobody vouches for her yet
    vouched = region.verdict(region.sina, said)
    assert vouched.standing == HERE and held(said, vouched) == [None]


def test_the_anchor_may_speak_for_everybody(region: Levels) -> None:
    blocks = [region.anchor.say(grant(region.lani)), region.anchor.say(vouch(region.sina))]
    verdicts = admit(plain(blocks), region.keys)
    assert verdicts[region.lani.key].by is Role.ANCHOR
    assert verdicts[region.sina.key].standing == HERE


def test_an_office_may_vouch_directly(region: Levels) -> None:
    assert region.verdict(region.mallory, region.rocb.say(vouch(region.mallory))).by is Role.ROCB
    granted = region.rocb.say(grant(region.mallory, role="participant"))
    assert region.verdict(region.mallory, granted).standing == HERE


# Upwards and sideways: what must not count


@pytest.mark.parametrize("role", ["rocb", "focal_point", "anchor", "participant", "nonsense", ""])
def test_nobody_grants_a_role_from_below(region: Levels, role: str) -> None:
    for author in (region.lani, region.sina, region.mallory):
        assert region.verdict(region.mallory, author.say(grant(region.mallory, role=role))) == NOBODY


def test_an_officer_makes_no_officers(region: Levels) -> None:
    assert region.verdict(region.second, region.rocb.say(grant(region.second, role="rocb"))) == NOBODY


def test_a_focal_point_vouches_for_the_own_administration_only(region: Levels) -> None:
    elsewhere = region.lani.say(vouch(region.mallory, "FJ"))
    assert region.verdict(region.mallory, elsewhere) == NOBODY
    disguised = region.lani.say(vouch(region.mallory, "FJ"), administration="FJ")
    assert region.verdict(region.mallory, disguised) == NOBODY
    in_name_only = region.lani.say(vouch(region.mallory), administration="FJ")
    assert region.verdict(region.mallory, in_name_only) == NOBODY


def test_a_focal_point_does_not_vouch_for_himself_elsewhere_or_higher(region: Levels) -> None:
    for words in (
        vouch(region.lani, "FJ"),
        vouch(region.lani),
        grant(region.lani, role="rocb"),
        grant(region.lani, "FJ"),
    ):
        assert region.verdict(region.lani, region.lani.say(words)).standing == FOCAL


def test_words_of_the_wrong_class_or_record_do_not_count(region: Levels) -> None:
    assert region.verdict(region.mallory, region.lani.say(vouch(region.mallory), audience="all")) == NOBODY
    record, kind, fields = vouch(region.mallory)
    assert region.verdict(region.mallory, region.lani.say((vouch(region.sina)[0], kind, fields))) == NOBODY


def test_a_focal_point_needs_an_administration(region: Levels) -> None:
    nameless = Author("nameless")
    for office in ("", None, 5):
        record, kind, fields = grant(nameless)
        said = region.rocb.say((record, kind, {**fields, "administration": office}))
        assert region.verdict(nameless, said) == NOBODY


def test_a_focal_point_cannot_take_over_the_people_of_another(region: Levels) -> None:
    """Even by a change that names the other's words as replaced; nor does it silence them."""
    theirs = region.chain[3].block.changes[0]
    taken = region.tavita.say(vouch(region.sina, "FJ"), after=[theirs.id], stamp=STAMP * 2)
    verdict = region.verdict(region.sina, taken)
    assert verdict.disputed
    said = region.sina.say(reply(region.sina, q3="yes"))
    assert held(said, verdict) == ["key_in_dispute"]  # while nothing of her own is known
    known = region.verdict(region.sina, taken, said)
    assert (known.standing, held(said, known)) == (HERE, [None])
    both = region.sina.say(reply(region.sina, q4="yes"), administration="FJ")
    assert region.verdict(region.sina, taken, said, both).disputed
    settled = region.rocb.say(vouch(region.sina))
    assert region.verdict(region.sina, taken, settled).standing == HERE
    assert not region.verdict(region.sina, taken, settled).disputed


def test_people_move_when_the_old_focal_point_lets_them_go(region: Levels) -> None:
    words = region.chain[3].block.changes[0]
    gone = region.lani.say(vouch(region.sina, deleted=True), after=[words.id])
    moved = region.tavita.say(vouch(region.sina, "FJ"))
    assert region.verdict(region.sina, gone) == NOBODY
    verdict = region.verdict(region.sina, gone, moved)
    assert (verdict.standing, verdict.disputed) == (Standing(Role.PARTICIPANT, "FJ"), False)


# Officers who disagree


def test_two_officers_who_name_different_administrations_put_the_key_in_dispute(region: Levels) -> None:
    other = region.second.say(grant(region.lani, "FJ"))
    verdict = region.verdict(region.lani, region.officer(), other)
    assert verdict.disputed and verdict.refusal("any") == "key_in_dispute"
    assert region.verdict(region.sina, region.officer(), other) == NOBODY  # nothing she vouched for counts meanwhile


def test_two_officers_who_name_different_roles_put_the_key_in_dispute(region: Levels) -> None:
    other = region.second.say(grant(region.lani, role="participant"))
    assert region.verdict(region.lani, region.officer(), other).disputed


def test_a_decision_that_knew_both_ends_the_dispute(region: Levels) -> None:
    first = region.chain[1].block.changes[0]
    other = region.second.say(grant(region.lani, "FJ"))
    both = [first.id, other.block.changes[0].id]
    verdict = region.verdict(region.lani, region.officer(), other, region.rocb.say(grant(region.lani), after=both))
    assert (verdict.standing, verdict.disputed) == (FOCAL, False)


def test_a_role_that_was_taken_back_is_gone(region: Levels) -> None:
    first = region.chain[1].block.changes[0]
    lower = region.rocb.say(grant(region.lani, role="participant"), after=[first.id])
    assert region.verdict(region.lani, lower).standing == HERE
    assert region.verdict(region.sina, lower) == NOBODY
    withdrawn = region.rocb.say(ending(region.lani.key, deleted=True), after=[first.id])
    assert region.verdict(region.lani, withdrawn) == NOBODY
    still = region.rocb.say(vouch(region.lani))
    assert region.verdict(region.lani, withdrawn, still).standing == HERE


def test_the_highest_level_that_has_spoken_decides(region: Levels) -> None:
    """And nobody below it can replace its words, by naming them or by a later clock."""
    words = region.anchor.say(grant(region.lani, "TO"))
    first = words.block.changes[0].id
    over = region.rocb.say(grant(region.lani, "FJ"), after=[first], stamp=STAMP * 2)
    verdict = region.verdict(region.lani, words, over)
    assert (verdict.standing.administration, verdict.by, verdict.disputed) == ("TO", Role.ANCHOR, False)
    office_vouch = region.rocb.say(vouch(region.sina, "FJ"))
    assert region.verdict(region.sina, office_vouch).standing.administration == "FJ"


def test_a_name_or_office_key_can_be_mended_without_repeating_the_rest(region: Levels) -> None:
    first = region.chain[1].block.changes[0]
    mended = region.rocb.say(ending(region.lani.key, office="age1new"), after=[first.id])
    verdict = region.verdict(region.lani, mended)
    assert verdict.values is not None
    assert (verdict.values["office"], verdict.values["name"], verdict.standing) == ("age1new", "lani", FOCAL)


# Whole blocks and single changes


def test_one_change_of_a_block_may_count_and_another_not(region: Levels) -> None:
    forged = region.sina.change(workshop())
    own = region.sina.change(reply(region.sina, q3="yes"))
    signed = region.sina.sign(own, forged)
    assert held(signed, region.verdict(region.sina)) == [None, "wrong_class"]


def test_a_text_that_is_missing_comes_before_every_other_reason(region: Levels) -> None:
    blocks = [region.sina.say(reply(region.sina, q3="yes"))]
    verdict = region.verdict(region.sina, *blocks, region.lani.say(vouch(region.sina, ends=[])))
    assert held(without_texts(blocks[0]), verdict) == [TEXT_MISSING]


def test_a_grant_without_its_text_is_no_grant(region: Levels) -> None:
    blocks = [without_texts(region.chain[0]), *region.chain[1:]]
    assert region.rocb.key not in admit(plain(blocks), region.keys)


def test_the_state_holds_only_what_counts(region: Levels) -> None:
    said: list[SignedBlock] = [
        region.rocb.say(workshop(title="True")),
        region.mallory.say(workshop(title="Forged")),
        region.mallory.say(reply(region.sina, q3="no")),
        region.sina.say(reply(region.sina, q3="yes")),
        region.sina.say(person(region.sina)),
    ]
    found = state(plain([*region.chain, *said]), region.keys)
    assert found[workshop()[0]].values["title"] == "True"
    assert found[reply(region.sina)[0]].values["q3"] == "yes"
    assert not found[reply(region.sina)[0]].conflicts
    assert found[person_of(region.sina.key)].values["name"] == "sina"


def test_a_thief_may_repeat_words_but_not_make_them_his(region: Levels) -> None:
    """A change copied into another's block counts by its author's block, once."""
    own = region.sina.say(reply(region.sina, q3="yes"))
    copied = region.mallory.sign(*own.block.changes)
    assert held(copied, NOBODY) == ["not_their_record"]
    record = reply(region.sina)[0]
    with_copy = state(plain([*region.chain, copied, own]), region.keys)[record]
    assert [head.id for head in with_copy.heads["q3"]] == [own.block.changes[0].id]
    assert record not in state(plain([*region.chain, copied]), region.keys)


def test_an_older_block_that_comes_again_changes_nothing(region: Levels) -> None:
    old = region.sina.say(reply(region.sina, q3="no", version=1))
    new = region.sina.say(reply(region.sina, q3="yes", version=2), after=[old.block.changes[0].id], stamp=1)
    blocks = plain([*region.chain, old, new])
    assert state([*blocks, old.block], region.keys)[reply(region.sina)[0]].values["q3"] == "yes"


# Any order

_OFFICES = ["", "WS", "FJ"]


@st.composite
def hostile_words(draw: st.DrawFn) -> list[Block]:
    """A handful of words about one another by people of every level, some of them not theirs to say."""
    people = [Author("anchor"), Author("rocb"), Author("second"), Author("lani", "WS"), Author("tavita", "FJ")]
    people += [Author("sina", "WS"), Author("ben", "FJ")]
    blocks: list[Block] = []
    for _number in range(draw(st.integers(1, 12))):
        author, about = draw(st.sampled_from(people)), draw(st.sampled_from(people))
        seen = draw(st.lists(st.sampled_from(blocks), max_size=2, unique_by=id)) if blocks else []
        office = draw(st.sampled_from(_OFFICES))
        what: Said = draw(
            st.sampled_from(
                [
                    grant(about, office, role=draw(st.sampled_from(["rocb", "focal_point", "participant"]))),
                    vouch(about, office),
                    vouch(about, office, deleted=True),
                    ending(about.key, draw(st.sampled_from(["grant", "vouch"])), ends=[b.id for b in seen]),
                    vouch(about, office, ends=None),
                    reply(author, q3="yes"),
                    review(reply(about), office, []),
                ]
            )
        )
        after = [change.id for block in seen for change in block.changes]
        blocks.append(author.say(what, after, draw(st.integers(0, 3))).block)
    return blocks


@given(hostile_words(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_verdicts(words: list[Block], chance: Random) -> None:
    start = [
        Author("anchor").say(grant(Author("rocb"), role="rocb")).block,
        Author("rocb").say(grant(Author("lani", "WS"))).block,
    ]
    blocks = [*start, *words]
    keys = [Author("anchor").key, Author("paper").key]
    expected = admit(blocks, keys)
    shuffled = [*blocks, *blocks[:3]]
    chance.shuffle(shuffled)
    assert admit(shuffled, keys) == expected
    by_anchor = [key for key, verdict in expected.items() if verdict.standing.role is Role.ROCB]
    assert all(expected[key].by is Role.ANCHOR for key in by_anchor)
    for verdict in expected.values():
        if verdict.standing.role is Role.FOCAL_POINT:
            assert verdict.standing.administration and verdict.by in (Role.ANCHOR, Role.ROCB)
