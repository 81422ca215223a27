"""Handing an office over: a focal point to a successor, ROCB A/P to a colleague, everything to one's own office."""

from datetime import date
from pathlib import Path

import pytest
from region import WORKSHOP, Region, make_region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import read_file
from rocb_desktop.exchange.seal import new_identity, recipient_of
from rocb_desktop.services.arriving.answers import TAKE_OVER, Answers
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.arriving.mailbox import NEW, choose_mailbox, look_in_mailbox
from rocb_desktop.services.arriving.mailbox_out import put_everything_in_mailbox, put_path_in_mailbox, tidy_mailbox
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.profile import whole_streams
from rocb_desktop.services.profile.hand_over import hand_over, sync_office
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.sending.contents import contents_before
from rocb_desktop.services.sending.outbox import outbox
from rocb_desktop.services.survey.replies import outgoing
from rocb_desktop.services.trust.key_decisions import take_end_back

TAKEN = Answers(take_over=TAKE_OVER)


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return make_region(tmp_path / "region")


def join(region: Region, who: str, role: str, code: str, name: str) -> Path:
    region.join(who, role, code, name)
    return card_of(region, who)


def card_of(region: Region, who: str) -> Path:
    with region.at(who) as session:
        make_card(session, region.file(f"{who}-card"))
    return region.file(f"{who}-card")


def ended(region: Region, at: str, who: str) -> object:
    with region.at(who) as session:
        key = session.desk.key
    with region.at(at) as session:
        return session.db.execute("SELECT ended FROM standing WHERE key=?", (key,)).fetchone()


def test_a_successor_opens_what_came_to_the_office_and_goes_on(region: Region) -> None:
    card = join(region, "mata", "focal_point", "WS", "Mata Tuala")
    with region.at("focal") as session:
        with pytest.raises(UserError, match="bad_value"):
            hand_over(session, card, region.file("over"))
        done = hand_over(session, card, region.file("over"), "mata  TUALA")
        assert outbox(session).files[0].receiver in ("Mata Tuala", "Samoa")  # never the sender
        assert done.value.ended and not done.value.granted
        office = session.keys.office
        with pytest.raises(UserError, match="not_for_you"):
            read_file(region.file("over").read_bytes(), [new_identity()])
    region.make_reply("sina", "late", q1_none="", q1_share_materials="yes", q5="yes", q5_text="A new office")
    with region.at("mata") as session:
        own = session.keys.identity
        looked = preview(session, [region.file("over")], trust=True)
        assert "hands the office over" in looked.files[0].why
        assert session.keys.identity == own  # a look takes nothing
        said = accept(session, [region.file("over")], trust=True, answers=TAKEN).message
        assert "This office is yours now" in said and "as soon as ROCB A/P has confirmed" in said
        assert session.keys.office == office and own in session.keys.identities
        assert accept(session, [region.file("late")]).value.totals["changed"] == 1
    pack_for(region, card_of(region, "mata"))
    with region.at("mata") as session:
        accept(session, [region.file("pack2")])
        reply = find_reply(session, f"{WORKSHOP}/Sina Leota")
        assert (reply.version, reply.status) == (2, "to_review")
        review_reply(session, reply.id, "accept")
        make_return(session, 2021, region.file("return2"))
    with region.at("rocb") as session:
        accept(session, [region.file("return2")])
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").status == "accepted"
    assert ended(region, "rocb", "focal") == (1,)


def pack_for(region: Region, card: Path) -> None:
    """ROCB A/P takes in the successor's card, and its next pack says so."""
    with region.at("rocb", date(2021, 10, 20)) as session:
        accept(session, [card], trust=True)
        make_pack(session, WORKSHOP, region.file("pack2"))


def test_what_the_predecessor_writes_later_does_not_count_and_cannot_be_made_to(region: Region) -> None:
    card = join(region, "mata", "focal_point", "WS", "Mata Tuala")
    with region.at("focal") as session:
        assert hand_over(session, card, region.file("over"), "Mata Tuala").undo is None
        reply = find_reply(session, f"{WORKSHOP}/Sina Leota")
        assert reply.status == "accepted"
        review_reply(session, reply.id, "correct", "Say more")
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").status == "accepted"
        with pytest.raises(UserError, match="not_allowed"):
            take_end_back(session, session.desk.key)
        hand_over(session, card, region.file("over again"), "Mata Tuala")  # the first file was lost
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").status == "accepted"


