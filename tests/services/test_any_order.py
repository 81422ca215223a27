"""The same files in any order, one by one or together, twice or once: the same state."""

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from region import Region

from rocb_desktop.domain.change import derive
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.session import Edit
from rocb_desktop.store.projections import dump

# Notes of the day on which this very computer received something: its own words, not those of the files.
OWN_WORDS = ("received", "received_block")


def state(
    region: Region, who: str, files: Sequence[Path], folder: Path, *, together: bool = False, trust: bool = True
) -> object:
    """What a profile says after these files, imported each on its own or together."""
    copy = region.copy(folder)
    batches = [list(files)] if together else [[file] for file in files]
    for batch in batches:
        with copy.at(who) as session:
            accept(session, batch, trust)
    with copy.at(who) as session:
        return {name: rows for name, rows in dump(session.db).items() if name not in OWN_WORDS}


@pytest.fixture
def to_focal(region: Region) -> list[Path]:
    """For the focal point: a second pack, two later versions, somebody new, and an officer who has ended that one."""
    with region.at("rocb") as rocb:
        add_workshop(rocb, "HS", "regional", "2021-05-04", "2021-05-06", ("WS",), number=8)
        make_pack(rocb, "2021/8", region.file("pack 2"))
    region.make_reply("sina", "reply 2", q1_none="", q1_share_materials="yes", q3_text="Version two")
    region.make_reply("sina", "reply 3", q1_none="", q1_share_materials="yes", q3_text="Version three")
    region.join("mata", "participant", "WS", "Mata")
    region.receive("mata", "pack")
    region.make_reply("mata", "mata")
    return [region.file(name) for name in ("pack 2", "reply 2", "reply 3", "mata")]


def test_a_focal_point(region: Region, to_focal: list[Path], tmp_path: Path) -> None:
    expected = state(region, "focal", to_focal, tmp_path / "first")
    for number, order in enumerate(permutations(to_focal)):
        assert state(region, "focal", order, tmp_path / str(number)) == expected, order
    assert state(region, "focal", [*to_focal, *to_focal], tmp_path / "twice") == expected
    assert state(region, "focal", to_focal[::-1], tmp_path / "together", together=True) == expected


@pytest.fixture
def to_rocb(region: Region, to_focal: list[Path]) -> list[Path]:
    """For ROCB A/P: a return, the same with more, a reply that came past the focal point, and an ended key's words."""
    with region.at("focal") as focal:
        accept(focal, to_focal, trust=True)
        review_reply(focal, find_reply(focal, "2021/7/Mata").id, "accept")
        make_return(focal, 2021, region.file("return 2"))
    return [region.file(name) for name in ("return", "return 2", "reply 3", "mata")]


def test_rocb(region: Region, to_rocb: list[Path], tmp_path: Path) -> None:
    """Nobody compares words here: what comes before the word for its author waits, and is let in with it."""
    expected = state(region, "rocb", to_rocb, tmp_path / "first", trust=False)
    for number, order in enumerate(permutations(to_rocb)):
        again = [*order, *order]
        assert state(region, "rocb", again, tmp_path / str(number), trust=False) == expected, order


def test_a_key_that_ends_between(region: Region, to_rocb: list[Path], tmp_path: Path) -> None:
    """What the focal point wrote before its last good block counts, what came later is held, whatever came first."""
    with region.at("rocb") as rocb:
        accept(rocb, [region.file("return")], trust=True)
        ends = [row[0] for row in rocb.db.execute("SELECT id FROM block WHERE author=?", (key_of(region, "focal"),))]
    focal = key_of(region, "focal")
    states = []
    for number, order in enumerate(permutations(("end", "return", "return 2"))):
        copy = region.copy(tmp_path / f"ended {number}")
        for step in order:
            with copy.at("rocb") as rocb:
                if step == "end":
                    said = rocb.state(derive("grant", focal))
                    assert said is not None
                    rocb.commit([Edit(derive("grant", focal), "grant", {**said.values, "ends": list(ends)})])
                else:
                    accept(rocb, [copy.file(step)])
        with copy.at("rocb") as rocb:
            states.append({name: rows for name, rows in dump(rocb.db).items() if name not in OWN_WORDS})
            held = rocb.db.execute("SELECT count(*) FROM change WHERE held='key_ended'").fetchone()[0]
            assert held > 0
    assert all(one == states[0] for one in states)


def test_a_file_that_says_again_what_is_known_changes_nothing(region: Region, to_rocb: list[Path]) -> None:
    chance = Random(3)
    with region.at("rocb") as rocb:
        accept(rocb, to_rocb, trust=True)
        kept = dump(rocb.db)
        for _time in range(20):
            done = accept(rocb, chance.choices(to_rocb, k=3), trust=True)
            assert done.value.nothing_new
        assert dump(rocb.db) == kept


def key_of(region: Region, who: str) -> str:
    with region.at(who) as session:
        return session.keys.key
