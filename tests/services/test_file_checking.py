"""Check looks at every file of a record: what is missing is not damaged, what is damaged is named and made good."""

from pathlib import Path

from enclosed import document, with_materials
from region import Region

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.safety.backups import choose_second_place
from rocb_desktop.services.safety.checking import check_store
from rocb_desktop.services.safety.file_checking import put_files_right
from rocb_desktop.services.survey.blobs import blob_path
from rocb_desktop.services.survey.materials import list_materials


def test_what_was_not_copied_yet_is_no_damage(region: Region, tmp_path: Path) -> None:
    with_materials(region, document(tmp_path))
    with region.at("rocb") as session:
        make_pack(session, "2021/7", region.file("thin"))
        assert check_store(session).files.words == "1 file was checked."
    with region.at("sina") as session:
        accept(session, [region.file("thin")])
        found = check_store(session)
        assert found.ok and found.files.words == "1 file is not copied here yet."
        assert [file.name for file in found.files.missing] == ["tfa-overview.pdf"]


def test_a_damaged_file_is_named_and_comes_back_from_the_second_place(region: Region, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    with_materials(region, document(tmp_path), document(tmp_path, "b.pdf", seed=2))
    with region.at("rocb") as session:
        choose_second_place(session, place)
        file = list_materials(session)[0].file
        harm(blob_path(session, file.hash))
        found = check_store(session)
        error = found.error()
        assert not found.ok and not found.repairable and error is not None
        assert f"Damaged on this computer: {file.name}" in error.what()
        assert (found.files.whole, found.files.damaged) == (1, (file,))
        done = put_files_right(session)
        assert done.message == "1 damaged file was removed. 1 file was copied again." and done.value == 0
        assert check_store(session).files.whole == 2


def test_a_copy_in_the_second_place_that_went_bad_is_made_again(region: Region, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    with_materials(region, document(tmp_path))
    with region.at("rocb") as session:
        choose_second_place(session, place)
        copy = next(place.glob("*/blobs/*/*"))
        harm(copy)
        found = check_store(session)
        error = found.error()
        assert error is not None and "1 file in your second place is damaged." in error.what()
        assert put_files_right(session).value == 0
        assert check_store(session).ok and copy.is_file()


def test_without_a_second_place_it_is_copied_again_from_a_pack(region: Region, tmp_path: Path) -> None:
    with_materials(region, document(tmp_path))
    with region.at("sina") as session:
        accept(session, [region.file("full")])
        harm(blob_path(session, list_materials(session)[0].file.hash))
        assert put_files_right(session).value == 1
        assert check_store(session).ok
        assert accept(session, [region.file("full")]).value.blobs == 1
        assert check_store(session).files.whole == 1


def harm(path: Path) -> None:
    """Another byte in the middle, as an old disk does it."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
