"""Files that came in: the imports, and the files that wait until their sender is known."""

from dataclasses import dataclass

from rocb_desktop.services.import_log import ImportEntry, list_imports
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.parts import PartSet, waiting_parts
from rocb_desktop.services.session import Session
from rocb_desktop.services.waiting import WaitingFile, list_waiting


@dataclass(frozen=True, slots=True)
class Inbox:
    """The newest imports first; the files that wait, oldest first; `parts` of files whose others did not come yet."""

    imports: tuple[ImportEntry, ...]
    waiting: tuple[WaitingFile, ...]
    parts: tuple[PartSet, ...] = ()


@lane("read")
def look_in_inbox(session: Session) -> Inbox:
    """What came in on this profile, and what waits."""
    return Inbox(tuple(list_imports(session)), tuple(list_waiting(session)), tuple(waiting_parts(session)))
