"""The secrets of an office that a hand-over passes on: a field of the header of a sealed file, and of nothing else.

The header is read by its addressee alone and is kept nowhere: it is no record, so no block holds it, no relay carries
it and no undo brings it back. A reader that does not know the field takes the blocks and leaves the keys. Signing keys
of persons are never passed on.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rocb_desktop.domain.change import BadLine
from rocb_desktop.exchange.seal import is_identity

HAND_OVER = "hand-over"  # the kind of the only files that pass keys on
_IDENTITY = re.compile(r"AGE-SECRET-KEY-1[A-Z0-9]{58}\Z")
_SEED = re.compile(r"(?:[0-9a-f]{64})?\Z")
_KEY = re.compile(r"[0-9a-f]{64}\Z")
_MOST = 200


@dataclass(frozen=True, slots=True, repr=False)
class PassedKeys:
    """`identities`: the office's private age keys, the one given out first. `anchor`: ROCB A/P's first office key as
    64 hex digits, or "". `different`: signing keys whose eight words somebody here found to be different.
    """

    identities: tuple[str, ...]
    anchor: str = ""
    different: tuple[str, ...] = ()

    def fields(self) -> dict[str, object]:
        """As the header has it."""
        return {"office": list(self.identities), "anchor": self.anchor, "different": list(self.different)}


def read_passed(value: Any) -> PassedKeys:
    """Raises BadLine for anything but the declared shape."""
    if not isinstance(value, dict):
        raise BadLine("passed keys")
    anchor = value.get("anchor", "")
    if not (isinstance(anchor, str) and _SEED.match(anchor)):
        raise BadLine("passed anchor")
    identities = _texts(value.get("office"), _IDENTITY)
    if not identities or not all(map(is_identity, identities)):
        raise BadLine("passed office key")
    return PassedKeys(identities, anchor, _texts(value.get("different", []), _KEY))


def _texts(value: Any, pattern: re.Pattern[str]) -> tuple[str, ...]:
    items: Sequence[Any] = value if isinstance(value, list) else (None,)
    if len(items) > _MOST or not all(isinstance(item, str) and pattern.match(item) for item in items):
        raise BadLine("passed keys")
    return tuple(items)
