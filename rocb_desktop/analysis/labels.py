"""Short names of workshops, for the edge of a chart where a full title does not fit."""

import re
from collections import Counter
from collections.abc import Sequence

_OPENING = re.compile(
    r"""^(?:(?:WCO|OCO|ROCB\s+A/P)\s+)*
        (?:(?:Sub-?regional|Regional|National|Online|Virtual|Hybrid|Experience-sharing)\s+)*
        (?:Workshop|WS|Seminar|Training|Master\s+Class)\s+(?:on|for)\s+(?:the\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)


def short_title(title: str) -> str:
    """WCO Regional Workshop on Data Analytics -> Data Analytics; a title of another form stays as it is."""
    short = _OPENING.sub("", title.strip())
    return short[:1].upper() + short[1:] if short else title.strip()


def distinct(names: Sequence[str], numbers: Sequence[int | None]) -> list[str]:
    """The names, those that would read the same with their workshop's number."""
    seen = Counter(names)
    return [f"{name} ({number})" if seen[name] > 1 else name for name, number in zip(names, numbers, strict=True)]
