"""ROCB A/P names a new pair of office keys: a word signed by one of the old ones, which any open file may carry."""

import base64
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from rocb_desktop.domain.change import BadLine
from rocb_desktop.exchange import sshsig

NAMESPACE = "rocb-office-v1"
MOST = 16
_KEY = re.compile(r"[0-9a-f]{64}\Z")

Pair = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renewal:
    """`before` and `after` are pairs of public keys, `by` the one of `before` that signs."""

    before: Pair
    after: Pair
    by: str
    signature: bytes

    @property
    def genuine(self) -> bool:
        """Whether a key of the old pair signed exactly this."""
        return self.by in self.before and sshsig.verify(
            self.by, _signed(self.before, self.after), self.signature, NAMESPACE
        )

    def fields(self) -> dict[str, object]:
        """As it stands in a header."""
        signature = base64.b64encode(self.signature).decode()
        return {"before": list(self.before), "after": list(self.after), "by": self.by, "signature": signature}


def make_renewal(seed: bytes, before: Pair, after: Pair) -> Renewal:
    return Renewal(before, after, sshsig.public_key(seed), sshsig.sign(seed, _signed(before, after), NAMESPACE))


def _signed(before: Pair, after: Pair) -> bytes:
    return json.dumps({"after": sorted(after), "before": sorted(before)}, separators=(",", ":")).encode()


def read_renewals(value: Any) -> tuple[Renewal, ...]:
    """Those of a header. Raises BadLine."""
    if not isinstance(value, list) or len(value) > MOST:
        raise BadLine("renewals")
    return tuple(_read(item) for item in value)


def _read(item: Any) -> Renewal:
    if not isinstance(item, dict):
        raise BadLine("renewal")
    before, after, by, signature = (item.get(name) for name in ("before", "after", "by", "signature"))
    if not isinstance(by, str) or not isinstance(signature, str):
        raise BadLine("renewal")
    try:
        return Renewal(_pair(before), _pair(after), by, base64.b64decode(signature, validate=True))
    except ValueError as error:
        raise BadLine("renewal") from error


def _pair(value: Any) -> Pair:
    keys = value if isinstance(value, list) and len(value) == 2 else []
    if not keys or not all(isinstance(key, str) and _KEY.match(key) for key in keys):
        raise BadLine("renewal")
    return tuple(keys)


def leads_to(renewals: Iterable[Renewal], known: Collection[str], wanted: Collection[str]) -> bool:
    """Whether genuine words lead from the pair that is known to the wanted one, and never the other way."""
    words = [one for one in renewals if one.genuine]
    reached = [frozenset(known)]
    for pair in reached:
        reached += [frozenset(one.after) for one in words if set(one.before) == pair and set(one.after) not in reached]
    return frozenset(wanted) in reached[1:]
