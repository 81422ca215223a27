"""Documents that replies were taken from, and the replies an office entered: rows to domain objects."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from rocb_desktop.domain.material import MAX_SIZE, StoredFile
from rocb_desktop.domain.on_behalf import SourceDocument
from rocb_desktop.store.database import Database

_TRUE = f"length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*' AND size BETWEEN 0 AND {MAX_SIZE}"


def read_source_documents(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[SourceDocument]:
    """Source documents by reply, oldest first."""
    rows = db.execute(
        "SELECT id, reply, hash, size, name, title, date FROM source_document"
        f" WHERE {_TRUE} AND ({where}) ORDER BY reply, date, name COLLATE NOCASE, id",
        values,
    )
    return [
        SourceDocument(record, reply or "", StoredFile(digest, size, name or "", title or ""), date or "")
        for record, reply, digest, size, name, title, date in rows
    ]


@dataclass(frozen=True, slots=True)
class Entered:
    """A reply that an office entered: under which participant its id stands, whose it is, and its version."""

    id: str
    participant: str
    name: str
    version: int
    date: str
    received: str


def read_entered(db: Database, workshop: str, administration: str) -> list[Entered]:
    """The replies that an office entered for the people of an administration, by name."""
    rows = db.execute(
        "SELECT id, person, coalesce(name, ''), coalesce(version, 1), coalesce(date, ''), coalesce(received, '')"
        " FROM reply WHERE workshop=? AND administration=? AND source IN ('on_behalf', 'workbook') AND counts=1"
        " ORDER BY name COLLATE NOCASE, id",
        (workshop, administration),
    )
    return [Entered(record, person or "", *rest) for record, person, *rest in rows]


def reply_names(db: Database, workshop: str, administration: str) -> list[str]:
    """Names under which replies of an administration stand, signed or entered."""
    rows = db.execute(
        "SELECT DISTINCT coalesce(r.name, p.name) FROM reply r LEFT JOIN person p ON p.id = r.person"
        " WHERE r.workshop=? AND coalesce(r.administration, p.administration)=? AND r.source<>'national'",
        (workshop, administration),
    )
    return [row[0] for row in rows if row[0]]


def own_names(db: Database, workshop: str, administration: str) -> list[str]:
    """Names of the people of an administration whose own signed reply about a workshop is here."""
    rows = db.execute(
        "SELECT p.name FROM reply r JOIN person p ON p.id = r.person WHERE r.workshop=? AND r.source='own'"
        " AND r.version IS NOT NULL AND coalesce(r.administration, p.administration)=?",
        (workshop, administration),
    )
    return [row[0] for row in rows if row[0]]


def replies_from(db: Database, digests: Sequence[str]) -> dict[str, str]:
    """The reply that each of these files (SHA-256) is attached to, where it is."""
    rows = db.execute(
        "SELECT s.hash, s.reply FROM source_document s JOIN reply r ON r.id = s.reply"
        " WHERE s.hash IN (SELECT value FROM json_each(?))",
        (json.dumps(list(digests)),),
    )
    return dict(rows.fetchall())
