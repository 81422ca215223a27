"""A made file as small as can be: one QR code to take a picture of, or lines to type, to read aloud or to paste."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import RocbFile, office_mark, read_file, write_file
from rocb_desktop.exchange.qr_form import QrForm, make_code
from rocb_desktop.exchange.seal import is_sealed, seal_small, unseal
from rocb_desktop.exchange.text_lines import MAX_DATA, write_lines
from rocb_desktop.reports.files import write_whole
from rocb_desktop.services.gathering import read_bytes
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outbox import find_sent, sent_bytes
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.texts import _


@dataclass(frozen=True, slots=True)
class SmallFile:
    """A file in few bytes. `code` is None when it does not fit one, `lines` are none when it is too long for them."""

    name: str
    size: int
    code: QrForm | None
    lines: tuple[str, ...]


@lane("read")
def small_file(session: Session, file: str) -> SmallFile:
    """A file that was made here. Raises UserError file_gone."""
    sent = find_sent(session, file)
    return _small(session, sent.name, sent_bytes(sent))


@lane("read")
def small_file_at(session: Session, path: Path) -> SmallFile:
    """Any file of ours. Raises the UserErrors of reading one; not_for_you when it cannot be made smaller here."""
    return _small(session, path.name, read_bytes(path))


@lane("write")
def save_code(session: Session, small: SmallFile, path: Path) -> Outcome:
    """Write the code as a picture. Raises UserError: too_long, disk_full, bad_path, cannot_open."""
    if small.code is None:
        raise UserError("too_long")
    write_whole(path, small.code.png)
    return Outcome(message=_("The picture of the code is saved."), value=path)


def _small(session: Session, name: str, data: bytes) -> SmallFile:
    best = min(_forms(session, data), key=len)
    return SmallFile(name, len(best), make_code(best), write_lines(best) if len(best) <= MAX_DATA else ())


def _forms(session: Session, data: bytes) -> Iterable[bytes]:
    """The file as it is, and its small form. When that fits no code: without what only helps to judge chains; then
    sealed to the first office alone, which passes the reply on: the whole file can still go to the others.
    """
    file = read_file(data, session.keys.identities)
    yield data
    if not is_sealed(data):
        return
    marks = {to.office for to in file.header.to}
    known = {office_mark(office): office for office in _known_offices(session)}
    readers = [known[to.office] for to in file.header.to if to.office in known]
    if len(set(readers)) < len(
        marks
    ):  # an office whose key is not known here any more: only the whole file reaches all
        return
    own = file.header.sender.key == session.keys.key
    texts = [unseal(data, session.keys.identities), *([_without_chains(session, file)] if own else [])]
    tries = [(text, readers) for text in texts] + ([(texts[-1], readers[:1])] if own else [])
    for text, offices in tries:
        small = _sealed(text, offices)
        if small is not None:
            yield small
        if small is None or make_code(small) is not None:
            return


def _sealed(text: bytes, readers: list[str]) -> bytes | None:
    """Not sealed to oneself: the whole file stays here."""
    try:
        return seal_small(text, readers)
    except ValueError:
        return None


def _known_offices(session: Session) -> list[str]:
    offices = session.db.execute("SELECT DISTINCT office FROM standing WHERE office<>''").fetchall()
    return [session.keys.office, *(str(row[0]) for row in offices if row[0] != session.keys.office)]


def _without_chains(session: Session, file: RocbFile) -> bytes:
    """The text of the same file without hollow blocks, and without what its sender holds: signed again."""
    shown = [block for block in file.blocks if any(change.fields is not None for change in block.block.changes)]
    own = session.keys.office
    signed = write_file(replace(file.header, have={}), shown, session.keys.seed, [own])
    return unseal(signed, session.keys.identities)
