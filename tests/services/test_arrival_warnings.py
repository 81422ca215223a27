"""What is said before a file comes in: older files, restored computers, copies, erasures, and what would be hidden."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from forgery import keys_of, lines_of, write_signed
from hidden_log import delete_all, many_actions, written
from region import TODAY, WORKSHOP, Region, everything

from rocb_desktop import paths
from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience, own_id, person_of
from rocb_desktop.exchange.file import write_file
from rocb_desktop.services.arriving.answers import Answers
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.region.workshops import add_workshop
from rocb_desktop.services.sending.signing import blocks_where, make_header, sign_waiting
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.replies import make_reply
from rocb_desktop.services.trust.contacts import find_contact, list_contacts

LATER = TODAY + timedelta(days=2)


def make_second_return(region: Region) -> Path:
    region.make_reply("sina", "second", q3="no", q3_text="")
    region.receive("focal", "second")
    with region.at("focal", LATER) as session:
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "accept")
        make_return(session, 2021, region.file("return 2"))
    return region.file("return 2")


def test_an_older_return_says_its_number(region: Region) -> None:
    newer = make_second_return(region)
    with region.at("rocb") as session:
        accept(session, [newer])
        seen = preview(session, [region.file("return")]).files[0]
        assert seen.why.startswith("This is an older file: no. 1, you have no. 2.")
        assert seen.warnings == ()


def test_an_older_reply_says_its_version(region: Region) -> None:
    region.make_reply("sina", "second", q3="no", q3_text="")
    region.make_reply("sina", "third", q3="not_yet")
    with region.at("focal") as session:
        accept(session, [region.file("third")])
        seen = preview(session, [region.file("second")]).files[0]
        assert "version 2, you have version 3" in seen.why


def test_a_file_made_later_that_knows_less_tells_of_a_restored_computer(region: Region, tmp_path: Path) -> None:
    old = region.copy(tmp_path / "old")
    region.make_reply("sina", "second", q3="no", q3_text="")
    with region.at("focal") as session:
        accept(session, [region.file("second")])
    with old.at("sina", LATER) as session:  # her computer as it was before
        make_reply(session, WORKSHOP, region.file("late"))
    with region.at("focal") as session:
        seen = preview(session, [region.file("late")]).files[0]
        assert any("restored from an older copy" in warning for warning in seen.warnings)
        assert "older file" in seen.why


def test_two_copies_of_a_persons_work_are_told(region: Region, tmp_path: Path) -> None:
    """The store was put back together with this computer's settings: no clock and no machine tells it apart."""
    region.make_reply("sina", "first", q3="yes")
    before = shutil.copytree(region.folder / "sina", tmp_path / "before")
    settings = shutil.copytree(paths.config_dir(), tmp_path / "settings")
    region.make_reply("sina", "one", q3="no", q3_text="")
    for kept, place in ((before, region.folder / "sina"), (settings, paths.config_dir())):
        shutil.rmtree(place)
        shutil.copytree(kept, place)
    region.make_reply("sina", "two", q3="not_yet")
    with region.at("focal") as session:
        accept(session, [region.file("one")])
        assert not any(one.forked for one in list_contacts(session).contacts)
        said = preview(session, [region.file("two")]).files[0].warnings
        assert any("Two copies of the work of Sina Leota exist" in warning for warning in said)
        accept(session, [region.file("two")])
        (sina,) = [one for one in list_contacts(session).contacts if one.forked]
        assert sina.name == "Sina Leota" and find_contact(session, sina.key) == sina


def test_a_file_for_another_office_of_this_administration_says_so(region: Region) -> None:
    region.join("other", "focal_point", "WS", "Another Officer")
    lines = lines_of(region, "reply", "focal")
    path = write_signed(region.file("sent on"), lines, keys_of(region, "sina"), [keys_of(region, "other")])
    with region.at("other") as session, pytest.raises(UserError) as refused:
        accept(session, [path])
    assert refused.value.code == "not_for_you"
    assert "another key of Samoa" in refused.value.what()


