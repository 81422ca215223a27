"""Receipts: what this desk tells the senders of files about their own words, signed, and what it hands on to them."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience, Role, Standing
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.file import default_name, read_file
from rocb_desktop.reports.files import staged
from rocb_desktop.services.carrying import Rows, carry, fitting, rows_where
from rocb_desktop.services.gathering import read_bytes
from rocb_desktop.services.have import held_at, what_i_hold
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.receipt_dates import receipt_records
from rocb_desktop.services.sent import SentFile, files_folder, keep_sent
from rocb_desktop.services.session import Session
from rocb_desktop.services.signing import make_header, seal_file, sign_waiting
from rocb_desktop.services.workshops import require_role
from rocb_desktop.store.chains import Stream
from rocb_desktop.texts import _, ngettext

RECEIPT = "receipt"
# Notes of when blocks came; of a national return, the newest that brought each.
_NAMING = """c.kind='received' AND c.record IN (SELECT r.received FROM received_block r WHERE r.block IN ({blocks})
    AND (r.stage='' OR r.number=(SELECT max(o.number) FROM received_block o WHERE o.block=r.block
    AND o.stage=r.stage AND o.administration=r.administration)))"""
_OF_PEOPLE = "SELECT id FROM block WHERE author IN (SELECT value FROM json_each(?3))"
_OF_OFFICE = "SELECT id FROM block WHERE administration IN (SELECT value FROM json_each(?3))"
_REGION = "(s.role='rocb' OR b.author IN (SELECT value FROM json_each(?4)))"
_NATION = "(b.author=?5 OR (s.role='focal_point' AND s.administration=?6))"
_REVIEWS = "c.kind='review' AND c.record IN (SELECT value FROM json_each(?3)) AND (b.author=?4 OR s.administration=?5)"


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody whose words came here, with the public age key that a receipt is sealed to."""

    key: str
    role: str
    administration: str
    name: str
    office: str
    person: str


@dataclass(frozen=True, slots=True)
class _Told:
    """What a receipt shows: changes of the class for all, and of the class that ROCB A/P sees."""

    notes: Rows
    reviews: Rows

    @property
    def mark(self) -> str:
        """Another one when there is something new to tell."""
        ids = sorted({*self.notes.values(), *self.reviews.values()})
        return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:32] if ids else ""


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
    with session.db.atomic():
        told = _tell(session, found)
        if not told.mark:
            raise UserError("nothing_received")
        sent = _write(session, found, told, path, everything)
    said = _("The receipt for {name} is ready.").format(name=found.name)
    return Outcome(frozenset({"sent"}), said, None, sent)


@lane("write")
def make_receipt_for(session: Session, file: Path, path: Path, everything: bool = False) -> Outcome:
    """Write the receipt for whoever sent `file`. Raises the UserErrors of receiving a file, and of make_receipt."""
    read = read_file(read_bytes(file), session.keys.identities, session.progress)
    return make_receipt(session, read.header.sender.key, path, everything)


@lane("write")
def make_receipts(session: Session, folder: Path | None = None) -> Outcome:
    """Write a receipt for every sender to whom there is something new to tell since the last one; the value is the
    list of files.
    """
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    into = folder or files_folder(session)
    made: list[SentFile] = []
    with session.db.atomic():
        due = _due(session)
        for place, one in enumerate(due):
            session.progress(place, len(due))
            made.append(_write(session, one, _tell(session, one), into, False))
    if not made:
        return Outcome(message=_("Nobody has anything new since their last receipt."), value=made)
    said = ngettext("{count} receipt is ready to send.", "{count} receipts are ready to send.", len(made))
    return Outcome(frozenset({"sent"}), said.format(count=len(made)), None, made)


def _due(session: Session) -> list[Sender]:
    """The senders whose receipt would say something new."""
    before = dict(session.db.execute("SELECT key, told FROM receipt").fetchall())
    told = {one: _tell(session, one).mark for one in senders(session)}
    return [one for one, mark in told.items() if mark and mark != before.get(one.key)]


def _tell(session: Session, sender: Sender) -> _Told:
    """What the sender is told, signed."""
    sign_waiting(session, Audience.ALL, receipt_records(session))
    sign_waiting(session, Audience.ROCB, _review_records(session, sender))
    return _rows(session, sender)


def _rows(session: Session, sender: Sender) -> _Told:
    anchor, desk = json.dumps(session.anchor), session.desk
    own = json.dumps([desk.key, *session.anchor])
    if sender.role == Role.FOCAL_POINT:
        codes = json.dumps([sender.administration])
        where = f"{_NAMING.format(blocks=_OF_OFFICE)} AND {_REGION}"
        return _Told(rows_where(session, Audience.ALL, where, (codes, own)), {})
    keys = json.dumps(_keys_of(session, sender))
    naming = _NAMING.format(blocks=_OF_PEOPLE)
    if session.profile.role == Role.ROCB:
        return _Told(rows_where(session, Audience.ALL, f"{naming} AND {_REGION}", (keys, own)), {})
    where = f"{naming} AND ({_REGION} OR {_NATION})"
    notes = rows_where(session, Audience.ALL, where, (keys, anchor, desk.key, desk.administration))
    reviews = json.dumps(_review_records(session, sender))
    return _Told(notes, rows_where(session, Audience.ROCB, _REVIEWS, (reviews, desk.key, desk.administration)))


def _keys_of(session: Session, sender: Sender) -> list[str]:
    """The keys that speak for a person: the first, and those that took its place."""
    rows = session.db.execute("SELECT key, person FROM standing WHERE key=? OR person=?", (sender.key, sender.person))
    return sorted({sender.key, *(str(row[0]) for row in rows)})


def _review_records(session: Session, sender: Sender) -> Collection[str]:
    """The reviews of a person's replies by this office: no colleague's."""
    if session.profile.role != Role.FOCAL_POINT:
        return []
    replies = session.db.execute("SELECT id FROM reply WHERE person=? AND source='own'", (sender.person,))
    return [derive("review", str(row[0]), session.profile.administration) for row in replies]


def _blocks(session: Session, told: _Told, known: Mapping[Stream, int]) -> list[SignedBlock]:
    return [*carry(session, Audience.ROCB, told.reviews, known), *carry(session, Audience.ALL, told.notes, known)]


def _write(session: Session, sender: Sender, told: _Told, path: Path, everything: bool) -> SentFile:
    query = "SELECT count(*) FROM sent WHERE kind=? AND record=?"
    version = int(session.db.execute(query, (RECEIPT, sender.key)).fetchone()[0]) + 1
    office = sender.role == Role.FOCAL_POINT
    what = sender.administration if office else sender.person[-8:-4]  # many people's receipts may lie in one folder
    name = default_name(session.profile.administration, RECEIPT, what, sender.person, version)
    target = path / name if path.is_dir() else path
    have = what_i_hold(session, [sender.administration] if office else [], [sender.key])
    header = make_header(session, RECEIPT, [(sender.administration, sender.office)], have=have)
    with staged(target) as put:
        data = fitting(
            lambda known: seal_file(session, header, _blocks(session, told, known), [sender.office]),
            lambda: {} if everything or not office else held_at(session, sender.administration),
        )
        put(data)
        sent = keep_sent(session, header, target, data, sender.administration, sender.key, version)
        session.db.execute("INSERT OR REPLACE INTO receipt VALUES (?,?,?)", (sender.key, told.mark, header.file))
    return sent
