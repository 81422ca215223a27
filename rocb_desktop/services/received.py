"""Files that came in: what each import brought, and the files that wait until their sender is known."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rocb_desktop import paths
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file of an import: `kind` is card, pack, reply, return ... or workbook; `at` is UTC."""

    batch: str
    at: datetime
    name: str
    kind: str
    sender: str
    administration: str


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file whose sender nobody here knows yet; `size` in bytes, `at` is UTC."""

    file: str
    at: datetime
    name: str
    kind: str
    sender: str
    administration: str
    size: int


@dataclass(frozen=True, slots=True)
class Inbox:
    """The newest received files first, `total` of them in all; the files that wait, oldest first."""

    received: tuple[ReceivedFile, ...]
    total: int
    waiting: tuple[WaitingFile, ...]


@lane("read")
def look_in_inbox(session: Session) -> Inbox:
    """What came in on this profile, and what waits."""
    query = (
        "SELECT id, at, name, kind, sender_name, administration FROM import"
        f" ORDER BY at DESC, rowid DESC LIMIT {MOST_SHOWN}"
    )
    total = int(session.db.execute("SELECT count(*) FROM import").fetchone()[0])
    received = [ReceivedFile(row[0], datetime.fromisoformat(row[1]), *row[2:]) for row in session.db.execute(query)]
    waiting = session.db.execute(
        "SELECT id, at, name, kind, sender_name, administration, length(data) FROM waiting ORDER BY at, rowid"
    )
    files = [WaitingFile(row[0], datetime.fromisoformat(row[1]), *row[2:]) for row in waiting]
    return Inbox(tuple(received), total, tuple(files))


@lane("read")
def copy_waiting(session: Session, file: str) -> Path:
    """Put a waiting file, sealed as it came, where it can be opened again. Raises UserError bad_path, cannot_open."""
    row = session.db.execute("SELECT name, data FROM waiting WHERE id=?", (file,)).fetchone()
    if row is None:
        raise UserError("bad_path", path=file)
    folder = paths.cache_dir() / "waiting" / file
    target = folder / Path(row[0]).name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_bytes(row[1])
    except OSError as error:
        raise UserError("cannot_open", path=target.name) from error
    return target
