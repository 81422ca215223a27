"""A focal point's desk and a small region, made once and copied for each test."""

import shutil
from pathlib import Path

import pytest
from fiji import Fiji, make_fiji
from region import Region, make_region


@pytest.fixture(scope="session")
def made_fiji(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    """Made once; nobody writes into it."""
    return make_fiji(tmp_path_factory.mktemp("made") / "fiji")


@pytest.fixture
def fiji(made_fiji: Fiji, tmp_path: Path) -> Fiji:
    """A desk of the test's own."""
    shutil.copytree(made_fiji.folder, tmp_path / "fiji")
    return Fiji(tmp_path / "fiji")


@pytest.fixture(scope="session")
def made_region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Made once; nobody writes into it."""
    return make_region(tmp_path_factory.mktemp("made") / "region")


@pytest.fixture
def region(made_region: Region, tmp_path: Path) -> Region:
    """A region of the test's own."""
    return made_region.copy(tmp_path / "region")
