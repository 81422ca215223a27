"""What a participant may take back: the consent of each reply, a reply, or everything."""

from dataclasses import dataclass

from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.store.replies import read_replies
from rocb_desktop.store.workshops import read_workshops


@dataclass(frozen=True, slots=True)
class OwnReply:
    """One own reply: of which workshop, and what its consent says."""

    id: str
    workshop: str
    title: str
    version: int
    consent: str


@lane("read")
def own_replies(session: Session) -> list[OwnReply]:
    """The own replies, newest workshop first."""
    titles = {one.id: one.short_title or one.title for one in read_workshops(session.db)}
    found = read_replies(session.db, "r.person=? AND r.source='own'", (me(session),))
    return [
        OwnReply(one.id, one.workshop, titles.get(one.workshop, ""), one.version, one.consent)
        for one in reversed(found)
    ]
