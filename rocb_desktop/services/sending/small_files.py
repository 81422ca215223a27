"""A made file as small as can be: one QR code to take a picture of, or lines to type, to read aloud or to paste."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rocb_desktop.domain.administration import ROCB, name_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import Addressee, RocbFile, office_mark, read_file, write_file
from rocb_desktop.exchange.qr_form import QrForm, make_code
from rocb_desktop.exchange.seal import is_sealed, seal_small, unseal
from rocb_desktop.exchange.text_lines import MAX_DATA, write_lines
from rocb_desktop.reports.files import write_whole
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.outbox import find_sent, sent_bytes
from rocb_desktop.services.session import Session
from rocb_desktop.texts import _


@dataclass(frozen=True, slots=True)
class SmallFile:
    """A file in few bytes. `code` is None when it does not fit one, `lines` are none when it is too long for them.

    `opens` are the offices that can open it, `left_out` those that can open the whole file and not this form; an open
    file names nobody.
    """

    name: str
    size: int
    code: QrForm | None
    lines: tuple[str, ...]
    opens: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def left_out_words(self) -> str:
        """ROCB A/P cannot open this code. "" when everybody can open it who can open the whole file."""
        if not self.left_out:
            return ""
        said = (
            _("{offices} cannot open this code.") if self.code is not None else _("{offices} cannot open these lines.")
        )
        return said.format(offices=", ".join(self.left_out))


@dataclass(frozen=True, slots=True)
class _Form:
    """Bytes that say the same as a file, and the marks of the offices that can open them."""

    data: bytes
    offices: tuple[str, ...]


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
    file = read_file(data, session.keys.identities)
    best = min(_forms(session, data, file), key=lambda form: len(form.data))
    small, to = best.data, file.header.to if is_sealed(data) else ()
    return SmallFile(
        name,
        len(small),
        make_code(small),
        write_lines(small) if len(small) <= MAX_DATA else (),
        _names(session, [one for one in to if one.office in best.offices]),
        _names(session, [one for one in to if one.office not in best.offices]),
    )


def _names(session: Session, offices: Iterable[Addressee]) -> tuple[str, ...]:
    """ROCB A/P, Lani Fuimaono (Samoa): an administration may have several offices."""
    rows = session.db.execute("SELECT office, name FROM standing WHERE office<>'' AND disputed=0 ORDER BY name")
    people = {office_mark(office): name for office, name in rows if name}
    found = []
    for one in offices:
        place, person = name_of(one.administration), people.get(one.office)
        shown = _("{person} ({place})").format(person=person, place=place) if person else place
        found.append(place if one.administration == ROCB else shown)
    return tuple(dict.fromkeys(found))


def _forms(session: Session, data: bytes, file: RocbFile) -> Iterable[_Form]:
    """The file as it is, and its small form. When that fits no code: without what only helps to judge chains; then
    sealed to the first office alone, which passes the reply on: the whole file can still go to the others.
    """
    marks = tuple(dict.fromkeys(to.office for to in file.header.to))
    yield _Form(data, marks)
    if not is_sealed(data):
        return
    known = {office_mark(office): office for office in _known_offices(session)}
    if not known.keys() >= set(
        marks
    ):  # an office whose key is not known here any more: only the whole file reaches all
        return
    own = file.header.sender.key == session.keys.key
    texts = [unseal(data, session.keys.identities), *([_without_chains(session, file)] if own else [])]
    tries = [(text, marks) for text in texts] + ([(texts[-1], marks[:1])] if own else [])
    for text, offices in tries:
        small = _sealed(text, [known[mark] for mark in offices])
        if small is not None:
            yield _Form(small, offices)
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
