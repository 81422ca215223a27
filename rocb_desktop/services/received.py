"""Files that came in: what each import brought, and the files that wait until their sender is known."""

from dataclasses import dataclass
from datetime import datetime

from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session
from rocb_desktop.services.waiting import WaitingFile, list_waiting

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
    return Inbox(tuple(received), total, tuple(list_waiting(session)))
