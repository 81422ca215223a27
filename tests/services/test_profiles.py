"""Profiles: made whole, with keys that only their owner reads, and found again."""

import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest
from region import TODAY

from rocb_desktop import paths
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role, Standing
from rocb_desktop.exchange.seal import is_recipient, recipient_of
from rocb_desktop.services.profile.faces import list_profiles
from rocb_desktop.services.profile.keys import ANCHOR, OFFICE, PAPER, SIGNING, load_keys
from rocb_desktop.services.profile.people import show_me
from rocb_desktop.services.profile.preferences import keep_preferences, last_profile
from rocb_desktop.services.profile.profiles import create_profile, find_profile, profile_folder
from rocb_desktop.services.session import Clock, Session, open_session
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.changes import rebuild
from rocb_desktop.store.projections import dump

CLOCK = Clock(TODAY)


def made(folder: Path, role: str = "participant", administration: str = "WS", name: str = "Sina Leota") -> Path:
    create_profile(folder, role, administration, name, clock=CLOCK, email="sina@example.ws", post="Officer")
    return folder


def opened(folder: Path) -> Session:
    return open_session(folder, clock=CLOCK)


def refusal(*words: str, folder: Path) -> str:
    with pytest.raises(UserError) as refused:
        create_profile(folder, *words, clock=CLOCK)
    return refused.value.code


@pytest.mark.parametrize("role", ["participant", "focal_point", "rocb"])
def test_a_new_profile_is_whole(tmp_path: Path, role: str) -> None:
    session = opened(made(tmp_path / "new", role))
    profile = session.profile
    assert (profile.role, profile.name, profile.lang) == (role, "Sina Leota", "en")
    assert profile.administration == ("ROCB" if role == "rocb" else "WS")
    kept = dump(session.db)
    rebuild(session.db, session.desk)
    assert dump(session.db) == kept
    if role == "rocb":
        assert standing_of(session.db, session.keys.key) == Standing(Role.ROCB)
        assert len(set(session.anchor)) == 2 and session.keys.key not in session.anchor
    else:
        assert session.anchor == ()
        me = show_me(session)
        assert (me.name, me.email, me.post) == ("Sina Leota", "sina@example.ws", "Officer")
    session.close()
    assert sorted(path.name for path in profile.path.iterdir()) == ["face.json", "keys", "store.sqlite"]


def test_keys_are_ones_own_and_are_in_no_store(tmp_path: Path) -> None:
    folder = made(tmp_path / "rocb", "rocb")
    names = {SIGNING, OFFICE, ANCHOR, PAPER}
    assert {path.name for path in (folder / "keys").iterdir()} == names
    store = (folder / "store.sqlite").read_bytes()
    for name in names:
        secret = (folder / "keys" / name).read_text().strip()
        assert secret.encode() not in store
        if name != OFFICE:
            assert bytes.fromhex(secret) not in store
    keys = load_keys(folder / "keys")
    assert is_recipient(keys.office) and keys.office == recipient_of(keys.identity)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes; the user's folder is the user's")
def test_nobody_else_on_this_computer_reads_a_profile(tmp_path: Path) -> None:
    folder = made(tmp_path / "rocb", "rocb")
    for path in (folder / "keys").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "keys").stat().st_mode) == stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_two_profiles_share_no_key(tmp_path: Path) -> None:
    one, two = (load_keys(made(tmp_path / name) / "keys") for name in ("one", "two"))
    assert one.key != two.key and one.identity != two.identity


def test_what_is_refused(tmp_path: Path) -> None:
    assert refusal("participant", "WS", " ", folder=tmp_path / "a") == "missing_name"
    assert refusal("participant", "Atlantis", "Sina", folder=tmp_path / "a") == "unknown_administration"
    assert refusal("minister", "WS", "Sina", folder=tmp_path / "a") == "bad_value"
    assert not (tmp_path / "a").exists()
    (tmp_path / "file").write_text("a file")
    assert refusal("participant", "WS", "Sina", folder=tmp_path / "file") == "cannot_open"
    made(tmp_path / "b")
    before = (tmp_path / "b" / "keys" / SIGNING).read_bytes()
    assert refusal("participant", "WS", "Sina", folder=tmp_path / "b") == "profile_exists"
    assert (tmp_path / "b" / "keys" / SIGNING).read_bytes() == before


def test_whoever_lost_the_store_alone_goes_on_as_the_same_person(tmp_path: Path) -> None:
    folder = made(tmp_path / "sina")
    before = load_keys(folder / "keys")
    (folder / "store.sqlite").unlink()
    made(folder)
    assert load_keys(folder / "keys") == before
    session = opened(folder)
    assert session.desk.key == before.key
    session.close()


def test_what_a_crash_left_of_a_profile_does_not_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "sina"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "store.sqlite.part")) as connection:
        connection.execute("CREATE TABLE setting (x)")
    (folder / "store.sqlite.part-wal").write_bytes(b"an unfinished log")
    made(folder)
    session = opened(folder)
    assert session.profile.name == "Sina Leota"
    session.close()


def test_a_folder_for_a_name(tmp_path: Path) -> None:
    first = profile_folder("Sina  LEOTA", "WS")
    assert first.name == "sina-leota-ws"
    first.mkdir(parents=True)
    assert profile_folder("Sina Leota", "WS").name == "sina-leota-ws-2"
    assert profile_folder("../..", "").name == "profile"
    assert profile_folder("ʻOfa /\\:*?", "TO").parent == paths.default_profiles_dir()


def test_the_profile_that_a_command_means(tmp_path: Path) -> None:
    with pytest.raises(UserError) as none:
        find_profile(None)
    with pytest.raises(UserError) as wrong:
        find_profile(tmp_path / "nowhere")
    assert (none.value.code, wrong.value.code) == ("no_profile", "no_profile")
    one = made(profile_folder("One", "WS"), name="One")
    assert find_profile(None) == find_profile(one) == one
    two = made(profile_folder("Two", "WS"), name="Two")
    with pytest.raises(UserError) as which:
        find_profile(None)
    assert which.value.code == "which_profile"
    assert list_profiles() == sorted([one, two])
    keep_preferences(profile=str(two))
    assert find_profile(None) == last_profile() == two


def test_a_folder_without_a_store_is_no_profile(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        opened(tmp_path)
    assert refused.value.code == "no_profile"
