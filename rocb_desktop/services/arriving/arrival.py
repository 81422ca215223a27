"""One file that arrived: who sent it, whether that sender is known here, and what its blocks change."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rocb_desktop.domain.administration import ROCB
from rocb_desktop.domain.authority import Block, admit
from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.undecided import is_asked
from rocb_desktop.exchange.file import READER, Header, RocbFile, office_mark
from rocb_desktop.exchange.seal import recipient_of
from rocb_desktop.exchange.words import Word, words_of
from rocb_desktop.services.arriving.answers import Answers
from rocb_desktop.services.arriving.arrival_warnings import older_words, warnings_after, warnings_before
from rocb_desktop.services.arriving.arrival_words import conflict_words, what_about, why_newer, why_waiting, why_words
from rocb_desktop.services.arriving.erased_senders import erased_result, was_erased
from rocb_desktop.services.arriving.file_result import (
    NEWER,
    FileResult,
    RecordResult,
    count,
    count_chief,
    record_results,
)
from rocb_desktop.services.arriving.hiding import erased_by, hidden_now, shown_before
from rocb_desktop.services.profile.clones import notice_own_blocks
from rocb_desktop.services.profile.office_renewals import is_renewal, was_office
from rocb_desktop.services.profile.taking_over import agrees, handing_words, is_fresh_office, keys_to_take, offer_words
from rocb_desktop.services.sending.have import note_have
from rocb_desktop.services.sending.receipt_dates import note_received
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust import trust
from rocb_desktop.services.trust.colleagues import is_colleague
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.chains import bringing
from rocb_desktop.store.changes import add_blocks, states_of
from rocb_desktop.store.imports import keep_import, keep_waiting, release_waiting, waited_since
from rocb_desktop.store.settings import write_setting
from rocb_desktop.store.taken_rows import taken_ids

NEWEST_READER = "newest_reader"  # setting: what this app could read when a file was kept for an update


@dataclass(frozen=True, slots=True)
class Arrival:
    """A verified file before anything of it is used."""

    name: str
    data: bytes
    file: RocbFile
    known: bool
    words: tuple[Word, ...]
    office: bool  # the words are those of ROCB A/P: nobody was pinned here yet

    @property
    def key(self) -> str:
        return self.file.header.sender.key

    @property
    def records(self) -> dict[str, str]:
        """The kind of every record that the file speaks of; words that came as their hash alone say nothing."""
        changes = (change for item in self.file.blocks for change in item.block.changes)
        return {change.record: change.kind for change in changes if change.fields is not None}


def examine(session: Session, name: str, data: bytes, file: RocbFile) -> Arrival:
    """Raises UserError: not_for_you, other_office."""
    header = file.header
    own = header.sender.key == session.keys.key
    if not own:
        _refuse_others(session, header)
    pinned = () if is_fresh_office(session, file) else session.anchor
    renewed = bool(pinned) and is_renewal(session, header)
    if header.anchor and pinned and not renewed and not was_office(session, header.anchor):
        raise UserError("other_office")
    office = (not pinned or renewed) and _is_granted(file, header.anchor)
    standing = standing_of(session.db, header.sender.key)
    known = own or standing.role is not Role.UNKNOWN or (bool(pinned) and _is_granted(file, pinned))
    known = known or is_colleague(session, header)
    known = known and not (renewed and office)  # other words to compare, whoever brings them
    words = words_of(header.anchor if office else (header.sender.key,))
    return Arrival(name, data, file, known, words, office)


def _refuse_others(session: Session, header: Header) -> None:
    """A file names its readers, so that whoever can open it still sees that it was made for somebody else."""
    mine = {office_mark(recipient_of(identity)) for identity in session.keys.identities}
    if not header.to or mine & {to.office for to in header.to}:
        return
    here = ROCB if session.profile.role == Role.ROCB else session.profile.administration
    if any(to.administration == here for to in header.to):
        raise UserError("not_for_you", office=here)
    raise UserError("not_for_you", administration=header.to[0].administration)


def _is_granted(file: RocbFile, anchor: Collection[str]) -> bool:
    """Whether the file itself shows that this anchor has let its sender speak, as an officer or as a focal point who
    hands over or gives back: anybody can copy the anchor's public keys.
    """
    verdict = admit((item.block for item in file.blocks), anchor).get(file.header.sender.key)
    speaks = (Role.ROCB, Role.FOCAL_POINT)
    return verdict is not None and verdict.standing.role in speaks and not verdict.disputed


def receive(session: Session, arrival: Arrival, answers: Answers, import_id: str, tables: set[str]) -> FileResult:
    """Add a file's blocks, or let it wait when its sender is not known. Inside the caller's transaction."""
    if not arrival.known and was_erased(session, arrival.file):
        release_waiting(session.db, waiting_id(arrival.data))
        return erased_result(session, arrival.name, arrival.file)
    older = older_words(session, arrival.file)
    warnings = warnings_before(session, arrival.file, arrival.known or answers.compared(arrival.key), older)
    if not arrival.known and not (answers.compared(arrival.key) or answers.how(arrival.key)):
        return _wait(session, arrival, warnings)
    first_day = _first_day(session, arrival.data)
    release_waiting(session.db, waiting_id(arrival.data))
    _answer(session, arrival, answers, tables)
    details, why, more, hides = _bring_in(session, arrival, answers, import_id, tables, first_day, older)
    passed = keys_to_take(session, arrival.file)
    why = " ".join(filter(None, (handing_words(session, arrival.file, passed is not None), why)))
    result = _result(session, arrival, details, why, [*warnings, *more], hides)
    if import_id:
        _remember(session, arrival, import_id, result.counts)
    if passed is None:
        return result
    agreed = result.sender is not None and agrees(answers, result.sender.name)
    return replace(result, offers=offer_words(session, arrival.file), passed=passed if agreed else None)


def _answer(session: Session, arrival: Arrival, answers: Answers, tables: set[str]) -> None:
    """What the person said of the sender's words becomes a record, before the file's blocks are judged."""
    compared = answers.compared(arrival.key)
    if not arrival.known:
        how = "" if compared else answers.how(arrival.key)
        trust.trust_sender(session, arrival.file.header, arrival.office, tables, how)
    elif compared:
        tables |= trust.confirm(session, arrival.key)


def _bring_in(
    session: Session,
    arrival: Arrival,
    answers: Answers,
    import_id: str,
    tables: set[str],
    first_day: date,
    older: str,
) -> tuple[tuple[RecordResult, ...], str, list[str], int]:
    """Add the blocks; what happened to each record, why in words, what to warn of, how many records are hidden."""
    records = arrival.records
    fresh, left_out = _split(session, [item.block for item in arrival.file.blocks], answers.again)
    before = states_of(session.db, {change.record for block in fresh for change in block.changes})
    conflicts, shown = _conflicts(session, records), shown_before(session, fresh, before)
    signed = [(item.block, item.header, item.signature) for item in arrival.file.blocks]
    tables |= note_received(session, fresh, first_day)  # first, so that each reply's row is made once
    notice_own_blocks(session, fresh)
    written = add_blocks(session.db, session.desk, signed, import_id or None, answers.again)
    restored = note_have(session, arrival.file.header)
    tables |= written.tables
    session.observe(change.hlc for block in fresh for change in block.changes)
    after = states_of(session.db, [record for record in before if record in written.touched])
    fresh_conflicts = {record for record, _name in _conflicts(session, records) - conflicts}
    conflicted = {record: conflict_words(session, [record]) for record in fresh_conflicts}
    details = record_results(records, before, after, conflicted, left_out, written)
    fates = {detail.record: detail.result for detail in details}
    why = why_words(session, arrival.file, fates, before, written.held, import_id, older)
    if older and older not in why:
        why = f"{older} {why}"
    hides = hidden_now(session, shown, before, after, written)
    warnings = [*restored, *warnings_after(session, fresh, erased_by(fresh), hides)]
    return details, why, warnings, hides


def _split(session: Session, blocks: list[Block], again: bool) -> tuple[list[Block], set[str]]:
    """The blocks that bring something, and the records of those that stay out because they were taken back."""
    out = set() if again else set(taken_ids(session.db, [block.id for block in blocks]))
    said = (change for block in blocks if block.id in out for change in block.changes)
    left_out = {change.record for change in said if change.fields is not None}
    return [block for block in bringing(session.db, blocks) if block.id not in out], left_out


def _remember(session: Session, arrival: Arrival, import_id: str, counts: Mapping[str, int]) -> None:
    header = arrival.file.header
    keep_import(
        session.db,
        import_id,
        session.clock.now(),
        arrival.name,
        header.file,
        header.kind,
        _from(session, header),
        created=header.created,
        counts=counts,
    )


def _from(session: Session, header: Header) -> tuple[str, str, str]:
    sender = trust.as_known(session, header.sender)
    return sender.key, sender.name, sender.administration


def _first_day(session: Session, data: bytes) -> date:
    """The day this file came here first: it may have waited for its sender's words since."""
    since, today = waited_since(session.db, waiting_id(data)), session.clock.today()
    return today if since is None else min(today, since.astimezone().date())


