"""Who a profile belongs to can be told without opening its store."""

from pathlib import Path

import pytest

from rocb_desktop import paths
from rocb_desktop.services.profile.faces import FILE, Face, keep_face, list_profiles, read_face

SINA = Face("participant", "WS", "Sina Leota", "en")


def test_a_face_is_kept_and_replaced(tmp_path: Path) -> None:
    assert read_face(tmp_path) is None
    keep_face(tmp_path, SINA)
    assert read_face(tmp_path) == SINA
    tui = Face("focal_point", "FJ", "Tui Vakanānumi", "fr")
    keep_face(tmp_path, tui)
    assert read_face(tmp_path) == tui


def test_an_unchanged_face_is_not_written_again(tmp_path: Path) -> None:
    keep_face(tmp_path, SINA)
    (tmp_path / FILE).chmod(0o444)
    before = (tmp_path / FILE).stat().st_mtime_ns
    keep_face(tmp_path, SINA)
    assert (tmp_path / FILE).stat().st_mtime_ns == before


@pytest.mark.parametrize("damaged", ["", "[]", "{}", "3", '{"role": "rocb"}'])
def test_a_damaged_face_is_no_face(tmp_path: Path, damaged: str) -> None:
    (tmp_path / FILE).write_text(damaged, encoding="utf-8")
    assert read_face(tmp_path) is None


def test_profiles_are_the_folders_with_a_store() -> None:
    assert list_profiles() == []
    folder = paths.default_profiles_dir()
    for name in ("tui", "sina", "no-store"):
        (folder / name).mkdir(parents=True)
    for name in ("tui", "sina"):
        (folder / name / "store.sqlite").touch()
    assert [found.name for found in list_profiles()] == ["sina", "tui"]
