"""Where a profile's private keys lie: in the system's own key store where there is one, else in owner-only files.

Only a profile in the usual place uses the key store. A portable one, or one in a chosen folder, has its keys beside its
data, so that it can be carried to another computer whole.
"""

import importlib
import importlib.util
import json
import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rocb_desktop import paths
from rocb_desktop.domain.errors import UserError

MARKER = "in-key-store.json"  # names the keys of this folder that lie in the system's key store
ENDING = ".key"
_SERVICE = "ROCB Desktop"
_PROBE = "probe"
_RECOMMENDED = 1  # keyring's own measure: a backend below it keeps plain text, or nothing
_NO_STORES = ("keyring.backends.fail", "keyring.backends.null", "keyring.backends.chainer", "keyrings.alt")
_log = logging.getLogger(__name__)


class Vault(Protocol):
    """What we use of a key store, as the package keyring has it."""

    @property
    def name(self) -> str: ...
    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where the keys of a profile lie. `store` is the key store's name, "" for files in `folder`.

    `could_move`: a key store is there, and the keys could lie in it.
    """

    folder: Path
    store: str
    could_move: bool


def write_private(folder: Path, name: str, text: str) -> None:
    """Write a text of one line into a folder of keys, made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_secret(folder / name, (text + "\n").encode("ascii"))


def write_secret(path: Path, content: bytes) -> None:
    """Write a file for its owner alone; it exists only whole. OSError when it cannot be.

    On Linux and macOS the file's mode keeps other users out. On Windows a mode does nothing: there the file is as
    private as the folder it lies in, which in the usual place is the user's own.
    """
    unfinished = path.with_name(path.name + ".part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(path)


def choose_place(folder: Path, token: str) -> None:
    """Before the first key of a profile is made: its keys go to the system's key store where one can be used."""
    vault = _vault_for(folder)
    if vault is not None and not list_keys(folder) and _works(vault, token):
        _write_marker(folder, token, [])


def keep_key(folder: Path, name: str, text: str) -> None:
    """Keep a private key where the keys of this folder lie; in a file when the key store says no."""
    marker = _read_marker(folder)
    vault = _vault() if marker is not None else None
    if marker is not None and vault is not None and _put(vault, marker["id"], name, text):
        _write_marker(folder, marker["id"], [*marker["keys"], name])
        (folder / name).unlink(missing_ok=True)
        return
    write_private(folder, name, text)
    if marker is not None and name in marker["keys"]:  # the file is the newer one
        _write_marker(folder, marker["id"], [key for key in marker["keys"] if key != name])


def read_key(folder: Path, name: str) -> str:
    """A private key. Raises UserError: keys_locked (the key store does not give it), cannot_open."""
    marker = _read_marker(folder)
    if marker is None or name not in marker["keys"]:
        return _read_file(folder / name)
    vault = _vault()
    text = _get(vault, marker["id"], name) if vault is not None else None
    if text is None and (folder / name).exists():  # a move that was cut short
        return _read_file(folder / name)
    if text is None:
        raise UserError("keys_locked")
    return text


def has_key(folder: Path, name: str) -> bool:
    return name in list_keys(folder)


def list_keys(folder: Path) -> list[str]:
    """The names of a profile's private keys, wherever they lie."""
    marker = _read_marker(folder)
    files = {found.name for found in folder.glob("*" + ENDING)}
    return sorted(files | set(marker["keys"] if marker is not None else []))


def drop_key(folder: Path, name: str) -> None:
    """Delete a private key for good."""
    marker = _read_marker(folder)
    if marker is not None and name in marker["keys"]:
        vault = _vault()
        if vault is None or not _forget(vault, marker["id"], name):
            raise UserError("keys_locked")
        _write_marker(folder, marker["id"], [key for key in marker["keys"] if key != name])
    _delete_file(folder / name)


def place_of(folder: Path) -> Place:
    """Where the keys lie now. One key left in a file makes it the file: the weaker place is the true one."""
    files = list(folder.glob("*" + ENDING))
    vault = _vault() if _read_marker(folder) is not None else None
    store = vault.name if vault is not None and not files else ""
    return Place(folder, store, not store and _vault_for(folder) is not None)


def move_to_store(folder: Path, token: str) -> Place:
    """Move keys from files to the system's key store; each file goes only when the store gave its key back.

    What the store does not take stays in its file: the place that comes back says so.
    """
    vault = _vault_for(folder)
    if vault is not None and _works(vault, token):
        if _read_marker(folder) is None:
            _write_marker(folder, token, [])
        for found in sorted(folder.glob("*" + ENDING)):
            keep_key(folder, found.name, _read_file(found))
    return place_of(folder)


def move_to_files(folder: Path) -> Place:
    """Move keys from the system's key store to owner-only files, to carry the profile to another computer."""
    marker = _read_marker(folder)
    if marker is not None:
        for name in marker["keys"]:
            write_private(folder, name, read_key(folder, name))
        (folder / MARKER).unlink()  # from here on the files count
        vault = _vault()
        if vault is not None:
            for name in marker["keys"]:
                _forget(vault, marker["id"], name)
    return place_of(folder)


def _vault_for(folder: Path) -> Vault | None:
    """The key store for a profile with this keys folder: only one in the usual place has it."""
    usual = paths.is_usual_place() and folder.parent.parent == paths.default_profiles_dir()
    return _vault() if usual else None


def _vault() -> Vault | None:
    """The system's key store, when there is a real one."""
    if sys.platform == "linux" and importlib.util.find_spec("keyring") is None:
        return None
    keyring = importlib.import_module("keyring")
    chosen = keyring.get_keyring()
    return next((one for one in [chosen, *getattr(chosen, "backends", ())] if _is_real(one)), None)


def _is_real(backend: Any) -> bool:
    return not type(backend).__module__.startswith(_NO_STORES) and backend.priority >= _RECOMMENDED


def _works(vault: Vault, token: str) -> bool:
    """Whether the store keeps and gives back; some are there and say no."""
    return _put(vault, token, _PROBE, token) and _forget(vault, token, _PROBE)


def _put(vault: Vault, owner: str, name: str, text: str) -> bool:
    try:
        vault.set_password(_SERVICE, f"{owner}/{name}", text)
    except Exception as error:  # every system's store has errors of its own; the file is the answer to all of them
        _log.warning("the key store takes no key: %s", type(error).__name__)
        return False
    return _get(vault, owner, name) == text


def _get(vault: Vault, owner: str, name: str) -> str | None:
    try:
        return vault.get_password(_SERVICE, f"{owner}/{name}")
    except Exception as error:  # as above: read_key says that the store is locked
        _log.warning("the key store gives no key: %s", type(error).__name__)
        return None


def _forget(vault: Vault, owner: str, name: str) -> bool:
    try:
        vault.delete_password(_SERVICE, f"{owner}/{name}")
    except Exception as error:  # as above
        _log.warning("the key store forgets no key: %s", type(error).__name__)
        return False
    return True


def _read_marker(folder: Path) -> dict[str, Any] | None:
    try:
        found: Any = json.loads((folder / MARKER).read_text(encoding="ascii"))
        return {"id": str(found["id"]), "keys": [str(name) for name in found["keys"]]}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError("cannot_open", path=str(folder / MARKER)) from error


def _write_marker(folder: Path, owner: str, names: list[str]) -> None:
    write_private(folder, MARKER, json.dumps({"id": owner, "keys": sorted(set(names))}))


def _read_file(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("cannot_open", path=str(path)) from error


def _delete_file(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UserError("cannot_open", path=str(path)) from error
