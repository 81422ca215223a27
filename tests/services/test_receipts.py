"""Receipts: what a desk received is told to whom it concerns, signed, whoever carries it, and to nobody else."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from fiji import TODAY as FIJI_TODAY
from fiji import Fiji, make_fiji
from forgery import keys_of
from region import WORKSHOP, Region

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.domain.kinds import person_of
from rocb_desktop.exchange.file import read_file
from rocb_desktop.exchange.seal import unseal
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.profile.clones import take_new_origin
from rocb_desktop.services.profile.whole_streams import sign_everything
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.sending.receipts import make_receipt, make_receipt_for, make_receipts
from rocb_desktop.services.session import Edit
from rocb_desktop.services.trust.key_past import last_good_blocks
from rocb_desktop.store.changes import rebuild
from rocb_desktop.store.projections import dump


def blocks_of(region: Region, name: str, who: str) -> list[Block]:
    file = read_file(region.file(name).read_bytes(), [keys_of(region, who).identity])
    return [signed.block for signed in file.blocks]


def chains_are_whole(blocks: Iterable[Block]) -> bool:
    """From its newest block every stream can be walked back to its first."""
    known = {block.id: block for block in blocks}
    return all(block.back in known or (block.number, block.back) == (1, "") for block in known.values())


def notes(region: Region, who: str) -> set[tuple[str, str, int]]:
    """Whose notes of this person's own blocks are here: administration, stage, number."""
    with region.at(who) as session:
        rows = session.db.execute(
            "SELECT r.administration, r.stage, r.number FROM received_block r JOIN block b ON b.id = r.block"
            " WHERE b.author=?",
            (session.keys.key,),
        )
        return set(rows.fetchall())


def test_a_receipt_tells_the_sender_and_nobody_else(region: Region) -> None:
    with region.at("focal") as session:
        made = make_receipt_for(session, region.file("reply"), region.file("receipt")).value
        assert (made.kind, made.receiver) == ("receipt", "WS")
    for who in ("sina", "focal"):
        assert chains_are_whole(blocks_of(region, "receipt", who))
    with region.at("rocb") as session, pytest.raises(UserError) as refused:
        accept(session, [region.file("receipt")])
    assert refused.value.code == "not_for_you"
    region.receive("sina", "receipt")
    assert notes(region, "sina") == {("WS", "", 0), ("WS", "return", 1)}
    with region.at("sina") as session:
        assert session.db.execute("SELECT decision, reviewer FROM review").fetchall() == [("accept", "Lani Fuimaono")]
        kept = dump(session.db)
        rebuild(session.db, session.desk)
        assert dump(session.db) == kept


def test_the_region_is_heard_through_the_focal_point(region: Region) -> None:
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        make_receipt_for(session, region.file("return"), region.file("for focal"))
    region.receive("focal", "for focal")
    with region.at("focal") as session:
        make_receipt_for(session, region.file("reply"), region.file("for sina"))
    region.receive("sina", "for sina")
    assert notes(region, "sina") == {("WS", "", 0), ("WS", "return", 1), ("", "", 0)}
    assert ("", "", 0) in notes(region, "focal")  # and of the return itself
    assert chains_are_whole(blocks_of(region, "for sina", "sina"))


def test_there_is_nothing_to_tell_before_something_came(region: Region) -> None:
    with region.at("rocb") as session:
        with pytest.raises(UserError) as nothing:
            make_receipt_for(session, region.file("card"), region.file("receipt"))
        with pytest.raises(UserError) as nobody:
            make_receipt(session, "0" * 64, region.file("receipt"))
    assert (nothing.value.code, nobody.value.code) == ("nothing_received", "no_receipt_for")
    assert not region.file("receipt").exists()
    with region.at("sina") as session, pytest.raises(UserError) as refused:
        make_receipts(session)
    assert refused.value.code == "not_allowed"


