"""A profile's keys: small files that only their owner may read.

The signing key is a person's own and is never passed on; the office key opens what is sealed to the office.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange import seal, sshsig

SIGNING, OFFICE, ANCHOR, PAPER = "signing.key", "office.key", "anchor.key", "anchor-for-paper.key"


@dataclass(frozen=True, slots=True)
class Keys:
    """Private halves; `anchor` is ROCB A/P's own office only, and signs nothing but the grants of its officers."""

    seed: bytes
    identity: str
    anchor: bytes | None

    @property
    def key(self) -> str:
        """The public signing key, 64 hex digits."""
        return sshsig.public_key(self.seed)

    @property
    def office(self) -> str:
        """The public age key, age1..."""
        return seal.recipient_of(self.identity)


def keep_key(folder: Path, name: str, text: str) -> None:
    """Write a private key; it exists only whole, and only its owner can read it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = folder / (name + ".part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(text + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(folder / name)


def load_keys(folder: Path) -> Keys:
    """Raises UserError cannot_open when a key was left behind or nobody can read it."""
    anchor = folder / ANCHOR
    return Keys(
        bytes.fromhex(_read(folder / SIGNING)),
        _read(folder / OFFICE),
        bytes.fromhex(_read(anchor)) if anchor.exists() else None,
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("cannot_open", path=str(path)) from error
