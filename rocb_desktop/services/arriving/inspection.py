"""What a .rocb file says, for an audit: header, sender, signatures, every change; nothing of it is used."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange.file import FORMAT, Header, read_file
from rocb_desktop.exchange.words import Word, words_of
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session
from rocb_desktop.store.authority import standing_of


@dataclass(frozen=True, slots=True)
class Inspection:
    """A verified file. `words` are the sender's; `known`: somebody above has spoken for the sender's key. `records`
    counts those whose words it holds, by kind.
    """

    format: str
    size: int
    sealed: bool
    header: Header
    words: tuple[Word, ...]
    known: bool
    blocks: tuple[Block, ...]
    records: Mapping[str, int]


@lane("read")
def inspect_file(session: Session, path: Path) -> Inspection:
    """Open a file that this profile can open, whoever it was made for. Raises the UserErrors of receiving a file."""
    data = read_bytes(path)
    file = read_file(data, session.keys.identities, session.progress)
    key = file.header.sender.key
    blocks = tuple(item.block for item in file.blocks)
    told = (change for block in blocks for change in block.changes if change.fields is not None)
    kinds = {change.record: change.kind for change in told}
    known = key == session.desk.key or standing_of(session.db, key).role is not Role.UNKNOWN
    records = dict(sorted(Counter(kinds.values()).items()))
    return Inspection(FORMAT, len(data), file.sealed, file.header, words_of([key]), known, blocks, records)
