"""What a focal point sees first: the next task, the counts of the round, the last files in and out."""

from dataclasses import dataclass
from datetime import date, datetime

from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.pc_date import DateDoubt
from rocb_desktop.services.arriving.waiting import WaitingFile, list_waiting
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.return_desk import ReturnDesk, return_desk
from rocb_desktop.services.pc_date import doubt_about_today
from rocb_desktop.services.profile.contact_card import own_card
from rocb_desktop.services.sending.sent import list_sent
from rocb_desktop.services.session import Session
from rocb_desktop.store.authority import standing_of

_LAST_FILES = 6
_ROUNDS = 3  # that are looked at: a return comes at the latest a year after its workshops


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that came in (`way` "in") or was made here ("out"). `other` is the sender, or the receiving office."""

    at: datetime
    way: str
    kind: str
    name: str
    other: str
    administration: str


@dataclass(frozen=True, slots=True)
class FocalHome:
    """`task` is make_card, send_card, open_pack, check_sender, review, make_return, hand_on (receipts
    that were not made yet) or up_to_date."""

    today: date
    task: str
    desk: ReturnDesk | None
    waiting: tuple[WaitingFile, ...]
    files: tuple[FileLine, ...]
    doubt: DateDoubt | None = None
    card_due: bool = False  # nobody has said for a year that the own contact card is right


@lane("read")
def focal_home(session: Session) -> FocalHome:
    desk = _most_pressing(open_desks(session))
    waiting = tuple(list_waiting(session))
    files = tuple(_files(session))
    task = _task(session, desk, waiting, files)
    return FocalHome(
        session.clock.today(), task, desk, waiting, files, doubt_about_today(session), own_card(session).due
    )


def open_desks(session: Session) -> list[ReturnDesk]:
    """The newest rounds of this administration, the newest first: several can be open at once."""
    newest = return_desk(session)
    if newest is None:
        return []
    others = [one for one in newest.rounds if one != newest.round][: _ROUNDS - 1]
    return [newest, *(desk for one in others if (desk := return_desk(session, one)) is not None)]


def _most_pressing(desks: list[ReturnDesk]) -> ReturnDesk | None:
    """The oldest round in which a reply is to be reviewed, else in which a return is to be made, else the newest."""
    oldest = desks[::-1]
    reviews = next((desk for desk in oldest if desk.to_review), None)
    return reviews or next((desk for desk in oldest if desk.changed), desks[0] if desks else None)


def _task(
    session: Session, desk: ReturnDesk | None, waiting: tuple[WaitingFile, ...], files: tuple[FileLine, ...]
) -> str:
    """The first thing that keeps the rest from going on."""
    if waiting:
        return "check_sender"
    if standing_of(session.db, session.desk.key).role is not Role.FOCAL_POINT:
        made = any(file.way == "out" and file.kind == "card" for file in files)
        return "send_card" if made else "make_card"
    if desk is None or not desk.workshops:
        return "open_pack"
    if desk.to_review:
        return "review"
    if desk.changed:
        return "make_return"
    return "hand_on" if desk.receipts_due else "up_to_date"


def _files(session: Session) -> list[FileLine]:
    """The newest files of both ways, newest first."""
    came = session.db.execute(
        "SELECT at, kind, name, sender_name, administration FROM import ORDER BY at DESC, rowid DESC LIMIT ?",
        (_LAST_FILES,),
    )
    lines = [FileLine(datetime.fromisoformat(row[0]), "in", *row[1:]) for row in came]
    lines += [
        FileLine(datetime.fromisoformat(sent.at), "out", sent.kind, sent.name, "", sent.receiver)
        for sent in list_sent(session)[:_LAST_FILES]
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:_LAST_FILES]
