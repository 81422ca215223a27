"""How many records of a kind, in words: 2 replies, 3 actions."""

from collections.abc import Mapping

from rocb_desktop.texts import _, ngettext


def record_words(kind: str, n: int) -> str:
    """The count of one kind; kinds that no person thinks of are notes."""
    if kind in ("reply", "reply_on_behalf"):
        said = ngettext("{n} reply", "{n} replies", n)
    elif kind == "action":
        said = ngettext("{n} logged action", "{n} logged actions", n)
    elif kind in ("person", "contact"):
        said = ngettext("{n} note about the person", "{n} notes about the person", n)
    elif kind in ("grant", "vouch"):
        said = ngettext("{n} confirmation of a key", "{n} confirmations of keys", n)
    elif kind == "review":
        said = ngettext("{n} review", "{n} reviews", n)
    elif kind == "workshop":
        said = ngettext("{n} workshop", "{n} workshops", n)
    else:
        said = ngettext("{n} other record", "{n} other records", n)
    return said.format(n=n)


def all_words(counts: Mapping[str, int]) -> str:
    """Counts of several kinds; kinds of the same words are one."""
    if not counts:
        return _("nothing")
    return ", ".join(record_words(kind, count) for kind, count in counts.items())
