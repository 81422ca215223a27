"""Files that were made here: what, for whom, where they lie, and whether they still are what was made."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import Header
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.sending.bundling import Made
from rocb_desktop.services.session import Session

_FOLDER = "files"
_COLUMNS = "file, at, kind, name, path, receiver, size, record, version, digest, made_with, blobs"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file made here. `record` is what it is about: a workshop for packs, a reply, a national return, the key of
    whom an office is handed over to. `made_with` is the first of the files it was made with, `blobs` how many files of
    materials or evidence go along.
    """

    file: str
    at: str
    kind: str
    name: str
    path: str
    receiver: str
    size: int
    record: str
    version: int
    digest: str
    made_with: str = ""
    blobs: int = 0


def keep_sent(
    session: Session,
    header: Header,
    path: Path,
    data: bytes | Made,
    receiver: str,
    record: str,
    version: int,
    made_with: str = "",
) -> SentFile:
    """Remember a file that was made: by its bytes, or by what was made of them. `made_with` for one of several."""
    made = data if isinstance(data, Made) else Made(hashlib.sha256(data).hexdigest(), len(data))
    at = session.clock.now().isoformat()
    sent = SentFile(
        header.file,
        at,
        header.kind,
        path.name,
        str(path.absolute()),
        receiver,
        made.size,
        record,
        version,
        made.digest,
        made_with or header.file,
        made.blobs,
    )
    with session.db.atomic():
        session.db.execute(f"INSERT INTO sent({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", astuple(sent))
    return sent


def files_folder(session: Session) -> Path:
    """This profile's own folder for the files it makes, from where they are sent. Raises UserError cannot_open."""
    folder = session.profile.path / _FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UserError("cannot_open", path=str(folder)) from error
    return folder


@lane("read")
def list_sent(session: Session) -> list[SentFile]:
    """Newest first."""
    rows = session.db.execute(f"SELECT {_COLUMNS} FROM sent ORDER BY at DESC, rowid DESC")
    return [SentFile(*row) for row in rows]


def newest_of(files: Sequence[SentFile]) -> list[SentFile]:
    """Of files, newest first, those after which none was made of the same for the same receiver: all files that were
    made together, and one with materials or evidence beside one without.
    """
    last: dict[tuple[str, str, str, bool], str] = {}
    found: list[SentFile] = []
    for sent in files:
        thing = (sent.kind, sent.record, sent.receiver, bool(sent.blobs))
        together = sent.made_with or sent.file  # "" of those made by an older version
        if last.setdefault(thing, together) == together:
            found.append(sent)
    return found
