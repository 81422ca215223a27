"""A small region for tests of services, made once and copied for each test."""

from pathlib import Path

import pytest
from region import Region, make_region


@pytest.fixture(scope="session")
def made_region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Made once; nobody writes into it."""
    return make_region(tmp_path_factory.mktemp("made") / "region")


@pytest.fixture
def region(made_region: Region, tmp_path: Path) -> Region:
    """A region of the test's own."""
    return made_region.copy(tmp_path / "region")
