"""Choices of this computer: kept in one small file whose loss loses nothing."""

import json
from pathlib import Path

import pytest

from rocb_desktop.services.profile.preferences import (
    FILE,
    Preferences,
    keep_preferences,
    last_profile,
    load_preferences,
)


@pytest.fixture
def config(own_folders: Path) -> Path:
    return own_folders / "config"


def test_nothing_kept_means_the_usual() -> None:
    assert load_preferences() == Preferences()
    assert load_preferences().theme == "system"


def test_one_choice_leaves_the_others_and_the_keys_of_other_versions(config: Path) -> None:
    config.mkdir()
    (config / FILE).write_text('{"theme": "dark", "from_a_newer_app": [1]}', encoding="utf-8")
    assert keep_preferences(profile="/p/é") == Preferences(profile="/p/é", theme="dark")
    assert json.loads((config / FILE).read_text(encoding="utf-8"))["from_a_newer_app"] == [1]


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"theme": 3}'])
def test_a_damaged_file_counts_as_empty_and_is_replaced(config: Path, damaged: str) -> None:
    config.mkdir()
    (config / FILE).write_text(damaged, encoding="utf-8")
    assert load_preferences() == Preferences()
    assert keep_preferences(theme="dark").theme == "dark"


def test_the_last_profile_counts_only_while_it_is_there(tmp_path: Path) -> None:
    assert last_profile() is None
    keep_preferences(profile=str(tmp_path / "gone"))
    assert last_profile() is None
    keep_preferences(profile=str(tmp_path))
    assert last_profile() == tmp_path
