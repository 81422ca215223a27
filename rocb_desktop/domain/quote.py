"""How far a participant's text may be used: what its author allowed, and what the administration lowered."""

from collections.abc import Iterable

from rocb_desktop.domain.change import derive
from rocb_desktop.domain.reply import CONSENTS


def effective_consent(given: str, limit: str = "") -> str:
    """The narrower of the author's consent and the administration's limit. Not answered or unknown allows nothing: "".

    >>> effective_consent("public", "members_anonymous")
    'members_anonymous'
    """
    if given not in CONSENTS:
        return ""
    if limit not in CONSENTS:
        return given
    return max(given, limit, key=CONSENTS.index)


def lowest_consent(given: Iterable[str]) -> str:
    """The narrowest of these consents; "" when one was not given, or when there is none."""
    found = list(given)
    if not found or any(one not in CONSENTS for one in found):
        return ""
    return max(found, key=CONSENTS.index)


def is_quotable(consent: str) -> bool:
    """Whether the text may be shown to anybody outside its administration and ROCB A/P."""
    return consent in ("public", "members_attributed", "members_anonymous")


def is_attributed(consent: str) -> bool:
    """Whether the administration may be named with the text where everybody can read it, once it was cleared: only
    members may see the name of one that is for members.
    """
    return consent == "public"


def narrower(consent: str) -> tuple[str, ...]:
    """What a focal point or head may lower a consent to: itself and all that is narrower."""
    return CONSENTS[CONSENTS.index(consent) :] if consent in CONSENTS else ()


def limit_id(reply: str, field: str, administration: str) -> str:
    """The record of an administration's limit on one text of a reply."""
    return derive("quote_limit", reply, field, administration)
