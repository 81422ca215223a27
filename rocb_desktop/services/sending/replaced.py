"""Which files that were made here a newer one replaces: only what holds, for the same readers, all that they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.bundle import open_bundle
from rocb_desktop.exchange.file import Header, read_file
from rocb_desktop.services.arriving.blob_intake import is_bundle
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.sending.sent import SentFile, list_sent
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import opened


@dataclass(frozen=True, slots=True)
class _Held:
    """What a file holds: its blocks, the changes whose words it has, and the files that go along."""

    header: Header
    blocks: frozenset[str]
    changes: frozenset[str]
    blobs: frozenset[str]

    def has_all_of(self, older: "_Held") -> bool:
        mine, theirs = self.header, older.header
        readers = (set(mine.to) >= set(theirs.to)) if theirs.to else not mine.to  # open files name nobody
        keys = theirs.passes is None or mine.passes == theirs.passes
        anchor = set(mine.anchor) >= set(theirs.anchor)
        content = self.blocks >= older.blocks and self.changes >= older.changes and self.blobs >= older.blobs
        return readers and keys and anchor and content


def replaced_files(session: Session, lying: Mapping[str, Path]) -> list[Path]:
    """Of the files of a folder (`lying`: by the id they were made with) those that a newer one there replaces. What
    cannot be opened, or is no longer what was made, replaces nothing and stays.
    """
    newer: dict[tuple[str, str, str], list[_Held]] = {}
    found: list[Path] = []
    for sent in list_sent(session):  # newest first
        held = _held(session, sent, lying[sent.file]) if sent.file in lying else None
        if held is None:
            continue
        others = newer.setdefault((sent.kind, sent.record, sent.receiver), [])
        if any(other.has_all_of(held) for other in others):
            found.append(lying[sent.file])
        else:
            others.append(held)
    return found


def _held(session: Session, sent: SentFile, path: Path) -> _Held | None:
    try:
        file = read_file(read_bytes(path), session.keys.identities, session.progress)
        blobs = _blobs(session, path)
    except UserError:
        return None
    if file.header.file != sent.file or file.header.sender.key != session.keys.key:
        return None
    blocks = [item.block for item in file.blocks]
    changes = frozenset(change.id for block in blocks for change in block.changes if change.fields is not None)
    return _Held(file.header, frozenset(block.id for block in blocks), changes, blobs)


def _blobs(session: Session, path: Path) -> frozenset[str]:
    if not is_bundle(path):
        return frozenset()
    with opened(path) as stream, open_bundle(stream) as bundle:
        return frozenset(one.hash or bundle.extract(one, None, session.keys.identities)[0] for one in bundle.blobs)
