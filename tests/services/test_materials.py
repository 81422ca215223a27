"""Materials: signed by ROCB A/P, carried with or without their files, kept once, and never another than was signed."""

import hashlib
import os
import zipfile
from pathlib import Path

import pytest
from enclosed import document, some_bytes, with_materials
from region import WORKSHOP, Region

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.domain.material import MAX_SIZE
from rocb_desktop.services.arriving.blob_intake import copy_missing
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.region.pack_sizes import pack_sizes
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.safety.unused_blobs import delete_unused, unused_files
from rocb_desktop.services.survey.blobs import blob_path
from rocb_desktop.services.survey.materials import (
    add_material,
    ask_words,
    list_materials,
    my_workshops,
    remove_material,
    rename_material,
)
from rocb_desktop.services.survey.opening import check_file, save_file
from rocb_desktop.store.projections import dump


def kept_files(profile: Path) -> list[str]:
    """What lies in the blob store and in staging, by name."""
    return sorted(path.name for name in ("blobs", "staging") for path in (profile / name).rglob("*") if path.is_file())


def test_a_pack_with_files_brings_them(region: Region, tmp_path: Path) -> None:
    one, two = document(tmp_path), document(tmp_path, "checklist.xlsx", 10, seed=1)
    with_materials(region, one, two)
    with region.at("sina") as session:
        seen = preview(session, [region.file("full")])
        assert (seen.blobs, kept_files(session.profile.path)) == (2, [])
        done = accept(session, [region.file("full")])
        assert done.value.blobs == 2
        found = list_materials(session)
        assert [(m.file.name, m.here, m.version) for m in found] == [
            ("checklist.xlsx", True, 1),
            ("tfa-overview.pdf", True, 1),
        ]
        assert all(check_file(session, m.id) for m in found)
        assert kept_files(session.profile.path) == sorted(m.file.hash for m in found)
        save_file(session, found[1].id, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == one.read_bytes()


def test_a_pack_without_files_leaves_places_that_are_filled_later(region: Region, tmp_path: Path) -> None:
    with_materials(region, document(tmp_path))
    with region.at("rocb") as session:
        make_pack(session, WORKSHOP, region.file("thin"))
        sizes = pack_sizes(session, WORKSHOP)
    assert sizes.files == 1
    assert abs(region.file("full").stat().st_size - sizes.with_files) < 300
    assert abs(region.file("thin").stat().st_size - sizes.without) < 100
    with region.at("sina") as session:
        accept(session, [region.file("thin")])
        material = list_materials(session)[0]
        assert not material.here
        assert my_workshops(session).lines[0].here == 0
        assert "tfa-overview.pdf" in ask_words(session, material.id) and "2021/7" in ask_words(session, material.id)
        with pytest.raises(UserError, match="not_copied"):
            save_file(session, material.id, tmp_path / "x")
        with pytest.raises(UserError, match="not_copied"):
            check_file(session, material.id)
        # nothing of the records is new in the full pack, and yet it brings something
        seen = preview(session, [region.file("full")])
        assert not seen.nothing_new and seen.files[0].result == "new"
        done = accept(session, [region.file("full")])
        assert done.message == "1 file was copied. It is complete and not changed."
        assert list_materials(session)[0].here


def test_a_missing_file_is_filled_in_from_a_pack_or_from_the_very_file(region: Region, tmp_path: Path) -> None:
    one, two = document(tmp_path), document(tmp_path, "two.pdf", seed=2)
    with_materials(region, one, two)
    with region.at("rocb") as session:
        make_pack(session, WORKSHOP, region.file("thin"))
    with region.at("sina") as session:
        accept(session, [region.file("thin")])
        other = document(tmp_path, "tfa-overview-2.pdf", seed=3)
        with pytest.raises(UserError, match="not_the_file"):
            copy_missing(session, other)
        with pytest.raises(UserError, match="not_the_file"):
            copy_missing(session, region.file("thin"))
        with pytest.raises(UserError, match="bad_path"):
            copy_missing(session, tmp_path / "nowhere")
        renamed = tmp_path / "renamed by somebody"
        renamed.write_bytes(one.read_bytes())
        assert copy_missing(session, renamed).value == 1
        assert sum(m.here for m in list_materials(session)) == 1
        assert copy_missing(session, region.file("full")).value == 1
        assert all(m.here for m in list_materials(session))
        assert copy_missing(session, region.file("full")).message == "Nothing that is missing was in this file."
        assert len(kept_files(session.profile.path)) == 2


def test_a_changed_blob_is_never_handed_out(region: Region, tmp_path: Path) -> None:
    with_materials(region, document(tmp_path))
    with region.at("sina") as session:
        accept(session, [region.file("full")])
        material = list_materials(session)[0]
        path = blob_path(session, material.file.hash)
        path.write_bytes(path.read_bytes()[:-1] + b"?")
        assert not check_file(session, material.id)
        with pytest.raises(UserError, match="not_the_file"):
            save_file(session, material.id, tmp_path / "copy.pdf")
        assert not (tmp_path / "copy.pdf").exists()


@pytest.mark.parametrize("harm", ["another file", "cut", "swapped"])
def test_a_pack_whose_files_are_not_those_that_were_signed(region: Region, tmp_path: Path, harm: str) -> None:
    with_materials(region, document(tmp_path), document(tmp_path, "two.pdf", seed=2))
    harmed = tmp_path / "harmed.rocb"
    with zipfile.ZipFile(region.file("full")) as old, zipfile.ZipFile(harmed, "w") as new:
        parts = old.infolist()
        texts = {part.filename: old.read(part) for part in parts}
        names = [part.filename for part in parts]
        if harm == "another file":
            texts[names[1]] = b"%PDF- instead"
        if harm == "cut":
            texts[names[1]] = texts[names[1]][:-1]
        if harm == "swapped":
            texts[names[1]], texts[names[2]] = texts[names[2]], texts[names[1]]
        for name in names:
            new.writestr(name, texts[name])
    with region.at("sina") as session:
        before = dump(session.db)
        with pytest.raises(UserError, match="damaged_file"):
            accept(session, [harmed])
        assert (dump(session.db), kept_files(session.profile.path)) == (before, [])


def test_what_nobody_signed_for_does_not_stay(region: Region, tmp_path: Path) -> None:
    with_materials(region, document(tmp_path))
    more = tmp_path / "more.rocb"
    more.write_bytes(region.file("full").read_bytes())
    extra = some_bytes(1000, seed=9)
    with zipfile.ZipFile(more, "a") as archive:
        archive.writestr(f"blobs/{hashlib.sha256(extra).hexdigest()}", extra)
        archive.writestr("read me.txt", "hello")
    with region.at("sina") as session:
        accept(session, [more])
        assert kept_files(session.profile.path) == [list_materials(session)[0].file.hash]


def test_stop_while_files_come_in_leaves_nothing(region: Region, tmp_path: Path) -> None:
    with_materials(region, document(tmp_path, size=3_000_000))
    with region.at("sina") as session:
        before = dump(session.db)

        def stop(i: int, n: int) -> None:
            if kept_files(session.profile.path):  # the file is on its way
                session.stop_requested.set()

        session.on_progress = stop
        with pytest.raises(Cancelled):
            accept(session, [region.file("full")])
        assert (dump(session.db), kept_files(session.profile.path)) == (before, [])
        session.stop_requested.clear()
        session.on_progress = None
        accept(session, [region.file("full")])
        assert list_materials(session)[0].here


def test_rocb_adds_renames_and_removes(region: Region, tmp_path: Path) -> None:
    path = document(tmp_path)
    with region.at("rocb") as session:
        added = add_material(session, WORKSHOP, path, "TFA  overview")
        assert add_material(session, WORKSHOP, path).value == added.value
        path.write_bytes(b"%PDF-2")
        assert add_material(session, WORKSHOP, path).value == added.value
        material = list_materials(session)[0]
        assert (material.version, material.file.title, material.file.size) == (2, "TFA overview", 6)
        assert unused_files(session).count == 1  # the first version
        rename_material(session, material.id, "")
        assert list_materials(session)[0].file.shown == "tfa-overview.pdf"
        removed = remove_material(session, material.id)
        assert list_materials(session) == [] and removed.undo is not None
        assert unused_files(session).count == 2
        removed.undo.service(session, *removed.undo.args)
        assert [m.id for m in list_materials(session)] == [material.id]
        assert delete_unused(session).value == 1
        assert kept_files(session.profile.path) == [material.file.hash]
        with pytest.raises(UserError, match="bad_value"):
            rename_material(session, material.id, "x" * 300)
        with pytest.raises(UserError, match="bad_value"):
            remove_material(session, "0" * 32)
    with region.at("sina") as session, pytest.raises(UserError, match="not_allowed"):
        add_material(session, WORKSHOP, path)


def test_undo_of_a_new_material_takes_it_away(region: Region, tmp_path: Path) -> None:
    with region.at("rocb") as session:
        added = add_material(session, WORKSHOP, document(tmp_path))
        assert added.undo is not None
        back = added.undo.service(session, *added.undo.args)
        assert list_materials(session) == []
        assert back.undo is not None
        back.undo.service(session, *back.undo.args)
        assert len(list_materials(session)) == 1


def test_what_is_too_large_or_no_file_is_not_added(region: Region, tmp_path: Path) -> None:
    large = tmp_path / "large.mp4"
    with large.open("wb") as stream:
        os.truncate(stream.fileno(), MAX_SIZE + 1)
    with region.at("rocb") as session:
        for path, code in ((large, "too_large"), (tmp_path, "bad_path"), (tmp_path / "no", "bad_path")):
            with pytest.raises(UserError, match=code):
                add_material(session, WORKSHOP, path)
        assert kept_files(session.profile.path) == []


def test_a_pack_holds_no_material_of_another_workshop(region: Region, tmp_path: Path) -> None:
    with_materials(region, document(tmp_path))
    with region.at("rocb") as session:
        add_workshop(session, "Canines", "regional", "2021-06-01", "2021-06-02", ("WS",), number=8)
        add_material(session, "2021/8", document(tmp_path, "dogs.pdf", seed=4))
        make_pack(session, "2021/8", region.file("dogs"), with_files=True)
    with zipfile.ZipFile(region.file("dogs")) as archive:
        assert len(archive.namelist()) == 2
    with region.at("sina") as session:
        accept(session, [region.file("dogs")])
        assert [m.file.name for m in list_materials(session)] == ["dogs.pdf"]
