"""A profile's keys: small files for their owner alone.

The signing key is a person's own and is never passed on; the office key opens what is sealed to the office.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange import seal, sshsig
from rocb_desktop.texts import _

SIGNING, OFFICE, ANCHOR, PAPER = "signing.key", "office.key", "anchor.key", "anchor-for-paper.key"
OLDER = "older-*.key"  # office keys of before: what was sealed to them is opened still


@dataclass(frozen=True, slots=True)
class Keys:
    """Private halves; `anchor` is ROCB A/P's own office only, and signs nothing but the grants of its officers."""

    seed: bytes
    identity: str
    anchor: bytes | None
    older: tuple[str, ...] = ()

    @property
    def identities(self) -> tuple[str, ...]:
        """Every age key that may open a file: the one given out, then those of before."""
        return self.identity, *self.older

    @property
    def key(self) -> str:
        """The public signing key, 64 hex digits."""
        return sshsig.public_key(self.seed)

    @property
    def office(self) -> str:
        """The public age key, age1..."""
        return seal.recipient_of(self.identity)


def keep_key(folder: Path, name: str, text: str) -> None:
    """Write a private key; it exists only whole.

    On Linux and macOS the file's mode keeps other users out. On Windows a mode does nothing: there the key is as
    private as the folder it lies in, which in the usual place is the user's own.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = folder / (name + ".part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(text + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(folder / name)


def second_key_words(folder: Path) -> str:
    """What to do with ROCB A/P's second office key, as long as it lies in this keys folder; "" when it is away."""
    if not (folder / PAPER).exists():
        return ""
    return _(
        "The file {path} is the second office key: print it or copy it to a stick, keep it in a safe place, "
        "then delete it here."
    ).format(path=folder / PAPER)


def load_keys(folder: Path) -> Keys:
    """Raises UserError cannot_open when a key was left behind or nobody can read it."""
    anchor = folder / ANCHOR
    return Keys(
        bytes.fromhex(_read(folder / SIGNING)),
        _read(folder / OFFICE),
        bytes.fromhex(_read(anchor)) if anchor.exists() else None,
        tuple(_read(found) for found in sorted(folder.glob(OLDER))),
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("cannot_open", path=str(path)) from error
