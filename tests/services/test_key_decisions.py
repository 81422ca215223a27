"""Decisions about keys on real profiles: ended at the last good file, let in, taken back, replaced, settled."""

from datetime import date
from pathlib import Path

import pytest
from region import ANSWERS, WORKSHOP, Region, make_region

from rocb_desktop.domain.change import derive, make_change
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import person_of
from rocb_desktop.exchange.block import make_block
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import find_reply, make_return
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.whole_streams import office_blocks, sign_everything, write_office_files
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.sending.signing import make_header
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.services.trust.key_decisions import admit_block, end_key, find_key, preview_end, take_end_back
from rocb_desktop.services.trust.key_details import key_detail
from rocb_desktop.services.trust.key_disputes import settle_dispute, take_word_back
from rocb_desktop.services.trust.key_past import held_things, key_arrivals, last_good_blocks, later_blocks
from rocb_desktop.services.trust.key_replacing import grant_officer, replace_key
from rocb_desktop.store.blocks import Signed
from rocb_desktop.store.changes import add_blocks
from rocb_desktop.store.people import read_officers

SECOND = {"q1_none": "", "q1_share_materials": "yes", "q5": "yes", "q5_text": "A new office"}


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return make_region(tmp_path / "region")


def undo(session: Session, done: Outcome) -> Outcome:
    assert done.undo is not None
    again = done.undo.service(session, *done.undo.args)
    assert isinstance(again, Outcome)
    return again


def version(session: Session) -> int:
    return find_reply(session, f"{WORKSHOP}/Sina Leota").version


def second_version(region: Region) -> None:
    """Sina's next reply comes to the focal point a week later."""
    region.make_reply("sina", "second", **SECOND)
    with region.at("focal", date(2021, 10, 22)) as session:
        accept(session, [region.file("second")])


def test_what_came_until_a_day_counts(region: Region) -> None:
    second_version(region)
    with region.at("focal") as session:
        key = find_key(session, "Sina Leota")
        assert version(session) == 2
        assert dict(preview_end(session, key, "2021-10-16").lost) == {"reply": 1}
        assert version(session) == 2  # a look changes nothing
        done = end_key(session, key, "2021-10-16")
        assert version(session) == 1
        assert [(one.kind, one.reason) for one in held_things(session, key)] == [("reply", "key_ended")]
        later = later_blocks(session, key)
        assert len(later) == 1 and later[0].day == date(2021, 10, 22)
        let_in = admit_block(session, later[0].id[:12])
        assert version(session) == 2 and "1 record counts again" in let_in.message
        undo(session, let_in)
        assert version(session) == 1
        back = undo(session, done)
        assert version(session) == 2
        undo(session, back)
        assert version(session) == 1
        take_end_back(session, key)
        assert version(session) == 2 and not held_things(session, key)


def test_the_last_good_file_may_be_chosen(region: Region) -> None:
    second_version(region)
    with region.at("focal") as session:
        key = find_key(session, "sina leota")
        newest, first = key_arrivals(session, key)
        assert (newest.files, first.files) == (("second.rocb",), ("reply.rocb",))
        end_key(session, key, first.batch)
        assert version(session) == 1
        end_key(session, key, newest.batch)
        assert version(session) == 2
        end_key(session, key, "none")
        assert len(held_things(session, key)) == 2  # the person, and the reply
        with pytest.raises(UserError, match="bad_value"):
            end_key(session, key, "tomorrow")


def test_an_end_travels_and_holds_what_comes_later(region: Region) -> None:
    """The focal point ends a stolen key; ROCB A/P, which gets a later reply directly, does not count it."""
    with region.at("focal") as session:
        end_key(session, find_key(session, "Sina Leota"))
        make_return(session, 2021, region.file("ended"))
    with region.at("sina") as session:
        save_reply(session, WORKSHOP, {**ANSWERS, **SECOND})
        make_reply(session, WORKSHOP, region.file("late"), "rocb")
    region.receive("rocb", "ended")
    region.receive("rocb", "late")
    with region.at("rocb") as session:
        assert version(session) == 1
        assert [one.reason for one in held_things(session, find_key(session, "Sina Leota"))] == ["key_ended"]


def test_only_the_level_above_decides(region: Region) -> None:
    with region.at("sina") as session:
        with pytest.raises(UserError, match="not_allowed"):
            end_key(session, find_key(session, "Lani Fuimaono"))
    with region.at("rocb") as session:
        key = find_key(session, "Lani Fuimaono")
        end_key(session, key)
        make_pack(session, WORKSHOP, region.file("pack2"))
    region.receive("focal", "pack2")
    with region.at("focal") as session:
        for decide in (take_end_back, end_key):
            with pytest.raises(UserError, match="not_allowed"):
                decide(session, key)


