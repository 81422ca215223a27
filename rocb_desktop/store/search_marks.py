"""Marks of what was written, in the same transaction: the search works them off afterwards, so that saving stays quick.

Many new changes are one mark, the range of their rows: a mark for each would cost an import a tenth of its time.
"""

import json
from collections.abc import Collection, Sequence

from rocb_desktop.store.blocks import last_seq
from rocb_desktop.store.database import Database

Place = tuple[str, str]  # table and record
_TABLE = {"reply_on_behalf": "reply", "national_reply": "reply"}


def mark_written(db: Database, records: Collection[str], after: int | None = None) -> None:
    """Mark these records; with `after` also those of every change in a later row."""
    if records:
        query = "INSERT INTO search_queue(source, record) SELECT '', value FROM json_each(?)"
        db.execute(query, (json.dumps(sorted(records)),))
    if after is not None:
        mark_range(db, after + 1)


def mark_range(db: Database, first: int) -> None:
    """Mark the record of every change from row `first` on."""
    db.execute("INSERT INTO search_queue VALUES (NULL, '', '', ?, ?)", (first, last_seq(db, "change")))


def mark_places(db: Database, places: Sequence[Place]) -> None:
    """Mark rows of tables."""
    db.conn.executemany("INSERT INTO search_queue(source, record) VALUES (?,?)", places)


def take_marks(db: Database, most: int) -> set[Place]:
    """Take marks away and say what they mark: about `most` places."""
    places: set[Place] = set()
    records: set[str] = set()
    query = "SELECT seq, source, record, first, last FROM search_queue ORDER BY seq LIMIT ?"
    for seq, source, record, first, last in db.execute(query, (most,)).fetchall():
        if first is not None:
            end = min(first + most - 1, last)
            records |= _written_in(db, first, end)
            if end < last:
                db.execute("UPDATE search_queue SET first=? WHERE seq=?", (end + 1, seq))
                break
        elif source:
            places.add((source, record))
        else:
            records.add(record)
        db.execute("DELETE FROM search_queue WHERE seq=?", (seq,))
        if len(records) + len(places) >= most:
            break
    return places | _places_of(db, records)


def marked_places(db: Database) -> set[Place]:
    """What is marked, without taking it away."""
    rows = db.execute("SELECT source, record, first, last FROM search_queue").fetchall()
    places = {(source, record) for source, record, _first, _last in rows if source}
    records = {record for source, record, first, _last in rows if not source and first is None}
    for _source, _record, first, last in rows:
        records |= _written_in(db, first, last) if first is not None else set()
    return places | _places_of(db, records)


def are_left(db: Database) -> bool:
    """Whether anything is marked."""
    return db.execute("SELECT 1 FROM search_queue LIMIT 1").fetchone() is not None


def count_marks(db: Database) -> int:
    """How much is marked, about."""
    query = "SELECT coalesce(sum(coalesce(last - first, 0) + 1), 0) FROM search_queue"
    return int(db.execute(query).fetchone()[0])


def _written_in(db: Database, first: int, last: int) -> set[str]:
    query = "SELECT DISTINCT record FROM change WHERE seq BETWEEN ? AND ?"
    return {row[0] for row in db.execute(query, (first, last))}


def _places_of(db: Database, records: Collection[str]) -> set[Place]:
    """The tables in which these records are, or were when they were indexed."""
    named = json.dumps(sorted(records))
    here = "record IN (SELECT value FROM json_each(?))"
    said = db.execute(f"SELECT DISTINCT kind, record FROM change WHERE {here}", (named,))
    kept = db.execute(f"SELECT source, record FROM search_doc WHERE {here}", (named,))
    return {(_TABLE.get(kind, kind), record) for kind, record in said} | set(kept.fetchall())
