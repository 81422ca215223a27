"""Receiving files: in any order one state, twice nothing new, and a preview that changes nothing and keeps its word."""

import itertools
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from forgery import keys_of, lines_of, with_fields, write_signed
from region import ANSWERS, TODAY, WORKSHOP, Region, everything
from region import make_region as make

from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.stamp import DAY_MS
from rocb_desktop.services.arriving.exchange import Preview, accept, preview
from rocb_desktop.services.arriving.file_result import FileResult
from rocb_desktop.services.arriving.first_look import look_into_pack
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.arriving.inspection import inspect_file
from rocb_desktop.services.national.returns import make_return, national_return, review_reply
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.region.tables import tables
from rocb_desktop.services.sending.signing import blocks_where
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.replies import make_reply
from rocb_desktop.store.changes import rebuild
from rocb_desktop.store.projections import dump
from rocb_desktop.store.settings import read_setting

# Rows that are the same whatever came first: of records that travel, not of notes a desk makes for itself.
_TRAVELLING = ("workshop", "round", "questionnaire", "office", "card", "person", "contact", "reply", "standing")


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """More files than usual: two versions of a reply, one of another person, an open one, two returns."""
    region = make(tmp_path_factory.mktemp("busy") / "region")
    region.join("mata", "participant", "WS", "Mata Ulberg")
    region.receive("mata", "pack")
    region.make_reply("mata", "mata", q4="no", q4_text="")
    region.make_reply("sina", "second", q1_none="", q1_share_materials="yes", q3="no", q3_text="")
    with region.at("sina") as session:
        make_reply(session, WORKSHOP, region.file("open"), "open")
    region.receive("focal", "second")
    region.receive("focal", "mata")
    with region.at("focal") as session:
        for one in national_return(session, 2021).replies:
            review_reply(session, one.id, "accept")
        make_return(session, 2021, region.file("return 2"))
    for who, role, administration in (("fresh focal", "focal_point", "WS"), ("fresh rocb", "rocb", "ROCB")):
        region.join(who, role, administration, "Fresh")
    return region


@pytest.fixture
def busy_region(busy: Region, tmp_path: Path) -> Region:
    return busy.copy(tmp_path / "region")


def travelling(session: Session) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows for name, rows in dump(session.db).items() if name in _TRAVELLING}


def rebuilt(session: Session) -> bool:
    kept = dump(session.db)
    rebuild(session.db, session.desk)
    return dump(session.db) == kept


def took(session: Session, *paths: Path, trust: bool = True) -> Preview:
    done = accept(session, paths, trust=trust).value
    assert isinstance(done, Preview)
    return done


# Order


@pytest.mark.parametrize("order", list(itertools.permutations(["reply", "second", "mata", "open"]))[::5])
def test_replies_may_come_in_any_order(busy_region: Region, order: Sequence[str]) -> None:
    """At a desk that has none of them; a file sealed to the office opens with the office's key."""
    region = busy_region
    (region.folder / "fresh focal" / "keys" / "office.key").write_text(keys_of(region, "focal").identity + "\n")
    found: list[dict[str, list[tuple[object, ...]]]] = []
    for names in (order, ("reply", "second", "mata", "open")):
        copy = region.copy(region.folder.parent / f"copy {len(found)}")
        with copy.at("fresh focal") as session:
            for name in names:
                took(session, region.file(name))
            took(session, *(region.file(name) for name in names))
            found.append(travelling(session))
            assert rebuilt(session)
    assert found[0] == found[1]
    assert [row[7] for row in sorted(found[0]["reply"], key=repr)] == [1, 2] or len(found[0]["reply"]) == 2


@pytest.mark.parametrize("order", [["return", "return 2"], ["return 2", "return"], ["return 2"]])
def test_the_last_return_is_enough_whatever_came_before(busy_region: Region, order: Sequence[str]) -> None:
    with busy_region.at("rocb") as session:
        for name in order:
            took(session, busy_region.file(name))
        table = tables(session, 2021)
        assert table.n == 1
        assert {row[1]: row[2] for row in session.db.execute("SELECT name, person, counts FROM reply")} != {}
        assert session.db.execute("SELECT count(*), sum(counts) FROM reply").fetchone() == (2, 2)
        assert session.db.execute("SELECT max(number) FROM national_return").fetchone()[0] == 2
        assert rebuilt(session)


