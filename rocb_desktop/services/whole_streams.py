"""Everything that an office holds, for its own people: all blocks as they came, in as many files as readers allow."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rocb_desktop.domain.kinds import Audience
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.file import MAX_LINES, Header
from rocb_desktop.reports.files import staged
from rocb_desktop.services.sent import SentFile, keep_sent
from rocb_desktop.services.session import Session
from rocb_desktop.services.signing import blocks_where, seal_file, sign_waiting

_LINES = MAX_LINES * 9 // 10  # of one file: below what a reader takes


def sign_everything(session: Session) -> None:
    """Sign what still waits, class by class."""
    for audience in Audience:
        sign_waiting(session, audience)


def office_blocks(session: Session) -> list[SignedBlock]:
    """Every block an office holds; what its people keep for themselves stays theirs."""
    return blocks_where(session, "audience<>?", (Audience.PERSON,))


def write_office_files(
    session: Session, path: Path, header: Header, blocks: Sequence[SignedBlock], readers: Sequence[str], receiver: str
) -> list[SentFile]:
    """One file, or several numbered ones when there is too much for one. Each says all that its header says."""
    made: list[SentFile] = []
    for number, some in enumerate(_parts(blocks), 1):
        target = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        named = header if number == 1 else replace(header, file=session.ids.token(8).hex())
        with staged(target) as put, session.db.atomic():
            data = seal_file(session, named, some, readers)
            put(data)
            made.append(keep_sent(session, named, target, data, receiver, "", number))
    return made


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
