"""The way of a file out of this computer: made here, copied to a stick or folder or put into a message."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from rocb_desktop.domain.administration import ROCB, ROCB_NAME, name_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role, person_of
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.exchange.passed_keys import HAND_OVER
from rocb_desktop.services.arriving.mailbox import Mailbox, mailbox
from rocb_desktop.services.arriving.waiting import WaitingFile, list_waiting
from rocb_desktop.services.erasure.erasing import KIND as ERASURE
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.returns import make_return
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.bundling import copy_checked
from rocb_desktop.services.sending.give_back import KIND as GIVE_BACK
from rocb_desktop.services.sending.receipts import RECEIPT, asks_to_correct
from rocb_desktop.services.sending.sent import SentFile, files_folder, list_sent, newest_of
from rocb_desktop.services.sending.tracker import Track, track_reply, track_return
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.replies import make_reply
from rocb_desktop.services.trust.colleagues import PASSED_ON, colleagues
from rocb_desktop.store.people import read_officers
from rocb_desktop.store.workshops import read_workshops
from rocb_desktop.texts import _

COPY, MAIL, MAILBOX, CODE = "copy", "mail", "mailbox", "code"
RECEIPT_DAYS = 14  # after which a receipt should have come back


@dataclass(frozen=True, slots=True)
class OutboxFile:
    """A file made here. `workshop` is what a reply or pack is about. `receiver` is a person's or office's name, "" for
    a file that everybody may open; `administration` the code of the receiving office.

    `handed` and `way` tell when and how it left last (None and "" while it did not); `here` whether it still lies
    where it was made; `newest` whether no later version was made for the same receiver; `track` how far a reply or
    return came. `role` is the receiver's. `asks`: the newest receipt, with a correction that is asked for.
    """

    sent: SentFile
    made: datetime
    workshop: Workshop | None
    receiver: str
    administration: str
    handed: datetime | None
    way: str
    here: bool
    newest: bool
    track: Track = field(default_factory=Track)
    role: str = ""
    asks: bool = False

    @property
    def waits(self) -> bool:
        """Made for somebody and not gone yet, as far as anybody knows."""
        return self.handed is None and self.newest and bool(self.receiver) and not self.track.arrived

    def asks_after(self, today: date) -> bool:
        """Sent so long ago that a receipt should be here."""
        if self.handed is None or not self.newest or self.track.arrived or self.sent.kind not in ("reply", "return"):
            return False
        return (today - self.handed.astimezone().date()).days >= RECEIPT_DAYS

    def may_go_direct(self, today: date) -> bool:
        """A reply of which no focal point has said anything two weeks after the survey closed: ROCB A/P takes it."""
        if self.workshop is None or self.sent.kind != "reply" or not self.newest or self.track.arrived:
            return False
        late = (today - self.workshop.window.closes).days > RECEIPT_DAYS
        return late and self.role == Role.FOCAL_POINT


@dataclass(frozen=True, slots=True)
class Outbox:
    """Every file made here, newest first; `last_way` is how the last one left; `waiting` the files that came in and
    wait until their sender is known.
    """

    role: str
    today: date
    files: tuple[OutboxFile, ...]
    last_way: str
    waiting: tuple[WaitingFile, ...]
    mailbox: Mailbox

    def file(self, id: str) -> OutboxFile | None:
        return next((one for one in self.files if one.sent.file == id), None)


@lane("read")
def outbox(session: Session) -> Outbox:
    """The files made here, and how far each is."""
    left = _left(session)
    workshops = {one.id: one for one in read_workshops(session.db)}
    about = dict(session.db.execute("SELECT id, workshop FROM reply").fetchall())
    every = list_sent(session)
    newest = {sent.file for sent in newest_of(every)}
    files = []
    for sent in every:
        at, way = left.get(sent.file, ("", ""))
        receiver, role = _receiver(session, sent)
        files.append(
            OutboxFile(
                sent,
                datetime.fromisoformat(sent.at),
                workshops.get(about.get(sent.record, sent.record)),
                receiver,
                sent.receiver,
                datetime.fromisoformat(at) if at else None,
                way,
                _is_here(sent),
                sent.file in newest,
                _track(session, sent),
                role,
                sent.file in newest and asks_to_correct(session, sent),
            )
        )
    last = session.db.execute("SELECT way FROM handed ORDER BY at DESC, rowid DESC LIMIT 1").fetchone()
    way = str(last[0]) if last else ""
    return Outbox(
        session.profile.role, session.clock.today(), tuple(files), way, tuple(list_waiting(session)), mailbox(session)
    )


@lane("write")
def make_reply_file(session: Session, workshop: str, to: str | None = None, with_evidence: bool = False) -> Outcome:
    """Make the reply's file in this profile's own folder, from where it is sent; the value is its SentFile."""
    return make_reply(session, workshop, files_folder(session), to, with_evidence)


@lane("write")
def make_return_file(
    session: Session, round_number: int, signed_by: str = "", post: str = "", date: str = "", how: str = "",
    naming: str = "",
) -> Outcome:  # fmt: skip
    """Make the next national return in this profile's own folder, from where it is sent; the value is its SentFile."""
    return make_return(session, round_number, files_folder(session), signed_by, post, date, how=how, naming=naming)


