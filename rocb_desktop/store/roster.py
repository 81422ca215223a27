"""What an office says of people who may have no key: who attended, whose names are one, who left, who was reminded."""

import json
from collections.abc import Sequence

from rocb_desktop.domain.change import derive
from rocb_desktop.domain.roster import Attended, Reminder, StandIn
from rocb_desktop.store.database import Database


def about_listed(administration: str, listed: str) -> str:
    """What a desk note about a name on a list is about: a person without a key has no record of their own."""
    return derive("listed", administration, listed)


def read_notes(db: Database, administration: str) -> dict[str, str]:
    """An office's own notes: what each is about, and its text."""
    query = "SELECT about, text FROM desk_note WHERE administration=? AND text<>'' ORDER BY id"
    return dict(db.execute(query, (administration,)).fetchall())


def read_attendance(db: Database, administration: str, workshops: Sequence[str]) -> list[Attended]:
    """What was noted of an administration's people at these workshops, by name."""
    rows = db.execute(
        "SELECT id, workshop, administration, listed, name, role, attended, post, email, note FROM attendance"
        " WHERE administration=? AND workshop IN (SELECT value FROM json_each(?)) ORDER BY name, id",
        (administration, json.dumps(list(workshops))),
    )
    return [Attended(*(cell or "" for cell in row)) for row in rows]


def read_joins(db: Database) -> dict[str, dict[str, str]]:
    """By administration: which spelling of a name is which other; "" for names that were taken apart again."""
    found: dict[str, dict[str, str]] = {}
    for code, listed, same in db.execute("SELECT administration, listed, same_as FROM same_as ORDER BY id"):
        if code and listed:
            found.setdefault(code, {})[listed] = same or ""
    return found


def read_stand_ins(db: Database, administration: str) -> list[StandIn]:
    """The officers of an administration who left, by name."""
    rows = db.execute(
        "SELECT id, administration, listed, name, gone_on, stand_in, note FROM stand_in WHERE administration=?"
        " ORDER BY name, id",
        (administration,),
    )
    return [StandIn(*(cell or "" for cell in row)) for row in rows]


def read_reminders(db: Database, administration: str) -> list[Reminder]:
    """Every reminder to an administration's people, newest first."""
    rows = db.execute(
        "SELECT id, administration, name, workshops, way, lang, date, due FROM reminder WHERE administration=?"
        " ORDER BY date DESC, name, id",
        (administration,),
    )
    return [
        Reminder(record, code, name or "", tuple(json.loads(told or "[]")), way or "", lang or "", day or "", due or "")
        for record, code, name, told, way, lang, day, due in rows
    ]