def test_a_focal_point_ends_the_own_key(region: Region) -> None:
    with region.at("focal") as session:
        key = session.desk.key
        assert end_key(session, key).undo is None
        for decide in (take_end_back, end_key):
            with pytest.raises(UserError, match="not_allowed"):
                decide(session, key)
        make_return(session, 2021, region.file("ended"))
    with region.at("rocb") as session:
        accept(session, [region.file("ended")])
        assert session.db.execute("SELECT ended FROM standing WHERE key=?", (key,)).fetchone() == (1,)
        take_end_back(session, key)
        assert session.db.execute("SELECT ended FROM standing WHERE key=?", (key,)).fetchone() == (0,)


def test_a_new_key_takes_the_place_of_a_lost_one(region: Region) -> None:
    region.join("sina2", "participant", "WS", "Sina Leota")
    region.receive("sina2", "pack")
    with region.at("sina2") as session:
        make_card(session, region.file("sina-card"))
    with region.at("focal") as session:
        old = find_key(session, "Sina Leota")
        done = replace_key(session, old, region.file("sina-card"))
        new = done.value
        rows = session.db.execute("SELECT key, ended, replaces FROM standing WHERE name='Sina Leota'").fetchall()
        assert set(rows) == {(old, 1, ""), (new, 0, old)}
        with pytest.raises(UserError, match="bad_value"):
            replace_key(session, old, region.file("sina-card"))
        undo(session, done)
        assert session.db.execute("SELECT key, ended FROM standing WHERE name='Sina Leota'").fetchall() == [(old, 0)]


def test_a_card_of_another_administration_replaces_nobody(region: Region) -> None:
    region.join("jone", "participant", "FJ", "Jone Ratu")
    with region.at("jone") as session:
        make_card(session, region.file("jone-card"))
    with region.at("focal") as session, pytest.raises(UserError, match="bad_value"):
        replace_key(session, find_key(session, "Sina Leota"), region.file("jone-card"))


def test_rocb_grants_a_second_officer_who_then_counts(region: Region) -> None:
    region.join("rocb2", "rocb", "ROCB", "Desk Two")
    with region.at("rocb2") as session:
        make_card(session, region.file("desk-two"))
    with region.at("rocb") as session:
        done = grant_officer(session, region.file("desk-two"))
        undo(session, done)
        assert session.db.execute("SELECT 1 FROM standing WHERE key=?", (done.value,)).fetchone() is None
        key = grant_officer(session, region.file("desk-two")).value
        assert session.db.execute("SELECT role, granted_by FROM standing WHERE key=?", (key,)).fetchone() == (
            "rocb",
            "anchor",
        )
        with pytest.raises(UserError, match="bad_value"):
            grant_officer(session, region.file("card"))
        end_key(session, key)  # by the anchor, which lies here
        assert session.db.execute("SELECT ended FROM standing WHERE key=?", (key,)).fetchone() == (1,)
    with region.at("focal") as session, pytest.raises(UserError, match="not_allowed"):
        grant_officer(session, region.file("desk-two"))


def test_two_words_about_one_key_are_settled_by_rocb(region: Region) -> None:
    """Two officers of ROCB A/P grant one key for two administrations, apart from one another."""
    region.join("rocb2", "rocb", "ROCB", "Desk Two")
    with region.at("rocb2") as session:
        make_card(session, region.file("desk-two"))
    with region.at("rocb") as session:
        grant_officer(session, region.file("desk-two"))
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
        row = "SELECT disputed, administration FROM standing WHERE key=?"
        assert session.db.execute(row, (key,)).fetchone()[0] == 1
        state = session.state(grant)
        assert state is not None
        word = next(head for head in state.heads["administration"] if (head.fields or {})["administration"] == "FJ")
        done = settle_dispute(session, key, word.id)
        assert session.db.execute(row, (key,)).fetchone() == (0, "FJ")
        undo(session, done)
        assert session.db.execute(row, (key,)).fetchone()[0] == 1


def test_a_focal_point_who_lost_everything_gets_a_new_key(region: Region) -> None:
    """The new key reviews and returns as the same desk; what the old one did before still counts."""
    region.join("again", "focal_point", "WS", "Lani Fuimaono")
    with region.at("again") as session:
        make_card(session, region.file("again-card"))
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        old = find_key(session, "Lani Fuimaono")
        new = replace_key(session, old, region.file("again-card")).value
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").status == "accepted"
        make_pack(session, WORKSHOP, region.file("pack2"))
    region.receive("again", "pack2")
    region.receive("sina", "pack2")
    with region.at("sina") as session:
        assert session.db.execute("SELECT key FROM standing WHERE role='focal_point' AND ended=0").fetchall() == [
            (new,)
        ]
    region.make_reply("sina", "second", **SECOND)
    with region.at("again") as session:
        accept(session, [region.file("second")], trust=True)
        assert version(session) == 2