def test_a_colleague_shares_the_office_and_they_exchange_everything(region: Region) -> None:
    card = join(region, "mata", "focal_point", "WS", "Mata Tuala")
    with region.at("focal") as session:
        assert not hand_over(session, card, region.file("over"), ending=False).value.ended
    region.receive("mata", "over", take_over=TAKE_OVER)
    pack_for(region, card_of(region, "mata"))
    for who in ("mata", "focal"):
        region.receive(who, "pack2")
    region.make_reply("sina", "second", q1_none="", q1_share_materials="yes", q5="yes", q5_text="A new office")
    with region.at("mata") as session:
        accept(session, [region.file("second")])
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "accept")
        sync_office(session, region.file("everything"))
    with region.at("focal") as session:
        accept(session, [region.file("everything")])
        reply = find_reply(session, f"{WORKSHOP}/Sina Leota")
        assert (reply.version, reply.status) == (2, "accepted")
    with region.at("sina") as session, pytest.raises(UserError, match="not_for_you"):
        accept(session, [region.file("everything")])
    assert ended(region, "focal", "focal") == (0,)


def test_rocb_hands_over_with_the_first_office_key(region: Region) -> None:
    """The successor set up an office of their own, which stands for nothing: the true one takes its place."""
    region.receive("rocb", "return")
    card = join(region, "rocb2", "rocb", "ROCB", "Desk Two")
    with region.at("rocb") as session:
        anchor, office, first = session.anchor, session.keys.office, session.keys.anchor
        contents_before(session, "hand-over", card, "Desk Two", True)  # a look deletes nothing
        with pytest.raises(UserError) as refused:
            hand_over(session, card, region.file("over"), "Desk")
        assert "deleted on this computer" in refused.value.what() and session.keys.anchor == first
        hand_over(session, card, region.file("colleague"), ending=False)
        assert session.keys.anchor == first
        done = hand_over(session, card, region.file("over"), "Desk Two")
        assert done.value.granted and "were deleted here" in done.message and "New office keys" in done.message
        assert session.keys.anchor is None
        assert not list(session.profile.keys_folder.glob("anchor*"))
    with region.at("rocb2") as session:
        said = accept(session, [region.file("over")], trust=True, answers=TAKEN).message
        assert "This office is yours now" in said and "confirmed" not in said
        assert (session.anchor, session.keys.office, session.keys.anchor) == (anchor, office, first)
        assert not (session.profile.keys_folder / "anchor-for-paper.key").exists()
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").status == "accepted"
        make_pack(session, WORKSHOP, region.file("pack3"))
    region.receive("sina", "pack3", trust=False)
    assert ended(region, "sina", "rocb") == (1,) and ended(region, "sina", "rocb2") == (0,)


def test_nobody_is_slipped_another_office_key(region: Region) -> None:
    """A file that passes a key which is not the one of the sender's grant gives its blocks and nothing else."""
    card = join(region, "mata", "focal_point", "WS", "Mata Tuala")
    with region.at("focal") as session:
        (session.profile.keys_folder / "office.key").write_text(new_identity() + "\n")
        session.keys_changed()
        hand_over(session, card, region.file("over"), ending=False)
    with region.at("mata") as session:
        own = session.keys.office
        said = accept(session, [region.file("over")], trust=True, answers=TAKEN).message
        assert session.keys.office == own and "yours" not in said


def test_an_office_is_handed_over_within_itself_only(region: Region) -> None:
    other = join(region, "tevita", "focal_point", "FJ", "Tevita Rokotui")
    with region.at("focal") as session, pytest.raises(UserError, match="bad_value"):
        hand_over(session, other, region.file("over"), "Tevita Rokotui")
    with region.at("sina") as session, pytest.raises(UserError, match="not_allowed"):
        hand_over(session, other, region.file("over"), "Tevita Rokotui")


