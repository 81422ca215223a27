"""The index of the search, kept in step a little after each write, and made for an old store."""

from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session
from rocb_desktop.store.search import index_all, index_some, is_behind

AT_ONCE = 250  # records: a save that comes meanwhile waits no longer than these take


@lane("write")
def index_next(session: Session) -> bool:
    """Index the next few of what was written; says whether there is more. What is left waits for the next start."""
    return is_behind(session.db) and index_some(session.db, AT_ONCE)


def index_everything(session: Session) -> None:
    """Index all that was written, for a command that asks once."""
    if is_behind(session.db):
        index_all(session.db)
