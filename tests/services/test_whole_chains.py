"""Every file carries whole streams: what it does not show is hollow, so that end-points can be judged by its reader."""

from collections.abc import Iterable
from datetime import date

import pytest
from authors import Author, Said, rows
from forgery import keys_of
from region import ANSWERS, WORKSHOP, Region

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.change import own_record
from rocb_desktop.domain.kinds import person_of
from rocb_desktop.exchange.block import make_block
from rocb_desktop.exchange.file import RocbFile, read_file
from rocb_desktop.exchange.seal import unseal
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.services.trust.key_decisions import end_key
from rocb_desktop.store.changes import add_blocks, rebuild
from rocb_desktop.store.projections import dump

CANINES = "2021/8"


@pytest.fixture
def two(region: Region) -> Region:
    """Sina answers about two workshops, and then corrects the first: three files, of which the first is accepted."""
    with region.at("rocb") as session:
        add_workshop(session, "Canines", "regional", "2021-04-20", "2021-04-22", ("WS",), number=8)
        make_pack(session, CANINES, region.file("canines"))
    for who in ("sina", "focal"):
        region.receive(who, "canines")
    with region.at("sina") as session:
        save_reply(session, CANINES, {**ANSWERS, "q3_text": "Dogs work longer"})
        make_reply(session, CANINES, region.file("dogs"))
    region.make_reply("sina", "third", q3_text="Queues are much shorter")
    return region


def opened(region: Region, name: str, who: str) -> RocbFile:
    return read_file(region.file(name).read_bytes(), [keys_of(region, who).identity])


def text_of(region: Region, name: str, who: str) -> bytes:
    return unseal(region.file(name).read_bytes(), [keys_of(region, who).identity])


def blocks_of(file: RocbFile) -> list[Block]:
    return [signed.block for signed in file.blocks]


def walks_back(blocks: Iterable[Block]) -> bool:
    known = {block.id for block in blocks}
    return all(block.back in known or not block.back for block in blocks)


def test_a_reply_brings_its_whole_stream_and_no_other_reply(two: Region) -> None:
    file = opened(two, "third", "focal")
    # the region is a copy: what is signed in it begins a stream of its own
    assert [block.number for block in blocks_of(file)] == [1, 1, 2] and walks_back(blocks_of(file))
    assert all(signed.genuine for signed in file.blocks)
    text = text_of(two, "third", "focal")
    assert b"Queues are much shorter" in text and b"Dogs work longer" not in text
    with two.at("focal") as session:
        done = accept(session, [two.file("third")]).value
        assert done.totals["held"] == 0  # what came without words is nobody's concern
        assert done.totals["changed"] == 1
        accept(session, [two.file("dogs")])  # the words of the block that was hollow
        assert find_reply(session, f"{CANINES}/Sina Leota").answers["q3_text"] == "Dogs work longer"
        kept = dump(session.db)
        rebuild(session.db, session.desk)
        assert dump(session.db) == kept


def test_the_day_of_receipt_is_the_day_the_words_came(two: Region) -> None:
    """A block that came hollow first was not received: otherwise everybody could be in time with nothing."""
    with two.at("focal", date(2021, 10, 20)) as session:
        accept(session, [two.file("third")])
    with two.at("focal", date(2021, 12, 24)) as session:
        accept(session, [two.file("dogs")])
        assert str(find_reply(session, f"{CANINES}/Sina Leota").received) == "2021-12-24"
        assert str(find_reply(session, f"{WORKSHOP}/Sina Leota").received) == "2021-10-15"


def test_a_return_shows_what_was_accepted_and_lets_ends_be_judged(two: Region) -> None:
    with two.at("focal") as session:
        accept(session, [two.file("dogs"), two.file("third")])
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "accept")
        make_return(session, 2021, two.file("return 2"))
    text = text_of(two, "return 2", "rocb")
    assert b"Queues are much shorter" in text and b"Dogs work longer" not in text
    blocks = blocks_of(opened(two, "return 2", "rocb"))
    assert walks_back(blocks)
    sina = keys_of(two, "sina").key
    assert [block.number for block in blocks if block.key == sina] == [1, 1, 2]
    two.receive("rocb", "return 2")
    with two.at("rocb") as session:
        end_key(session, sina, next(block.id for block in blocks if block.key == sina and block.number == 2))
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").answers["q3_text"] == "Queues are much shorter"
        assert not session.db.execute("SELECT 1 FROM change WHERE held='key_ended'").fetchall()


def test_a_pack_has_the_other_workshops_without_a_word(two: Region) -> None:
    file = opened(two, "canines", "rocb")
    assert walks_back(blocks_of(file))
    text = text_of(two, "canines", "rocb")
    assert b"Canines" in text and b"WTO TFA" not in text
    two.join("mata", "participant", "WS", "Mata")
    with two.at("mata") as session:
        done = accept(session, [two.file("canines")], trust=True).value
        assert done.totals["held"] == 0
        assert session.db.execute("SELECT title FROM workshop").fetchall() == [("Canines",)]
        accept(session, [two.file("pack")])
        titles = {row[0] for row in session.db.execute("SELECT title FROM workshop")}
        assert titles == {"Canines", "WTO TFA"}


def test_words_of_a_newer_version_are_passed_on_within_their_class(region: Region) -> None:
    """A participant with a newer app writes kinds that the focal point's app does not know."""
    sina = keys_of(region, "sina")
    author = Author("sina", "WS")
    made = []
    for audience in ("rocb", "administration", "person", "later"):
        said: Said = (
            own_record(person_of(sina.key), audience.encode() * 3),
            "later_kind",
            {"text": f"For {audience} only"},
        )
        made.append(make_block(sina.seed, "aa" * 8, audience, "WS", 1, "", [author.change(said)]))
    stranger = Author("stranger", "WS")
    unknown = stranger.say(
        (own_record(stranger.person, b"12345678"), "later_kind", {"text": "Of nobody"}), audience="rocb"
    )
    with region.at("focal") as session:
        add_blocks(session.db, session.desk, rows([*made, unknown]), None)
        make_return(session, 2021, region.file("return 2"))
    text = text_of(region, "return 2", "rocb")
    assert b"For rocb only" in text
    for words in (b"For administration", b"For person", b"For later", b"Of nobody"):
        assert words not in text
    region.receive("rocb", "return 2")
    with region.at("rocb") as session:
        held = session.db.execute("SELECT held FROM change WHERE kind='later_kind'").fetchall()
        assert held == [("kind_unknown",)]


def test_names_of_people_whose_reply_nobody_accepted_stay(region: Region) -> None:
    """A colleague's file came; nothing of it was accepted, and so nothing of it goes on, not even the name."""
    region.join("mata", "participant", "WS", "Mata Ulberg")
    region.receive("mata", "pack")
    region.make_reply("mata", "mata")
    region.receive("focal", "mata")
    with region.at("focal") as session:
        make_return(session, 2021, region.file("return 2"))
    file = opened(region, "return 2", "rocb")
    names = [
        (change.fields or {}).get("name")
        for block in blocks_of(file)
        for change in block.changes
        if change.kind == "person"
    ]
    assert "Mata Ulberg" not in names and "Sina Leota" in names
    mata = keys_of(region, "mata").key
    assert mata not in {block.key for block in blocks_of(file)}
