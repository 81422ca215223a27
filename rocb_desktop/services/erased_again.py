"""An older copy of the store comes back: what was erased since then stays erased in it."""

from rocb_desktop.services.session import Session
from rocb_desktop.store.blocks import read_blocks
from rocb_desktop.store.changes import add_blocks
from rocb_desktop.store.database import Database
from rocb_desktop.store.erasures import wipe_erased

_REQUESTS = "seq IN (SELECT block FROM change WHERE kind='erase')"


def keep_erased(copy: Database, session: Session) -> None:
    """Bring the requests to erase into `copy`, and delete there what was deleted here."""
    requests = list(read_blocks(session.db, _REQUESTS))
    if not requests:
        return
    gone = session.db.execute("SELECT id FROM wiped").fetchall()
    with copy.atomic():
        copy.conn.executemany("INSERT OR IGNORE INTO wiped VALUES (?)", gone)
        add_blocks(copy, session.desk, requests, None)
    if gone:
        wipe_erased(copy)
