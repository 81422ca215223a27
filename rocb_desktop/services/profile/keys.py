"""A profile's keys: the private halves it signs and opens with, and what their owner is told of them.

The signing key is a person's own and is never passed on; the office key opens what is sealed to the office.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange import seal, sshsig
from rocb_desktop.services.profile import key_places
from rocb_desktop.texts import _

SIGNING, OFFICE, ANCHOR, PAPER = "signing.key", "office.key", "anchor.key", "anchor-for-paper.key"
OLDER = "older-*.key"  # office keys of before: what was sealed to them is opened still
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Keys:
    """Private halves; `anchor` is ROCB A/P's own office only, and signs nothing but the grants of its officers.
    `unread`: the names of older keys that are none.
    """

    seed: bytes
    identity: str
    anchor: bytes | None
    older: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

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


def place_words(place: key_places.Place) -> str:
    """Where the private keys of a profile lie, in a sentence for its owner."""
    if place.store:
        return _("Your keys are in the key store of this computer ({store}).").format(store=place.store)
    return _("Your keys are in files that only you can read, in the folder of your data.")


def second_key_words(folder: Path) -> str:
    """What to do with ROCB A/P's second office key, as long as it is on this computer; "" when it is away."""
    if not key_places.has_key(folder, PAPER):
        return ""
    return _("{name} is the second office key: print its sheet, keep it in a safe place, then delete it here.").format(
        name=PAPER
    )


def older_name(identity: str) -> str:
    """Where an office key of before is kept: each under a name that no other has. Raises IdentityError for no key."""
    return f"older-{hashlib.sha256(seal.recipient_of(identity).encode()).hexdigest()[:16]}.key"


def unread_words(keys: Keys) -> str:
    """That older keys are damaged, and what is lost by it; "" when all can be read."""
    if not keys.unread:
        return ""
    said = _("These older office keys cannot be read: {names}. Only files that were sealed to them stay closed.")
    return said.format(names=", ".join(keys.unread))


def load_keys(folder: Path) -> Keys:
    """Raises UserError: cannot_open (a key was left behind, nobody can read it), keys_locked."""
    names = key_places.list_keys(folder)
    office = key_places.read_key(folder, OFFICE)
    older = dict(_readable(folder, (name for name in names if fnmatch(name, OLDER))))
    return Keys(
        bytes.fromhex(key_places.read_key(folder, SIGNING)),
        office,
        bytes.fromhex(key_places.read_key(folder, ANCHOR)) if ANCHOR in names else None,
        tuple(dict.fromkeys(text for text in older.values() if text not in ("", office))),
        tuple(name for name, text in older.items() if not text),
    )


def _readable(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Older keys by their names; "" for one that is none: without it all the others still open what is theirs."""
    for name in names:
        try:
            text = key_places.read_key(folder, name)
        except UserError as error:
            if error.code != "cannot_open":
                raise
            text = ""
        if not seal.is_identity(text):
            _log.warning("an older office key cannot be read: %s", name)
            text = ""
        yield name, text