def test_receipts_for_everybody_are_made_once(region: Region, tmp_path: Path) -> None:
    with region.at("focal") as session:
        made = make_receipts(session, tmp_path)
        assert made.message == "1 receipt is ready to send." and len(list(tmp_path.glob("*.rocb"))) == 1
        again = make_receipts(session, tmp_path)
        assert again.message == "Nobody has anything new since their last receipt." and again.value == []
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "correct", "Say since when.")
        assert [one.version for one in make_receipts(session, tmp_path).value] == [2]
    with region.at("sina") as session:
        accept(session, sorted(tmp_path.glob("*.rocb")))
        assert session.db.execute("SELECT decision, text FROM review").fetchall() == [("correct", "Say since when.")]


def test_when_the_key_of_the_desk_ends_what_it_told_till_then_counts(region: Region) -> None:
    """An end names the last good block of every stream, also of those that only one person is shown."""
    with region.at("focal") as session:
        make_receipt_for(session, region.file("reply"), region.file("receipt"))
        key = session.desk.key
        told = session.db.execute("SELECT nonce FROM receipt_stream").fetchone()[0]
        streams = set(session.db.execute("SELECT nonce, audience FROM block WHERE author=?", (key,)).fetchall())
        ends = last_good_blocks(session, key)
        assert len(ends) == len(streams) and {(told, "all"), (told, "rocb")} <= streams
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "correct", "After the end")
        make_receipt_for(session, region.file("reply"), region.file("later"))
    region.receive("sina", "later")
    with region.at("rocb") as session:
        session.commit(
            [
                Edit(
                    derive("grant", key),
                    "grant",
                    {"key": key, "role": "focal_point", "ends": list(ends), "administration": "WS"},
                )
            ]
        )
        make_pack(session, WORKSHOP, region.file("ended"))
    region.receive("sina", "ended")
    with region.at("sina") as session:
        rows = session.db.execute(
            "SELECT b.number, group_concat(DISTINCT coalesce(c.held, 'counts')) FROM block b"
            " JOIN change c ON c.block = b.seq WHERE b.nonce=? AND b.audience='rocb' GROUP BY b.seq",
            (told,),
        ).fetchall()
        assert rows == [(1, "counts"), (2, "key_ended")]
        assert session.db.execute("SELECT decision FROM review").fetchall() == [("accept",)]


