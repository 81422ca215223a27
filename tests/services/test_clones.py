"""A copied or restored store gets an origin of its own before its first write; a false alarm costs nothing."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from region import TODAY, WORKSHOP, Region

from rocb_desktop import paths
from rocb_desktop.domain.kinds import Audience, person_of
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.profile import clones
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.sending.signing import sign_waiting
from rocb_desktop.services.session import Clock, Edit, open_session
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.store.forks import list_forks
from rocb_desktop.store.settings import read_setting

CLOCK = Clock(TODAY)


@pytest.fixture
def sina(tmp_path: Path) -> Path:
    create_profile(tmp_path / "sina", "participant", "WS", "Sina Leota", clock=CLOCK)
    return tmp_path / "sina"


def origin(folder: Path) -> str:
    """The origin of one more block that is signed there."""
    session = open_session(folder, clock=CLOCK)
    with session.db.atomic():
        session.commit([Edit(person_of(session.desk.key), "person", {"name": session.ids.token(4).hex()})])
        sign_waiting(session, Audience.ROCB)
    nonce = read_setting(session.db, clones.NONCE)
    row = session.db.execute("SELECT nonce FROM block ORDER BY seq DESC LIMIT 1").fetchone()
    session.close()
    assert row[0] == nonce
    return nonce


def why(folder: Path) -> str:
    session = open_session(folder, clock=CLOCK, readonly=True)
    found = clones.noticed(session.db)
    session.close()
    assert found is None or found.at == CLOCK.now()
    return found.why if found is not None else ""


def test_the_same_store_in_the_same_place_keeps_its_origin(sina: Path) -> None:
    assert len({origin(sina) for _each in range(4)}) == 1
    assert why(sina) == ""


def test_two_windows_on_one_store_are_no_copy(sina: Path) -> None:
    before = origin(sina)
    window = open_session(sina, clock=CLOCK)
    for number in range(3):
        with window.db.atomic():
            window.commit([Edit(person_of(window.desk.key), "person", {"name": f"Sina {number}"})])
            sign_waiting(window, Audience.ROCB)
        assert origin(sina) == before
    window.close()
    assert why(sina) == ""


def test_signing_that_is_taken_back_is_forgotten(sina: Path) -> None:
    before = origin(sina)
    session = open_session(sina, clock=CLOCK)
    for _each in range(2):
        with session.db.taken_back():
            session.commit([Edit(person_of(session.desk.key), "person", {"name": "Nobody"})])
            sign_waiting(session, Audience.ROCB)
    session.close()
    assert origin(sina) == before
    assert why(sina) == ""


def test_reading_writes_nothing(sina: Path) -> None:
    origin(sina)
    kept = (sina / "store.sqlite").read_bytes()
    open_session(sina, clock=CLOCK).close()
    assert (sina / "store.sqlite").read_bytes() == kept


def test_a_copy_in_another_folder_takes_an_origin_of_its_own_and_the_first_keeps_its(
    sina: Path, tmp_path: Path
) -> None:
    before = origin(sina)
    shutil.copytree(sina, tmp_path / "copy")
    copied = origin(tmp_path / "copy")
    assert copied != before and why(tmp_path / "copy") == "copied"
    assert origin(sina) == before and why(sina) == ""
    assert origin(tmp_path / "copy") == copied


def test_a_stick_carried_between_two_computers_keeps_one_origin_for_each(
    sina: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: dict[str, list[str]] = {"one": [], "two": []}
    for where in ("one", "two", "one", "two", "two"):
        monkeypatch.setenv("ROCB_CONFIG_DIR", str(tmp_path / where))
        found[where].append(origin(sina))
    assert [len(set(nonces)) for nonces in found.values()] == [1, 1]
    assert found["one"][0] != found["two"][0]


def test_an_older_state_put_back_by_hand_is_noticed(sina: Path, tmp_path: Path) -> None:
    before = origin(sina)
    shutil.copy(sina / "store.sqlite", tmp_path / "old.sqlite")
    assert origin(sina) == before
    shutil.copy(tmp_path / "old.sqlite", sina / "store.sqlite")
    after = origin(sina)
    assert after != before and why(sina) == "copied"
    assert origin(sina) == after


def test_stopping_between_the_two_writes_is_a_false_alarm_only(sina: Path) -> None:
    before = origin(sina)
    state = next((paths.config_dir() / "places").iterdir())
    state.write_text("5a" * 8)  # the computer's side was written, the store's was not
    assert origin(sina) != before
    assert why(sina) == "copied"


def test_a_settings_folder_that_is_lost_or_cannot_be_written_is_a_false_alarm_only(
    sina: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = origin(sina)
    (tmp_path / "a-file").write_text("")
    monkeypatch.setenv("ROCB_CONFIG_DIR", str(tmp_path / "a-file"))
    assert len({before, origin(sina), origin(sina)}) == 3


def test_a_store_of_an_older_version_takes_an_origin_in_silence(sina: Path) -> None:
    before = origin(sina)
    with closing(sqlite3.connect(sina / "store.sqlite")) as db:
        db.execute("DELETE FROM setting WHERE key IN ('places', 'place')")
        db.commit()
    assert origin(sina) != before
    assert why(sina) == ""


def test_places_do_not_grow_without_end(sina: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(55):
        monkeypatch.setenv("ROCB_CONFIG_DIR", str(tmp_path / f"user{number}"))
        origin(sina)
    session = open_session(sina, clock=CLOCK)
    assert len(clones._places(session.db)) == 50
    session.close()


def test_a_new_origin_stays_with_its_place(sina: Path) -> None:
    origin(sina)
    session = open_session(sina, clock=CLOCK)
    clones.take_new_origin(session.db, "ab" * 8, datetime(2021, 10, 15, 9, 5, tzinfo=UTC), "restored")
    session.close()
    assert origin(sina) == "ab" * 8
    assert why(sina) == "restored"


def test_a_copy_and_its_original_never_fork(region: Region, tmp_path: Path) -> None:
    """Both go on working and send to the same focal point: two streams of one person, no two blocks alike."""
    shutil.copytree(region.folder / "sina", region.folder / "sina-copy")
    for number, who in enumerate(("sina", "sina-copy")):
        with region.at(who) as session:
            log_action(session, WORKSHOP, "others", date="2021-06-01", text=f"Number {number}")
        region.make_reply(who, who, q3="no")
        region.receive("focal", who)
    with region.at("focal") as session:
        rows = session.db.execute("SELECT author, nonce, audience, back, count(*) FROM block GROUP BY 1, 2, 3, 4")
        assert all(row[4] == 1 for row in rows)


def test_own_work_that_comes_back_to_a_store_without_it_is_noticed(region: Region, tmp_path: Path) -> None:
    """The store was put back together with this computer's settings, so that only the return tells of it."""
    region.make_reply("sina", "first", q3="yes")
    shutil.copytree(region.folder / "sina", tmp_path / "before")
    settings = shutil.copytree(paths.config_dir(), tmp_path / "settings")
    region.make_reply("sina", "second", q3="no")
    shutil.rmtree(region.folder / "sina")
    shutil.copytree(tmp_path / "before", region.folder / "sina")
    shutil.rmtree(paths.config_dir())
    shutil.copytree(settings, paths.config_dir())
    with region.at("sina") as session:
        before = read_setting(session.db, clones.NONCE)
        accept(session, [region.file("second")], trust=True)
        after = read_setting(session.db, clones.NONCE)
        found = clones.noticed(session.db)
    assert after != before
    assert found is not None and found.why == "came_back"
    region.make_reply("sina", "third", q3="not_yet")
    region.receive("focal", "second")
    region.receive("focal", "third")
    with region.at("focal") as session:
        assert list_forks(session.db) == []
