"""What is searched: which tables and columns, in which group a hit is shown, and the words of a row."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rocb_desktop.domain.administration import ROCB, ROCB_NAME, by_code
from rocb_desktop.domain.feedback import read_practices
from rocb_desktop.domain.questionnaire import load
from rocb_desktop.domain.search_words import index_words
from rocb_desktop.store.database import Database

RULES = 2  # raise it when the same rows are to be found under other words
_ID = re.compile("[0-9a-f]{32}")
GROUPS = (
    *("workshops", "people", "files", "log", "results", "reports", "replies", "returns", "notes", "feedback"),
    *("sent", "office"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A table that is searched. `number` tells its rows in the index, for ever; `person`: the column that names whose
    row it is; `offices`: columns that hold the code of an administration.
    """

    number: int
    group: str
    columns: tuple[str, ...]
    person: str = ""
    offices: tuple[str, ...] = ()
    key: str = "id"


_OFFICE = ("administration",)
SOURCES: Mapping[str, Source] = {
    "workshop": Source(1, "workshops", ("title", "short_title", "round", "number", "reason", "programme")),
    "name_list": Source(2, "workshops", ("names",)),
    "person": Source(3, "people", ("name",), offices=_OFFICE),
    "contact": Source(4, "people", ("post", "division", "email", "phone"), "person"),
    "card": Source(5, "people", ("name",), offices=_OFFICE),
    "participation": Source(6, "people", ("name", "post", "email"), offices=_OFFICE),
    "attendance": Source(7, "people", ("name", "listed", "post", "email", "note"), offices=_OFFICE),
    "stand_in": Source(8, "people", ("name", "listed", "stand_in", "note"), offices=_OFFICE),
    "same_as": Source(9, "people", ("listed", "same_as"), offices=_OFFICE),
    "material": Source(10, "files", ("title", "name")),
    "own_material": Source(11, "files", ("title", "name"), "person"),
    "evidence": Source(12, "files", ("title", "name"), "person"),
    "source_document": Source(13, "files", ("title", "name")),
    "action": Source(14, "log", ("text", "effect", "channel", "audience", "barrier", "handed_to"), "person"),
    "recommendation": Source(15, "results", ("text", "owner", "note"), "person"),
    "project": Source(16, "results", ("title", "text", "stage", "term", "support"), "person"),
    "effect": Source(17, "results", ("title", "text", "value_before", "value_after", "unit"), "person"),
    "mission_report": Source(18, "reports", ("addressee", "summary", "course", "lessons", "plan", "annexes"), "person"),
    "gap": Source(19, "reports", ("standard", "situation", "gap"), "person"),
    "reply": Source(20, "replies", ("name", "answers"), "person", _OFFICE),
    "review": Source(21, "replies", ("text",)),
    "national_return": Source(22, "returns", ("round", "signed_by", "post"), offices=_OFFICE),
    "clearance": Source(23, "returns", ("round", "name", "post", "how"), offices=_OFFICE),
    "desk_note": Source(24, "notes", ("text",)),
    "reminder": Source(25, "notes", ("name",), offices=_OFFICE),
    "feedback": Source(26, "feedback", ("note", "practices")),
    "sent": Source(27, "sent", ("name", "receiver"), key="file"),
    "import": Source(28, "sent", ("name", "sender_name"), offices=_OFFICE),
    "waiting": Source(29, "sent", ("name", "sender_name"), offices=_OFFICE),
    "round": Source(30, "office", ("number", "title", "note")),
    "office": Source(31, "office", ("name", "contact_name", "contact_email", "notice")),
}


@dataclass(frozen=True, slots=True)
class Doc:
    """The words under which a row is found, and whose name is among them."""

    words: str
    person: str | None


def searched_fields(name: str, fields: Iterable[str]) -> list[str]:
    """Those of a record's fields whose words are searched, in the order in which a hit tells them."""
    columns = SOURCES[name].columns
    if "answers" not in columns:
        return [column for column in columns if column in fields]
    coded = _coded()
    return sorted(field for field in fields if field.startswith("q") and field not in coded)


def docs_of(db: Database, name: str, records: Collection[str]) -> dict[str, Doc]:
    """What the rows of `records` in one table are found under; a record without a row has nothing."""
    source = SOURCES[name]
    columns = (source.key, source.person or "NULL", *source.columns, *source.offices)
    rows = db.execute(
        f"SELECT {', '.join(columns)} FROM {name} WHERE {source.key} IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(records)),),
    ).fetchall()
    persons = _names(db, {row[1] for row in rows if row[1]})
    texts: dict[str, list[str]] = {}
    owners: dict[str, str | None] = {}
    last = 2 + len(source.columns)
    for row in rows:  # of an import there is a row for each of its files
        owners[row[0]] = row[1]
        said = zip(source.columns, row[2:last], strict=True)
        texts.setdefault(row[0], []).extend(
            [*_texts(said), persons.get(row[1], _as_name(row[1])), *map(_office_words, filter(None, row[last:]))]
        )
    return {record: Doc(_words(found), owners[record]) for record, found in texts.items()}


def _as_name(person: str | None) -> str:
    """A reply that an office entered names its participant as the list does."""
    return "" if person is None or _ID.fullmatch(person) else person


def _words(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for text in texts for word in index_words(text)))


def _texts(said: Iterable[tuple[str, object]]) -> Iterable[str]:
    for column, value in said:
        if column == "answers":
            yield from _answers(str(value or "{}"))
        elif column == "practices":
            yield from (one.text for one in read_practices(str(value or "")))
        elif value is not None:
            yield str(value)


def _answers(written: str) -> Iterable[str]:
    """What a reply says in somebody's own words."""
    coded = _coded()
    found = json.loads(written)
    return [value for name, value in found.items() if isinstance(value, str) and name not in coded]


@cache
def _coded() -> frozenset[str]:
    return frozenset(field.id for field in load().fields if field.kind != "text")


@lru_cache(maxsize=512)
def _office_words(code: str) -> str:
    """Code, names and other spellings: PG and PNG are one."""
    known = by_code(code)
    if known is None:
        return f"{code} {ROCB_NAME}" if code == ROCB else code
    return " ".join((known.code, known.iso3, known.name, *known.aliases))


def _names(db: Database, persons: Collection[str]) -> dict[str, str]:
    query = "SELECT id, name FROM person WHERE name IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
    return dict(db.execute(query, (json.dumps(sorted(persons)),)).fetchall()) if persons else {}
