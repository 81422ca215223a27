"""A reply that is let in with a key nobody checked: the mark, how the sender is known, and the end of the mark."""

from pathlib import Path

import pytest
from region import WORKSHOP, Region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.answers import Answers, clean_how, how_words
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.arriving.waiting import list_waiting
from rocb_desktop.services.national.returns import find_reply, make_return, reply_detail, review_reply
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.trust.trust import confirm_words, how_known

NAME = "Tala Ah Kuoi"


@pytest.fixture
def stranger(region: Region) -> Path:
    """A reply of a person whom the focal point of Samoa does not know yet."""
    region.join("tala", "participant", "WS", NAME)
    region.receive("tala", "pack")
    return region.make_reply("tala", "strange")


def let_in(region: Region, file: Path, how: str = "phone") -> str:
    """Import a file unchecked at the focal point's desk; returns the sender's key."""
    with region.at("focal") as session:
        looked = preview(session, [file]).files[0]
        assert looked.can_pass and looked.sender is not None
        done = accept(session, [file], answers=Answers(unchecked={looked.sender.key: how})).value
        assert done.totals["new"] == 2 and done.files[0].how == how
        return looked.sender.key


def test_the_reply_comes_in_with_its_mark(region: Region, stranger: Path) -> None:
    key = let_in(region, stranger)
    with region.at("focal") as session:
        reply = find_reply(session, f"{WORKSHOP}/{NAME}")
        assert reply.unchecked
        assert reply_detail(session, reply.id).how == "phone"
        assert how_known(session, key) == "phone"
        again = preview(session, [stranger]).files[0]
        assert (again.known, again.how, again.can_confirm, again.can_pass) == (True, "phone", True, False)


def test_everything_of_that_sender_that_waits_comes_in(region: Region, stranger: Path) -> None:
    with region.at("focal") as session:
        accept(session, [stranger])
        assert len(list_waiting(session)) == 1
    let_in(region, region.make_reply("tala", "again", q3_text="Still shorter"))
    with region.at("focal") as session:
        assert list_waiting(session) == []


def test_the_mark_travels_to_the_region(region: Region, stranger: Path) -> None:
    let_in(region, stranger, "met at the workshop in Apia")
    with region.at("focal") as session:
        review_reply(session, find_reply(session, f"{WORKSHOP}/{NAME}").id, "accept")
        make_return(session, 2021, region.file("return 2"))
    with region.at("rocb") as session:
        done = accept(session, [region.file("return 2")]).value
        assert any("nobody checked" in warning for warning in done.files[0].warnings)
        reply = find_reply(session, f"{WORKSHOP}/{NAME}")
        assert reply.unchecked and reply_detail(session, reply.id).how == "met at the workshop in Apia"
        row = session.db.execute("SELECT author FROM reply WHERE id=?", (reply.id,)).fetchone()
        assert not confirm_words(session, row[0]).message  # that is for the office that let the person in


@pytest.mark.parametrize("way", ["with the next file", "by itself"])
def test_once_the_words_were_compared_the_mark_goes(region: Region, stranger: Path, way: str) -> None:
    key = let_in(region, stranger)
    with region.at("focal") as session:
        if way == "by itself":
            assert confirm_words(session, key).message
        else:
            accept(session, [stranger], answers=Answers(trusted=frozenset({key})))
        reply = find_reply(session, f"{WORKSHOP}/{NAME}")
        assert not reply.unchecked and reply_detail(session, reply.id).how == ""
        assert how_known(session, key) is None
        assert not confirm_words(session, key).message


def test_whoever_speaks_for_an_office_is_never_let_in_unchecked(region: Region) -> None:
    """Other people's files would be sealed to that key."""
    region.join("lost", "focal_point", "TO", "Sione Tupou")
    with region.at("lost") as session:
        make_card(session, region.file("lost"))
    with region.at("rocb") as session:
        assert not preview(session, [region.file("lost")]).files[0].can_pass
        with pytest.raises(UserError) as refused:
            accept(session, [region.file("lost")], answers=Answers(all_unchecked="phone"))
        assert refused.value.code == "unknown_sender"


def test_the_first_pack_is_never_let_in_unchecked(region: Region) -> None:
    region.join("new", "participant", "WS", "Newcomer")
    with region.at("new") as session:
        assert not preview(session, [region.file("pack")]).files[0].can_pass
        with pytest.raises(UserError):
            accept(session, [region.file("pack")], answers=Answers(all_unchecked="phone"))
        assert session.anchor == ()


def test_compared_words_count_more_than_a_way_to_know_somebody(region: Region, stranger: Path) -> None:
    with region.at("focal") as session:
        answers = Answers(everybody=True, all_unchecked="phone")
        assert accept(session, [stranger], answers=answers).value.files[0].how is None


def test_how_is_said_in_a_few_words() -> None:
    assert clean_how("  met in\nApia ") == "met in Apia"
    assert how_words("in_person") == "Handed over in person"
    assert how_words("met in Apia") == "met in Apia"
    for wrong in ("", "  ", "x" * 201):
        with pytest.raises(UserError) as refused:
            clean_how(wrong)
        assert refused.value.code == "bad_value"
