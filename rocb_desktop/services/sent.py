"""Files that were made here: what, for whom, where they lie, and whether they still are what was made."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import Header
from rocb_desktop.services.bundling import Made
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session

_FOLDER = "files"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file made here. `record` is what it is about: a workshop for packs, a reply, a national return."""

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


def keep_sent(
    session: Session, header: Header, path: Path, data: bytes | Made, receiver: str, record: str, version: int
) -> SentFile:
    """Remember a file that was made: by its bytes, or by what was made of them."""
    made = data if isinstance(data, Made) else Made(hashlib.sha256(data).hexdigest(), len(data))
    at = session.clock.now().isoformat()
    sent = SentFile(
        header.file, at, header.kind, path.name, str(path.absolute()), receiver, made.size, record, version, made.digest
    )
    row = (sent.file, sent.at, sent.kind, sent.name, sent.path, sent.receiver, sent.size, record, version, sent.digest)
    with session.db.atomic():
        session.db.execute("INSERT INTO sent VALUES (?,?,?,?,?,?,?,?,?,?)", row)
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
    rows = session.db.execute(
        "SELECT file, at, kind, name, path, receiver, size, record, version, digest FROM sent"
        " ORDER BY at DESC, rowid DESC"
    )
    return [SentFile(*row) for row in rows]
