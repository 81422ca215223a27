"""Signed blocks and the files that carry them: one's own words only, in whole blocks, to whom they may go."""

import errno
import os
import sys
from pathlib import Path

import pytest
from authors import Author, Said, reply
from forgery import keys_of, lines_of, write_signed
from letters import STRANGER
from region import ANSWERS, WORKSHOP, Region

from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience, contact_id, person_of
from rocb_desktop.exchange.file import office_mark, read_file
from rocb_desktop.exchange.seal import unseal
from rocb_desktop.reports.files import write_whole
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import make_return
from rocb_desktop.services.profile.people import change_me, make_card
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.sending.signing import blocks_about, blocks_where, make_header, sign_again, sign_waiting
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.store.changes import rebuild
from rocb_desktop.store.projections import dump

SECRETS = (b"sina.leota@customs.example.ws", b"Senior Officer", b"Border Operations")


def me(session: Session) -> tuple[str, str]:
    """Record ids of this person and of the reply of this person."""
    person = person_of(session.keys.key)
    row = session.db.execute("SELECT id FROM workshop").fetchone()
    return person, derive("reply", row[0], person)


def rebuilt(session: Session) -> bool:
    kept = dump(session.db)
    rebuild(session.db, session.desk)
    return dump(session.db) == kept


# Blocks


def test_waiting_edits_become_the_next_block_of_their_class(region: Region) -> None:
    with region.at("sina") as session:
        person, record = me(session)
        save_reply(session, WORKSHOP, {**ANSWERS, "q3": "no"})
        change_me(session, "Sina L. Leota", email="sina@example.ws")
        before = blocks_where(session, "audience='rocb'")
        sign_waiting(session, Audience.ROCB, [record])
        sign_waiting(session, Audience.ROCB)
        sign_waiting(session, Audience.ROCB)  # nothing waits: no block
        sign_waiting(session, Audience.ALL)
        *old, first, second = blocks_where(session, "audience='rocb'")
        assert old == before
        assert {change.record for change in first.block.changes} == {record}
        assert {change.record for change in second.block.changes} == {person, contact_id(person)}
        # the region is a copy: what is signed in it begins a stream of its own
        assert [(block.block.number, block.block.back) for block in (first, second)] == [(1, ""), (2, first.block.id)]
        assert all(block.genuine for block in (first, second))
        assert session.db.execute("SELECT kind FROM change WHERE block IS NULL").fetchall() == [("action",)]
        assert rebuilt(session)


def test_the_log_stays_at_home(region: Region) -> None:
    """An action is of the class of the administration, and no reply file carries that class."""
    for line in lines_of(region, "reply", "focal"):
        assert b'"action"' not in line
        assert b'"class":"administration"' not in line


def test_a_block_of_its_own_holds_the_own_words_only(region: Region) -> None:
    """What others wrote into one's record lies there held; signing it along would make it one's own."""
    sina = keys_of(region, "sina")
    mallory = Author("mallory", "WS")
    with region.at("sina") as session:
        person, record = me(session)
        workshop = session.db.execute("SELECT id FROM workshop").fetchone()[0]
    victim = reply(mallory, workshop)
    forged = mallory.say((record, "reply", {**victim[2], "person": person, "q3_text": "Words of Mallory"}))
    path = write_signed(
        region.folder / "sent.rocb", [*lines_of(region, "reply", "focal"), *forged.lines()], sina, [sina]
    )
    with region.at("sina") as session:
        accept(session, [path])
        assert session.db.execute("SELECT held FROM change WHERE id=?", (forged.block.changes[0].id,)).fetchone()[0]
        sign_again(session, Audience.ROCB, [record, person], "ab" * 8)
        (block,) = blocks_where(session, "nonce=?", ("ab" * 8,))
        assert block.genuine
        assert forged.block.changes[0].id not in {change.id for change in block.block.changes}
        assert {change.record for change in block.block.changes} == {record, person}
        make_reply(session, WORKSHOP, region.file("open"), "open")
        assert rebuilt(session)
    assert b"Mallory" not in unseal(region.file("open").read_bytes(), [])


def test_changes_in_two_blocks_count_once(region: Region) -> None:
    with region.at("sina") as session:
        _person, record = me(session)
        before = session.state(record)
        sign_again(session, Audience.ROCB, [record], "ab" * 8)
        after = session.state(record)
        assert before is not None and after is not None and after.values == before.values
        assert {name: len(heads) for name, heads in after.heads.items()} == dict.fromkeys(after.heads, 1)
        assert rebuilt(session)


# What a file holds


def test_an_open_reply_has_no_address_in_any_byte(region: Region) -> None:
    with region.at("sina") as session:
        change_me(session, "Sina Leota", "Senior Officer", "Border Operations", "sina.leota@customs.example.ws")
        make_reply(session, WORKSHOP, region.file("sealed"))
        change_me(session, "Sina Leota", "Chief", "", "other@example.ws")
        make_reply(session, WORKSHOP, region.file("open"), "open")
    sealed = unseal(region.file("sealed").read_bytes(), [keys_of(region, "focal").identity])
    assert all(secret in sealed for secret in SECRETS)
    text = unseal(region.file("open").read_bytes(), [])
    assert b"Sina Leota" in text
    for secret in (*SECRETS, b"Chief", b"other@example.ws", b'"email"', b'"post"', b'"division"', b'"contact"'):
        assert secret not in text
    file = read_file(region.file("open").read_bytes(), [])
    assert {change.kind for block in file.blocks for change in block.block.changes} == {"person", "reply"}
    assert file.header.to == () and not file.sealed


