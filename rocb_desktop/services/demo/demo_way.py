"""The demo's way of a reply: from the participant through the focal point to ROCB A/P, and the receipt that came back
since she last looked at Home.
"""

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Protocol

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.reply_details import ACCEPT, find_reply
from rocb_desktop.services.national.returns import make_return, review_reply
from rocb_desktop.services.sending.outbox import save_copy
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.sending.sent import list_sent
from rocb_desktop.services.session import Session
from rocb_desktop.services.since_last_look import note_look, since_last_look

_WORKSHOP = "PCA (Pacific)"
_HANDED, _RECEIVED, _ACCEPTED = date(2021, 5, 18), date(2021, 5, 21), date(2021, 5, 26)
_RETURNED, _COUNTED = date(2021, 5, 28), date(2021, 5, 31)
_LOOKED, _CAME_BACK = date(2021, 10, 11), date(2021, 10, 12)


class Region(Protocol):
    """What a story needs of the demo's people and files."""

    @property
    def files(self) -> Path: ...
    def at(self, who: str, day: date) -> AbstractContextManager[Session]: ...


def bring_on(region: Region, who: str, focal_point: str, office: str, reply: Path) -> list[Path]:
    """On a stick to the focal point, accepted, in the first national return, received by ROCB A/P; assumed days.

    The files are the focal point's receipts, which take their time.
    """
    stick = region.files / "stick"
    stick.mkdir()
    with region.at(who, _HANDED) as session:
        made = next(one for one in list_sent(session) if one.kind == "reply" and one.name == reply.name)
        save_copy(session, made.file, stick)
    with region.at(focal_point, _RECEIVED) as session:
        accept(session, [stick / reply.name], trust=True)
        author = session.db.execute("SELECT p.name FROM reply r JOIN person p ON p.id = r.person").fetchone()[0]
    with region.at(focal_point, _ACCEPTED) as session:
        review_reply(session, find_reply(session, f"2021/1/{author}").id, ACCEPT)
    with region.at(focal_point, _RETURNED) as session:
        returned = Path(make_return(session, 2021, region.files, "Lani Fuimaono").value.path)
    with region.at(office, _COUNTED) as session:
        accept(session, [returned])
        back = [Path(one.path) for one in make_receipts(session).value]
    with region.at(focal_point, _COUNTED) as session:
        accept(session, back)
        return [Path(one.path) for one in make_receipts(session).value]


def look_at_home(region: Region, who: str) -> None:
    """This person sees what came in so far."""
    with region.at(who, _LOOKED) as session:
        note_look(session, since_last_look(session).mark)


def come_back(region: Region, who: str, receipts: list[Path]) -> None:
    """The receipts arrive after this person last looked at Home."""
    look_at_home(region, who)
    with region.at(who, _CAME_BACK) as session:
        accept(session, receipts)
