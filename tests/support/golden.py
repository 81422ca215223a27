"""All that a golden file tells its reader, as plain values to be compared with what it told when it was made."""

from typing import Any

from rocb_desktop.exchange.file import read_file
from rocb_desktop.exchange.words import spoken

READERS = {"card": "rocb", "pack": "sina", "reply": "focal", "return": "rocb"}  # file, and one who can open it


def content(data: bytes, identity: str) -> dict[str, Any]:
    """All that a reader of the file is told."""
    found = read_file(data, [identity])
    header = found.header
    return {
        "file": header.file,
        "kind": header.kind,
        "sender": [getattr(header.sender, name) for name in ("key", "name", "role", "administration", "office")],
        "words": spoken([header.sender.key]),
        "to": [[one.administration, one.office] for one in header.to],
        "anchor": list(header.anchor),
        "anchor_words": spoken(header.anchor),
        "created": header.created,
        "sealed": found.sealed,
        "blocks": [
            {
                "id": one.block.id,
                "author": one.block.key,
                "nonce": one.block.nonce,
                "class": one.block.audience,
                "administration": one.block.administration,
                "no": one.block.number,
                "back": one.block.back,
                "changes": [
                    [change.id, change.record, change.kind, change.form, change.hlc, list(change.after), change.fields]
                    for change in one.block.changes
                ],
            }
            for one in found.blocks
        ],
    }
