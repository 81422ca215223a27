"""Folders: what is ours by its content comes in, the rest is named in one line, and nothing stops the others."""

import base64
import os
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harmful_zips import directory_bomb, spoiled_lzma
from region import Region, everything

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.exchange.file import RocbFile, read_file
from rocb_desktop.exchange.recognition import is_ours
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.arriving.gathering import gather, read_bytes


@pytest.fixture
def stick(region: Region, tmp_path: Path) -> Path:
    """A USB stick as people have them."""
    folder = tmp_path / "FIJI-2"
    folder.mkdir()
    (folder / "return.rocb").write_bytes(region.file("return").read_bytes())
    (folder / "card.txt").write_bytes(region.file("card").read_bytes())
    (folder / "mail.b64").write_bytes(base64.encodebytes(region.file("pack").read_bytes()))
    with zipfile.ZipFile(folder / "reply.rocb.zip", "w") as archive:
        archive.writestr("reply.rocb", region.file("reply").read_bytes())
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff" + b"x" * 5000)
    (folder / "letter.txt").write_text("Dear colleagues", encoding="utf-8")
    (folder / "empty.rocb").write_bytes(b"")
    (folder / "older").mkdir()
    (folder / "older" / "return.rocb").write_bytes(region.file("return").read_bytes())
    (folder / "link.rocb").symlink_to(region.file("return"))
    return folder


def test_what_is_ours_comes_in_and_the_rest_is_named(region: Region, stick: Path) -> None:
    before = everything(region.folder / "rocb")
    with region.at("rocb") as session:
        seen = preview(session, [stick])
        assert [one.name for one in seen.files] == ["card.txt", "mail.b64", "reply.rocb.zip", "return.rocb"]
        assert seen.others == ("empty.rocb", "letter.txt", "link.rocb", "older/", "photo.jpg")
        assert seen.refused == 0
        done = accept(session, [stick]).value
        assert [(one.name, one.result) for one in done.files] == [(one.name, one.result) for one in seen.files]
        assert {one.path for one in done.files} == {stick / one.name for one in done.files}
    assert everything(region.folder / "rocb") != before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everybody may read everything here")
def test_a_file_that_cannot_be_read_is_named_and_stops_nobody(region: Region, stick: Path) -> None:
    (stick / "card.txt").chmod(0)
    with region.at("rocb") as session:
        done = accept(session, [stick]).value
        assert {one.name: one.error.code for one in done.files if one.error} == {"card.txt": "cannot_open"}
        assert done.totals["new"]


def test_a_damaged_file_of_a_folder_stops_nobody(region: Region, stick: Path) -> None:
    (stick / "cut.rocb").write_bytes(region.file("return").read_bytes()[:-20])
    with region.at("rocb") as session:
        done = accept(session, [stick]).value
        assert {one.name for one in done.files if one.error} == {"cut.rocb"}
        assert done.totals["new"]


@pytest.mark.parametrize("harmful", [spoiled_lzma, directory_bomb])
def test_a_zip_that_means_harm_costs_nothing(tmp_path: Path, harmful: Callable[[Path], None]) -> None:
    harmful(tmp_path / "x.zip")
    tracemalloc.start()
    try:
        begun = time.perf_counter()
        with (tmp_path / "x.zip").open("rb") as stream:
            assert not is_ours(stream, (tmp_path / "x.zip").stat().st_size)
        assert time.perf_counter() - begun < 1
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_mistake_over_one_file_stops_nobody(region: Region, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = region.file("card").read_bytes()

    def mistaken(data: bytes, *more: Any) -> RocbFile:
        if data == fault:
            raise KeyError("nobody thought of this")
        return read_file(data, *more)

    monkeypatch.setattr("rocb_desktop.services.arriving.exchange.read_file", mistaken)
    with region.at("rocb") as session:
        done = accept(session, [stick]).value
    assert {one.name: one.error.code for one in done.files if one.error} == {"card.txt": "cannot_open"}
    assert done.totals["new"]


def test_a_folder_without_anything_of_ours_is_no_error(region: Region, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    before = everything(region.folder / "rocb")["import"]
    with region.at("rocb") as session:
        outcome = accept(session, [tmp_path])
        assert outcome.value.files == () and "photo.jpg" in outcome.value.others
        assert outcome.message == "There is no file of ROCB Desktop in this folder."
        assert outcome.undo is None
    assert everything(region.folder / "rocb")["import"] == before


def test_stop_is_heard_between_the_files_of_a_folder_and_within_a_large_one(region: Region, stick: Path) -> None:
    large = stick / "large"
    with large.open("wb") as file:
        file.truncate(8_000_000)
    with region.at("rocb") as session:
        session.stop_requested.set()
        with pytest.raises(Cancelled):
            gather(session, [stick])
        (parcel,) = gather(session, [large]).parcels
        with pytest.raises(Cancelled):
            parcel.read()
        session.stop_requested.clear()
        assert len(parcel.read()) == 8_000_000


def test_stop_in_the_middle_of_a_folder_leaves_nothing(region: Region, stick: Path) -> None:
    before = everything(region.folder / "rocb")
    with region.at("rocb") as session:

        def stop_at_the_third(i: int, n: int) -> None:
            if n and i >= n // 2:
                session.stop_requested.set()

        session.on_progress = stop_at_the_third
        with pytest.raises(Cancelled):
            accept(session, [stick])
        session.stop_requested.clear()
    assert {name: rows for name, rows in everything(region.folder / "rocb").items() if name != "setting"} == {
        name: rows for name, rows in before.items() if name != "setting"
    }


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\x1f\x8bnot gzip", b"A" * 4096, b"\x00" * 100])
def test_what_only_looks_like_it_is_not_ours(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    with path.open("rb") as stream:
        assert not is_ours(stream, len(data))


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        read_bytes(tmp_path / "gone")
    assert refused.value.code == "bad_path"
