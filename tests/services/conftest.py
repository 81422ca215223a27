"""A small region for tests of services, made once and copied for each test."""

import shutil
from pathlib import Path

import pytest
from region import Region, make_region
from samoa import Samoa, make_samoa


@pytest.fixture(scope="session")
def made_region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Made once; nobody writes into it."""
    return make_region(tmp_path_factory.mktemp("made") / "region")


@pytest.fixture
def region(made_region: Region, tmp_path: Path) -> Region:
    """A region of the test's own."""
    return made_region.copy(tmp_path / "region")


@pytest.fixture(scope="session")
def made_samoa(tmp_path_factory: pytest.TempPathFactory) -> Samoa:
    """Made once; nobody writes into it."""
    return make_samoa(tmp_path_factory.mktemp("made") / "samoa")


@pytest.fixture
def samoa(made_samoa: Samoa, tmp_path: Path) -> Samoa:
    """Sina Leota's desk, the test's own."""
    shutil.copytree(made_samoa.folder, tmp_path / "samoa")
    return Samoa(tmp_path / "samoa")
