"""Files and stores of every release: what was written once is read for ever."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from golden import READERS, content, files_of
from region import TODAY

from rocb_desktop.exchange.file import read_file
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.profile.keys import OFFICE
from rocb_desktop.services.region.tables import tables
from rocb_desktop.services.session import Clock, Session, open_session
from rocb_desktop.store.changes import rebuild
from rocb_desktop.store.database import open_database
from rocb_desktop.store.migrations import SCHEMA
from rocb_desktop.store.projections import dump

FILES = Path(__file__).resolve().parent.parent / "files"
RELEASES = sorted(path.name for path in (FILES / "golden").iterdir() if (path / "keys.json").exists())
EVERY = [(release, name) for release in RELEASES for name in files_of(FILES / "golden" / release)]


def read(release: str, name: str) -> Any:
    return json.loads((FILES / "golden" / release / f"{name}.json").read_text(encoding="utf-8"))


def file(release: str, name: str) -> Path:
    return FILES / "golden" / release / f"{name}.rocb"


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def rocb(release: str, tmp_path: Path) -> Path:
    """ROCB A/P's profile as that release left it."""
    profile = tmp_path / "rocb"
    (profile / "keys").mkdir(parents=True)
    shutil.copy(FILES / "stores" / f"{release}.sqlite", profile / "store.sqlite")
    for name, text in read(release, "keys")["rocb"].items():
        (profile / "keys" / name).write_text(text + "\n", encoding="ascii")
    return profile


def opened(profile: Path) -> Session:
    return open_session(profile, clock=Clock(TODAY))


def test_there_is_a_release() -> None:
    assert "0.1" in RELEASES


@pytest.mark.parametrize(
    ("release", "name"), [(one, name) for one in RELEASES for name in files_of(FILES / "golden" / one)]
)
def test_a_file_says_what_it_said(release: str, name: str) -> None:
    identity = read(release, "keys")[READERS[name]][OFFICE]
    assert content(file(release, name).read_bytes(), identity) == read(release, name)
    assert all(block.genuine for block in read_file(file(release, name).read_bytes(), [identity]).blocks)


def test_a_store_is_brought_up_to_date_and_its_tables_follow_from_its_changes(rocb: Path, tmp_path: Path) -> None:
    before = SCHEMA.known()
    db = open_database(rocb / "store.sqlite", backup=tmp_path / "backup.sqlite")
    assert [step.name for step in SCHEMA.applied(db)] == [step.name for step in before]
    kept = dump(db)
    assert kept["workshop"] and kept["standing"]
    db.close()
    session = opened(rocb)
    rebuild(session.db, session.desk)
    assert dump(session.db) == kept
    session.close()


def test_the_return_of_that_release_still_counts(rocb: Path, release: str) -> None:
    session = opened(rocb)
    path = file(release, "return")
    seen = preview(session, [path])
    assert not seen.refused and not seen.totals["held"] and not seen.totals["waiting"]
    accept(session, [path])
    assert tables(session, 2021).n == 1
    assert accept(session, [path]).value.nothing_new
    session.close()


def test_no_release_is_written_over(release: str) -> None:
    maker = [sys.executable, str(FILES / "golden" / "make_golden.py"), release]
    result = subprocess.run(maker, capture_output=True, text=True)
    assert result.returncode and "FileExistsError" in result.stderr