@pytest.mark.parametrize("order", list(itertools.permutations(["card", "return 2", "mata"])))
def test_a_card_may_come_after_what_it_vouches_for(busy_region: Region, order: Sequence[str]) -> None:
    """ROCB A/P gets a return before it has ever seen the focal point's card."""
    with busy_region.at("rocb") as session:
        for name in order:
            took(session, busy_region.file(name))
        assert session.db.execute("SELECT count(*), sum(counts) FROM reply").fetchone() == (2, 2)
        assert rebuilt(session)


def test_a_reply_before_its_pack(busy_region: Region) -> None:
    region = busy_region
    (region.folder / "fresh focal" / "keys" / "office.key").write_text(keys_of(region, "focal").identity + "\n")
    with region.at("fresh focal") as session:
        done = took(session, region.file("reply"))
        assert done.files[0].about == "A workshop that is not here yet"
        assert national_return(session, 2021).replies == ()
        took(session, region.file("pack"))
        assert [one.name for one in national_return(session, 2021).replies] == ["Sina Leota"]
        assert rebuilt(session)


# Twice


@pytest.mark.parametrize(("who", "name"), [("focal", "reply"), ("focal", "pack"), ("sina", "pack"), ("rocb", "card")])
def test_the_same_file_twice_brings_nothing_new(region: Region, who: str, name: str) -> None:
    with region.at(who) as session:
        before = dump(session.db)
        outcome = accept(session, [region.file(name)])
        assert outcome.value.nothing_new
        assert outcome.message == "Nothing new in this file."
        assert outcome.value.files[0].result == "same"
        assert dump(session.db) == before


def test_the_same_file_twice_in_one_go(region: Region) -> None:
    with region.at("rocb") as session:
        done = took(session, region.file("return"), region.file("return"))
        first, second = done.files
        assert second.counts == {"same": sum(first.counts.values())} and first.result == "new"
        assert rebuilt(session)


@pytest.mark.parametrize(("who", "name"), [("sina", "reply"), ("focal", "return"), ("rocb", "pack"), ("focal", "card")])
def test_ones_own_file_comes_back(region: Region, who: str, name: str) -> None:
    """Sealed to oneself as well, so that one can look into what one sent."""
    with region.at(who) as session:
        before = dump(session.db)
        done = took(session, region.file(name), trust=False)
        assert done.nothing_new and done.files[0].known
        assert dump(session.db) == before


def test_the_region_opens_a_reply_to_a_focal_point_who_left(busy_region: Region) -> None:
    with busy_region.at("rocb") as session:
        assert took(session, busy_region.file("mata"), trust=False).totals["waiting"] == 2
        assert took(session, busy_region.file("mata")).totals["new"] == 2
        assert session.db.execute("SELECT status, administration FROM reply").fetchall() == [("direct", "WS")]


def test_nobody_else_reads_ones_own_file(region: Region) -> None:
    with region.at("sina") as session, pytest.raises(UserError) as refused:
        accept(session, [region.file("return")])
    assert refused.value.code == "not_for_you"


def test_a_readdressed_file_says_whom_it_was_for(region: Region) -> None:
    region.join("fiji", "focal_point", "FJ", "Mere Qalo")
    lines = lines_of(region, "reply", "focal")
    path = write_signed(region.file("sent on"), lines, keys_of(region, "sina"), [keys_of(region, "fiji")])
    with region.at("fiji") as session, pytest.raises(UserError) as refused:
        accept(session, [path])
    assert refused.value.code == "not_for_you"
    assert "Samoa" in refused.value.what()


# Preview


@pytest.mark.parametrize("trust", [False, True])
@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("rocb", ["return 2"]),
        ("rocb", ["return", "return 2", "return"]),
        ("focal", ["reply", "mata", "open", "pack"]),
        ("fresh focal", ["pack", "open"]),
        ("fresh focal", ["open", "pack", "return"]),
        ("sina", ["pack", "reply", "card"]),
        ("mata", ["pack"]),
    ],
)
def test_a_preview_changes_nothing_and_the_import_does_what_it_said(
    busy_region: Region, who: str, names: Sequence[str], trust: bool
) -> None:
    files = [busy_region.file(name) for name in names]
    before = everything(busy_region.folder / who)
    with busy_region.at(who) as session:
        seen = preview(session, files, trust)
        again = preview(session, files, trust)
        assert outline(seen) == outline(again)
        assert not session.db.execute("SELECT 1 WHERE 0").fetchone()
    assert everything(busy_region.folder / who) == before
    assert [path.name for path in (busy_region.folder / who).iterdir() if path.name.startswith("store-")] == []
    with busy_region.at(who) as session:
        try:
            done = took(session, *files, trust=trust)
        except UserError as error:
            assert {result.error.code for result in seen.files if result.error} == {error.code}
            return
        assert outline(done) == outline(seen)
        assert done.totals == seen.totals
        assert rebuilt(session)


