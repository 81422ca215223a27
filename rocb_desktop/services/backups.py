"""Safe copies of the store: one a day before files come in, the newest kept."""

from datetime import datetime
from pathlib import Path

from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.store.database import copy_database
from rocb_desktop.texts import _

KEEP_BYTES = 500_000_000
KEEP_AT_LEAST = 3
_NAME = "store-%Y-%m-%d-%H%M%S.sqlite"


def list_backups(folder: Path) -> list[Path]:
    """Copies of a profile, oldest first."""
    return sorted((folder / "backups").glob("store-*.sqlite"))


def last_backup(session: Session) -> datetime | None:
    """When the newest copy was made (UTC, as its name says)."""
    found = list_backups(session.profile.path)
    return datetime.strptime(found[-1].name, _NAME) if found else None


def backup_if_old(session: Session) -> None:
    """Copy the store when the newest copy is over a day old."""
    newest = last_backup(session)
    now = session.clock.now().replace(tzinfo=None)
    if newest is None or abs((now - newest).total_seconds()) > 24 * 3600:
        make_backup(session)


@lane("write")
def make_backup(session: Session) -> Outcome:
    """Copy the store now; the oldest copies go when all together are too large."""
    folder = session.profile.path / "backups"
    target = folder / session.clock.now().strftime(_NAME)
    copy_database(session.db.connection, target)
    copies = list_backups(session.profile.path)
    while len(copies) > KEEP_AT_LEAST and sum(copy.stat().st_size for copy in copies) > KEEP_BYTES:
        copies.pop(0).unlink()
    return Outcome(frozenset({"setting"}), _("A safe copy was made."), None, target)
