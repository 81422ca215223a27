"""Own materials: kept like evidence, checked, mirrored, erased; and the share log, which is the action log itself."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from enclosed import document, with_materials
from region import WORKSHOP, Region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.safety.backups import find_backups, make_backup
from rocb_desktop.services.safety.file_checking import check_files
from rocb_desktop.services.safety.unused_blobs import unused_files
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import list_actions, remove_action
from rocb_desktop.services.survey.blobs import all_blobs, blob_path
from rocb_desktop.services.survey.changed_files import MISSING, OTHER, WHOLE, file_state, keep_changed
from rocb_desktop.services.survey.materials import list_materials
from rocb_desktop.services.survey.opening import save_file
from rocb_desktop.services.survey.own_materials import (
    add_own_material,
    list_own_materials,
    remove_own_material,
    rename_own_material,
)
from rocb_desktop.services.survey.replies import reply_form
from rocb_desktop.services.survey.workshop_desk import workshop_desk
from rocb_desktop.services.survey.workshop_shelf import share_files
from rocb_desktop.store.copies import blobs_in_copy


def own(session: Session, folder: Path, name: str = "our-slides.pdf", seed: int = 9) -> str:
    return str(add_own_material(session, WORKSHOP, document(folder, name, 3_000, seed), "Our slides").value)


def test_an_own_file_is_listed_retitled_removed_and_taken_back(region: Region, tmp_path: Path) -> None:
    with region.at("sina") as session:
        record = own(session, tmp_path)
        assert own(session, tmp_path) == record
        rename_own_material(session, record, "  Slides   for the wharf ")
        found = list_own_materials(session)
        assert [(one.file.shown, one.file.name, one.here) for one in found] == [
            ("Slides for the wharf", "our-slides.pdf", True)
        ]
        removed = remove_own_material(session, record)
        assert list_own_materials(session) == [] and removed.undo is not None
        removed.undo.service(session, *removed.undo.args)
        assert list_own_materials(session) == found
        save_file(session, record, tmp_path / "copy.pdf")
        assert (tmp_path / "copy.pdf").read_bytes() == (tmp_path / "our-slides.pdf").read_bytes()
        for wrong in ("0" * 32, "x"):
            with pytest.raises(UserError, match="bad_value"):
                remove_own_material(session, wrong)
        with pytest.raises(UserError, match="bad_value"):
            rename_own_material(session, record, "x" * 300)


def test_it_is_kept_as_evidence_is(region: Region, tmp_path: Path) -> None:
    with region.at("sina") as session:
        record = own(session, tmp_path)
        digest = list_own_materials(session)[0].file.hash
        assert digest in {blob.hash for blob in all_blobs(session)}
        assert check_files(session).whole == 1
        make_backup(session)
        assert digest in blobs_in_copy(find_backups(session).copies[0].path)
        remove_own_material(session, record)
        assert unused_files(session).kept == 1  # the backup speaks of it


def test_a_backup_of_an_older_version_still_speaks_of_its_files(region: Region, tmp_path: Path) -> None:
    with_materials(region, document(tmp_path))
    with region.at("sina") as session:
        accept(session, [region.file("full")])
        make_backup(session)
        copy, digest = find_backups(session).copies[0].path, list_materials(session)[0].file.hash
    older = tmp_path / "older.sqlite"
    older.write_bytes(copy.read_bytes())
    with closing(sqlite3.connect(older)) as db:
        db.execute("DROP TABLE own_material")
        db.commit()
    assert blobs_in_copy(older) == {digest}


def test_it_stays_in_the_administration(region: Region, tmp_path: Path) -> None:
    with region.at("sina") as session:
        own(session, tmp_path)
        rows = session.db.execute("SELECT block FROM change WHERE kind='own_material'").fetchall()
        assert rows == [(None,)]  # signed with the first file that may carry it, and never in one for ROCB A/P


def test_sharing_is_an_action_of_the_log(region: Region, tmp_path: Path) -> None:
    with_materials(region, document(tmp_path))
    with region.at("sina") as session:
        accept(session, [region.file("full")])
        given, mine = list_materials(session)[0].id, own(session, tmp_path)
        workshop = list_materials(session)[0].workshop
        before = len(list_actions(session))
        days = [(session.clock.today() - timedelta(days=back)).isoformat() for back in (2, 1)]
        share_files(session, workshop, [given, mine], "the audit team", "colleagues_email", days[0], reached=14)
        last = share_files(session, workshop, [given], "the Comptroller", day=days[1], reached=2)
        share_files(session, workshop, [given], "brokers")
        assert len(list_actions(session)) == before + 3
        room = workshop_desk(session).room(workshop)
        assert room is not None
        (file,), (copy,) = room.files, room.own
        assert (file.people, copy.people, file.own, copy.own) == (16, 14, False, True)
        assert file.last_shared is not None and file.last_shared.audience == "brokers"
        assert copy.last_shared is not None and copy.last_shared.subtype == "colleagues_email"
        assert reply_form(session, workshop).answers["q1_share_materials"] == "yes"
        remove_action(session, str(last.value))
        room = workshop_desk(session).room(workshop)
        assert room is not None and room.files[0].people == 14
        with pytest.raises(UserError, match="bad_value"):
            share_files(session, workshop, [])
        with pytest.raises(UserError, match="bad_value"):
            share_files(session, workshop, ["0" * 32])


def test_a_changed_file_is_kept_as_an_own_one(region: Region, tmp_path: Path) -> None:
    with_materials(region, document(tmp_path))
    with region.at("sina") as session:
        accept(session, [region.file("full")])
        one = list_materials(session)[0]
        assert file_state(session, one.id) == WHOLE
        assert keep_changed(session, one.id).message == ""
        path = blob_path(session, one.file.hash)
        path.write_bytes(b"%PDF- another text")
        assert file_state(session, one.id) == OTHER
        kept = keep_changed(session, one.id)
        assert file_state(session, one.id) == MISSING and not path.exists()
        mine = list_own_materials(session, one.workshop)
        assert [(m.id, m.file.name, m.file.title) for m in mine] == [
            (kept.value, one.file.name, f"{one.file.shown}, changed")
        ]
        assert blob_path(session, mine[0].file.hash).read_bytes() == b"%PDF- another text"
        assert file_state(session, mine[0].id) == WHOLE
        with pytest.raises(UserError, match="bad_value"):
            keep_changed(session, "0" * 32)
