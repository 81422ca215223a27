"""Ending a key: from the last good block on, by those above or by itself, and never by dates."""

import pytest
from authors import Author, ending, grant, reply, vouch
from levels import Levels, held

from rocb_desktop.domain.authority import NOBODY
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.kinds import Role, Standing
from rocb_desktop.exchange.block import SignedBlock

FOCAL = Standing(Role.FOCAL_POINT, "WS")
HERE = Standing(Role.PARTICIPANT, "WS")


@pytest.fixture
def region() -> Levels:
    return Levels()


def replies_of(author: Author, count: int) -> list[SignedBlock]:
    return [author.say(reply(author, f"workshop {number}", q3="yes")) for number in range(count)]


def counted(region: Levels, blocks: list[SignedBlock], *more: SignedBlock) -> list[int]:
    verdict = region.verdict(region.sina, *blocks, *more)
    return [number for number, signed in enumerate(blocks) if held(signed, verdict)[0] != "key_ended"]


def test_after_the_end_nothing_counts_and_before_it_everything(region: Levels) -> None:
    blocks = replies_of(region.sina, 4)
    end = region.lani.say(vouch(region.sina, ends=[blocks[1].block.id]))
    assert counted(region, blocks, end) == [0, 1]
    verdict = region.verdict(region.sina, *blocks, end)
    assert held(blocks[2], verdict) == ["key_ended"]
    assert verdict.refusal("pending") == "key_ended"


def test_end_points_are_blocks_and_no_dates(region: Levels) -> None:
    """A thief who writes an early date writes after the end all the same."""
    blocks = replies_of(region.sina, 2)
    end = region.lani.say(vouch(region.sina, ends=[blocks[1].block.id]))
    thief = region.sina.say(reply(region.sina, "another", q3="no"), stamp=1)
    assert counted(region, [*blocks, thief], end) == [0, 1]
    branch = Author("sina", "WS", {"rocb": (1, blocks[0].block.id)}).say(reply(region.sina, "branch", q3="no"), stamp=1)
    assert counted(region, [*blocks, branch], end) == [0, 1]


def test_an_end_point_that_is_not_here_lets_nothing_in(region: Levels) -> None:
    blocks = replies_of(region.sina, 2)
    assert counted(region, blocks, region.lani.say(vouch(region.sina, ends=["0" * 32]))) == []
    assert counted(region, blocks, region.lani.say(vouch(region.sina, ends=[]))) == []
    foreign = region.chain[3].block.id
    assert counted(region, blocks, region.lani.say(vouch(region.sina, ends=[foreign, 7, None]))) == []


def test_an_end_that_was_taken_back(region: Levels) -> None:
    blocks = replies_of(region.sina, 2)
    end = region.lani.say(vouch(region.sina, ends=[]))
    back = region.lani.say(vouch(region.sina, ends=None), after=[end.block.changes[0].id])
    assert counted(region, blocks, end, back) == [0, 1]


def test_two_end_points_let_in_what_both_let_in(region: Levels) -> None:
    blocks = replies_of(region.sina, 4)
    ends = [region.rocb.say(vouch(region.sina, ends=[blocks[at].block.id])) for at in (1, 3)]
    assert counted(region, blocks, *ends) == [0, 1]
    admits = [
        region.rocb.say(vouch(region.sina, admits=[blocks[2].block.id, "x"])),
        region.rocb.say(vouch(region.sina, admits=[blocks[2].block.id, blocks[3].block.id])),
    ]
    assert counted(region, blocks, *ends, *admits) == [0, 1, 2]


def test_single_later_blocks_are_let_in_by_id(region: Levels) -> None:
    blocks = replies_of(region.sina, 4)
    end = region.lani.say(vouch(region.sina, ends=[blocks[0].block.id], admits=[blocks[3].block.id]))
    assert counted(region, blocks, end) == [0, 3]
    alone = region.lani.say(vouch(region.sina, admits=[blocks[3].block.id]))
    assert counted(region, blocks, alone) == [0, 1, 2, 3]


def test_the_higher_level_ends_where_both_have_spoken(region: Levels) -> None:
    blocks = replies_of(region.sina, 3)
    low = region.lani.say(vouch(region.sina, ends=[]))
    high = region.rocb.say(vouch(region.sina, ends=[blocks[1].block.id]))
    assert counted(region, blocks, low, high) == [0, 1]


def test_who_may_not_end_a_key(region: Levels) -> None:
    blocks = replies_of(region.sina, 2)
    for author in (region.mallory, region.tavita):
        assert counted(region, blocks, author.say(ending(region.sina.key, "vouch", ends=[]))) == [0, 1]
    verdict = region.verdict(region.rocb, region.officer(), region.second.say(ending(region.rocb.key, ends=[])))
    assert verdict.admitted is None  # nobody ends an equal


