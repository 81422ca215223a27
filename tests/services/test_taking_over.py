"""Who may pass an office's key on to this profile, and that no key is ever lost on the way."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from region import WORKSHOP, Region, make_region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.passed_keys import HAND_OVER, PassedKeys
from rocb_desktop.exchange.seal import new_identity
from rocb_desktop.services.arriving.answers import TAKE_OVER, Answers
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.profile import key_places, taking_over
from rocb_desktop.services.profile.hand_over import hand_over
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.settings_view import look_at_settings
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.sending.signing import make_header, seal_file
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust.key_decisions import end_key

TAKEN = Answers(take_over=TAKE_OVER)


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return make_region(tmp_path / "region")


def join(region: Region, who: str, role: str, name: str) -> Path:
    region.join(who, role, "WS", name)
    with region.at(who) as session:
        make_card(session, region.file(f"{who}-card"))
    return region.file(f"{who}-card")


def confirm(region: Region, card: Path, *ended: str) -> None:
    """ROCB A/P confirms the key of `card`, and ends the keys of `ended`: mata learns of both from the pack."""
    keys = []
    for who in ended:
        with region.at(who) as session:
            keys.append(session.desk.key)
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        accept(session, [card], trust=True)
        for key in keys:
            end_key(session, key)
        make_pack(session, WORKSHOP, region.file("pack2"))
    region.receive("mata", "pack2")


def pass_on(session: Session, path: Path, to: str, keys: Sequence[str], kind: str = HAND_OVER) -> Path:
    """A file without blocks that passes these keys on."""
    header = replace(make_header(session, kind, [("WS", to)], with_anchor=True), passes=PassedKeys(tuple(keys)))
    path.write_bytes(seal_file(session, header, [], [to]))
    return path


def test_whose_key_was_ended_passes_no_key_on(region: Region) -> None:
    confirm(region, join(region, "mata", "focal_point", "Mata Tuala"), "focal")
    with region.at("mata") as session:
        own = session.keys
    with region.at("focal") as session:
        evil = pass_on(session, region.file("evil"), own.office, session.keys.identities)
    with region.at("mata") as session:
        said = accept(session, [evil], answers=TAKEN)
        assert session.keys == own and "yours" not in said.message and not said.value.offers[0]


def test_who_has_a_confirmed_key_types_that_another_is_wanted(region: Region) -> None:
    confirm(region, join(region, "mata", "focal_point", "Mata Tuala"))
    with region.at("mata") as session:
        own = session.keys
    with region.at("focal") as session:
        office = session.keys.office
        hand_over(session, region.file("mata-card"), region.file("over"), ending=False)
    with region.at("mata") as session:
        offer, giver = preview(session, [region.file("over")]).offers
        assert giver == "Lani Fuimaono" and "the office key of Samoa" in offer and "confirmed office key" in offer
        assert "was not taken" in accept(session, [region.file("over")]).message
        accept(session, [region.file("over")], answers=Answers(take_over="Mata Tuala"))
        assert session.keys == own
        accept(session, [region.file("over")], answers=Answers(take_over=" lani FUIMAONO"))
        assert session.keys.office == office and own.identity in session.keys.identities
        again = accept(session, [region.file("over")], answers=TAKEN)
        assert not again.value.offers[0] and again.value.nothing_new


def test_whoever_is_new_is_asked_too(region: Region) -> None:
    card = join(region, "mata", "focal_point", "Mata Tuala")
    with region.at("focal") as session:
        hand_over(session, card, region.file("over"), "Mata Tuala")
    with region.at("mata") as session:
        own = session.keys
        looked = preview(session, [region.file("over")], trust=True)
        assert looked.offers[0] == "This file makes you the keeper of the office key of Samoa."
        assert "was not taken" in accept(session, [region.file("over")], trust=True).message
        assert session.keys == own
        accept(session, [region.file("over")], answers=TAKEN)
        assert session.keys != own


@pytest.mark.parametrize("kind", ["reply", "give-back", "return"])
def test_only_a_hand_over_passes_keys_on(region: Region, kind: str) -> None:
    join(region, "mata", "focal_point", "Mata Tuala")
    region.receive("mata", "pack")
    with region.at("mata") as session:
        own = session.keys
    with region.at("focal") as session:
        other = pass_on(session, region.file("other"), own.office, session.keys.identities, kind)
    with region.at("mata") as session:
        accept(session, [other], answers=TAKEN)
        assert session.keys == own


def test_a_bad_key_in_a_file_is_a_damaged_file(region: Region) -> None:
    join(region, "mata", "focal_point", "Mata Tuala")
    region.receive("mata", "pack")
    with region.at("mata") as session:
        own = session.keys
    with region.at("focal") as session:
        keys = [session.keys.identity, "AGE-SECRET-KEY-1" + "A" * 58]
        bad = pass_on(session, region.file("bad"), own.office, keys)
    with region.at("mata") as session:
        with pytest.raises(UserError, match="damaged_file"):
            accept(session, [bad], answers=TAKEN)
        assert session.keys == own


@pytest.mark.parametrize("damage", [b"AGE-SECRET-KEY-1" + b"A" * 58, b"", b"\xff\xfe"])
def test_an_older_key_that_is_none_stops_nothing_and_is_said(region: Region, damage: bytes) -> None:
    with region.at("focal") as session:
        older = new_identity()
        key_places.keep_key(session.profile.keys_folder, "older-1.key", older)
        (session.profile.keys_folder / "older-2.key").write_bytes(damage)
        session.keys_changed()
        assert session.keys.identities == (session.keys.identity, older)
        assert "older-2.key" in look_at_settings(session).unread_keys
        accept(session, [region.file("reply")])


@pytest.mark.parametrize("fails_at", range(1, 6))
def test_a_full_disk_loses_no_key(region: Region, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    """Whichever write fails, every key that was here is here still; the next try brings all of them."""
    keep, calls = key_places.keep_key, [0]

    def fail(folder: Path, name: str, text: str) -> None:
        calls[0] += 1
        if calls[0] == fails_at:
            raise OSError(28, "disk full")
        keep(folder, name, text)

    with region.at("focal") as session:
        folder = session.profile.keys_folder
        for number in range(1, 4):
            keep(folder, f"older-{number}.key", new_identity())
        session.keys_changed()
        before = set(session.keys.identities)
        passed = PassedKeys(tuple(new_identity() for _each in range(4)))
        monkeypatch.setattr(key_places, "keep_key", fail)
        with pytest.raises(UserError, match="cannot_open"):
            taking_over.take_keys(session, passed)
        session.keys_changed()
        assert before <= set(session.keys.identities)
        taking_over.take_keys(session, passed)
        assert session.keys.identity == passed.identities[0]
        assert set(session.keys.identities) == before | set(passed.identities)
