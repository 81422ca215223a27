"""Everything that an office holds, for its own people: all blocks as they came, in as many files as readers allow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rocb_desktop.domain.kinds import Audience
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.bundle import Blob
from rocb_desktop.exchange.file import MAX_LINES, Header
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.sending.bundling import bundled
from rocb_desktop.services.sending.sent import SentFile, keep_sent
from rocb_desktop.services.sending.signing import blocks_where, seal_file, sign_waiting
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import all_blobs

_LINES = MAX_LINES * 9 // 10  # of one file: below what a reader takes
_BLOBS, _BLOB_BYTES = 90, 250_000_000  # of one file: below what a reader takes, and what a stick copies in a minute


def sign_everything(session: Session) -> None:
    """Sign what still waits, class by class."""
    for audience in Audience:
        sign_waiting(session, audience)


def office_blocks(session: Session) -> list[SignedBlock]:
    """Every block an office holds; what its people keep for themselves stays theirs."""
    return blocks_where(session, "audience<>?", (Audience.PERSON,))


@dataclass(frozen=True, slots=True)
class OfficeFiles:
    """The materials and evidence that this office holds: what goes along with a copy of it."""

    count: int
    size: int


@lane("read")
def office_files(session: Session) -> OfficeFiles:
    blobs = all_blobs(session)
    return OfficeFiles(len(blobs), sum(blob.size for blob in blobs))


def write_office_files(
    session: Session,
    path: Path,
    header: Header,
    blocks: Sequence[SignedBlock],
    readers: Sequence[str],
    receiver: str,
    blobs: Sequence[Blob] = (),
    record: str = "",
) -> list[SentFile]:
    """One file, or several numbered ones when there is too much for one. Each says all that its header says; `record`
    is the key of the one person they are for, "" for an office.

    All of them are written, or none is left.
    """
    made: list[SentFile] = []
    try:
        for number, (some, load) in enumerate(_loaded(blocks, blobs), 1):
            target = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
            named = header if number == 1 else replace(header, file=session.ids.token(8).hex())
            with bundled(session, target, load) as put, session.db.atomic():
                written = put(seal_file(session, named, some, readers), readers)
                made.append(keep_sent(session, named, target, written, receiver, record, number, header.file))
    except BaseException:
        for one in made:
            Path(one.path).unlink(missing_ok=True)
        raise
    return made


def _loaded(
    blocks: Sequence[SignedBlock], blobs: Sequence[Blob]
) -> Iterator[tuple[Sequence[SignedBlock], Sequence[Blob]]]:
    """The blocks of each file with the blobs that go along. A blob comes in only when a record names it: so blobs go
    with the last blocks, and where all blocks fit into one file, each file with blobs has all of them.
    """
    parts = list(_parts(blocks))
    yield from ((some, ()) for some in parts[:-1])
    load: list[Blob] = []
    for blob in blobs:
        if load and (len(load) == _BLOBS or sum(one.size for one in load) + blob.size > _BLOB_BYTES):
            yield parts[-1], load
            load = []
        load.append(blob)
    yield parts[-1], load


def _parts(blocks: Sequence[SignedBlock]) -> Iterator[list[SignedBlock]]:
    """Blocks of one file each, at least one file.

    Each has the grants, which are few: so whoever reads it knows its sender.
    """
    grants = [block for block in blocks if _has_grant(block)]
    some, lines = list(grants), sum(map(_lines_of, grants))
    for block in (block for block in blocks if not _has_grant(block)):
        if len(some) > len(grants) and lines + _lines_of(block) > _LINES:
            yield some
            some, lines = list(grants), sum(map(_lines_of, grants))
        some.append(block)
        lines += _lines_of(block)
    yield some


def _has_grant(block: SignedBlock) -> bool:
    return any(change.kind == "grant" for change in block.block.changes)


def _lines_of(block: SignedBlock) -> int:
    return 2 * len(block.block.changes) + 2
