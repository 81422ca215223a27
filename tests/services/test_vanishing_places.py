"""Sticks and shared folders that go away, are full or may not be written: a clear sentence, and nothing half done."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from enclosed import document, with_materials
from region import WORKSHOP, Region

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.reports.files import GONE, file_error
from rocb_desktop.services.arriving.blob_intake import copy_missing
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.materials import list_materials
from rocb_desktop.services.survey.opening import check_file, save_file
from rocb_desktop.services.survey.own_materials import add_own_material, list_own_materials

LARGE = 3_000_000  # bytes: more than one step of a copy


@pytest.fixture
def supplied(region: Region, tmp_path: Path) -> Region:
    with_materials(region, document(tmp_path, size=LARGE))
    with region.at("sina") as session:
        accept(session, [region.file("full")])
    return region


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*")) if folder.exists() else []


def meanwhile(session: Session, do: Callable[[], object], after: int = 0) -> None:
    """Something that happens while a copy is under way, when `after` bytes are done."""
    seen: list[int] = []

    def step(i: int, _n: int) -> None:
        if not seen and i > after:
            seen.append(i)
            do()

    session.on_progress = step


def test_saving_into_a_folder_that_is_gone(supplied: Region, tmp_path: Path) -> None:
    share = tmp_path / "share"
    with supplied.at("sina") as session:
        one = list_materials(session)[0]
        with pytest.raises(UserError) as refused:
            save_file(session, one.id, share / "copy.pdf")
        assert refused.value.code == "bad_path" and not share.exists()
        assert check_file(session, one.id)


def test_a_folder_that_goes_while_a_copy_is_saved(supplied: Region, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    with supplied.at("sina") as session:
        one = list_materials(session)[0]
        meanwhile(session, lambda: shutil.rmtree(share), LARGE + 100)  # its own bytes were read first
        with pytest.raises(UserError) as refused:
            save_file(session, one.id, share / "copy.pdf")
        assert refused.value.code == "bad_path" and left(share) == []
        assert check_file(session, one.id)


def test_an_older_copy_stays_when_the_new_one_fails(supplied: Region, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (share / "copy.pdf").write_bytes(b"older")
    with supplied.at("sina") as session:
        one = list_materials(session)[0]
        meanwhile(session, session.stop_requested.set, LARGE + 100)
        with pytest.raises(Cancelled):
            save_file(session, one.id, share / "copy.pdf")
    assert left(share) == ["copy.pdf"] and (share / "copy.pdf").read_bytes() == b"older"


def test_adding_from_a_place_that_is_gone_changes_nothing(supplied: Region, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    file = document(share, "our.pdf", LARGE)
    shutil.rmtree(share)
    with supplied.at("sina") as session:
        with pytest.raises(UserError, match="bad_path"):
            add_own_material(session, WORKSHOP, file)
        with pytest.raises(UserError, match="bad_path"):
            copy_missing(session, file)
        assert list_own_materials(session) == [] and left(session.profile.path / "staging") == []


def test_a_place_that_goes_while_it_is_read(supplied: Region, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own error in the middle of a read, as a share whose computer was switched off gives it."""
    file = document(tmp_path, "our.pdf", LARGE, seed=5)

    def gone() -> None:
        raise OSError(errno.EHOSTDOWN, "Host is down")

    with supplied.at("sina") as session:
        meanwhile(session, gone)
        with pytest.raises(UserError) as refused:
            add_own_material(session, WORKSHOP, file)
        assert refused.value.code == "place_gone"
        assert "cannot be reached any more" in refused.value.what() and "Your data is safe" in refused.value.hint()
        assert list_own_materials(session) == [] and left(session.profile.path / "staging") == []


def test_a_full_disk_leaves_no_half_copy(supplied: Region, tmp_path: Path) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    share = tmp_path / "share"
    share.mkdir()
    with supplied.at("sina") as session:
        one = list_materials(session)[0]
        meanwhile(session, full, LARGE + 100)
        with pytest.raises(UserError, match="disk_full"):
            save_file(session, one.id, share / "copy.pdf")
        assert left(share) == [] and check_file(session, one.id)


def test_a_place_that_may_not_be_written(supplied: Region, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with supplied.at("sina") as session:
        one = list_materials(session)[0]
        with pytest.raises(UserError, match="bad_path"):
            save_file(session, one.id, tmp_path / "file" / "copy.pdf")
        for number in (errno.EROFS, errno.EACCES, errno.EPERM):
            assert file_error(OSError(number, ""), tmp_path).code == "cannot_open"


@pytest.mark.parametrize("number", GONE)
def test_what_the_system_says_of_a_place_that_left(number: int, tmp_path: Path) -> None:
    assert file_error(OSError(number, "gone"), tmp_path).code == "place_gone"


def test_what_windows_says_of_a_network_that_left(tmp_path: Path) -> None:
    error = OSError(errno.ENOENT, "The network path was not found")
    setattr(error, "winerror", 53)  # noqa: B010 - only Windows errors have it, and mypy knows
    assert file_error(error, tmp_path).code == "place_gone"
