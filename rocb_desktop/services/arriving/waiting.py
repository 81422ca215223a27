"""The waiting room: files of senders nobody here knows yet, to be decided about later."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange.words import Word, words_of
from rocb_desktop.services.arriving import waiting_files
from rocb_desktop.services.arriving.answers import NO_ANSWERS, Answers, with_trust
from rocb_desktop.services.arriving.exchange import (
    Preview,
    accept_parcels,
    preview_parcels,
    waiting_parcel,
    was_updated,
)
from rocb_desktop.services.arriving.file_result import NEWER
from rocb_desktop.services.arriving.gathering import Gathered
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust import trust
from rocb_desktop.store import imports
from rocb_desktop.store.authority import standing_of
from rocb_desktop.texts import _, ngettext

CHANGED = frozenset({"waiting", "import"})


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that waits. `words` are the sender's, or those of ROCB A/P with `office`; `known`: it may come in now.

    `different`: somebody compared the words and they were not the same. `newer`: it waits for an update of the app, and
    nobody can tell yet whose it is.
    """

    id: str
    at: datetime
    name: str
    kind: str
    sender: str
    sender_name: str
    administration: str
    words: tuple[Word, ...]
    office: bool
    known: bool
    different: bool
    size: int  # with the files that came along

    @property
    def newer(self) -> bool:
        return self.kind == NEWER


@lane("read")
def list_waiting(session: Session) -> list[WaitingFile]:
    """Oldest first; the files of one sender together, where the first of them stands."""
    rows = imports.read_waiting(session.db)
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(row[4], place)
    return [_waiting(session, row) for row in sorted(rows, key=lambda row: first[row[4]])]


def _waiting(session: Session, row: Sequence[Any]) -> WaitingFile:
    record, at, name, kind, sender, sender_name, administration, anchor, size = row
    office_keys = json.loads(anchor)
    office = bool(office_keys) and set(office_keys) != set(session.anchor)
    keys = office_keys if office else [key for key in (sender,) if key]
    return WaitingFile(
        record,
        datetime.fromisoformat(at),
        name,
        kind,
        sender,
        sender_name,
        administration,
        words_of(keys) if keys else (),
        office,
        standing_of(session.db, sender).role is not Role.UNKNOWN,
        trust.were_different(session, sender),
        size + waiting_files.kept_size(session, record),
    )


@lane("write")
def preview_waiting(session: Session, file_id: str, trust: bool = False, answers: Answers = NO_ANSWERS) -> Preview:
    """What letting a file in would do, with the others of its sender. Changes nothing."""
    return preview_parcels(session, _of_sender(session, file_id), with_trust(answers, trust))


@lane("write")
def accept_waiting(session: Session, file_id: str, trust: bool = False, answers: Answers = NO_ANSWERS) -> Outcome:
    """Let a file and the others of its sender in, the way files from outside come in.

    `trust`: the eight words were compared and are the same. Raises UserError bad_path for a file that no longer waits.
    """
    return accept_parcels(session, _of_sender(session, file_id), with_trust(answers, trust))


def _of_sender(session: Session, file_id: str) -> Gathered:
    files = imports.read_waiting(session.db)
    sender = next((row[4] for row in files if row[0] == file_id), None)
    if sender is None:
        raise UserError("bad_path", path=file_id)
    together = [row for row in files if row[0] == file_id or (sender and row[4] == sender)]
    return Gathered(tuple(waiting_parcel(session, str(row[0]), str(row[2])) for row in together))


@lane("write")
def read_after_update(session: Session) -> Outcome:
    """Let in what an older version of the app could not read, now that this one can; silent when there is nothing.

    What needs a person's word waits on: the next import asks for it.
    """
    if not was_updated(session):
        return Outcome()
    try:
        outcome = accept_parcels(session, Gathered(()))
    except UserError as error:
        if error.code != "hides_records":
            raise
        said = _("A file waits on: it would hide {count} records. The next import asks you about it.")
        return Outcome(message=said.format(count=error.values["count"]))
    return outcome if outcome.value.files else Outcome()


@lane("write")
def remove_waiting(session: Session, *file_ids: str) -> Outcome:
    """Take files out of the waiting room; Undo puts them back."""
    with session.db.atomic():
        rows = [row for one in file_ids if (row := imports.take_waiting(session.db, one)) is not None]
    for row in rows:
        waiting_files.put_aside(session, str(row[0]))
    if not rows:
        return Outcome()
    said = ngettext(
        "The file was removed from the waiting room.", "The files were removed from the waiting room.", len(rows)
    )
    return Outcome(CHANGED, said, Undo(put_back_waiting, tuple(rows)))


@lane("write")
def put_back_waiting(session: Session, *rows: tuple[Any, ...]) -> Outcome:
    """The other half of Undo of `remove_waiting`; `rows` are what that one took out."""
    with session.db.atomic():
        for row in rows:
            imports.put_waiting(session.db, row)
            waiting_files.put_back(session, str(row[0]))
    said = ngettext("The file waits again.", "The files wait again.", len(rows))
    return Outcome(CHANGED, said, Undo(remove_waiting, tuple(str(row[0]) for row in rows)))


@lane("write")
def note_different(session: Session, key: str) -> Outcome:
    """Somebody compared the words of a key and they are different: remembered, and shown with its next file."""
    trust.keep_different(session, key, True)
    said = _("Nothing was imported from this sender. Tell your focal point or ROCB A/P.")
    return Outcome(frozenset({"waiting", "setting"}), said)
