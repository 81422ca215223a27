"""One file that arrived: who sent it, whether that sender is known here, and what its blocks change."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rocb_desktop.domain.authority import admit
from rocb_desktop.domain.change import RecordState, derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.stamp import is_ahead
from rocb_desktop.exchange.file import Header, RocbFile, Sender, office_mark
from rocb_desktop.exchange.words import Word, words_of
from rocb_desktop.services import trust
from rocb_desktop.services.arrival_words import held_sentence, what_about, why_waiting, why_words
from rocb_desktop.services.receipt_dates import note_received
from rocb_desktop.services.session import Session
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.blocks import known_ids
from rocb_desktop.store.changes import Written, add_blocks, states_of
from rocb_desktop.store.imports import keep_import, keep_waiting, release_waiting, waited_since
from rocb_desktop.texts import _

CHIEF = ("reply", "reply_on_behalf", "workshop")  # what files are sent for


@dataclass(frozen=True, slots=True)
class Arrival:
    """A verified file before anything of it is used."""

    name: str
    data: bytes
    file: RocbFile
    known: bool
    words: tuple[Word, ...]
    office: bool  # the words are those of ROCB A/P: nobody was pinned here yet


@dataclass(frozen=True, slots=True)
class RecordResult:
    """What happened to one record, and why."""

    record: str
    kind: str
    result: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class FileResult:
    """What one file did. `error` is set when it was refused: then nothing else is.

    `words` are the sender's eight, or, with `office`, those of ROCB A/P in the first file that came from there.
    `can_trust` tells whether this profile may let an unknown sender in. `about` and `why` are for people.
    """

    name: str
    kind: str = ""
    sender: Sender | None = None
    words: tuple[Word, ...] = ()
    known: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    details: tuple[RecordResult, ...] = ()
    warnings: tuple[str, ...] = ()
    error: UserError | None = None
    office: bool = False
    can_trust: bool = False
    about: str = ""
    why: str = ""

    @property
    def result(self) -> str:
        """The one word for the file: refused, waiting, conflicts, new, changed, held or same.

        A file that brings anything new is new, whatever else was in it; a reply's or workshop's own record decides
        before the names and notes around it.
        """
        if self.error is not None:
            return "refused"
        for word in ("waiting", "conflicts"):
            if self.counts.get(word):
                return word
        chief = {detail.result for detail in self.details if detail.kind in CHIEF}
        every = {detail.result for detail in self.details}
        return next((word for found in (chief, every) for word in ("new", "changed") if word in found), _rest(every))


def _rest(every: set[str]) -> str:
    return "held" if "held" in every else "same"


def examine(session: Session, name: str, data: bytes, file: RocbFile) -> Arrival:
    """Raises UserError: not_for_you, other_office."""
    header = file.header
    own = header.sender.key == session.keys.key
    mine = office_mark(session.keys.office)
    if header.to and not own and mine not in {to.office for to in header.to}:
        raise UserError("not_for_you", administration=header.to[0].administration)
    pinned = session.anchor
    if header.anchor and pinned and set(header.anchor) != set(pinned):
        raise UserError("other_office")
    office = not pinned and _speaks_for_office(file)
    standing = standing_of(session.db, header.sender.key)
    known = own or standing.role is not Role.UNKNOWN
    words = words_of(header.anchor if office else (header.sender.key,))
    return Arrival(name, data, file, known, words, office)


def _speaks_for_office(file: RocbFile) -> bool:
    """Whether the anchor that a file names has granted its sender: anybody can copy the anchor's public keys."""
    verdict = admit((item.block for item in file.blocks), file.header.anchor).get(file.header.sender.key)
    return verdict is not None and verdict.standing.role is Role.ROCB and not verdict.disputed


def receive(session: Session, arrival: Arrival, trusted: bool, import_id: str, tables: set[str]) -> FileResult:
    """Add a file's blocks, or let it wait when its sender is not known. Inside the caller's transaction."""
    header = arrival.file.header
    if not arrival.known and not trusted:
        return _wait(session, arrival, import_id)
    records = {change.record: change.kind for item in arrival.file.blocks for change in item.block.changes}
    here = known_ids(session.db, [item.block.id for item in arrival.file.blocks])
    fresh = [item.block for item in arrival.file.blocks if item.block.id not in here]
    before = states_of(session.db, {change.record for block in fresh for change in block.changes})
    conflicts = _conflicts(session, records)
    first_day = _first_day(session, arrival)
    if import_id:
        sender = _from(session, header)
        keep_import(session.db, import_id, session.clock.now(), arrival.name, header.file, header.kind, sender)
        release_waiting(session.db, _waiting_id(arrival))
    if not arrival.known:
        trust.trust_sender(session, header, arrival.office, tables)
    signed = [(item.block, item.header, item.signature) for item in arrival.file.blocks]
    tables |= note_received(session, fresh, first_day)  # first, so that each reply's row is made once
    written = add_blocks(session.db, session.desk, signed, import_id or None)
    tables |= written.tables
    session.observe(change.hlc for block in fresh for change in block.changes)
    details = _details(session, records, before, conflicts, written)
    fates = {detail.record: detail.result for detail in details}
    why = why_words(session, arrival.file, fates, before, written.held, import_id)
    return _result(session, arrival, details, why)


