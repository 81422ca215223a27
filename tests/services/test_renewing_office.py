"""ROCB A/P gets new office keys: only a key of the pinned pair can say so, and people compare the new words."""

import dataclasses
from pathlib import Path

import pytest
from region import WORKSHOP, Region

from rocb_desktop.domain.change import BadLine
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.office_renewal import Renewal, leads_to, make_renewal, read_renewals
from rocb_desktop.exchange.words import words_of
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.arriving.waiting import accept_waiting, list_waiting
from rocb_desktop.services.profile import key_places, recovery
from rocb_desktop.services.profile.keys import ANCHOR, PAPER
from rocb_desktop.services.profile.office_file import look_into_office, make_office_file
from rocb_desktop.services.profile.renewing_office import renew_office
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.safety.checking import check_store
from rocb_desktop.store.authority import standing_of

SEEDS = [bytes([number]) * 32 for number in range(6)]
PAIRS = [tuple(sshsig.public_key(seed) for seed in SEEDS[at : at + 2]) for at in (0, 2, 4)]


def renewed(region: Region, name: str = "office") -> tuple[str, ...]:
    """ROCB A/P renews its keys and makes the office file of the new ones."""
    with region.at("rocb") as session:
        before = session.anchor
        renew_office(session)
        make_office_file(session, region.file(name))
        assert set(session.anchor).isdisjoint(before)
        assert standing_of(session.db, session.keys.key).role is Role.ROCB
        assert check_store(session).ok
        return session.anchor


def test_everybody_compares_the_new_words_and_goes_on(region: Region) -> None:
    anchor = renewed(region)
    for who in ("focal", "sina"):
        with region.at(who) as session:
            before = standing_of(session.db, session.keys.key)
            seen = preview(session, [region.file("office")]).files[0]
            assert seen.office and seen.words == words_of(anchor) and not seen.known and seen.can_trust
            assert any("new office keys" in one for one in seen.warnings)
            accept(session, [region.file("office")])
            assert set(session.anchor).isdisjoint(anchor)  # it waits until the words were compared
            waiting = list_waiting(session)
            assert [one.words for one in waiting] == [words_of(anchor)] and waiting[0].office
            accept_waiting(session, waiting[0].id, trust=True)
            assert session.anchor == anchor
            assert standing_of(session.db, session.keys.key) == before
            assert check_store(session).ok
    region.make_reply("sina", "after", q3="no")
    region.receive("focal", "after")


def test_a_pack_brings_the_new_keys_as_well_and_an_old_one_still_counts(region: Region) -> None:
    anchor = renewed(region)
    with region.at("rocb") as session:
        make_pack(session, WORKSHOP, region.file("new pack"))
    with region.at("sina") as session:
        accept(session, [region.file("new pack")], trust=True)
        assert session.anchor == anchor
        accept(session, [region.file("pack")])  # of before: nothing goes back
        assert session.anchor == anchor and standing_of(session.db, session.keys.key).role is not None


def test_two_renewals_are_followed_at_once(region: Region) -> None:
    renewed(region)
    anchor = renewed(region, "second office")
    with region.at("focal") as session:
        accept(session, [region.file("second office")], trust=True)
        assert session.anchor == anchor
        accept(session, [region.file("office")])
        assert session.anchor == anchor


def test_the_second_key_on_paper_is_enough(region: Region) -> None:
    with region.at("rocb") as session:
        sheet = recovery.make_sheet(session, second=True)
        folder = session.profile.keys_folder
        for name in (ANCHOR, PAPER):
            key_places.drop_key(folder, name)
        session.keys_changed()
    with region.at("rocb") as session:
        with pytest.raises(UserError) as refused:
            renew_office(session)
        assert "Type the sheet of the second one" in refused.value.what()
        before = session.anchor
        renew_office(session, "\n".join(sheet.lines))
        make_office_file(session, region.file("office"))
        assert look_into_office(region.file("office")).words == words_of(session.anchor) != words_of(before)
        assert recovery.recovery_state(session).second_here
    with region.at("focal") as session:
        accept(session, [region.file("office")], trust=True)
        assert set(session.anchor).isdisjoint(before)


def test_another_office_is_refused_all_the_same(region: Region, tmp_path: Path) -> None:
    region.join("other", "rocb", "ROCB", "Somebody Else")
    with region.at("other") as session:
        renew_office(session)
        make_office_file(session, region.file("other office"))
    with region.at("sina") as session:
        before = session.anchor
        with pytest.raises(UserError) as refused:
            accept(session, [region.file("other office")], trust=True)
        assert refused.value.code == "other_office" and session.anchor == before
    with region.at("focal") as session, pytest.raises(UserError) as refused:
        renew_office(session)
    assert refused.value.code == "not_allowed"


def test_only_genuine_words_lead_on_and_never_back() -> None:
    one, two = make_renewal(SEEDS[0], PAIRS[0], PAIRS[1]), make_renewal(SEEDS[3], PAIRS[1], PAIRS[2])
    assert leads_to([two, one], PAIRS[0], PAIRS[2]) and leads_to([one], PAIRS[0][::-1], PAIRS[1])
    assert not leads_to([one, two], PAIRS[2], PAIRS[0])
    assert not leads_to([one], PAIRS[0], PAIRS[0])
    forged = [
        make_renewal(SEEDS[4], PAIRS[0], PAIRS[1]),  # by a key of neither pair
        dataclasses.replace(one, after=PAIRS[2]),
        dataclasses.replace(one, signature=bytes(64)),
        Renewal(PAIRS[0], PAIRS[1], PAIRS[0][1], one.signature),
    ]
    assert not any(leads_to([word], PAIRS[0], target) for word in forged for target in PAIRS)


@pytest.mark.parametrize(
    "value", ["no", [1], [{}], [{"before": ["a"], "after": [], "by": "b", "signature": ""}], [{}] * 17]
)
def test_nonsense_in_a_header_is_a_damaged_file(value: object) -> None:
    with pytest.raises(BadLine):
        read_renewals(value)
    word = make_renewal(SEEDS[0], PAIRS[0], PAIRS[1])
    assert read_renewals([word.fields()]) == (word,)
