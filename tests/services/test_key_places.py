"""Private keys lie in the system's key store where there is one, else in owner-only files; which, is told truly."""

import json
from pathlib import Path
from typing import Any

import pytest
from key_store import use_key_store

from rocb_desktop import paths
from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.seal import new_identity
from rocb_desktop.services.profile import key_places
from rocb_desktop.services.profile.keys import ANCHOR, OFFICE, PAPER, SIGNING, load_keys
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.session import open_session

TOKEN = "5a" * 16


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    return use_key_store(tmp_path / "passwords.json", monkeypatch)


def usual(name: str = "sina-leota-ws") -> Path:
    return paths.default_profiles_dir() / name


def made(folder: Path, role: str = "focal_point") -> Path:
    create_profile(folder, role, "WS" if role != "rocb" else "ROCB", "Sina Leota")
    return folder / "keys"


def files(folder: Path) -> set[str]:
    return {found.name for found in folder.glob("*.key")}


def test_a_profile_in_the_usual_place_has_its_keys_in_the_key_store(store: Any) -> None:
    folder = made(usual(), "rocb")
    assert files(folder) == set()
    assert set(key_places.list_keys(folder)) == {SIGNING, OFFICE, ANCHOR, PAPER}
    assert key_places.place_of(folder) == key_places.Place(folder, "Test key store", False)
    assert len(store.passwords()) == 4  # and no probe is left behind
    session = open_session(folder.parent)
    assert session.keys.key == session.desk.key
    session.close()
    held = "".join(found.read_text() for found in folder.iterdir())
    assert all(secret not in held for secret in store.passwords().values())


def test_a_portable_profile_keeps_files(store: Any, tmp_path: Path) -> None:
    folder = made(tmp_path / "stick" / "sina")
    assert files(folder) == {SIGNING, OFFICE}
    assert key_places.place_of(folder) == key_places.Place(folder, "", False)
    assert store.passwords() == {}


def test_a_store_that_says_no_leaves_files_and_it_is_told(store: Any) -> None:
    store.locked = True
    folder = made(usual())
    assert files(folder) == {SIGNING, OFFICE}
    assert key_places.place_of(folder) == key_places.Place(folder, "", True)
    assert key_places.move_to_store(folder, TOKEN).store == ""
    assert load_keys(folder).seed


def test_keys_move_there_and_back(store: Any) -> None:
    store.locked = True
    folder = made(usual())
    before = load_keys(folder)
    store.locked = False
    assert key_places.move_to_store(folder, TOKEN).store == "Test key store"
    assert files(folder) == set()
    assert load_keys(folder) == before
    assert key_places.move_to_files(folder) == key_places.Place(folder, "", True)
    assert files(folder) == {SIGNING, OFFICE}
    assert load_keys(folder) == before
    assert store.passwords() == {}


def test_a_locked_store_is_said_and_loses_nothing(store: Any) -> None:
    folder = made(usual())
    kept = store.passwords()
    store.locked = True
    with pytest.raises(UserError) as refused:
        load_keys(folder)
    assert refused.value.code == "keys_locked"
    for move in (lambda: key_places.move_to_files(folder), lambda: key_places.drop_key(folder, SIGNING)):
        with pytest.raises(UserError):
            move()
    store.locked = False
    assert store.passwords() == kept
    assert load_keys(folder).key


def test_a_key_that_comes_later_goes_where_the_others_are(store: Any) -> None:
    folder = made(usual())
    older = new_identity()
    key_places.keep_key(folder, "older-1.key", older)
    assert files(folder) == set()
    keys = load_keys(folder)
    assert keys.identities == (keys.identity, older)
    key_places.drop_key(folder, "older-1.key")
    assert load_keys(folder).older == ()
    assert len(store.passwords()) == 2


def test_what_the_store_does_not_take_stays_in_its_file(store: Any) -> None:
    folder = made(usual())
    store.locked = True
    key_places.keep_key(folder, "older-1.key", "AGE-SECRET-KEY-1")
    assert files(folder) == {"older-1.key"}
    assert key_places.read_key(folder, "older-1.key") == "AGE-SECRET-KEY-1"
    assert key_places.place_of(folder).store == ""  # the weaker place is the true one


def test_backends_that_keep_plain_text_or_nothing_are_none(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(usual())
    assert key_places.place_of(folder).store
    monkeypatch.setattr(type(store), "priority", 0.5)
    assert files(made(usual("tevita-fj"))) == {SIGNING, OFFICE}


def test_a_damaged_list_of_keys_is_said(store: Any) -> None:
    folder = made(usual())
    (folder / key_places.MARKER).write_text(json.dumps(["no"]))
    with pytest.raises(UserError) as refused:
        load_keys(folder)
    assert refused.value.code == "cannot_open"
