"""A round: set up from a round workbook, and where it stands."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.workshop import Participation, Workshop
from rocb_desktop.exchange.round_book import BookReply, RoundBook
from rocb_desktop.exchange.round_workbook import read
from rocb_desktop.reports.files import file_error
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import require_role, round_edits, workshop_id
from rocb_desktop.services.safety.backups import backup_if_old
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.store.imports import keep_import
from rocb_desktop.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class BookPreview:
    """What a round workbook holds and what importing it would do. With `problems` it cannot be imported."""

    rounds: tuple[int, ...]
    workshops: int
    participants: int
    replies: int
    new: int
    changed: int
    same: int
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """A round in one line; `replies` are those that count."""

    round: int
    title: str
    workshops: int
    replies: int


@lane("read")
def list_summaries(session: Session) -> list[RoundSummary]:
    """The rounds that have a workshop, newest first."""
    query = (
        "SELECT w.round, coalesce(max(o.title), ''), count(DISTINCT w.id),"
        " (SELECT count(*) FROM reply r JOIN workshop v ON v.id = r.workshop WHERE v.round = w.round AND r.counts = 1)"
        " FROM workshop w LEFT JOIN round o ON o.number = w.round GROUP BY w.round ORDER BY w.round DESC"
    )
    return [RoundSummary(*row) for row in session.db.execute(query)]


@lane("write")
def preview_workbook(session: Session, path: Path) -> BookPreview:
    """Read a round workbook and count. Changes nothing. Raises UserError bad_workbook, too_large, not_allowed."""
    require_role(session, Role.ROCB)
    book = read(path)
    edits = [] if book.problems.count else _edits(session, book)
    new = changed = same = 0
    for edit in edits:
        state = session.state(edit.record)
        if state is None:
            new += 1
        elif any(state.values.get(name) != value for name, value in edit.fields.items()):
            changed += 1
        else:
            same += 1
    return _preview(book, new, changed, same)


def _preview(book: RoundBook, new: int, changed: int, same: int) -> BookPreview:
    return BookPreview(
        tuple(book.rounds),
        len(book.workshops),
        len(book.participations),
        len(book.replies),
        new,
        changed,
        same,
        tuple(book.problems.lines()),
        tuple(book.warnings.lines()),
        book.note,
    )


@lane("write")
def import_workbook(session: Session, path: Path) -> Outcome:
    """Set a round up from a workbook, replies included; the same workbook again says nothing new.

    Raises UserError: bad_cell (with every cell named; nothing is imported), bad_workbook, too_large, not_allowed.
    """
    require_role(session, Role.ROCB)
    book = read(path)
    book.refuse_problems()
    backup_if_old(session)
    edits = _edits(session, book)
    digest = _digest(path)
    with session.db.atomic():
        known = {edit.record for edit in edits if session.state(edit.record) is not None}
        changes, written = session.commit(edits)
        _remember(session, path.name, digest)
    touched = {change.record for change in changes}
    new, changed = len(touched - known), len(touched & known)
    done = _preview(book, new, changed, len(edits) - len(touched))
    count = len(touched)
    said = ngettext("{count} record imported.", "{count} records imported.", count).format(count=count)
    return Outcome(
        frozenset(written.tables | {"import"}), said if count else _("Nothing new in this file."), None, done
    )


def _digest(path: Path) -> str:
    """Raises UserError bad_path, cannot_open: a stick can be pulled out between two looks at a file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise file_error(error, path) from error


def _remember(session: Session, name: str, digest: str) -> None:
    """A workbook stands in the list of received files like any other; this desk is its sender."""
    sender = (session.keys.key, session.profile.name, session.profile.administration)
    keep_import(session.db, session.ids.token(8).hex(), session.clock.now(), name, digest, "workbook", sender)


def _edits(session: Session, book: RoundBook) -> list[Edit]:
    ids = {one.natural_name: workshop_id(one.round, one.number) for one in book.workshops}
    edits = [edit for survey in book.rounds for edit in round_edits(session, survey)]
    edits = list({edit.record: edit for edit in edits}.values())
    edits += [Edit(ids[one.natural_name], "workshop", _workshop_fields(one)) for one in book.workshops]
    edits += [participation_edit(ids[one.workshop], one) for one in book.participations]
    edits += [_corrected(session, _reply(ids[one.workshop], one), one.blank) for one in book.replies]
    return edits


def _corrected(session: Session, edit: Edit, blank: Sequence[str]) -> Edit:
    """The row, with the answers that an earlier import brought and whose cells are empty now taken back."""
    state = session.state(edit.record)
    gone = [name for name in blank if state is not None and state.values.get(name) is not None]
    return replace(edit, fields={**edit.fields, **dict.fromkeys(gone)}) if gone else edit


def _workshop_fields(one: Workshop) -> Mapping[str, Value]:
    fields: dict[str, Value] = {
        "round": one.round,
        "number": one.number,
        "title": one.title,
        "short_title": one.short_title,
        "kind": one.kind,
        "mode": one.mode,
        "start": str(one.start),
        "end": str(one.end),
        "administrations": list(one.administrations),
        "participated": one.participated,
        "surveyed": one.surveyed,
        "reason": one.reason_not_surveyed,
        "status": one.status,
        "questionnaire": one.questionnaire,
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def participation_edit(workshop: str, one: Participation) -> Edit:
    """One person at one workshop; the same person named again is the same record."""
    fields = {
        "workshop": workshop,
        "name": one.name,
        "administration": one.administration,
        "role": one.role,
        "attended": one.attended,
        "mode": one.mode,
        "post": one.post,
        "email": one.email,
    }
    record = derive("participation", workshop, one.administration, normalise_name(one.name))
    return Edit(record, "participation", {name: value for name, value in fields.items() if value})


def _reply(workshop: str, one: BookReply) -> Edit:
    fields: dict[str, Value] = {
        **one.answers,
        "workshop": workshop,
        "administration": one.administration,
        "participant": one.key,
        "name": one.participant,
        "source": "workbook",
        "received": str(one.received) if one.received else "",
    }
    kept = {name: value for name, value in fields.items() if value != "" or name in ("administration",)}
    record = derive("reply_on_behalf", workshop, one.administration, one.key)
    return Edit(record, "reply_on_behalf", kept)
