"""The files of records in the second place: copied once, brought back, kept for the way back, gone when erased."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from enclosed import document, with_materials
from region import ANSWERS, TODAY, WORKSHOP, Region

from rocb_desktop.domain.errors import Cancelled
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.arriving.import_log import import_again, undo_import
from rocb_desktop.services.erasure.erasing import erase_person
from rocb_desktop.services.erasure.wiping import waiting_to_wipe, wipe_here
from rocb_desktop.services.safety.backups import choose_second_place, make_backup, second_place
from rocb_desktop.services.safety.restoring import restore_backup, restore_lost
from rocb_desktop.services.safety.unused_blobs import delete_unused, unused_files
from rocb_desktop.services.session import Clock, Session
from rocb_desktop.services.survey.actions import list_actions
from rocb_desktop.services.survey.blobs import blob_path, blobs_in
from rocb_desktop.services.survey.evidence import add_evidence, list_evidence
from rocb_desktop.services.survey.materials import list_materials, remove_material
from rocb_desktop.services.survey.opening import check_file
from rocb_desktop.services.survey.replies import make_reply, save_reply


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


def there(session: Session) -> list[Path]:
    place = second_place(session)
    assert place is not None
    return list(blobs_in(place))


def test_files_are_copied_once_and_whole(region: Region, tmp_path: Path, stick: Path) -> None:
    with_materials(region, document(tmp_path), document(tmp_path, "b.pdf", seed=2))
    with region.at("rocb") as session:
        said = choose_second_place(session, stick).message
        assert "2 files were copied to the second place" in said
        times = [path.stat().st_mtime_ns for path in there(session)]
        assert make_backup(session).message == "A backup was made, opened again and checked."
        assert [path.stat().st_mtime_ns for path in there(session)] == times
        assert sorted(path.name for path in there(session)) == [path.name for path in blobs_in(session.profile.path)]


def test_a_damaged_file_never_takes_the_place_of_a_good_copy(region: Region, tmp_path: Path, stick: Path) -> None:
    with_materials(region, document(tmp_path), document(tmp_path, "b.pdf", seed=2))
    with region.at("rocb") as session:
        first, second = (one.file for one in list_materials(session))
        blob_path(session, first.hash).write_bytes(b"harmed")
        said = choose_second_place(session, stick).message
        assert "1 file could not be copied" in said
        assert [path.name for path in there(session)] == [second.hash]
        assert not [path for path in stick.rglob("*") if path.suffix == ".part"]


def test_stop_leaves_whole_files_and_the_next_backup_goes_on(region: Region, tmp_path: Path, stick: Path) -> None:
    with_materials(region, document(tmp_path), document(tmp_path, "b.pdf", seed=2))
    with region.at("rocb") as session:
        session.on_progress = lambda done, of: session.stop_requested.set() if done * 2 > of else None
        with pytest.raises(Cancelled):
            choose_second_place(session, stick)
        session.stop_requested.clear()
        session.on_progress = None
        assert len(there(session)) == 1 and not list(stick.rglob("*.part"))
        make_backup(session)
        assert len(there(session)) == 2


def test_a_restore_brings_missing_files_back(region: Region, tmp_path: Path, stick: Path) -> None:
    with_materials(region, document(tmp_path))
    with region.at("rocb") as session:
        inside = choose_second_place(session, stick).value
        record = list_materials(session)[0]
        shutil.rmtree(session.profile.path / "blobs")
        assert not list_materials(session)[0].here
        done = restore_backup(session, inside)  # from the profile: the second place is asked as well
        assert done.value.files == 1 and "1 file came back with it." in done.message
        assert check_file(session, record.id)
        assert restore_backup(session, inside).value.files == 0


def test_a_new_computer_gets_the_files_with_the_store(region: Region, tmp_path: Path, stick: Path) -> None:
    with_materials(region, document(tmp_path))
    with region.at("rocb") as session:
        choose_second_place(session, stick)
        place = second_place(session)
    assert place is not None
    new = Region(tmp_path / "new")
    (new.folder / "rocb" / "backups").mkdir(parents=True)
    shutil.copytree(region.folder / "rocb" / "keys", new.folder / "rocb" / "keys")
    restore_lost(new.folder / "rocb", next(place.glob("*.sqlite")), clock=Clock(TODAY))
    with new.at("rocb") as session:
        assert check_file(session, list_materials(session)[0].id)


def test_what_a_recent_backup_speaks_of_is_not_deleted(region: Region, tmp_path: Path) -> None:
    record = with_materials(region, document(tmp_path))[0]
    with region.at("rocb") as session:
        copy = make_backup(session).value
        remove_material(session, record)
        assert (unused_files(session).count, unused_files(session).kept) == (0, 1)
        done = delete_unused(session)
        assert done.value == 0 and "1 file stays: a backup of the last 90 days" in done.message
        restore_backup(session, copy)
        assert check_file(session, record)
        remove_material(session, record)
    with region.at("rocb", TODAY + timedelta(days=91)) as session:
        assert delete_unused(session).message == "1 file was deleted."


def test_what_an_import_brought_stays_while_it_is_taken_back(region: Region, tmp_path: Path) -> None:
    record = with_materials(region, document(tmp_path))[0]
    with region.at("sina") as session:
        done = accept(session, [region.file("full")])
        undo_import(session, done.value.import_id)
        assert delete_unused(session).value == 0
        import_again(session, done.value.import_id)
        assert check_file(session, record)


@pytest.mark.parametrize("connected", [True, False])
def test_erased_evidence_goes_from_here_and_from_the_second_place(
    region: Region, tmp_path: Path, stick: Path, connected: bool
) -> None:
    with region.at("sina") as session:
        add_evidence(session, list_actions(session)[0].id, document(tmp_path))
        save_reply(session, WORKSHOP, {**ANSWERS, "q1_none": "", "q1_share_materials": "yes"})
        make_reply(session, WORKSHOP, region.file("with"), with_evidence=True)
    away = tmp_path / "in a drawer"
    with region.at("focal") as session:
        accept(session, [region.file("with")])
        choose_second_place(session, stick)
        copy = make_backup(session).value
        digest = list_evidence(session)[0].file.hash
        assert [path.name for path in there(session)] == [digest]
        if not connected:
            stick.rename(away)
        erase_person(session, "Sina Leota", "Sina Leota")
        wipe_here(session, waiting_to_wipe(session).records)
        assert not list(blobs_in(session.profile.path))
        if not connected:
            away.rename(stick)
            assert [path.name for path in there(session)] == [digest]
            restore_backup(session, copy)  # brings nobody back, and no file; a backup is made before it
            assert not list(blobs_in(session.profile.path))
        assert there(session) == []
        assert digest not in "".join(path.name for path in session.profile.path.rglob("*"))