@pytest.fixture(scope="module")
def fiji(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    return make_fiji(tmp_path_factory.mktemp("receipts") / "fiji")


def test_no_colleague_is_told_of_a_review(fiji: Fiji, tmp_path: Path) -> None:
    """Each receipt holds the reviews of its person; of the others no word, and the chain all the same."""
    with fiji.at("focal") as session:
        session.db.execute("DELETE FROM receipt")
        make_return(session, 2021, tmp_path / "return.rocb")
        made = {one.record: Path(one.path) for one in make_receipts(session, tmp_path).value}
        assert len(made) == 5
        people = dict(session.db.execute("SELECT key, name FROM standing WHERE role='participant'").fetchall())
    for key, path in made.items():
        who = people[key].split()[0].lower()
        with fiji.at(who, FIJI_TODAY) as session:
            identity = session.keys.identity
            text = unseal(path.read_bytes(), [identity])
            file = read_file(path.read_bytes(), [identity])
            blocks = [signed.block for signed in file.blocks]
            assert chains_are_whole(blocks)
            told = [c for block in blocks for c in block.changes if c.kind == "review" and c.fields is not None]
            replies = {row[0] for row in session.db.execute("SELECT id FROM reply WHERE person=?", (person_of(key),))}
            assert {(change.fields or {})["reply"] for change in told} <= replies
            accept(session, [path])
            assert session.db.execute("SELECT count(*) FROM review WHERE decision='correct'").fetchone()[0] == (
                1 if who == "tomasi" else 0
            )
        assert (b"Say what works better now." in text) == (who == "tomasi")


def test_from_a_new_origin_all_is_told_again(region: Region, tmp_path: Path) -> None:
    """What was told before stands beside what is new, in the order in which it was signed."""
    with region.at("focal") as session:
        make_receipts(session, tmp_path)
    region.make_reply("sina", "second", q3_text="Longer")
    region.receive("focal", "second")
    with region.at("focal") as session:
        take_new_origin(session.db, "ab" * 8, session.clock.now(), "restored")
        make_return(session, 2021, region.file("return2"))
        make_receipt_for(session, region.file("second"), region.file("again"))
    blocks = blocks_of(region, "again", "sina")
    assert chains_are_whole(blocks) and {block.number for block in blocks} == {1}
    region.receive("sina", "again")
    assert ("WS", "", 0) in notes(region, "sina") and ("WS", "return", 1) in notes(region, "sina")


def test_stopped_half_way_the_made_ones_stay(fiji: Fiji, tmp_path: Path) -> None:
    with fiji.at("focal") as session:
        session.db.execute("DELETE FROM receipt")
        session.on_progress = lambda place, _count: session.stop_requested.set() if place == 1 else None
        with pytest.raises(Cancelled):
            make_receipts(session, tmp_path)
        session.stop_requested.clear()
        session.on_progress = None
        first = sorted(tmp_path.glob("*.rocb"))
        assert len(first) == 2
        assert len(make_receipts(session, tmp_path).value) == 3


def test_a_receipt_does_not_grow_with_those_of_others(fiji: Fiji, tmp_path: Path) -> None:
    """It holds no block about anybody else, hollow or not, and so no id that tells of a colleague."""
    pita = add_on_behalf(fiji, "Pita Nobody")
    with fiji.at("focal") as session:
        session.db.execute("DELETE FROM receipt")
        made = {one.record: Path(one.path) for one in make_receipts(session, tmp_path).value}
        people = dict(session.db.execute("SELECT key, name FROM standing WHERE role='participant'").fetchall())
        office = session.keys.key
        workshops = [row[0] for row in session.db.execute("SELECT id FROM workshop")]
        reviews = {key: {derive("review", derive("reply", w, person_of(key)), "FJ") for w in workshops} for key in made}
        blocks = {
            key: {row[0] for row in session.db.execute("SELECT id FROM block WHERE author=?", (key,))} for key in made
        }
    assert len(made) == 5
    for key, path in made.items():
        with fiji.at(people[key].split()[0].lower()) as session:
            file = read_file(path.read_bytes(), [session.keys.identity])
        changes = [change for signed in file.blocks for change in signed.block.changes]
        assert {signed.block.key for signed in file.blocks} == {office}
        assert all(change.fields is not None for change in changes) and pita not in {c.record for c in changes}
        for change in changes:
            if change.kind == "received":
                listed = (change.fields or {})["blocks"]
                assert isinstance(listed, list) and {*listed} <= blocks[key]
            else:
                assert change.record in reviews[key]


def add_on_behalf(fiji: Fiji, name: str) -> str:
    """A reply that the office enters for somebody: whoever knows a name could look for this id."""
    with fiji.at("focal") as session:
        workshop = session.db.execute("SELECT id FROM workshop").fetchone()[0]
        record = derive("reply_on_behalf", workshop, "FJ", name)
        fields: dict[str, Value] = {"workshop": workshop, "administration": "FJ", "participant": name, "q3": "yes"}
        session.commit([Edit(record, "reply_on_behalf", fields)])
        sign_everything(session)
    return record


def test_a_pack_says_nothing_of_receipts(region: Region) -> None:
    """Nothing of the streams in which one person is told, and of no class but the one for all."""
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        make_receipts(session, region.folder)
        make_pack(session, WORKSHOP, region.file("pack 2"))
    blocks = blocks_of(region, "pack 2", "rocb")
    assert chains_are_whole(blocks) and {block.audience for block in blocks} == {"all"}
    with region.at("rocb") as session:
        apart = {row[0] for row in session.db.execute("SELECT nonce FROM receipt_stream")}
    assert apart and not apart & {block.nonce for block in blocks}
    assert not [c for block in blocks for c in block.changes if c.kind == "received" and c.fields is not None]