def test_two_focal_points_of_one_administration_do_not_end_each_other(region: Levels) -> None:
    """Whichever of them is judged first."""
    for number in range(4):
        ioane = Author(f"ioane {number}", "WS")
        both = [
            region.rocb.say(grant(ioane)),
            region.lani.say(vouch(ioane, ends=[])),
            ioane.say(vouch(region.lani, ends=[])),
        ]
        for one in (ioane, region.lani):
            verdict = region.verdict(one, *both)
            assert (verdict.standing, verdict.admitted) == (FOCAL, None)


def test_a_focal_point_of_elsewhere_does_not_end_whom_the_office_vouched_for(region: Levels) -> None:
    blocks = replies_of(region.sina, 2)
    direct = region.rocb.say(vouch(region.sina))
    foreign = region.tavita.say(vouch(region.sina, "FJ", ends=[]))
    assert counted(region, blocks, direct, foreign) == [0, 1]
    own = region.lani.say(vouch(region.sina, ends=[blocks[0].block.id]))
    assert counted(region, blocks, direct, own) == [0]


def test_what_an_ended_focal_point_said_later_no_longer_counts(region: Levels) -> None:
    later = region.lani.say(vouch(region.mallory))
    end = region.rocb.say(ending(region.lani.key, ends=[region.chain[3].block.id]))
    assert region.verdict(region.sina, later, end).standing == HERE
    assert region.verdict(region.mallory, later, end) == NOBODY


@pytest.mark.parametrize("kind", ["grant", "vouch"])
def test_a_key_ends_itself(region: Levels, kind: str) -> None:
    blocks = replies_of(region.sina, 3)
    assert counted(region, blocks, region.sina.say(ending(region.sina.key, kind, ends=[blocks[0].block.id]))) == [0]


def test_a_key_says_nothing_of_itself_but_its_end(region: Levels) -> None:
    blocks = replies_of(region.sina, 3)
    lie = region.sina.say(grant(region.sina, "FJ", role="focal_point", ends=[]))
    assert counted(region, blocks, lie) == [0, 1, 2]
    assert region.verdict(region.sina, lie).standing == HERE


def test_a_thief_cannot_end_what_the_victim_wrote_before(region: Levels) -> None:
    """The key was ended above; a block after that end says nothing, not even a tighter end."""
    blocks = replies_of(region.sina, 2)
    end = region.lani.say(vouch(region.sina, ends=[blocks[1].block.id]))
    thief = region.sina.say(ending(region.sina.key, "vouch", ends=[]))
    assert counted(region, blocks, end, thief) == [0, 1]


def test_the_own_end_and_that_of_others_are_both_kept(region: Levels) -> None:
    blocks = replies_of(region.sina, 2)
    own = region.sina.say(ending(region.sina.key, "vouch", ends=[blocks[0].block.id]))
    end = region.lani.say(vouch(region.sina, ends=[own.block.id]))
    assert counted(region, [*blocks, own], end) == [0, 2]  # and the word itself, or nobody would pass it on


def test_a_key_that_ended_itself_does_not_count_again_by_its_own_word(region: Levels) -> None:
    """Whoever has the laptop that was left says: no end, a later end, or lets one block in."""
    blocks = replies_of(region.sina, 2)
    end = region.sina.say(ending(region.sina.key, "vouch", ends=[blocks[1].block.id]))
    named = [end.block.changes[0].id]
    later = replies_of(region.sina, 1)
    tries: list[dict[str, Value]] = [{"ends": None}, {"ends": [later[0].block.id]}, {"admits": [later[0].block.id]}]
    for said in tries:
        word = region.sina.change(ending(region.sina.key, "vouch", **said), named)
        again = region.sina.sign(word, region.sina.change(reply(region.sina, q4="yes")))
        everything = [*blocks, end, *later, again]
        assert [at for at in counted(region, everything) if at < 4] == [0, 1, 2]
        later_words = held(again, region.verdict(region.sina, *everything))
        assert later_words[1] == "key_ended"


def test_the_level_above_lets_a_key_count_again_that_ended_itself(region: Levels) -> None:
    blocks = replies_of(region.sina, 1)
    end = region.sina.say(ending(region.sina.key, "vouch", ends=[blocks[0].block.id]))
    later = replies_of(region.sina, 1)
    named = [end.block.changes[0].id]
    everything = [*blocks, end, *later]
    assert counted(region, everything, region.lani.say(vouch(region.sina, ends=None))) == [0, 1]
    assert counted(region, everything, region.lani.say(vouch(region.sina, ends=None), after=named)) == [0, 1, 2]
    assert counted(region, everything, region.tavita.say(vouch(region.sina, "FJ", ends=None), after=named)) != [0, 1, 2]
