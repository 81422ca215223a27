"""All that a golden file tells its reader, as plain values to be compared with what it told when it was made."""

from pathlib import Path
from typing import Any

from rocb_desktop.exchange.file import read_file
from rocb_desktop.exchange.words import spoken

# Each file, and one who can open it. A release has those that it knew.
READERS = {
    "card": "rocb",
    "pack": "sina",
    "reply": "focal",
    "return": "rocb",
    "receipt": "sina",
    "receipt-return": "focal",
    "give-back": "lost",
    "hand-over": "successor",
    "pack-with-files": "sina",
    "reply-as-lines": "focal",
    "return-cleared": "rocb",
    "feedback": "sina",
}


def files_of(folder: Path) -> list[str]:
    """The files that the release in this folder left."""
    return [name for name in READERS if (folder / f"{name}.json").exists()]


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
