"""The index of the search: kept in step by small batches after each write, asked with what a person typed.

What is written leaves a mark in its own transaction (store/search_marks); `index_some` works the marks off. What is
found here is read again from the tables before it is shown, so a mark that still waits shows nothing wrong.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rocb_desktop.domain.errors import UserError
from rocb_desktop.store.database import Database
from rocb_desktop.store.search_marks import are_left, mark_places, marked_places, take_marks
from rocb_desktop.store.search_sources import GROUPS, RULES, SOURCES, Doc, docs_of
from rocb_desktop.store.settings import read_setting, write_setting

_RULES_SETTING = "search_rules"
_APART = 40  # bits of an id below the number of its table
_NAMES = {source.number: name for name, source in SOURCES.items()}


@dataclass(frozen=True, slots=True)
class Found:
    """How many rows of each group, and of the first ones table and record, the newest first."""

    counts: Mapping[str, int]
    rows: Mapping[str, Sequence[tuple[str, str]]]


def index_some(db: Database, most: int) -> bool:
    """Work off about `most` marks; says whether some are left."""
    with db.atomic():
        if read_setting(db, _RULES_SETTING) != _rules():
            _mark_all(db)
            write_setting(db, _RULES_SETTING, _rules())
        wanted: dict[str, set[str]] = {}
        for source, record in take_marks(db, most):
            wanted.setdefault(source, set()).add(record)
        for source in sorted(wanted):
            _index(db, source, wanted[source])
        return are_left(db)


def is_behind(db: Database) -> bool:
    """Whether something written is not indexed yet."""
    return are_left(db) or read_setting(db, _RULES_SETTING) != _rules()


def index_all(db: Database) -> None:
    """Work off every mark now."""
    while index_some(db, 1000):
        pass


def forget_for_good(db: Database) -> None:
    """Let no word stay of what is gone from the tables: also not where the index only notes that it is gone.

    Not to be called inside a transaction. What the file keeps in free pages goes with the VACUUM that follows.
    """
    with db.atomic():
        index_all(db)
        db.execute("INSERT INTO search(search) VALUES('optimize')")


def find(db: Database, typed: Sequence[str], most: int) -> Found:
    """What has a word beginning with each of `typed` (domain/search_words.typed_words); `most` rows of each group."""
    if not typed:
        return Found({}, {})
    asked = " ".join(f'"{word}"*' for word in typed)
    query = f"SELECT rowid >> {_APART}, count(*) FROM search WHERE search MATCH ? GROUP BY 1"
    by_table = {_NAMES[number]: count for number, count in db.execute(query, (asked,)) if number in _NAMES}
    counts, rows = {}, {}
    for group in GROUPS:
        names = [name for name in by_table if SOURCES[name].group == group]
        if names:
            counts[group] = sum(by_table[name] for name in names)
            rows[group] = _rows(db, asked, names, most)
    return Found(counts, rows)


def _rows(db: Database, asked: str, names: Sequence[str], most: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name in sorted(names, key=lambda name: SOURCES[name].number):
        first = SOURCES[name].number << _APART
        query = (
            "SELECT d.record FROM (SELECT rowid AS id FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?"
            " ORDER BY rowid DESC LIMIT ?) s JOIN search_doc d ON d.id = s.id ORDER BY d.id DESC"
        )
        values = (asked, first, first + (1 << _APART), most - len(found))
        found += [(name, row[0]) for row in db.execute(query, values)]
        if len(found) >= most:
            break
    return found


def differs(db: Database) -> bool:
    """Whether the index says otherwise than the tables, but for what waits. Inside a transaction that is taken back."""
    if read_setting(db, _RULES_SETTING) != _rules():
        return False  # another version made it; it is made again in the background
    kept = {
        (source, record): Doc(words, person)
        for source, record, person, words in db.execute("SELECT source, record, person, words FROM search_doc")
    }
    true: dict[tuple[str, str], Doc] = {}
    for name, source in SOURCES.items():
        records = [row[0] for row in db.execute(f"SELECT {source.key} FROM {name}")]
        true |= {(name, record): doc for record, doc in docs_of(db, name, records).items() if doc.words}
    waiting = marked_places(db)
    if any(kept.get(at) != true.get(at) for at in kept.keys() | true.keys() if at not in waiting):
        return True
    try:
        db.execute("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")
    except UserError:
        return True
    return False


def rebuild_search(db: Database) -> None:
    """Forget the index and mark everything: it is made again in the background."""
    with db.atomic():
        db.execute("INSERT INTO search(search) VALUES('delete-all')")
        db.execute("DELETE FROM search_doc")
        _mark_all(db)


def _mark_all(db: Database) -> None:
    db.execute("DELETE FROM search_queue")
    mark_places(db, db.execute("SELECT source, record FROM search_doc").fetchall())
    for name, source in SOURCES.items():
        rows = db.execute(f"SELECT DISTINCT {source.key} FROM {name}").fetchall()
        mark_places(db, [(name, row[0]) for row in rows])


def _rules() -> str:
    return hashlib.sha256(repr((RULES, sorted(SOURCES.items()))).encode()).hexdigest()[:16]


def _index(db: Database, name: str, records: Collection[str]) -> None:
    docs = docs_of(db, name, records) if name in SOURCES else {}
    named = json.dumps(sorted(records))
    query = (
        "SELECT id, record, person, words FROM search_doc WHERE source=? AND record IN (SELECT value FROM json_each(?))"
    )
    kept = {record: (id, Doc(words, person)) for id, record, person, words in db.execute(query, (name, named))}
    changed = {record for record in records if _said(docs, record) != kept.get(record, (0, None))[1]}
    gone = [(id, doc.words) for record, (id, doc) in kept.items() if record in changed]
    db.conn.executemany("INSERT INTO search(search, rowid, words) VALUES('delete', ?, ?)", gone)
    db.conn.executemany("DELETE FROM search_doc WHERE id=?", [(id,) for id, _words in gone])
    _add(db, name, {record: docs[record] for record in sorted(changed) if _said(docs, record)})
    if name == "person" and changed:
        _mark_named(db, changed)


def _said(docs: Mapping[str, Doc], record: str) -> Doc | None:
    doc = docs.get(record)
    return doc if doc is not None and doc.words else None


def _add(db: Database, name: str, docs: Mapping[str, Doc]) -> None:
    first = SOURCES[name].number << _APART if name in SOURCES else 0
    query = "SELECT coalesce(max(id), ?) FROM search_doc WHERE id >= ? AND id < ?"
    last = db.execute(query, (first, first, first + (1 << _APART))).fetchone()[0]
    rows = [(last + n, name, record, doc.person, doc.words) for n, (record, doc) in enumerate(docs.items(), 1)]
    db.conn.executemany("INSERT INTO search_doc VALUES (?,?,?,?,?)", rows)
    db.conn.executemany("INSERT INTO search(rowid, words) VALUES (?,?)", [(row[0], row[4]) for row in rows])


def _mark_named(db: Database, persons: Collection[str]) -> None:
    """Whose name changed is found under the new one also where they wrote something."""
    query = "SELECT source, record FROM search_doc WHERE person IN (SELECT value FROM json_each(?))"
    mark_places(db, db.execute(query, (json.dumps(sorted(persons)),)).fetchall())