def test_an_open_reply_counts_as_a_sealed_one(region: Region) -> None:
    with region.at("sina") as session:
        save_reply(session, WORKSHOP, {"q1_share_materials": "yes", "q3": "no", "q4": "no", "q5": "no"})
        make_reply(session, WORKSHOP, region.file("open"), "open")
    with region.at("focal") as session:
        done = accept(session, [region.file("open")]).value
        assert done.totals["changed"] == 1
        assert session.db.execute("SELECT effects FROM reply").fetchone()[0] == 1


def test_a_sealed_file_is_for_its_receiver_the_region_and_oneself(region: Region) -> None:
    data = region.file("reply").read_bytes()
    for who in ("focal", "rocb", "sina"):
        assert read_file(data, [keys_of(region, who).identity]).header.kind == "reply"
    with pytest.raises(UserError) as refused:
        read_file(data, [STRANGER])
    assert refused.value.code == "not_for_you"
    header = read_file(data, [keys_of(region, "focal").identity]).header
    offices = [office_mark(keys_of(region, who).office) for who in ("focal", "rocb")]
    assert [(one.administration, one.office) for one in header.to] == list(zip(("WS", "ROCB"), offices, strict=True))


def test_a_pack_names_no_participant(region: Region) -> None:
    """A participant's card is open, and ROCB A/P holds it; packs go from hand to hand."""
    region.join("mata", "participant", "WS", "Mata Ulberg")
    with region.at("mata") as session:
        make_card(session, region.file("mata"))
    with region.at("rocb") as session:
        accept(session, [region.file("mata"), region.file("return")], trust=True)
        assert b"Mata Ulberg" in repr(session.db.execute("SELECT * FROM card").fetchall()).encode()
        make_pack(session, WORKSHOP, region.file("pack"))
    text = unseal(region.file("pack").read_bytes(), [])
    for name in (b"Mata Ulberg", b"Sina Leota", b"Queues are shorter"):
        assert name not in text
    assert b"Lani Fuimaono" in text  # a focal point is named by office


def test_a_pack_holds_its_own_workshop(region: Region) -> None:
    with region.at("rocb") as session:
        add_workshop(session, "Canines", "regional", "2021-05-03", "2021-05-05", ("WS",), number=8)
        make_pack(session, "2021/8", region.file("canines"))
    region.join("mata", "participant", "WS", "Mata")
    region.receive("mata", "canines")
    with region.at("mata") as session:
        assert session.db.execute("SELECT title FROM workshop").fetchall() == [("Canines",)]


def test_a_return_holds_no_reply_that_nobody_accepted(region: Region) -> None:
    """Nor words that are held because of their author: a block goes along whole, or not at all."""
    sina, focal = keys_of(region, "sina"), keys_of(region, "focal")
    with region.at("sina") as session:
        person, record = me(session)
        workshop = session.db.execute("SELECT id FROM workshop").fetchone()[0]
    other = Author("mallory", "WS")
    what = reply(other, workshop, q3_text="Not accepted")
    words: Said = (record, "reply", {"workshop": workshop, "person": person, "q3_text": "Written by another"})
    blocks = (
        other.sign(other.change(what)),
        other.sign(other.change(words)),
        other.say((person, "person", {"name": "x"})),
    )
    lines = [*lines_of(region, "reply", "focal"), *(line for block in blocks for line in block.lines())]
    path = write_signed(region.folder / "carried.rocb", lines, sina, [focal])
    with region.at("focal") as session:
        accept(session, [path])
        make_return(session, 2021, region.file("return 2"))
    text = unseal(region.file("return 2").read_bytes(), [keys_of(region, "rocb").identity])
    assert b"Queues are shorter" in text
    assert b"Not accepted" not in text and b"Written by another" not in text


def test_who_made_a_file_and_when(region: Region) -> None:
    with region.at("focal") as session:
        header = make_header(session, "return", [("ROCB", "age1x")], with_anchor=True)
        assert (header.kind, header.created) == ("return", "2021-10-15T09:05:00Z")
        assert (header.sender.key, header.sender.role) == (session.keys.key, "focal_point")
        assert header.anchor == session.anchor and len(header.anchor) == 2
        assert header.to[0].office == office_mark("age1x")
        assert make_header(session, "return", []).file != header.file
        assert blocks_about(session, Audience.ROCB, []) == []


# Writing it down


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.rocb", b"x" * 1000)
    write_whole(tmp_path / "a.rocb", b"y" * 10)
    assert (tmp_path / "a.rocb").read_bytes() == b"y" * 10
    assert [path.name for path in tmp_path.iterdir()] == ["a.rocb"]


def test_a_place_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        write_whole(tmp_path / "nowhere" / "a.rocb", b"x")
    assert refused.value.code == "bad_path"
    (tmp_path / "a.rocb").mkdir()
    with pytest.raises(UserError) as taken:
        write_whole(tmp_path / "a.rocb", b"x")
    assert taken.value.code in ("bad_path", "cannot_open")  # systems differ in what they say of a folder
    assert [path.name for path in tmp_path.iterdir()] == ["a.rocb"]


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is a disk that is always full")
def test_a_full_stick_leaves_no_half_file(tmp_path: Path) -> None:
    (tmp_path / "a.rocb.part").symlink_to("/dev/full")
    with pytest.raises(UserError) as refused:
        write_whole(tmp_path / "a.rocb", b"x" * 100_000)
    assert refused.value.code == "disk_full"
    assert isinstance(refused.value.__cause__, OSError) and refused.value.__cause__.errno == errno.ENOSPC
    assert os.listdir(tmp_path) == []
