"""Files that came in: the imports, and the files that wait until their sender is known."""

from dataclasses import dataclass

from rocb_desktop.services.arriving.import_log import ImportEntry, list_imports
from rocb_desktop.services.arriving.parts import PartSet, waiting_parts
from rocb_desktop.services.arriving.waiting import WaitingFile, list_waiting
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session


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