def test_no_secret_is_in_an_open_file_or_in_the_store(region: Region) -> None:
    card = join(region, "mata", "focal_point", "WS", "Mata Tuala")
    with region.at("focal") as session:
        hand_over(session, card, region.file("over"), "Mata Tuala")
        secret = session.keys.identity
    region.receive("mata", "over", take_over=TAKE_OVER)
    with region.at("mata") as session:
        assert recipient_of(secret) == session.keys.office
    for folder in ("focal", "mata"):
        store = (region.folder / folder / "store.sqlite").read_bytes()
        assert secret.encode() not in store


def test_too_much_for_one_file_goes_into_several(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part says all that the header says, so they come in any order."""
    monkeypatch.setattr(whole_streams, "_LINES", 12)
    card = join(region, "mata", "focal_point", "WS", "Mata Tuala")
    with region.at("focal") as session:
        files = hand_over(session, card, region.file("over"), "Mata Tuala").value.files
        office = session.keys.office
    assert len(files) > 2 and files[1].name == "over-2.rocb"
    with region.at("mata") as session:
        accept(session, list(files[::-1]), trust=True, answers=TAKEN)
        assert session.keys.office == office
        accept(session, list(files))
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").status == "accepted"


def test_people_reply_to_the_successor_with_the_next_pack(region: Region) -> None:
    card = join(region, "mata", "focal_point", "WS", "Mata Tuala")
    with region.at("focal") as session:
        hand_over(session, card, region.file("over"), "Mata Tuala")
    region.receive("mata", "over", take_over=TAKE_OVER)
    pack_for(region, card_of(region, "mata"))
    region.receive("mata", "pack2")
    with region.at("mata") as session:
        make_return(session, 2021, region.file("return2"))
    region.receive("rocb", "return2")  # it brings the end of the predecessor's key
    with region.at("rocb") as session:
        make_pack(session, WORKSHOP, region.file("pack3"))
    region.receive("sina", "pack3")
    with region.at("sina") as session:
        assert outgoing(session, WORKSHOP).receiver_name == "Mata Tuala"


def test_colleagues_exchange_everything_over_a_mailbox_folder(region: Region, tmp_path: Path) -> None:
    """A folder that some other program carries: what one officer puts there, the other finds and imports."""
    card = join(region, "mata", "focal_point", "WS", "Mata Tuala")
    folder = tmp_path / "mailbox"
    folder.mkdir()
    with region.at("focal") as session:
        hand_over(session, card, region.file("over"), ending=False)
    region.receive("mata", "over", take_over=TAKE_OVER)
    for who in ("focal", "mata"):
        with region.at(who) as session:
            choose_mailbox(session, folder)
    region.make_reply("sina", "second", q1_none="", q1_share_materials="yes", q5="yes", q5_text="A new office")
    with region.at("focal") as session:
        accept(session, [region.file("second")])
        sync_office(session, region.file("everything"))
        put_path_in_mailbox(session, region.file("everything"))
    with region.at("mata") as session:
        (found,) = look_in_mailbox(session).value.of(NEW)
        accept(session, [found.path])
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").version == 2
    with region.at("focal") as session:
        assert not look_in_mailbox(session).value.of(NEW)


def test_no_part_of_an_office_copy_takes_the_place_of_another(
    region: Region, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_streams, "_LINES", 12)
    box = tmp_path / "box"
    box.mkdir()
    with region.at("focal") as session:
        choose_mailbox(session, box)
        parts = sync_office(session, region.file("all")).value.files
        assert len(parts) > 2
        for part in parts:
            put_path_in_mailbox(session, part)
        assert tidy_mailbox(session).value == []
        lying = sorted(box.iterdir())
        assert len(lying) == len(parts)
        for path in lying:
            path.unlink()
        assert set(lying) <= set(put_everything_in_mailbox(session).value)


def test_a_hand_over_stays_beside_one_to_another_colleague(region: Region, tmp_path: Path) -> None:
    cards = [join(region, who, "focal_point", "WS", f"{who} Tuala") for who in ("Mata", "Pita")]
    box = tmp_path / "box"
    box.mkdir()
    with region.at("focal") as session:
        choose_mailbox(session, box)
        for number, card in enumerate(cards):
            hand_over(session, card, region.file(f"over{number}"), ending=False)
            put_path_in_mailbox(session, region.file(f"over{number}"))
        assert tidy_mailbox(session).value == []
        assert [one.newest for one in outbox(session).files if one.sent.kind == "hand-over"] == [True, True]
    assert len(list(box.iterdir())) == 2