def waiting_id(data: bytes) -> str:
    """The same file twice waits once. The id that a header gives is no name here: another file may give the same, to
    push this one out, or to be dated by its day.
    """
    return derive("waiting", hashlib.sha256(data).hexdigest())


def _wait(session: Session, arrival: Arrival, warnings: list[str]) -> FileResult:
    header = arrival.file.header
    now, anchor = session.clock.now(), header.anchor if arrival.office else ()
    file, sender = waiting_id(arrival.data), _from(session, header)
    keep_waiting(session.db, now, arrival.name, file, header.kind, sender, anchor, arrival.data)
    why = why_waiting(header.sender.name, arrival.office)
    about = handing_words(session, arrival.file, header.passes is not None)
    details = tuple(RecordResult(record, kind, "waiting", why) for record, kind in arrival.records.items())
    said = " ".join(filter(None, (about, why)))
    return replace(_result(session, arrival, details, said, warnings), waits=file)


def wait_for_update(session: Session, name: str, data: bytes) -> FileResult:
    """Keep a file that only a newer version of the app can read. Who signed it nobody can tell before that."""
    file = waiting_id(data)
    keep_waiting(session.db, session.clock.now(), name, file, NEWER, ("", "", ""), (), data)
    write_setting(session.db, NEWEST_READER, str(READER))
    details = (RecordResult("", "", "waiting", why_newer()),)
    return FileResult(name, NEWER, counts=count(details), details=details, why=why_newer(), waits=file)


def _result(
    session: Session,
    arrival: Arrival,
    details: tuple[RecordResult, ...],
    why: str,
    warnings: Collection[str],
    hides: int = 0,
) -> FileResult:
    header, office = arrival.file.header, arrival.office
    return FileResult(
        arrival.name,
        header.kind,
        trust.as_known(session, header.sender),
        arrival.words,
        arrival.known,
        count(details),
        count_chief(details),
        details,
        tuple(warnings),
        office=office,
        can_trust=not arrival.known and trust.may_trust(session, header, office),
        can_pass=not arrival.known and trust.may_stay_unchecked(session, header, office),
        how=trust.how_known(session, arrival.key),
        can_confirm=trust.may_confirm(session, arrival.key),
        about=what_about(session, arrival.file),
        why=why,
        hides=hides,
    )


def _conflicts(session: Session, records: Mapping[str, str]) -> set[tuple[str, str]]:
    query = "SELECT record, kind, field FROM conflict WHERE record IN (SELECT value FROM json_each(?))"
    rows = session.db.execute(query, (json.dumps(list(records)),))
    return {(record, name) for record, kind, name in rows if is_asked(kind, name)}
