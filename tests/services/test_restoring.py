"""Going back to a safe copy: checked first, what is here is kept, and what came since is offered, never lost."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from region import TODAY, WORKSHOP, Region, everything

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.arriving.import_log import import_again, list_imports, undo_import
from rocb_desktop.services.national.returns import find_reply
from rocb_desktop.services.profile import clones
from rocb_desktop.services.safety import backups
from rocb_desktop.services.safety.backups import find_backups, make_backup
from rocb_desktop.services.safety.checking import check_store
from rocb_desktop.services.safety.restoring import keep_newer, restore_backup, restore_lost
from rocb_desktop.services.session import Clock, Session, open_session
from rocb_desktop.services.survey.actions import list_actions, log_action
from rocb_desktop.store.forks import list_forks
from rocb_desktop.store.settings import read_setting


def log(session: Session, text: str) -> None:
    log_action(session, WORKSHOP, "others", date="2021-06-01", text=text)


def texts(session: Session) -> set[str]:
    return {row.text for row in list_actions(session)} - {""}


@pytest.fixture(autouse=True)
def no_copies_yet(region: Region) -> None:
    for who in ("rocb", "focal", "sina"):
        shutil.rmtree(region.folder / who / "backups", ignore_errors=True)


def test_a_copy_is_opened_again_and_checked(region: Region) -> None:
    with region.at("sina") as session:
        done = make_backup(session)
        again = make_backup(session).value  # in the same second of a clock that stands still
        found = find_backups(session)
    assert done.value != again and "opened again and checked" in done.message
    assert {copy.path for copy in found.copies} == {done.value, again}
    assert all(copy.good and not copy.second and copy.at.date() == TODAY for copy in found.copies)
    assert [path.name for path in done.value.parent.iterdir() if path.suffix not in (".sqlite", ".json")] == []


def test_a_damaged_copy_is_seen_and_refused_and_another_is_named(region: Region) -> None:
    with region.at("sina") as session:
        good, bad = make_backup(session).value, make_backup(session).value
        data = bytearray(bad.read_bytes())
        data[8192:8292] = bytes(100)
        for harm in (bytes(data), data[: len(data) // 2], b"", b"nothing"):
            bad.write_bytes(harm)
            before = everything(session.profile.path)
            assert {copy.path: copy.good for copy in find_backups(session).copies} == {good: True, bad: False}
            with pytest.raises(UserError) as refused:
                restore_backup(session, bad)
            assert refused.value.code == "backup_damaged"
            assert "Use the one from 2021-10-15" in refused.value.what()
            assert everything(session.profile.path) == before


def test_going_back_and_coming_back(region: Region) -> None:
    with region.at("sina") as session:
        log(session, "Before")
        copy = make_backup(session).value
        log(session, "After")
        reader = open_session(session.profile.path, clock=session.clock, readonly=True)
        done = restore_backup(session, copy)
        assert texts(session) == texts(reader) == {"Before"}
        assert done.value.edits == 1 and "1 edit was made since that copy." in done.message
        assert check_store(session).ok
        assert done.undo is not None
        back = done.undo.service(session, *done.undo.args)
        assert texts(session) == {"Before", "After"} and back.value.edits == 0
        reader.close()
        assert check_store(session).ok


def test_another_window_that_writes_is_waited_for_and_then_named(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rocb_desktop.store.database._BUSY_MS", 50)
    with region.at("sina") as session, region.at("sina") as other:
        log(session, "Before")
        copy = make_backup(session).value
        log(session, "After")
        with other.db.atomic():
            log(other, "Being written")
            with pytest.raises(UserError) as refused:
                restore_backup(session, copy)
        assert refused.value.code == "store_busy"
        assert texts(session) == {"Before", "After", "Being written"}
        with_reader = open_session(session.profile.path, clock=session.clock, readonly=True)
        with_reader.db.execute("BEGIN")
        seen = texts(with_reader)
        restore_backup(session, copy)
        assert texts(with_reader) == seen  # a reader in the middle of reading sees the one state or the other
        with_reader.db.execute("COMMIT")
        assert texts(with_reader) == {"Before"}
        with_reader.close()


def test_what_came_since_is_kept_when_the_person_wants_it(region: Region) -> None:
    """Signed and sent, never sent, received from others: all of it comes over, and nothing twice."""
    with region.at("focal") as session:
        copy = make_backup(session).value
    region.make_reply("sina", "newer", q3="no")
    with region.at("focal") as session:
        accept(session, [region.file("newer")], trust=True)
        whole = everything(session.profile.path)
        done = restore_backup(session, copy)
        assert done.value.edits > 0
        assert keep_newer(session, done.value.kept).message.startswith(f"{done.value.edits} edit")
        now = everything(session.profile.path)
        same = ("reply", "person", "standing", "import", "sent", "received", "conflict")
        assert {name: now[name] for name in same} == {name: whole[name] for name in same}
        assert {row[1] for row in now["change"]} == {row[1] for row in whole["change"]}
        assert check_store(session).ok
        again = keep_newer(session, done.value.kept)
        assert again.message.startswith("0 edits")


def test_unsent_edits_come_over_too(region: Region) -> None:
    with region.at("sina") as session:
        copy = make_backup(session).value
        log(session, "Never sent")
        done = restore_backup(session, copy)
        assert texts(session) == set()
        keep_newer(session, done.value.kept)
        assert texts(session) == {"Never sent"}
        assert check_store(session).ok


def test_after_a_restore_the_person_signs_a_stream_of_their_own(region: Region) -> None:
    region.make_reply("sina", "first", q3="yes")
    with region.at("sina") as session:
        copy = make_backup(session).value
    region.make_reply("sina", "second", q3="no")
    with region.at("sina") as session:
        before = read_setting(session.db, clones.NONCE)
        restore_backup(session, copy)
        found = clones.noticed(session.db)
        assert read_setting(session.db, clones.NONCE) != before
        assert found is not None and found.why == "restored"
    region.make_reply("sina", "third", q3="not_yet")
    for name in ("third", "second", "first"):
        region.receive("focal", name)
    with region.at("focal") as session:
        assert list_forks(session.db) == []
        assert check_store(session).ok


def test_another_persons_copy_is_refused(region: Region) -> None:
    with region.at("focal") as session:
        other = make_backup(session).value
    with region.at("sina") as session:
        before = everything(session.profile.path)
        with pytest.raises(UserError) as refused:
            restore_backup(session, other)
        assert (refused.value.code, refused.value.values) == ("other_person", {"name": "Lani Fuimaono"})
        with pytest.raises(UserError):
            restore_backup(session, region.folder / "nothing.sqlite")
        assert everything(session.profile.path) == before


def test_a_store_that_is_damaged_or_gone_is_replaced(region: Region) -> None:
    folder = region.folder / "sina"
    with region.at("sina") as session:
        log(session, "Before")
        copy = make_backup(session).value
    store = folder / "store.sqlite"
    store.write_bytes(b"nothing of ours" * 1000)
    aside = restore_lost(folder, copy, clock=Clock(TODAY))
    assert aside is not None and aside.read_bytes().startswith(b"nothing of ours")
    store.unlink()
    assert restore_lost(folder, copy, clock=Clock(TODAY)) is None
    with region.at("sina") as session:
        assert texts(session) == {"Before"} and check_store(session).ok
    with region.at("focal") as session:
        other = make_backup(session).value
    for path, code in ((other, "other_person"), (folder / "nothing.sqlite", "bad_path"), (aside, "backup_damaged")):
        with pytest.raises(UserError) as refused:
            restore_lost(folder, path)
        assert refused.value.code == code


def test_a_store_that_opens_but_is_not_whole_does_not_stop_a_restore(region: Region) -> None:
    with region.at("sina") as session:
        log(session, "Before")
        copy = make_backup(session).value
    store = region.folder / "sina" / "store.sqlite"
    data = bytearray(store.read_bytes())
    data[-4096:] = bytes(4096)
    store.write_bytes(bytes(data))
    with region.at("sina") as session:
        done = restore_backup(session, copy)
        assert done.value.kept is None or done.value.edits == 0
        assert texts(session) == {"Before"} and check_store(session).ok


def test_a_second_place_gets_each_copy_while_it_is_there(region: Region, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with region.at("sina") as session:
        backups.choose_second_place(session, stick)
        found = find_backups(session)
        assert [copy.second for copy in found.copies] == [False, True]
        assert found.second_here and all(copy.good for copy in found.copies)
        shutil.rmtree(stick)
        said = make_backup(session).message
        assert "The second place is not connected" in said
        found = find_backups(session)
        assert not found.second_here and len(found.copies) == 2
        stick.mkdir()
        restore_backup(session, make_backup(session).value)
        assert read_setting(session.db, backups.SECOND_PLACE) == str(stick)  # a wish of this computer stays
        backups.choose_second_place(session, None)
        assert find_backups(session).second_place is None


def test_profiles_of_one_name_share_a_stick_without_harm(region: Region, tmp_path: Path) -> None:
    stick, place = tmp_path / "stick", tmp_path / "another computer" / "sina"
    stick.mkdir()
    place.parent.mkdir()
    shutil.copytree(region.folder / "focal", place)  # another person, whose profile has the same name
    with region.at("sina") as session:
        backups.choose_second_place(session, stick)
        mine = backups.second_place(session)
    with closing(open_session(place, clock=Clock(TODAY))) as session:
        backups.choose_second_place(session, stick)
        theirs = backups.second_place(session)
    assert mine is not None and theirs is not None and mine != theirs
    assert [len(list(folder.glob("*.sqlite"))) for folder in (mine, theirs)] == [1, 1]


@pytest.mark.parametrize("shared", [False, True])
def test_copies_under_the_older_name_are_found_and_taken_along(region: Region, tmp_path: Path, shared: bool) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with region.at("sina") as session:
        backups.choose_second_place(session, stick)
        own = backups.second_place(session)
        assert own is not None
        old = own.rename(stick / "ROCB sina")
        if shared:
            with region.at("focal") as other:
                shutil.copy(make_backup(other).value, old / "store-2020-01-01-000000.sqlite")
        assert any(copy.second for copy in find_backups(session).copies)
        make_backup(session)
        assert backups.second_place(session) == own
        assert len(list(own.glob("*.sqlite"))) == 2
        assert old.is_dir() == shared
        assert not shared or [path.name for path in old.glob("*.sqlite")] == ["store-2020-01-01-000000.sqlite"]


def test_the_copy_at_closing_is_made_once_a_day_and_not_when_it_is_not_wanted(region: Region) -> None:
    with region.at("sina") as session:
        backups.choose_at_closing(session, False)
        backups.backup_at_closing(session)
        assert find_backups(session).copies == () and not find_backups(session).at_closing
        backups.choose_at_closing(session, True)
        for _each in range(2):
            backups.backup_at_closing(session)
        assert len(find_backups(session).copies) == 1


def test_the_office_that_was_pinned_since_that_copy_stays_pinned(region: Region) -> None:
    region.join("mata", "participant", "WS", "Mata Tuala")
    with region.at("mata") as session:
        copy = make_backup(session).value
        accept(session, [region.file("pack")], trust=True)
        anchor = session.anchor
        done = restore_backup(session, copy)
        assert session.anchor == anchor != ()
        assert check_store(session).ok
        keep_newer(session, done.value.kept)
        assert check_store(session).ok
    with region.at("mata") as session:
        again = accept(session, [region.file("pack")])
        assert again.value.nothing_new


@pytest.mark.parametrize("before", [True, False])
def test_what_was_taken_back_since_stays_so(region: Region, before: bool) -> None:
    """Imported before the copy or after it, and taken back since: it is out, says so, and can be brought in again."""
    region.make_reply("sina", "newer", q3="no")
    with region.at("focal") as session:
        copy = make_backup(session).value
        imported = accept(session, [region.file("newer")], trust=True).value.import_id
        copy = make_backup(session).value if before else copy
        undo_import(session, imported)
        whole = everything(session.profile.path)
        kept = restore_backup(session, copy).value.kept
        keep_newer(session, kept)
        now = everything(session.profile.path)
        same = ("reply", "import", "taken_back", "taken_back_change", "taken_back_text", "conflict")
        assert {name: [row[1:] for row in now[name]] for name in same} == {
            name: [row[1:] for row in whole[name]] for name in same
        }
        assert [one.undone is not None for one in list_imports(session) if one.id == imported] == [True]
        assert accept(session, [region.file("newer")]).value.nothing_new
        keep_newer(session, kept)
        import_again(session, imported)
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").version == 2 and check_store(session).ok


def test_what_came_in_again_since_stays_in(region: Region) -> None:
    region.make_reply("sina", "newer", q3="no")
    with region.at("focal") as session:
        imported = accept(session, [region.file("newer")], trust=True).value.import_id
        undo_import(session, imported)
        copy = make_backup(session).value
        import_again(session, imported)
        keep_newer(session, restore_backup(session, copy).value.kept)
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").version == 2 and check_store(session).ok
        assert [one.undone for one in list_imports(session) if one.id == imported] == [None]
