"""Exactly what leaves: read back from the bytes that would leave, and nothing is left of the look."""

from datetime import date
from pathlib import Path

import pytest
from region import WORKSHOP, Region, everything

from rocb_desktop.domain.content_words import KINDS_IN_ORDER, heading, seen_by
from rocb_desktop.domain.kinds import KINDS, Audience
from rocb_desktop.services.profile.people import change_me, make_card
from rocb_desktop.services.region.workshops import add_workshop
from rocb_desktop.services.sending.contents import contents_before
from rocb_desktop.services.survey.materials import add_material

LOOKS = [
    ("focal", "return", (2021,)),
    ("rocb", "pack", (WORKSHOP,)),
    ("focal", "receipts", ()),
    ("focal", "card", ()),
    ("sina", "reply", (WORKSHOP,)),
    ("rocb", "office", ()),
    ("focal", "give-back", ("Sina Leota",)),
    ("focal", "office-copy", ()),
    ("focal", "erase", ("Sina Leota",)),
]


@pytest.mark.parametrize(("who", "kind", "args"), LOOKS)
def test_a_look_changes_nothing(region: Region, who: str, kind: str, args: tuple[object, ...]) -> None:
    with region.at(who):
        pass  # the first opening may note where the store is
    before = everything(region.folder / who)
    with region.at(who) as session:
        (found,) = contents_before(session, kind, *args)
    assert found.kind == ("erasure" if kind == "erase" else kind.removesuffix("s")) and found.size > 0
    assert everything(region.folder / who) == before
    assert not (region.folder / who / "files").exists()


def test_a_return_says_who_reads_it_and_what_of_whom(region: Region) -> None:
    with region.at("focal") as session:
        (found,) = contents_before(session, "return", 2021, "The Comptroller")
    assert found.readers == ("ROCB A/P (Desk One)", "You") and not found.open
    sections = {section.kind: section for section in found.sections}
    assert sections["reply"].items == ("WTO TFA, Sina Leota, Samoa",)
    assert sections["reply"].seen_by == "The focal points of Samoa, ROCB A/P and the person it is about may see this."
    assert sections["received"].seen_by == "Everybody may see this."
    assert "In national return no. 2" in sections["received"].items
    assert "contact" not in sections  # Sina gave none


def test_a_pack_is_for_everybody_and_counts_what_has_no_words(region: Region) -> None:
    with region.at("rocb", date(2021, 4, 1)) as session:
        add_workshop(session, "Canines", "regional", "2021-05-03", "2021-05-05", ("WS",), number=8)
        contents_before(session, "pack", "2021/8")
        (found,) = contents_before(session, "pack", "2021/8")
    assert found.open
    sections = {section.kind: section for section in found.sections}
    assert sections["workshop"].items == ("Canines",)
    assert found.hollow > 0  # the other workshop, for the chain
    assert {section.seen_by for section in found.sections} == {"Everybody may see this."}


def test_a_reply_names_the_address_it_holds(region: Region) -> None:
    with region.at("sina") as session:
        change_me(session, "Sina Leota", "Officer", "", "sina@example.ws")
        (sealed,) = contents_before(session, "reply", WORKSHOP)
        (opened,) = contents_before(session, "reply", WORKSHOP, "open")
    assert {section.kind for section in sealed.sections} == {"reply", "person", "contact"}
    assert {section.kind for section in opened.sections} == {"reply", "person"} and opened.open
    assert sealed.readers[-1] == "You" and len(sealed.readers) == 3


def test_a_pack_with_its_materials_counts_them(region: Region, tmp_path: Path) -> None:
    (tmp_path / "slides.pdf").write_bytes(b"%PDF-1.4 " + b"x" * 5_000)
    with region.at("rocb") as session:
        add_material(session, WORKSHOP, tmp_path / "slides.pdf", "Slides")
        (plain,) = contents_before(session, "pack", WORKSHOP)
        (whole,) = contents_before(session, "pack", WORKSHOP, False, True)
    assert (plain.attached, whole.attached) == (0, 1) and whole.size > plain.size + 5_000
    assert "material" in {section.kind for section in plain.sections}


def test_a_hand_over_says_that_it_holds_the_keys(region: Region) -> None:
    region.join("mele", "focal_point", "WS", "Mele Tau")
    with region.at("mele") as session:
        make_card(session, region.file("mele"))
    with region.at("focal") as session:
        (found,) = contents_before(session, "hand-over", region.file("mele"), "", False)
    assert found.sections[0].heading == "Keys of the office"
    assert found.sections[0].seen_by == "Only who takes the office over may have this."


def test_every_kind_has_a_heading_and_every_class_its_readers() -> None:
    assert set(KINDS) <= set(KINDS_IN_ORDER)
    assert heading("later_kind") == "Words of a newer version of the app"
    told = [seen_by(audience, "Samoa") for audience in (*Audience, "later")]
    assert len(set(told)) == 5 and all(words.endswith(".") for words in told)