def outline(of: Preview) -> list[tuple[Any, ...]]:
    """What a person is told of each file."""

    def told(one: FileResult) -> tuple[Any, ...]:
        code = one.error.code if one.error else ""
        return one.name, one.kind, one.result, dict(one.counts), one.known, one.can_trust, one.about, one.words, code

    return [told(one) for one in of.files]


def test_one_bad_file_does_not_keep_the_others_out(region: Region) -> None:
    bad, worse = region.file("bad"), region.file("worse")
    bad.write_bytes(region.file("reply").read_bytes()[:-1])
    worse.write_bytes(b"nothing of ours")
    with region.at("rocb") as session:
        seen = preview(session, [bad, region.file("return"), worse])
        assert [one.result for one in seen.files] == ["refused", "new", "refused"]
        assert seen.refused == 2
        assert outline(took(session, bad, region.file("return"), worse)) == outline(seen)
        assert tables(session, 2021).n == 1
        with pytest.raises(UserError) as refused:
            accept(session, [bad, worse])
        assert refused.value.code == "damaged_file"


def test_an_import_makes_a_copy_first_once_a_day(region: Region) -> None:
    folder = region.folder / "rocb" / "backups"
    before = len(list(folder.glob("store-*.sqlite")))
    with region.at("rocb", TODAY.replace(month=11)) as session:
        took(session, region.file("return"))
        took(session, region.file("return"))
    copies = sorted(folder.glob("store-*.sqlite"))
    assert len(copies) == before + 1
    connection = sqlite3.connect(copies[-1])
    assert connection.execute("SELECT count(*) FROM reply").fetchone()[0] == 0
    connection.close()


# Clocks


def test_a_wrong_clock_is_not_followed(region: Region) -> None:
    with region.at("rocb") as session:
        before = int(read_setting(session.db, "hlc"))
        session.observe([before + 5, before + 3, before + (3 * DAY_MS << 16)])
        assert int(read_setting(session.db, "hlc")) == before + 5


def test_reading_moves_the_own_clock(region: Region) -> None:
    with region.at("rocb", TODAY.replace(day=14)) as session:  # a day behind the sender's: believed
        took(session, region.file("return"))
        newest = max(
            change.hlc
            for block in blocks_where(session, "author<>?", (session.keys.key,))
            for change in block.block.changes
        )
        made = session.commit([Edit(derive("office", "ROCB"), "office", {"notice": "x"})])[0]
        assert made[0].hlc > newest


def test_looking_into_a_file_imports_nothing(region: Region) -> None:
    before = everything(region.folder / "focal")
    with region.at("focal") as session:
        inspect_file(session, region.file("reply"))
        assert preview(session, [region.file("reply")]).files[0].known
    assert everything(region.folder / "focal") == before
    look_into_pack(region.file("pack"))


def test_a_header_says_nothing_that_counts(region: Region) -> None:
    """Kind, role and name of a header are the sender's own words: the same blocks do the same under any of them."""
    header, *rest = lines_of(region, "return", "rocb")
    odd = with_fields(header, kind="<b>pack</b>", created="yesterday")
    path = write_signed(region.file("odd"), [odd, *rest], keys_of(region, "focal"), [keys_of(region, "rocb")])
    with region.at("rocb") as session:
        took(session, path)
        assert tables(session, 2021).n == 1


def test_a_card_of_a_participant_lets_in_whoever_showed_it(region: Region) -> None:
    region.join("mata", "participant", "FJ", "Mata")
    with region.at("mata") as session:
        make_card(session, region.file("mata"))
    with region.at("rocb") as session:
        assert took(session, region.file("mata")).totals["new"] == 1


def test_reading_a_file_takes_no_more_than_a_file_may_have(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert read_bytes(tmp_path / "a") == b"abc"
    for path, code in ((tmp_path, "cannot_open"), (tmp_path / "b", "bad_path")):
        with pytest.raises(UserError) as refused:
            read_bytes(path)
        assert refused.value.code == code


def test_what_a_region_answers_is_what_was_sent(region: Region) -> None:
    with region.at("rocb") as session:
        took(session, region.file("return"))
        row = session.db.execute("SELECT answers FROM reply").fetchone()[0]
        assert ANSWERS["q3_text"] in row
