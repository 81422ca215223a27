"""The index of the search: kept in step by small batches after each write, asked with what a person typed.

What is written leaves a mark in its own transaction (store/search_marks); `index_some` works the marks off. What is
found here is read again from the tables before it is shown, so a mark that still waits shows nothing wrong.
"""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.search_words import holds
from rocb_desktop.store.database import Database
from rocb_desktop.store.search_marks import are_left, count_marks, mark_places, marked_places, take_marks
from rocb_desktop.store.search_sources import GROUPS, RULES, SOURCES, Doc, docs_of
from rocb_desktop.store.settings import read_setting, write_setting

_RULES_SETTING = "search_rules"
_LOOKED_AT = 1000  # marks
_APART = 40  # bits of an id below the number of its table


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
    every = _matching(db, typed)
    counts: dict[str, int] = {}
    ids: dict[str, list[int]] = {}
    for source in sorted(SOURCES.values(), key=lambda source: source.number):
        begin, end = _range(every, source.number)
        if begin < end:
            counts[source.group] = counts.get(source.group, 0) + end - begin
            kept = ids.setdefault(source.group, [])
            kept += [row[0] for row in reversed(every[max(begin, end - most + len(kept)) : end])]
    told = [group for group in GROUPS if group in counts]
    return Found({group: counts[group] for group in told}, {group: _places(db, ids[group]) for group in told})


def _matching(db: Database, typed: Sequence[str]) -> list[tuple[int]]:
    """Ids of all that is found, ascending: read once, for to count and to sort in SQL would each read them again."""
    asked = " ".join(f'"{word}"*' for word in typed)
    return db.execute("SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid", (asked,)).fetchall()


def _range(ids: Sequence[tuple[int]], number: int) -> tuple[int, int]:
    """From where to where the ids of one table stand."""
    return bisect_left(ids, (number << _APART,)), bisect_left(ids, ((number + 1) << _APART,))


def _places(db: Database, ids: Sequence[int]) -> list[tuple[str, str]]:
    """Table and record of these ids, in the order given."""
    query = "SELECT id, source, record FROM search_doc WHERE id IN (SELECT value FROM json_each(?))"
    found = {row[0]: (row[1], row[2]) for row in db.execute(query, (json.dumps(list(ids)),))}
    return [found[id] for id in ids]


def records_with(db: Database, name: str, typed: Sequence[str]) -> set[str]:
    """Records of one table that have a word beginning with each of `typed`. What is not indexed yet is looked at, but
    for very much: of that the next batches tell.
    """
    every = _matching(db, typed)
    begin, end = _range(every, SOURCES[name].number)
    found = {record for _table, record in _places(db, [row[0] for row in every[begin:end]])}
    waiting = marked_places(db) if count_marks(db) <= _LOOKED_AT else set()
    marked = {record for source, record in waiting if source == name}
    fresh = docs_of(db, name, marked)
    return (found - marked) | {record for record, doc in fresh.items() if holds(doc.words, typed)}


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
