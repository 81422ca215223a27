"""Erasure: a signed request that names changes, and who may have whose words erased everywhere."""

from dataclasses import dataclass

from rocb_desktop.domain.change import Change, derive
from rocb_desktop.domain.kinds import OFFICE, Role, Standing

ERASED = "erased"  # why a change is held
_ABOUT_KEYS = ("grant", "vouch")
_RANK = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Hand:
    """A key and what the levels above say about it; `claimed` is the administration that its block's header names.
    `disputed`: two administrations say that it is theirs.
    """

    key: str
    standing: Standing
    claimed: str = ""
    disputed: bool = False

    @property
    def administration(self) -> str:
        """Where an author belongs: a key that nobody knows says so itself."""
        return self.claimed if self.standing.role is Role.UNKNOWN else self.standing.administration


def erased_ids(change: Change) -> frozenset[str]:
    """The ids that a change asks to erase."""
    ids = (change.fields or {}).get("ids") if change.kind == "erase" else None
    return frozenset(item for item in ids if isinstance(item, str)) if isinstance(ids, list) else frozenset()


def may_erase(eraser: Hand, record: str, kind: str, author: Hand) -> bool:
    """Whether a request of `eraser` counts for a change of `author`: its own person, the focal point of its
    administration, or ROCB A/P. While two administrations dispute a key, no focal point erases its words.

    No request erases a request or what a key says of itself, and nobody erases what a higher level says of keys: who
    may erase would else depend on what is erased.
    """
    if kind == "erase" or record in (derive(one, author.key) for one in _ABOUT_KEYS):
        return False
    if kind in _ABOUT_KEYS and _RANK[eraser.standing.role] > _RANK[author.standing.role]:
        return False
    if eraser.standing.speaks_for(eraser.key) == author.standing.speaks_for(author.key):
        return True
    if eraser.standing.role is Role.FOCAL_POINT:
        return not author.disputed and eraser.standing.administration == author.administration
    return eraser.standing.role in OFFICE
