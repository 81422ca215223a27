"""Workshops, who went to them, rounds and questionnaires: rows to domain objects."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.workshop import Participation, Workshop
from rocb_desktop.store.database import Database

_COLUMNS = (
    "id, round, number, title, kind, start, end, short_title, mode, administrations, participated, surveyed, reason,"
    " status, questionnaire, programme, reopened_until, reopened_why"
)


def read_workshops(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[Workshop]:
    """Workshops by round and number; one whose dates nobody has told yet is not among them."""
    query = (
        f"SELECT {_COLUMNS} FROM workshop WHERE start IS NOT NULL AND end IS NOT NULL AND ({where})"
        " ORDER BY round, number, id"
    )
    return [_workshop(row) for row in db.execute(query, values)]


def _workshop(row: Sequence[object]) -> Workshop:
    (record, round_, number, title, kind, start, end, short, mode, codes, participated, surveyed, reason) = row[:13]
    status, questionnaire, programme, until, why = row[13:]
    return Workshop(
        str(record),
        _integer(round_),
        _integer(number),
        str(title or ""),
        str(kind or "other"),
        PartialDate.parse(str(start)),
        PartialDate.parse(str(end)),
        str(short or ""),
        str(mode or ""),
        tuple(json.loads(str(codes or "[]"))),
        None if participated is None else _integer(participated),
        bool(surveyed),
        str(reason or ""),
        str(status or "held"),
        str(questionnaire or "followup@1"),
        str(programme or ""),
        date.fromisoformat(str(until)) if until else None,
        str(why or ""),
    )


def _integer(value: object) -> int:
    return value if isinstance(value, int) else 0


def read_participations(db: Database, workshop: str) -> list[Participation]:
    rows = db.execute(
        "SELECT id, workshop, name, administration, role, attended, mode, post, email FROM participation"
        " WHERE workshop=? ORDER BY administration, name",
        (workshop,),
    )
    return [Participation(*(cell or "" for cell in row)) for row in rows]


def read_name_list(db: Database, workshop: str) -> list[tuple[str, str]]:
    """(administration, name) of the people a pack named, for "press your name"."""
    row: sqlite3.Row | None = db.execute("SELECT names FROM name_list WHERE workshop=?", (workshop,)).fetchone()
    names = json.loads(row[0] or "[]") if row else []
    pairs = (str(item).partition("\t") for item in names)
    return [(code, name) for code, _tab, name in pairs]


def read_rounds(db: Database) -> list[int]:
    """Years of the surveys that have a workshop, newest first."""
    rows = db.execute("SELECT DISTINCT round FROM workshop WHERE round IS NOT NULL ORDER BY round DESC")
    return [row[0] for row in rows]


def read_questionnaire(db: Database, name: str, version: int) -> str | None:
    """The definition that a pack brought, as JSON."""
    row = db.execute("SELECT definition FROM questionnaire WHERE name=? AND version=?", (name, version)).fetchone()
    return str(row[0]) if row else None
