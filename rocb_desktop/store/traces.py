"""What tables beside the changes still say of what is erased: names of files and senders, and what was typed."""

import json
from collections.abc import Collection, Iterator, Mapping

from rocb_desktop.domain.change import Value, parse_change
from rocb_desktop.domain.erasure import ERASED
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.store.database import Database

_NAMES = ("name", "participant", "listed", "same_as", "stand_in")  # fields that hold a person's name
_SHORTEST = 12  # letters, and more words than one; what is shorter may be anybody's
_BETWEEN = str.maketrans("_-.+/\\", "      ")
_SEEN = {"import": ("name", "sender_name"), "waiting": ("name", "sender_name"), "sent": ("name", "path")}
# Kinds whose fields of these names speak of no person.
_NOBODY = "'material', 'own_material', 'evidence', 'source_document', 'questionnaire', 'office'"


def drop_traces(db: Database, names: Collection[str], *, all_drafts: bool) -> None:
    """Before the texts are wiped: no file's name and no draft keeps a name or a text of what is erased.

    `names` of erased people are added to those in the erased records. `all_drafts`: the person at this computer.
    """
    texts = list(_erased_texts(db))
    wanted = {normalise_name(name) for name in (*names, *_erased_names(db)) if name.strip()}
    for table, columns in _SEEN.items():
        _forget_names(db, table, columns, wanted)
    for page, record, data in db.execute("SELECT page, record, data FROM draft").fetchall():
        typed = " ".join(_strings(json.loads(data)))
        if all_drafts or any(text in typed for text in texts) or any(_names(typed, name) for name in wanted):
            db.execute("DELETE FROM draft WHERE page=? AND record=?", (page, record))


def _forget_names(db: Database, table: str, columns: tuple[str, ...], wanted: Collection[str]) -> None:
    """The kind of file stands in the place of a file's name, and nothing in that of a sender or a path."""
    for row, kind, *said in db.execute(f"SELECT rowid, kind, {', '.join(columns)} FROM {table}").fetchall():
        for column, text in zip(columns, said, strict=True):
            if any(_names(text, name) for name in wanted):
                put = kind if column == "name" else ""
                db.execute(f"UPDATE {table} SET {column}=? WHERE rowid=?", (put, row))


def _names(text: str, name: str) -> bool:
    """Whether a text holds this name as whole words, also with the signs that stand between words in file names."""
    return f" {name} " in f" {normalise_name(text.translate(_BETWEEN))} " or f" {name} " in f" {normalise_name(text)} "


def _erased(db: Database, where: str) -> Iterator[Mapping[str, Value]]:
    """The fields of what is erased and still here, but for words that another block still says."""
    query = (
        f"SELECT c.meta, c.body FROM change c WHERE c.held=? AND {where}"
        " AND NOT EXISTS (SELECT 1 FROM change o WHERE o.id = c.id AND o.held IS NULL)"
    )
    yield from (parse_change(meta, body).fields or {} for meta, body in db.execute(query, (ERASED,)).fetchall())


def _erased_names(db: Database) -> Iterator[str]:
    for fields in _erased(db, f"c.kind NOT IN ({_NOBODY})"):
        yield from (text for name in _NAMES if isinstance(text := fields.get(name), str) and not _is_id(text))


def _erased_texts(db: Database) -> Iterator[str]:
    for fields in _erased(db, "1"):
        yield from (text for text in _strings(fields) if len(text) >= _SHORTEST and " " in text)


def _is_id(text: str) -> bool:
    return len(text) in (32, 64) and not text.strip("0123456789abcdef")


def _strings(value: object) -> Iterator[str]:
    """Every text in plain JSON values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for one in value.values() for text in _strings(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _strings(one))
