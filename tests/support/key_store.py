"""A key store of the system for tests: a real backend of the package keyring that keeps its passwords in a file."""

import json
from pathlib import Path
from typing import Any

import pytest


class _Kept:
    """What every backend has to be able to do; `locked` makes it say no, as a store does whose user is away."""

    priority = 5.0
    name = "Test key store"

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file, self.locked = file, False

    def passwords(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.file.read_text()) if self.file.exists() else {}
        return found

    def get_password(self, service: str, username: str) -> str | None:
        self._ask()
        return self.passwords().get(f"{service}|{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._ask()
        self.file.write_text(json.dumps(self.passwords() | {f"{service}|{username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        self._ask()
        kept = self.passwords()
        if kept.pop(f"{service}|{username}", None) is None:
            raise KeyError(username)
        self.file.write_text(json.dumps(kept))

    def _ask(self) -> None:
        if self.locked:
            raise PermissionError("locked")


def use_key_store(file: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make a store in `file` the system's own, and the usual place a folder of the test's, until the test ends."""
    keyring = pytest.importorskip("keyring")
    backend = pytest.importorskip("keyring.backend")
    store = type("FileKeyring", (_Kept, backend.KeyringBackend), {})(file)
    monkeypatch.setattr(keyring.core, "_keyring_backend", store)
    monkeypatch.delenv("ROCB_DATA_DIR")
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_names, **_more: file.parent / "data")
    return store
