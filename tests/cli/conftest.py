"""Commands run as a script would run them, on real profiles."""

from pathlib import Path

import pytest
from commands import Answer, Run
from region import Region, make_region

from rocb_desktop.cli.parser import run_command


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""

    def call(*words: object) -> Answer:
        capsys.readouterr()
        code = run_command([str(word) for word in words])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return call


@pytest.fixture(scope="session")
def made_region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Made once; nobody writes into it."""
    return make_region(tmp_path_factory.mktemp("made") / "region")


@pytest.fixture
def region(made_region: Region, tmp_path: Path) -> Region:
    """A region of the test's own."""
    return made_region.copy(tmp_path / "region")
