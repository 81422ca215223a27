"""A replacement key: it speaks for the person of the lost one, when both stand alike and those above say so."""

import pytest
from authors import Author, ending, grant, reply, vouch
from levels import Levels, held

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.kinds import Role, Standing

HERE = Standing(Role.PARTICIPANT, "WS")


@pytest.fixture
def region() -> Levels:
    return Levels()


def test_the_new_key_writes_on_in_the_records_of_the_old_one(region: Levels) -> None:
    new = Author("sina's new key", "WS")
    said = region.lani.say(vouch(new, replaces=region.sina.key))
    verdict = region.verdict(new, said)
    assert verdict.standing == Standing(Role.PARTICIPANT, "WS", region.sina.person)
    assert held(new.say(reply(region.sina, q3="yes")), verdict) == [None]
    assert held(new.say(reply(new, q3="yes")), verdict) == ["not_their_record"]
    assert region.verdict(region.sina, said).standing == HERE


def test_the_old_key_may_be_ended_and_must_not_be_unknown_elsewhere_or_in_dispute(region: Levels) -> None:
    new = Author("sina's new key", "WS")
    said = region.lani.say(vouch(new, replaces=region.sina.key))
    end = region.lani.say(ending(region.sina.key, "vouch", ends=[], administration="WS"))
    assert region.verdict(new, said, end).standing.person == region.sina.person
    assert region.verdict(new, said, without=1).standing == HERE
    assert region.verdict(new, said, region.tavita.say(vouch(region.sina, "FJ"))).standing == HERE
    ben = Author("ben", "FJ")
    foreign = [region.tavita.say(vouch(ben)), region.lani.say(vouch(new, replaces=ben.key))]
    assert region.verdict(new, *foreign).standing == HERE
    higher = region.lani.say(vouch(new, replaces=region.lani.key))
    assert region.verdict(new, higher).standing == HERE


def test_two_who_say_different_things_of_whose_key_it_is_hold_it(region: Levels) -> None:
    new = Author("sina's new key", "WS")
    words = [region.lani.say(vouch(new, replaces=first)) for first in (region.sina.key, region.mallory.key)]
    vouched = region.lani.say(vouch(region.mallory))
    verdict = region.verdict(new, vouched, *words)
    assert (verdict.disputed, verdict.standing) == (True, HERE)


def test_officers_and_focal_points_lose_keys_too(region: Levels) -> None:
    new, officer = Author("lani's new key", "WS"), Author("rocb's new key")
    said = region.rocb.say(grant(new, replaces=region.lani.key))
    assert region.verdict(new, said).standing == Standing(Role.FOCAL_POINT, "WS", region.lani.person)
    assert region.verdict(new, region.lani.say(grant(new, replaces=region.lani.key))).standing.role is Role.UNKNOWN
    again = region.anchor.say(grant(officer, role="rocb", replaces=region.rocb.key))
    assert region.verdict(officer, again).standing == Standing(Role.ROCB, "", region.rocb.person)


@pytest.mark.parametrize("replaces", ["", "nobody", None, 7, ["x"]])
def test_what_names_no_key_replaces_none(region: Levels, replaces: Value) -> None:
    new = Author("sina's new key", "WS")
    assert region.verdict(new, region.lani.say(vouch(new, replaces=replaces))).standing == HERE