# What would be hidden


def shown(session: Session) -> int:
    return int(session.db.execute("SELECT count(*) FROM action WHERE type='inhouse_workshop'").fetchone()[0])


def test_hiding_many_records_needs_the_number(region: Region) -> None:
    with region.at("focal") as session:
        accept(session, [many_actions(region, 12)])
        assert shown(session) == 12
    deleting = delete_all(region)
    before = everything(region.folder / "focal")
    with region.at("focal") as session:
        seen = preview(session, [deleting])
        assert seen.hides == 12 and seen.must_confirm
        assert "12 records are not shown any more after this import." in seen.files[0].warnings
        for wrong in (0, 11, 13):
            with pytest.raises(UserError) as refused:
                accept(session, [deleting], answers=Answers(hide=wrong))
            assert refused.value.code == "hides_records" and "12" in refused.value.what()
    after = everything(region.folder / "focal")
    assert {name: rows for name, rows in after.items() if name != "setting"} == {
        name: rows for name, rows in before.items() if name != "setting"
    }
    with region.at("focal") as session:
        done = accept(session, [deleting], answers=Answers(hide=12)).value
        assert shown(session) == 0 and done.hides == 12
        assert preview(session, [deleting]).hides == 0


def test_a_few_are_only_told(region: Region) -> None:
    with region.at("focal") as session:
        accept(session, [many_actions(region, 3)])
    deleting = delete_all(region)
    with region.at("focal") as session:
        seen = preview(session, [deleting])
        assert seen.hides == 3 and not seen.must_confirm
        accept(session, [deleting])
        assert shown(session) == 0


def test_a_key_that_is_ended_hides_what_it_wrote(region: Region) -> None:
    """The blocks of others come along unread: the file that ends a key says how much goes with it."""
    with region.at("focal") as session:
        accept(session, [many_actions(region, 12)])
    with region.at("focal") as session:
        sina = session.db.execute("SELECT DISTINCT author FROM reply").fetchone()[0]
    with region.at("rocb") as session:
        fields = {"key": sina, "administration": "WS", "role": "participant", "name": "Sina", "ends": []}
        session.commit([Edit(derive("grant", sina), "grant", fields)])
        add_workshop(session, "Another", "regional", "2021-05-06", "2021-05-08", ("WS",), number=8)
        sign_waiting(session, Audience.ALL)
        blocks = blocks_where(session, "audience='all'")
        header = make_header(session, "pack", [], with_anchor=True)
        region.file("ending").write_bytes(write_file(header, blocks, session.keys.seed, []))
    with region.at("focal") as session:
        seen = preview(session, [region.file("ending")])
        assert seen.must_confirm and seen.hides > 12
        with pytest.raises(UserError) as refused:
            accept(session, [region.file("ending")])
        assert refused.value.code == "hides_records"
        accept(session, [region.file("ending")], answers=Answers(hide=seen.hides))
        assert shown(session) == 0


def test_an_erasure_is_told_before_it_happens(region: Region) -> None:
    with region.at("sina") as session:
        rows = session.db.execute("SELECT DISTINCT id FROM change WHERE kind='reply'").fetchall()
        record = own_id("erase", session.desk.key, session.ids.token(8))
        session.commit(
            [Edit(record, "erase", {"ids": [row[0] for row in rows], "person": person_of(session.desk.key)})]
        )
        sign_waiting(session, Audience.ROCB)
        blocks = blocks_where(session, "audience='rocb' AND author=?", (session.desk.key,))
        path = written(region, session, "erasing", blocks)
    with region.at("focal") as session:
        seen = preview(session, [path]).files[0]
        assert any(f"It erases {len(rows)} " in warning and "cannot be undone" in warning for warning in seen.warnings)
        assert seen.hides == 1  # the reply; a few records are only told
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").name
        accept(session, [path])
        assert session.db.execute("SELECT count(*) FROM reply").fetchone()[0] == 0
