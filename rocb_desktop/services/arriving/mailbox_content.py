"""What a file of the mailbox folder holds, remembered so that each is opened once and judged afresh at every look."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rocb_desktop.exchange.file import READER, read_file
from rocb_desktop.services.arriving.arrival import examine, waiting_id
from rocb_desktop.services.arriving.blob_intake import brings_missing
from rocb_desktop.services.arriving.gathering import gather
from rocb_desktop.services.arriving.parts import is_taken_in, look_at_part
from rocb_desktop.services.session import Session
from rocb_desktop.store.blocks import known_ids
from rocb_desktop.store.imports import waited_since


@dataclass(frozen=True, slots=True)
class Content:
    """The blocks of a file and the `hashes` of the files that its records name; of a part which it is. `why` is the
    code of what was wrong with it. `eyes` stands for all that decides who can read what.
    """

    eyes: str
    blocks: Sequence[str] = ()
    hashes: Sequence[str] = ()
    own: bool = False
    waits: str = ""
    part: Sequence[str | int] = ()
    why: str = ""

    def as_text(self) -> str:
        return json.dumps(asdict(self))


def eyes_of(session: Session) -> str:
    """Changes with the keys, the office known here, and what the app can read."""
    keys = session.keys
    seen = [READER, keys.key, session.profile.role, session.profile.administration, *session.anchor, *keys.identities]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16]


def content_of_text(text: str, eyes: str) -> Content | None:
    """What was remembered, as long as it would be read the same way today."""
    if not text:
        return None
    content = Content(**json.loads(text))
    return content if content.eyes == eyes else None


def read_content(session: Session, path: Path, eyes: str) -> Content:
    """Open a file and verify all of it. Raises UserError."""
    part = look_at_part(session, path)
    if part is not None:
        return Content(eyes, part=(part.set, part.number))
    data = gather(session, [path]).parcels[0].read()
    file = read_file(data, session.keys.identities)
    examine(session, path.name, data, file)
    fields = [change.fields or {} for item in file.blocks for change in item.block.changes]
    return Content(
        eyes,
        sorted({item.block.id for item in file.blocks}),
        sorted({str(one["hash"]) for one in fields if one.get("hash")}),
        file.header.sender.key == session.keys.key,
        waiting_id(data),
    )


def is_all_here(session: Session, content: Content, path: Path) -> bool:
    """Whether nothing of it would be new: it waits here, or every block is here, and the files that it brings."""
    if content.why:
        return False
    if content.part:
        return is_taken_in(session, str(content.part[0]), int(content.part[1]))
    if waited_since(session.db, content.waits) is not None:
        return True
    known = set(content.blocks) <= known_ids(session.db, content.blocks)
    return known and not brings_missing(session, path, content.hashes)
