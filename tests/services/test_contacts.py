"""Who is known and how: contacts of each role, keys in dispute, more keys than people, no address in an open pack."""

import shutil
from pathlib import Path

import pytest
from fiji import Fiji, make_fiji
from region import WORKSHOP, Region, make_region

from rocb_desktop.domain.change import derive
from rocb_desktop.exchange.file import read_file
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import make_return
from rocb_desktop.services.profile.people import change_me, make_card
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.session import Edit
from rocb_desktop.services.trust.contacts import OFFICE, list_contacts
from rocb_desktop.services.trust.key_decisions import end_key, find_key
from rocb_desktop.services.trust.key_details import key_detail
from rocb_desktop.services.trust.key_replacing import replace_key


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return make_region(tmp_path / "region")


@pytest.fixture(scope="module")
def made_fiji(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    return make_fiji(tmp_path_factory.mktemp("fiji") / "fiji")


@pytest.fixture
def fiji(made_fiji: Fiji, tmp_path: Path) -> Fiji:
    shutil.copytree(made_fiji.folder, tmp_path / "fiji")
    return Fiji(tmp_path / "fiji")


def states(region: Region, who: str) -> dict[str, str]:
    with region.at(who) as session:
        return {one.name: one.state for one in list_contacts(session).contacts}


def test_each_role_sees_whom_it_has_to_do_with(region: Region) -> None:
    region.join("jone", "participant", "FJ", "Jone Ratu")
    region.receive("jone", "pack")
    region.make_reply("jone", "stray")
    with region.at("jone") as session:
        make_card(session, region.file("jone-card"))
    region.receive("rocb", "jone-card")
    assert states(region, "sina") == {"ROCB A/P": "checked", "Desk One": "trusted", "Lani Fuimaono": "checked"}
    assert states(region, "focal") == {"ROCB A/P": "checked", "Desk One": "trusted", "Sina Leota": "checked"}
    assert states(region, "rocb") == {"Lani Fuimaono": "checked", "Jone Ratu": "checked"}


def test_a_file_that_waits_brings_its_sender(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        accept(session, [fiji.stranger("Ilai Naro")])
        found = {one.name: one for one in list_contacts(session).contacts}
        stranger = found["Ilai Naro"]
        assert (stranger.state, stranger.role, len(stranger.waits)) == ("waiting", "", 1)
        detail = key_detail(session, stranger.key)
        assert detail is not None and not detail.may_decide and not detail.history
        office = key_detail(session, OFFICE)
        assert office is not None and len(office.words) == 8
        assert key_detail(session, "0" * 64) is None


def test_a_key_tells_its_history_and_what_is_held(region: Region) -> None:
    with region.at("focal") as session:
        key = find_key(session, "Sina Leota")
        end_key(session, key, "none")
        detail = key_detail(session, key)
        assert detail is not None and detail.contact.state == "ended" and detail.lifts
        assert [said.text for said in detail.history] == [
            "Ended this key. Nothing counts",
            "Compared the eight words: a participant of Samoa",
        ]
        assert {said.by for said in detail.history} == {"You"}
        assert {things.kind for things in detail.held} == {"person", "reply"} and detail.later


def test_an_old_key_is_one_that_another_took_the_place_of(region: Region) -> None:
    region.join("again", "participant", "WS", "Sina Leota")
    with region.at("again") as session:
        make_card(session, region.file("again-card"))
    with region.at("focal") as session:
        replace_key(session, find_key(session, "Sina Leota"), region.file("again-card"))
        rows = [(one.state, bool(one.replaces)) for one in list_contacts(session).contacts if one.name == "Sina Leota"]
    assert rows == [("checked", True), ("old", False)]


def test_both_words_of_a_dispute_are_shown_with_who_said_them(region: Region) -> None:
    with region.at("rocb") as session:
        key = find_key(session, "Lani Fuimaono")
        grant = derive("grant", key)
        state = session.state(grant)
        assert state is not None
        mine = dict(state.values)
    other = region.copy(region.folder.with_name("apart"))
    with other.at("rocb") as session:
        session.commit([Edit(grant, "grant", {**mine, "administration": "FJ"})])
        make_pack(session, WORKSHOP, region.file("apart"))
    with region.at("rocb") as session:
        session.commit([Edit(grant, "grant", {**mine, "administration": "TO"})])
        accept(session, [region.file("apart")])
        detail = key_detail(session, key)
        assert detail is not None and detail.contact.state == "disputed" and detail.may_settle
        assert {said.text for said in detail.dispute} == {
            "Confirmed this key as the focal point of Fiji",
            "Confirmed this key as the focal point of Tonga",
        }


def test_more_keys_than_people_on_the_list_are_counted(fiji: Fiji) -> None:
    fiji.stranger("Ilai Naro")
    with fiji.at("rocb") as session:
        assert not list_contacts(session).surplus
        cards = []
        for name in ("litia", "jone", "asenaca", "tomasi", "vani", "ilai"):
            with fiji.at(name) as person:
                make_card(person, fiji.folder / f"{name}-card.rocb")
            cards.append(fiji.folder / f"{name}-card.rocb")
        accept(session, cards[:5], trust=True)
        assert not list_contacts(session).surplus
        accept(session, cards[5:], trust=True)
        (surplus,) = list_contacts(session).surplus
    assert (surplus.administration, surplus.keys, surplus.people) == ("FJ", 6, 5)


def test_no_pack_holds_a_focal_points_address(region: Region) -> None:
    """Post and e-mail are a record of the class that ROCB A/P sees; a pack is open and goes anywhere."""
    with region.at("focal") as session:
        change_me(session, "Lani Fuimaono", "Head of training", "", "lani@customs.example")
        make_return(session, 2021, region.file("return2"))
        make_card(session, region.file("card2"))
    region.receive("rocb", "return2")
    region.receive("rocb", "card2")
    with region.at("rocb") as session:
        assert session.db.execute("SELECT 1 FROM contact WHERE email LIKE 'lani@%'").fetchone()
        make_pack(session, WORKSHOP, region.file("pack2"))
    for name in ("pack2", "card2"):
        file = read_file(region.file(name).read_bytes(), [])
        text = " ".join(str(change.fields) for item in file.blocks for change in item.block.changes)
        assert "Lani Fuimaono" in text and "lani@" not in text and "Head of training" not in text


def test_an_author_whom_nobody_confirms_any_more_is_shown(region: Region) -> None:
    """The focal point's key never counted: then neither does what it said of Sina's."""
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        end_key(session, find_key(session, "Lani Fuimaono"), "none")
        sina = next(one for one in list_contacts(session).contacts if one.name == "Sina Leota")
        assert (sina.state, sina.administration) == ("unknown", "WS")
        detail = key_detail(session, sina.key)
        assert detail is not None and not detail.may_decide
