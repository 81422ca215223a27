"""A profile's keys: the private halves it signs and opens with, and what their owner is told of them.

The signing key is a person's own and is never passed on; the office key opens what is sealed to the office.
"""

from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from rocb_desktop.exchange import seal, sshsig
from rocb_desktop.services import key_places
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


def load_keys(folder: Path) -> Keys:
    """Raises UserError: cannot_open (a key was left behind, nobody can read it), keys_locked."""
    names = key_places.list_keys(folder)
    return Keys(
        bytes.fromhex(key_places.read_key(folder, SIGNING)),
        key_places.read_key(folder, OFFICE),
        bytes.fromhex(key_places.read_key(folder, ANCHOR)) if ANCHOR in names else None,
        tuple(key_places.read_key(folder, name) for name in names if fnmatch(name, OLDER)),
    )
