"""What stays when an import is taken back: requests to erase, and the words that make them count."""

from collections.abc import Iterable

from rocb_desktop.domain.change import Change
from rocb_desktop.domain.erasure import erased_ids

STAYING_KINDS = ("erase", "grant", "vouch")
Word = tuple[str, str, Change]  # a change, after its block and the block's author


def staying_blocks(words: Iterable[Word]) -> set[str]:
    """The blocks of an import that stay when it is taken back: nobody who was erased is shown again.

    Those that ask to erase, those that say who asked, and in turn who said so. `words`: what the import brought of the
    kinds STAYING_KINDS.
    """
    known = list(words)
    kept = {block for block, _author, change in known if erased_ids(change)}
    keys = {author for block, author, _change in known if block in kept}
    size = -1
    while size != len(kept) + len(keys):
        size = len(kept) + len(keys)
        for block, author, change in known:
            fields = change.fields or {}
            if change.kind != "erase" and fields.get("key") in keys:
                kept.add(block)
                keys |= {author, str(fields.get("replaces", ""))}
    return kept
