"""What of the files that came in waits: until their sender is known, or until their other parts are here."""

from dataclasses import dataclass

from rocb_desktop.services.arriving.parts import PartSet, waiting_parts
from rocb_desktop.services.arriving.waiting import WaitingFile, list_waiting
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class Inbox:
    """The files that wait, oldest first; `parts` of files whose others did not come yet."""

    waiting: tuple[WaitingFile, ...]
    parts: tuple[PartSet, ...] = ()


@lane("read")
def look_in_inbox(session: Session) -> Inbox:
    """What waits on this profile."""
    return Inbox(tuple(list_waiting(session)), tuple(waiting_parts(session)))