@lane("write")
def save_copy(session: Session, file: str, path: Path) -> Outcome:
    """Copy a file to a folder or under a name, read the copy back and compare it. Only then it counts as sent.

    Raises UserError: file_gone, disk_full, cannot_open.
    """
    sent = find_sent(session, file)
    target = path / sent.name if path.is_dir() else path
    copy_checked(session, Path(sent.path), target, sent.digest)
    note_handed(session, file, COPY)
    return Outcome(frozenset({"sent"}), _("Saved and checked. You can take the stick out."), None, target)


@lane("write")
def mark_sent(session: Session, file: str, way: str = MAIL) -> Outcome:
    """Note that a file left, on the word of the person who sent it."""
    find_sent(session, file)
    note_handed(session, file, way)
    return Outcome(frozenset({"sent"}), _("The file is marked as sent."))


def note_handed(session: Session, file: str, way: str) -> None:
    """Remember that a file left, and how."""
    with session.db.atomic():
        at = session.clock.now().isoformat()
        session.db.execute("INSERT INTO handed(file, at, way) VALUES (?,?,?)", (file, at, way))


def _left(session: Session) -> dict[str, tuple[str, str]]:
    rows = session.db.execute("SELECT file, at, way FROM handed ORDER BY at, rowid")
    return {file: (at, way) for file, at, way in rows}


def find_sent(session: Session, file: str) -> SentFile:
    """A file that was made here, by its id. Raises UserError file_gone."""
    found = next((one for one in list_sent(session) if one.file == file), None)
    if found is None:
        raise UserError("file_gone")
    return found


def sent_bytes(sent: SentFile) -> bytes:
    """The bytes that were made. Raises UserError file_gone when other ones lie there, or none."""
    try:
        data = Path(sent.path).read_bytes()
    except OSError as error:
        raise UserError("file_gone") from error
    if hashlib.sha256(data).hexdigest() != sent.digest:
        raise UserError("file_gone")
    return data


def _is_here(sent: SentFile) -> bool:
    try:
        return Path(sent.path).stat().st_size == sent.size
    except OSError:
        return False


def _track(session: Session, sent: SentFile) -> Track:
    if sent.kind == "reply":
        return track_reply(session, sent.record, sent.version)
    return track_return(session, sent.record, sent.version) if sent.kind == "return" else Track()


def _receiver(session: Session, sent: SentFile) -> tuple[str, str]:
    """Name and role of whom a file is for; nobody's for an open file."""
    if sent.kind in ("pack", "card", "feedback") or not sent.receiver:
        return "", ""
    if sent.kind in (RECEIPT, HAND_OVER):
        row = session.db.execute("SELECT name, role FROM standing WHERE key=?", (sent.record,)).fetchone()
        return row or (name_of(sent.receiver), "")
    if sent.kind == GIVE_BACK:
        rows = session.db.execute("SELECT key, person, name, role FROM standing ORDER BY ended, key")
        theirs = (row[2:] for row in rows if sent.record in (row[1], person_of(row[0])))
        return next(theirs, (name_of(sent.receiver), ""))
    if sent.kind == PASSED_ON and (name := _colleague(session, sent.record)):
        return name, str(Role.PARTICIPANT)
    if sent.receiver == ROCB:
        return ROCB_NAME, str(Role.ROCB)
    if sent.kind == ERASURE and sent.receiver == session.profile.administration and _is_office(session):
        return _("Who was erased"), str(Role.PARTICIPANT)
    officers = read_officers(session.db, Role.FOCAL_POINT, sent.receiver)
    others = [officer for officer in officers if officer.key != session.desk.key]
    return (others[0].name if others else name_of(sent.receiver)), str(Role.FOCAL_POINT)


def _colleague(session: Session, key: str) -> str:
    """The name of the colleague with this key; "" for a file that a focal point gives on."""
    known = colleagues(session).get(key)
    row = session.db.execute("SELECT name FROM standing WHERE key=?", (key,)).fetchone()
    return known.name if known is not None else str(row[0]) if row else ""


def _is_office(session: Session) -> bool:
    return session.profile.role != Role.PARTICIPANT
