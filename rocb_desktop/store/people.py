"""Persons, and what the levels of authority say about keys: rows to plain values."""

from dataclasses import dataclass

from rocb_desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class Officer:
    """A key that the levels above granted: a ROCB A/P officer or a focal point, with the office's public age key."""

    key: str
    role: str
    administration: str
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Who a person says to be; `verified` is the day on which they last said that all of it is right, or ""."""

    id: str
    name: str
    administration: str
    post: str
    division: str
    email: str
    phone: str = ""
    verified: str = ""


def read_officers(db: Database, role: str, administration: str = "") -> list[Officer]:
    """Officers of a role whose key counts, by name; `administration` "" for ROCB A/P."""
    rows = db.execute(
        "SELECT key, role, administration, name, office FROM standing"
        " WHERE role=? AND administration=? AND disputed=0 AND ended=0 AND office<>'' ORDER BY name, key",
        (role, administration),
    )
    return [Officer(*row) for row in rows]


def read_person(db: Database, person: str) -> PersonRow | None:
    row = db.execute(
        "SELECT p.id, p.name, p.administration, c.post, c.division, c.email, c.phone, c.verified FROM person p"
        " LEFT JOIN contact c ON c.person = p.id WHERE p.id=?",
        (person,),
    ).fetchone()
    return PersonRow(*(cell or "" for cell in row)) if row else None
