"""Backups that still hold what was erased: they go on a day that is noted when the texts are deleted here."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from rocb_desktop.services.session import Session
from rocb_desktop.store.settings import read_setting, write_setting

_NOTES = "copies_with_erased"  # setting: [[copies made before this moment, go on this day], ...]


def note_wiped(session: Session, until: date) -> None:
    """Copies made before now hold what was just deleted: they go on `until`."""
    note = [session.clock.now().isoformat(), until.isoformat()]
    write_setting(session.db, _NOTES, json.dumps([*_notes(session), note]))


def kept_until(session: Session) -> date | None:
    """The day on which the last copy goes that holds what was erased; None when there is none."""
    days = [date.fromisoformat(until) for _before, until in _notes(session)]
    return max(days) if days else None


def drop_due_copies(session: Session, copies: Iterable[tuple[Path, datetime]], every: bool) -> None:
    """Delete those of `copies` (with the moment each was made) whose day has come. `every`: there are no others that
    cannot be reached now; else the day is remembered for those.
    """
    notes, today = _notes(session), session.clock.today()
    due = [datetime.fromisoformat(before) for before, until in notes if date.fromisoformat(until) <= today]
    if not due:
        return
    for copy, made in copies:
        if made < max(due):
            copy.unlink(missing_ok=True)
    if not every:
        return
    left = [note for note in notes if date.fromisoformat(note[1]) > today]
    write_setting(session.db, _NOTES, json.dumps(left))


def _notes(session: Session) -> list[list[str]]:
    found: list[list[str]] = json.loads(read_setting(session.db, _NOTES, "[]"))
    return found
