"""A large file in parts: in any order, over days, with what is missing or damaged said by its number."""

from pathlib import Path
from random import Random

import pytest
from enclosed import document, with_materials
from region import Region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.arriving.parts import drop_parts, join_files, split_file, tidy_removed, waiting_parts
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.materials import list_materials


@pytest.fixture
def parts(region: Region, tmp_path: Path) -> list[Path]:
    """The pack of the workshop in five parts."""
    with_materials(region, document(tmp_path, size=450_000))
    folder = tmp_path / "parts"
    folder.mkdir()
    with region.at("rocb") as session:
        made: list[Path] = split_file(session, region.file("full"), folder, 100_000).value
    assert [path.name for path in made] == [f"full.{n}of5.rocb" for n in range(1, 6)]
    return made


def left_in_staging(session: Session) -> list[Path]:
    return [path for path in (session.profile.path / "staging").rglob("*") if path.is_file()]


@pytest.mark.parametrize("seed", range(3))
def test_parts_come_in_any_order_over_days(region: Region, parts: list[Path], seed: int) -> None:
    Random(seed).shuffle(parts)
    for number, part in enumerate(parts, 1):
        with region.at("sina") as session:
            seen = preview(session, [part])
            assert (seen.files[0].result, seen.refused) == ("waiting" if number < 5 else "new", 0)
            done = accept(session, [part])
            if number < 5:
                assert len(waiting_parts(session)[0].here) == number
                assert f"{number} of 5 " in done.value.files[0].why
                assert list_materials(session) == []
    with region.at("sina") as session:
        assert list_materials(session)[0].here
        assert waiting_parts(session) == [] and left_in_staging(session) == []


def test_all_parts_at_once_in_a_folder_are_one_file(region: Region, parts: list[Path]) -> None:
    with region.at("sina") as session:
        seen = preview(session, [parts[0].parent])
        assert [(file.name, file.kind, len(file.parts)) for file in seen.files] == [("full.rocb", "pack", 5)]
        assert left_in_staging(session) == []  # a look keeps nothing
        accept(session, list(seen.files[0].parts))
        assert list_materials(session)[0].here


def test_what_is_missing_is_said(region: Region, parts: list[Path]) -> None:
    with region.at("sina") as session:
        done = accept(session, [parts[1], parts[0], parts[1]])
        assert done.value.files[0].why == "2 of 5 parts are here. Missing: 3, 4, 5."
        assert "2 of 5 parts are here. Missing: 3, 4, 5." in done.message
        found = waiting_parts(session)
        assert (found[0].name, found[0].missing) == ("full.rocb", [3, 4, 5])
        done = drop_parts(session, found[0].head.set)
        assert waiting_parts(session) == []
        accept(session, [parts[3]])  # another comes meanwhile
        assert done.undo is not None
        done.undo.service(session, *done.undo.args)
        assert waiting_parts(session)[0].missing == [3, 5]
        drop_parts(session, found[0].head.set)
        tidy_removed(session, at_once=True)
        assert waiting_parts(session) == [] and left_in_staging(session) == []


def test_a_damaged_part_is_named_and_the_others_stay(region: Region, parts: list[Path]) -> None:
    good = parts[2].read_bytes()
    for harmed in (good[:-1], good + b"x", good[:-1] + bytes([good[-1] ^ 1]), good[:40]):
        parts[2].write_bytes(harmed)
        with region.at("sina") as session:
            done = accept(session, parts)
            results = {file.name: file for file in done.value.files}
            refused = results["full.3of5.rocb"].error
            assert refused is not None and refused.code == "damaged_file"
            assert results["full.rocb"].why == "4 of 5 parts are here. Missing: 3."
    parts[2].write_bytes(good)
    with region.at("sina") as session:
        accept(session, [parts[2]])
        assert list_materials(session)[0].here


def test_parts_of_different_files_or_cuts_do_not_mix(region: Region, parts: list[Path], tmp_path: Path) -> None:
    other = tmp_path / "other cut"
    other.mkdir()
    with region.at("rocb") as session:
        again: list[Path] = split_file(session, region.file("full"), other, 150_000).value
        with pytest.raises(UserError, match="bad_value"):
            join_files(session, [*parts, *again], tmp_path / "whole")
        with pytest.raises(UserError, match="bad_value") as missing:
            join_files(session, parts[1:], tmp_path / "whole")
        assert "Missing: 1." in missing.value.what()
        with pytest.raises(UserError, match="not_rocb_file"):
            join_files(session, [region.file("full")], tmp_path / "whole")
        join_files(session, list(reversed(parts)), tmp_path / "whole")
    assert (tmp_path / "whole").read_bytes() == region.file("full").read_bytes()
    with region.at("sina") as session:
        accept(session, [*parts[:2], *again[2:]])
        assert sorted(len(found.here) for found in waiting_parts(session)) == [len(again[2:]), 2]


def test_a_part_kept_here_that_went_bad_is_asked_for_again(region: Region, parts: list[Path]) -> None:
    with region.at("sina") as session:
        accept(session, parts[:4])
        kept = sorted(left_in_staging(session))[0]
        kept.write_bytes(kept.read_bytes()[:-1] + b"?")
        with pytest.raises(UserError, match="damaged_file"):
            accept(session, [parts[4]])
        done = accept(session, [parts[4]])
        assert done.value.files[0].why == "4 of 5 parts are here. Missing: 1."
        accept(session, [parts[0]])
        assert list_materials(session)[0].here


def test_a_size_that_makes_no_sense_is_refused_and_leaves_nothing(region: Region, tmp_path: Path) -> None:
    large = tmp_path / "large.rocb"
    large.write_bytes(b"x" * 21_000_000)
    out = tmp_path / "out"
    out.mkdir()
    with region.at("rocb") as session:
        for step in (10, 100_000, 2**40):
            with pytest.raises(UserError, match="bad_value"):
                split_file(session, large, out, step)
        with pytest.raises(UserError, match="bad_path"):
            split_file(session, tmp_path / "nowhere", out)
    assert list(out.iterdir()) == []
