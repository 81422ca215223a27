"""Receipts: what this desk tells the senders of files about their own words, signed, and what it hands on to them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role, Standing, person_of
from rocb_desktop.domain.stamp import stamp_ms
from rocb_desktop.exchange.file import default_name, read_file
from rocb_desktop.reports.files import staged
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import require_role
from rocb_desktop.services.sending.carrying import fitting, left_out
from rocb_desktop.services.sending.have import held_at, what_i_hold
from rocb_desktop.services.sending.receipt_streams import Told, ToldTo, all_told, tell
from rocb_desktop.services.sending.sent import SentFile, files_folder, keep_sent
from rocb_desktop.services.sending.signing import make_header, seal_file
from rocb_desktop.services.session import Session
from rocb_desktop.store.changes import states_of
from rocb_desktop.texts import _, ngettext

RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody whose words came here, with the public age key that a receipt is sealed to."""

    key: str
    role: str
    administration: str
    name: str
    office: str
    person: str


def senders(session: Session) -> list[Sender]:
    """Whom this desk makes receipts for: a focal point its people, ROCB A/P the focal points and whom it let in."""
    national = session.profile.role == Role.FOCAL_POINT
    where = "role='participant' AND administration=?" if national else "(role='focal_point' OR granted_by<>?)"
    value = session.profile.administration if national else str(Role.FOCAL_POINT)
    query = (
        "SELECT key, role, administration, name, office, person FROM standing"
        f" WHERE disputed=0 AND office<>'' AND role<>'rocb' AND key<>? AND {where} ORDER BY name, key"
    )
    return [_sender(row) for row in session.db.execute(query, (session.desk.key, value))]


def _sender(row: tuple[str, str, str, str, str, str]) -> Sender:
    key, role, office_code, name, office, person = row
    return Sender(key, role, office_code, name, office, Standing(Role(role), office_code, person).speaks_for(key))


@lane("write")
def make_receipt(session: Session, key: str, path: Path, everything: bool = False) -> Outcome:
    """Write the receipt for a sender. Raises UserError: not_allowed, no_receipt_for, nothing_received."""
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    found = next((one for one in senders(session) if one.key == key), None)
    if found is None:
        raise UserError("no_receipt_for")
    told = _told(found, all_told(session))
    if not _mark(told):
        raise UserError("nothing_received")
    sent = _write(session, found, told, path, everything)
    said = _("The receipt for {name} is ready.").format(name=found.name)
    return Outcome(frozenset({"sent"}), said, None, sent)


def asks_to_correct(session: Session, sent: SentFile) -> bool:
    """Whether a receipt asks its reader for a correction that is still asked for."""
    if sent.kind != RECEIPT:
        return False
    row = session.db.execute("SELECT person FROM standing WHERE key=?", (sent.record,)).fetchone()
    people = (str(row[0]) if row is not None and row[0] else person_of(sent.record), person_of(sent.record))
    query = "SELECT v.id FROM review v JOIN reply r ON r.id = v.reply WHERE v.decision='correct' AND r.person IN (?, ?)"
    reviews = states_of(session.db, [found[0] for found in session.db.execute(query, people)]).values()
    made = datetime.fromisoformat(sent.at).timestamp() * 1000
    return any(stamp_ms(head.hlc) <= made for one in reviews for head in one.heads.get("decision", ()))


@lane("write")
def make_receipt_file(session: Session, key: str) -> Outcome:
    """Write the receipt for a sender in this profile's own folder, from where it is sent; the value is its SentFile."""
    return make_receipt(session, key, files_folder(session))


@lane("write")
def make_receipt_for(session: Session, file: Path, path: Path, everything: bool = False) -> Outcome:
    """Write the receipt for whoever sent `file`. Raises the UserErrors of receiving a file, and of make_receipt."""
    read = read_file(read_bytes(file), session.keys.identities, session.progress)
    return make_receipt(session, read.header.sender.key, path, everything)


@lane("write")
def make_receipts(session: Session, folder: Path | None = None) -> Outcome:
    """Write a receipt for every sender to whom there is something new to tell since the last one; the value is the
    list of files. Stopped half-way it leaves those that were made, and goes on with the others the next time.
    """
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    into = folder or files_folder(session)
    made: list[SentFile] = []
    due = _due(session)
    for place, (one, told) in enumerate(due):
        session.progress(place, len(due))
        made.append(_write(session, one, told, into, False))
    if not made:
        return Outcome(message=_("Nobody has anything new since their last receipt."), value=made)
    said = ngettext("{count} receipt is ready to send.", "{count} receipts are ready to send.", len(made))
    return Outcome(frozenset({"sent"}), said.format(count=len(made)), None, made)


@lane("read")
def count_due(session: Session) -> int:
    """How many senders have something new to be told since their last receipt."""
    return len(_due(session))


def _due(session: Session) -> list[tuple[Sender, Mapping[str, Told]]]:
    """The senders whose receipt would say something new, with what it says of each person."""
    before = dict(session.db.execute("SELECT key, told FROM receipt").fetchall())
    told = all_told(session)
    found = ((one, _told(one, told)) for one in senders(session))
    return [(one, said) for one, said in found if _mark(said) not in ("", before.get(one.key))]


def _told(sender: Sender, told: ToldTo) -> Mapping[str, Told]:
    """What a sender is told, by person: a focal point of everybody there, anybody else of themselves."""
    of_office = told.get(sender.administration, {})
    if sender.role == Role.FOCAL_POINT:
        return of_office
    return {sender.person: of_office[sender.person]} if sender.person in of_office else {}


def _mark(told: Mapping[str, Told]) -> str:
    """Another one when there is something new to tell; "" for nothing."""
    marks = sorted(one.mark for one in told.values())
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:32] if marks else ""


def _write(session: Session, sender: Sender, told: Mapping[str, Told], path: Path, everything: bool) -> SentFile:
    query = "SELECT count(*) FROM sent WHERE kind=? AND record=?"
    version = int(session.db.execute(query, (RECEIPT, sender.key)).fetchone()[0]) + 1
    office = sender.role == Role.FOCAL_POINT
    what = sender.administration if office else sender.person[-8:-4]  # many people's receipts may lie in one folder
    name = default_name(session.profile.administration, RECEIPT, what, sender.person, version)
    target = path / name if path.is_dir() else path
    have = what_i_hold(session, [sender.administration] if office else [], [sender.key])
    header = make_header(session, RECEIPT, [(sender.administration, sender.office)], have=have)
    with staged(target) as put, session.db.atomic():
        blocks = [block for person, said in sorted(told.items()) for block in tell(session, person, said)]
        data = fitting(
            lambda known: seal_file(session, header, left_out(blocks, known), [sender.office]),
            lambda: {} if everything or not office else held_at(session, sender.administration),
        )
        put(data)
        sent = keep_sent(session, header, target, data, sender.administration, sender.key, version)
        session.db.execute("INSERT OR REPLACE INTO receipt VALUES (?,?,?)", (sender.key, _mark(told), header.file))
    return sent