def test_a_participant_ends_the_own_key(region: Region) -> None:
    """A stolen laptop, and a second computer with the same keys: the word goes along with the next reply."""
    with region.at("sina") as session:
        end_key(session, session.desk.key, "none")
    region.make_reply("sina", "stolen", **SECOND)
    with region.at("focal") as session:
        accept(session, [region.file("stolen")])
        assert session.db.execute("SELECT ended FROM standing WHERE name='Sina Leota'").fetchone() == (1,)


def test_two_focal_points_claim_one_key_until_one_takes_its_word_back(region: Region) -> None:
    """What the key signs says Fiji by now; the focal point of Samoa had confirmed the same key before."""
    with region.at("focal") as session:
        key = find_key(session, "Sina Leota")
        make_return(session, 2021, region.file("samoa"))
    region.join("tevita", "focal_point", "FJ", "Tevita Rokotui")
    with region.at("tevita") as session:
        make_card(session, region.file("tevita-card"))
    region.receive("rocb", "tevita-card")
    with region.at("rocb") as session:
        make_pack(session, WORKSHOP, region.file("pack2"))
    region.receive("tevita", "pack2")
    with region.at("tevita") as session:
        vouch = {"key": key, "administration": "FJ", "name": "Sina Leota", "checked": "words"}
        session.commit([Edit(derive("vouch", key), "vouch", vouch)])
        make_return_of(session, region)
    row = "SELECT disputed FROM standing WHERE key=?"
    with region.at("rocb") as session:
        accept(session, [region.file("samoa"), region.file("fiji")])
        assert session.db.execute(row, (key,)).fetchone() == (0,)  # Fiji cannot silence one who never said so
        add_blocks(session.db, session.desk, [said_in_fiji(region)], None)
        assert session.db.execute(row, (key,)).fetchone() == (1,)
        detail = key_detail(session, key)
        assert detail is not None and len(detail.dispute) == 2 and detail.may_settle and not detail.may_withdraw
    with region.at("tevita") as session:
        take_word_back(session, key)
        make_return_of(session, region)
    with region.at("rocb") as session:
        accept(session, [region.file("fiji")])
        assert session.db.execute(row, (key,)).fetchone() == (0,)
        assert version(session) == 1


def said_in_fiji(region: Region) -> Signed:
    with region.at("sina") as session:
        keys = session.keys
    what = {"name": "Sina Leota", "administration": "FJ"}
    change = make_change(person_of(keys.key), "person", "person@1", 1_634_500_000_000 << 16, [], b"x" * 12, what)
    made = make_block(keys.seed, "ab" * 8, "rocb", "FJ", 1, "", [change])
    return made.block, made.header, made.signature


def make_return_of(session: Session, region: Region) -> None:
    """A return without a reply: a second one may be empty, and says what the office says of keys."""
    sign_everything(session)
    (office,) = [one.office for one in read_officers(session.db, "rocb")]
    header = make_header(session, "return", [("ROCB", office)])
    write_office_files(session, region.file("fiji"), header, office_blocks(session), [office], "ROCB")


@pytest.mark.parametrize("replaced", [False, True])
def test_an_end_after_what_was_not_passed_on_leaves_what_was(region: Region, replaced: bool) -> None:
    """The last good block is of a reply that nobody accepted: ROCB A/P keeps the one that it has."""
    region.receive("rocb", "return")
    second_version(region)
    if replaced:
        region.join("sina2", "participant", "WS", "Sina Leota")
        region.receive("sina2", "pack")
        with region.at("sina2") as session:
            make_card(session, region.file("sina-card"))
    with region.at("focal") as session:
        key = find_key(session, "Sina Leota")
        if replaced:
            replace_key(session, key, region.file("sina-card"))
        else:
            end_key(session, key)
        make_return(session, 2021, region.file("ended"))
    with region.at("rocb") as session:
        done = accept(session, [region.file("ended")]).value
        assert done.hides == 0 and version(session) == 1
        assert session.db.execute("SELECT ended FROM standing WHERE key=?", (key,)).fetchone() == (1,)
        newest = "SELECT DISTINCT c.held FROM change c JOIN block b ON b.seq = c.block WHERE b.author=? AND b.number=2"
        assert session.db.execute(newest, (key,)).fetchall() == [("text_missing",)]  # it came without a word


def test_an_end_names_what_went_on_too(region: Region) -> None:
    """Whoever hears of the end alone, without what came last, still knows that what was passed on counts."""
    second_version(region)
    with region.at("focal") as session:
        key = find_key(session, "Sina Leota")
        rows = session.db.execute("SELECT block FROM received_block WHERE stage<>''").fetchall()
        assert rows and {row[0] for row in rows} < set(last_good_blocks(session, key))
        assert last_good_blocks(session, key, "none") == []
