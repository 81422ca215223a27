"""What desks say they hold: a large file leaves it out, and a store from an older copy is noticed."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from forgery import keys_of
from region import Region

from rocb_desktop.exchange.block import stream_name
from rocb_desktop.exchange.file import Header, RocbFile, read_file
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import make_return
from rocb_desktop.services.sending import carrying
from rocb_desktop.services.sending.have import held_at, note_have, what_i_hold
from rocb_desktop.services.sending.receipts import make_receipt_for
from rocb_desktop.store.chains import keep_have, lasts, note_streams, read_have
from rocb_desktop.store.projections import dump
from rocb_desktop.store.settings import read_setting

WARNING = "This computer's data was restored from an older copy: ask Desk One to send your own work back."


def opened(region: Region, path: Path) -> RocbFile:
    return read_file(path.read_bytes(), [keys_of(region, "focal").identity])


def heads_of(region: Region, path: Path) -> set[str]:
    return {signed.block.id for signed in opened(region, path).blocks}


@pytest.fixture
def told(region: Region) -> Region:
    """ROCB A/P has imported the return, and its receipt is at the focal point."""
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        make_receipt_for(session, region.file("return"), region.file("receipt"))
    region.receive("focal", "receipt")
    return region


def make(region: Region, name: str, *, everything: bool = False) -> Path:
    with region.at("focal") as session:
        return Path(make_return(session, 2021, region.file(name), everything=everything).value.path)


def test_a_receipt_says_what_its_office_holds(told: Region) -> None:
    have = opened(told, told.file("receipt")).header.have
    with told.at("focal") as session:
        nonce = read_setting(session.db, "nonce")
        assert have[stream_name(session.keys.key, nonce, "rocb")][0] == 1
        assert read_have(session.db, keys_of(told, "rocb").key) == dict(have)
        assert len(held_at(session, "ROCB")) >= 2  # the focal point's own streams, and Sina's
    assert opened(told, told.file("reply")).header.have == {}


def test_a_large_return_leaves_out_what_is_surely_there(told: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = make(told, "whole")
    monkeypatch.setattr(carrying, "DELTA_FROM", 1_000)
    small, everything = make(told, "small"), make(told, "everything", everything=True)
    assert heads_of(told, small) < heads_of(told, everything) and small.stat().st_size < whole.stat().st_size
    other = told.copy(told.folder.parent / "other")
    with told.at("rocb") as session:
        accept(session, [whole, small])
        kept = dump(session.db)["reply"]
    with other.at("rocb") as session:
        accept(session, [told.file("everything")])
        assert dump(session.db)["reply"] == kept


def test_what_is_not_mine_says_nothing(told: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers beyond, another block at a number, an office that is silent: then everything goes."""
    monkeypatch.setattr(carrying, "DELTA_FROM", 1_000)
    office = keys_of(told, "rocb").key
    with told.at("focal") as session:
        held = read_have(session.db, office)
        for wrong in (
            {name: (number + 7, block) for name, (number, block) in held.items()},
            {name: (number, "0" * 32) for name, (number, _block) in held.items()},
            {},
        ):
            keep_have(session.db, office, wrong)
            assert held_at(session, "ROCB") == {}
    everything = heads_of(told, make(told, "second", everything=True))
    assert {block for block in heads_of(told, make(told, "third"))} > everything


def test_a_store_from_an_older_copy_is_noticed(region: Region) -> None:
    make(region, "first")
    shutil.copytree(region.folder / "focal", region.folder / "older")
    make(region, "second")  # after the copy
    with region.at("rocb") as session:
        accept(session, [region.file("second")])
        make_receipt_for(session, region.file("second"), region.file("receipt"))
    with region.at("focal") as session:
        nonce = read_setting(session.db, "nonce")
        assert accept(session, [region.file("receipt")]).value.files[0].warnings == ()
        assert read_setting(session.db, "nonce") == nonce
    with region.at("older") as session:
        before = read_setting(session.db, "nonce")
        header = opened(region, region.file("receipt")).header
        with session.db.taken_back():
            assert note_have(session, header) == [WARNING]
        assert WARNING in accept(session, [region.file("receipt")]).value.files[0].warnings
        after = read_setting(session.db, "nonce")
        assert after != before
        assert accept(session, [region.file("receipt")]).value.files[0].warnings == ()  # once is enough
        assert read_setting(session.db, "nonce") == after


def test_what_each_person_was_told_makes_no_header_longer(told: Region) -> None:
    with told.at("focal") as session:
        office = keys_of(told, "rocb").key
        apart = note_streams(session.db)
        assert [stream for stream in apart if stream[0] == office]
        assert not {stream_name(*stream) for stream in apart} & what_i_hold(session, ["ROCB"]).keys()


def test_a_clock_decides_nothing(told: Region) -> None:
    """One file with a wrong date does not freeze what an office says it holds: its last word counts."""
    header = opened(told, told.file("receipt")).header
    less = {name: (1, block) for name, (_number, block) in list(header.have.items())[:1]}
    with told.at("focal") as session:
        for created, have in (("2031-01-01T00:00:00Z", header.have), ("2021-01-01T00:00:00Z", less), ("", {})):
            note_have(session, replace(header, created=created, have=have))
            assert read_have(session.db, header.sender.key) == have


def test_only_offices_whose_keys_count_are_believed(told: Region) -> None:
    """A participant, a focal point elsewhere, a key that was ended or is disputed: none of them raises the alarm."""
    header = opened(told, told.file("receipt")).header
    with told.at("focal") as session:
        nonce = read_setting(session.db, "nonce")
        lie = replace(header, have={stream_name(session.keys.key, nonce, "rocb"): (10**6, "0" * 32)})
        sina = replace(lie, sender=replace(lie.sender, key=keys_of(told, "sina").key))
        assert note_have(session, sina) == [] and read_have(session.db, sina.sender.key) == {}
        for column in ("disputed", "ended"):
            with session.db.taken_back():
                session.db.execute(f"UPDATE standing SET {column}=1 WHERE key=?", (lie.sender.key,))
                assert note_have(session, lie) == []
        with session.db.taken_back():
            where = "role='focal_point', administration='FJ'"
            session.db.execute(f"UPDATE standing SET {where} WHERE key=?", (lie.sender.key,))
            assert note_have(session, lie) == []
        assert read_setting(session.db, "nonce") == nonce
        known = replace(lie, have={name: (10**6, header.have[name][1]) for name in lie.have})
        assert note_have(session, known) == []  # a number alone says nothing: that block is here
        assert note_have(session, lie) == [WARNING] and note_have(session, lie) == []


def test_a_stranger_says_nothing_that_counts(region: Region) -> None:
    with region.at("focal") as session:
        stream = stream_name(session.keys.key, read_setting(session.db, "nonce"), "rocb")
        header: Header = opened(region, region.file("return")).header
        stranger = replace(header, sender=replace(header.sender, key="0" * 64), have={stream: (99, "0" * 32)})
        assert note_have(session, stranger) == [] and read_have(session.db, "0" * 64) == {}


def test_a_gap_or_a_missing_text_ends_what_is_held(region: Region) -> None:
    with region.at("focal") as session:
        key = keys_of(region, "sina").key
        (stream,) = lasts(session.db, [key])
        assert what_i_hold(session, [], [key]) == {stream_name(*stream): lasts(session.db, [key])[stream]}
        session.db.conn.execute(
            "UPDATE change SET held='text_missing' WHERE block=(SELECT seq FROM block WHERE author=?)", (key,)
        )
        assert lasts(session.db, [key]) == {}
