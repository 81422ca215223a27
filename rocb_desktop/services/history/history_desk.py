"""What the page of the history shows first: the questions that wait, and the newest changes."""

from dataclasses import dataclass

from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.history.conflicts import Conflict, list_conflicts
from rocb_desktop.services.history.history import ALL, HistoryPage, list_history
from rocb_desktop.services.history.record_names import RecordNames
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session
from rocb_desktop.store.history import read_imports
from rocb_desktop.texts import _

CONFLICTS = "conflicts"


@dataclass(frozen=True, slots=True)
class HistoryDesk:
    """The first page of the changes with the questions above it; `only` says of what alone, "" for everything.

    `reviews`: this desk can send a reply back for correction.
    """

    page: HistoryPage
    conflicts: tuple[Conflict, ...]
    only: str = ""
    reviews: bool = False


@lane("read")
def look_at_history(
    session: Session, record: str = "", imported: str = "", show: str = ALL, words: str = ""
) -> HistoryDesk:
    """`show` is all, conflicts, mine or files; with `record` or `imported` only theirs."""
    asked = show in (ALL, CONFLICTS) and not imported
    conflicts = [one for one in list_conflicts(session, record) if _holds(one, words)] if asked else []
    if show == CONFLICTS:
        page = list_history(session, record, most=0)
    else:
        page = list_history(session, record, show=show, imported=imported, words=words)
    reviews = session.profile.role == Role.FOCAL_POINT
    return HistoryDesk(page, tuple(conflicts), _only(session, record, imported), reviews)


def _holds(one: Conflict, words: str) -> bool:
    texts = (one.about, one.label, *(side.text for side in one.sides))
    return any(words.casefold() in text.casefold() for text in texts)


def _only(session: Session, record: str, imported: str) -> str:
    if imported:
        found = read_imports(session.db, [imported]).get(imported)
        names = ", ".join(found.names[:2]) if found is not None else imported
        return _("Only what came in {file}").format(file=names)
    if not record:
        return ""
    names_of = RecordNames(session)
    row = session.db.execute("SELECT kind FROM change WHERE record=? LIMIT 1", (record,)).fetchone()
    about = names_of.about(record, row[0], names_of.values(record)) if row else record
    return _("Only {about}").format(about=about)