def _from(session: Session, header: Header) -> tuple[str, str, str]:
    sender = trust.as_known(session, header.sender)
    return sender.key, sender.name, sender.administration


def _first_day(session: Session, arrival: Arrival) -> date:
    """The day this file came here first: it may have waited for its sender's words since."""
    since, today = waited_since(session.db, _waiting_id(arrival)), session.clock.today()
    return today if since is None else min(today, since.astimezone().date())


def _waiting_id(arrival: Arrival) -> str:
    """The same file twice waits once. The id that a header gives is no name here: another file may give the same, to
    push this one out, or to be dated by its day.
    """
    return derive("waiting", hashlib.sha256(arrival.data).hexdigest())


def _wait(session: Session, arrival: Arrival, import_id: str) -> FileResult:
    header = arrival.file.header
    if import_id:
        now, anchor = session.clock.now(), header.anchor if arrival.office else ()
        file, sender = _waiting_id(arrival), _from(session, header)
        keep_waiting(session.db, now, arrival.name, file, header.kind, sender, anchor, arrival.data)
    records = {change.record: change.kind for item in arrival.file.blocks for change in item.block.changes}
    why = why_waiting(header.sender.name, arrival.office)
    details = tuple(RecordResult(record, kind, "waiting", why) for record, kind in records.items())
    return _result(session, arrival, details, why)


def _result(session: Session, arrival: Arrival, details: tuple[RecordResult, ...], why: str) -> FileResult:
    counts: dict[str, int] = {}
    for detail in details:
        counts[detail.result] = counts.get(detail.result, 0) + 1
    header = arrival.file.header
    return FileResult(
        arrival.name,
        header.kind,
        trust.as_known(session, header.sender),
        arrival.words,
        arrival.known,
        counts,
        details,
        _warnings(session, arrival),
        office=arrival.office,
        can_trust=not arrival.known and trust.may_trust(session, header, arrival.office),
        about=what_about(session, arrival.file),
        why=why,
    )


def _conflicts(session: Session, records: Mapping[str, str]) -> set[tuple[str, str]]:
    rows = session.db.execute("SELECT record, field FROM conflict")
    return {(record, name) for record, name in rows if record in records}


def _details(
    session: Session,
    records: Mapping[str, str],
    before: Mapping[str, RecordState],
    conflicts: set[tuple[str, str]],
    written: Written,
) -> tuple[RecordResult, ...]:
    after = states_of(session.db, [record for record in before if record in written.touched])
    conflicted = {record for record, _name in _conflicts(session, records) - conflicts}
    return tuple(
        _detail(record, kind, before.get(record), after.get(record), record in conflicted, written)
        for record, kind in records.items()
    )


def _detail(
    record: str,
    kind: str,
    before: RecordState | None,
    after: RecordState | None,
    conflicted: bool,
    written: Written,
) -> RecordResult:
    if record in written.held:
        return RecordResult(record, kind, "held", held_sentence(written.held[record]))
    if record not in written.touched:
        return RecordResult(record, kind, "same")
    if conflicted:
        return RecordResult(record, kind, "conflicts", _("Two people changed the same answer."))
    if before is None:
        return RecordResult(record, kind, "new")
    if after is None or after.values != before.values:
        return RecordResult(record, kind, "changed")
    return RecordResult(record, kind, "same")


def _warnings(session: Session, arrival: Arrival) -> tuple[str, ...]:
    now = int(session.clock.now().timestamp() * 1000)
    changes = (change for item in arrival.file.blocks for change in item.block.changes)
    said: list[str] = []
    if any(is_ahead(change.hlc, now) for change in changes):
        said.append(_("The date of the sender's computer looks wrong. Everything was read all the same."))
    if not arrival.known and trust.were_different(session, arrival.file.header.sender.key):
        said.append(_("The words of this sender were different before. Compare them again with care."))
    return tuple(said)
