"""A change is one finished edit by a person; a record's state is computed from its changes and nothing else.

Source of the rules: the exchange design, section 1. Bytes that were received are kept as they came; this module
parses them but never writes them again.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NoReturn

Scalar = int | str | bool | None
Value = Scalar | list[Scalar]

MAX_AFTER = 64
MAX_LINE = 1_000_000
MAX_INTEGER = 2**63 - 1
_HEX32 = re.compile(r"[0-9a-f]{32}\Z")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_FORM = re.compile(r"[a-z][a-z0-9_-]{0,31}@[0-9]{1,6}\Z")
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # escaped; a bare one is no JSON
ERASED = b"sha256:"


class BadLine(ValueError):
    """A line that no well-meaning program writes: the file that holds it is refused as damaged."""


@dataclass(frozen=True, slots=True)
class Change:
    """One edit. `fields` is None when the text was erased; then only the hash of the body line is left."""

    id: str
    record: str
    kind: str
    form: str
    hlc: int
    after: tuple[str, ...]
    fields: Mapping[str, Value] | None
    meta: bytes
    body: bytes


_MARK = 4  # hex digits of a derived id that name its kind
_OWNER = 20  # hex digits of an own record's id that name its owner: 80 bits, so that nobody finds a key that fits


def derive(kind: str, *parts: str) -> str:
    """Id (32 hex digits) of a record that two computers must name alike: the mark of its kind, then its natural key."""
    return _mark(kind) + hashlib.sha256("\x1f".join((kind, *parts)).encode()).hexdigest()[: 32 - _MARK]


@lru_cache(maxsize=64)
def _mark(kind: str) -> str:
    return hashlib.sha256(b"kind " + kind.encode()).hexdigest()[:_MARK]


def is_marked(record: str, kind: str) -> bool:
    """Whether an id was derived for this kind, so that nobody writes one kind's words into another's record."""
    return record[:_MARK] == _mark(kind)


def own_record(owner: str, token: bytes) -> str:
    """Id of a record with no natural key: most of it names its owner, so that nobody else can write into it."""
    return _owner(owner) + token.hex()[: 32 - _OWNER]


def is_own_record(record: str, owner: str) -> bool:
    return record[:_OWNER] == _owner(owner)


def _owner(owner: str) -> str:
    return derive("own", owner)[_MARK : _MARK + _OWNER]


def change_id(meta: bytes, body: bytes) -> str:
    """SHA-256(meta, newline, SHA-256(body)), 32 hex digits; an erased body line already is its hash."""
    digest = body.removeprefix(ERASED) if body.startswith(ERASED) else _digest(body)
    return hashlib.sha256(meta + b"\n" + digest).hexdigest()[:32]


def erased_body(body: bytes) -> bytes:
    """The line that stands for an erased body: the chain of ids still verifies, the text and its salt are gone."""
    return body if body.startswith(ERASED) else ERASED + _digest(body)


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def make_change(
    record: str,
    kind: str,
    form: str,
    hlc: int,
    after: Iterable[str],
    salt: bytes,
    fields: Mapping[str, Value],
) -> Change:
    """A new change of this computer. Texts are put into NFC here, where they were typed, and nowhere else."""
    clean = {name: _typed(value) for name, value in fields.items()}
    meta = _dump([record, kind, form, hlc, sorted(set(after))])
    return parse_change(meta, _dump([salt.hex(), clean]))


def _typed(value: Value) -> Value:
    if isinstance(value, list):
        return [_typed_text(item) if isinstance(item, str) else item for item in value]
    return _typed_text(value) if isinstance(value, str) else value


def _typed_text(text: str) -> str:
    """NFC, without what no file may hold: NUL, and halves of surrogate pairs that a paste left behind."""
    whole = text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", whole)


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def parse_change(meta: bytes, body: bytes) -> Change:
    """Read two lines. Raises BadLine for anything but the declared shape (duplicate keys, floats, NaN, ...)."""
    head = read_json(meta)
    if not (isinstance(head, list) and len(head) == 5):
        raise BadLine("meta")
    record, kind, form, hlc, after = head
    if not (_matches(_HEX32, record) and isinstance(kind, str) and _is_name(kind) and isinstance(form, str)):
        raise BadLine("meta names")
    if not _is_form(form):
        raise BadLine("meta form")
    if type(hlc) is not int or not 0 <= hlc <= MAX_INTEGER:
        raise BadLine("stamp")
    if not (isinstance(after, list) and len(after) <= MAX_AFTER and all(_matches(_HEX32, a) for a in after)):
        raise BadLine("after")
    return Change(change_id(meta, body), record, kind, form, hlc, tuple(after), _fields(body), meta, body)


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.match(value) is not None


def _fields(body: bytes) -> Mapping[str, Value] | None:
    if body.startswith(ERASED):
        if len(body) != len(ERASED) + 64 or body[len(ERASED) :].strip(b"0123456789abcdef"):
            raise BadLine("erased body")
        return None
    read = read_json(body)
    if not (isinstance(read, list) and len(read) == 2 and isinstance(read[0], str) and isinstance(read[1], dict)):
        raise BadLine("body")
    fields: dict[str, Value] = read[1]
    for name, value in fields.items():
        if not (_is_name(name) and (type(value) is str or _is_value(value))):
            raise BadLine("field")
    return fields


@lru_cache(maxsize=1024)
def _is_name(text: str) -> bool:
    """Few names come many times: the answer is kept."""
    return _NAME.match(text) is not None


@lru_cache(maxsize=256)
def _is_form(text: str) -> bool:
    return _FORM.match(text) is not None


def _is_value(value: object) -> bool:
    if isinstance(value, list):
        return all(_is_scalar(item) for item in value)
    return _is_scalar(value)


def _is_scalar(value: object) -> bool:
    if type(value) is int:
        return -MAX_INTEGER <= value <= MAX_INTEGER
    return value is None or isinstance(value, str | bool)


def _no_float(text: str) -> NoReturn:
    raise BadLine("number with a fraction")


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise BadLine("a key twice")
    return read


_decoder: Any = json.JSONDecoder(object_pairs_hook=_no_twice, parse_float=_no_float, parse_constant=_no_float)


def _scan(text: str) -> Any:
    """What the decoder does, without its search for white space, which is hardly ever there."""
    try:
        value, end = _decoder.scan_once(text, 0)
    except StopIteration:
        end = -1
    return value if end == len(text) else _decoder.decode(text)


def read_json(line: bytes) -> Any:
    """Strict JSON of one line of at most MAX_LINE bytes. Raises BadLine."""
    if len(line) > MAX_LINE:
        raise BadLine("line too long")
    try:
        text = line.decode()
        value = _scan(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()  # a lone surrogate has no UTF-8 form
            if _NUL.search(text):
                raise BadLine("NUL")
    except (ValueError, RecursionError) as error:
        raise BadLine(str(error)) from error
    return value


@dataclass(slots=True)
class RecordState:
    """What a record says now: `values` are the shown ones, `heads` the changes nobody supersedes, by field."""

    record: str
    kind: str
    values: Mapping[str, Value] = field(default_factory=dict)
    heads: Mapping[str, Sequence[Change]] = field(default_factory=dict)
    conflicts: Mapping[str, Sequence[Change]] = field(default_factory=dict)

    @property
    def deleted(self) -> bool:
        """Hidden: deleted, and nobody edited it without knowing of the deletion."""
        return self.values.get("deleted") is True and "deleted" not in self.conflicts

    def head_ids(self, names: Iterable[str]) -> list[str]:
        """What a change of these fields must name in `after`, newest first where there are too many."""
        found = {change.id: change for name in names for change in self.heads.get(name, ())}
        newest = sorted(found.values(), key=_rank, reverse=True)
        return [change.id for change in newest[:MAX_AFTER]]


def _rank(change: Change) -> tuple[int, str]:
    return change.hlc, change.id


def state_of(changes: Iterable[Change]) -> RecordState:
    """State of one record from its admitted changes, in any order. `changes` must not be empty."""
    known = list(changes)
    if len(known) == 1:
        only = known[0]
        fields = only.fields or {}
        return RecordState(only.record, only.kind, fields, dict.fromkeys(fields, known))
    kind = min(known, key=_rank).kind
    heads = {name: sorted(_unsuperseded(setters), key=_rank) for name, setters in _setters(known).items()}
    values = {name: (found[-1].fields or {})[name] for name, found in heads.items()}
    conflicts = {name: found for name, found in heads.items() if _differ(name, found)}
    conflicts.update(_edits_against_delete(values, heads))
    return RecordState(known[0].record, kind, values, heads, conflicts)


def _differ(name: str, heads: Sequence[Change]) -> bool:
    return len(heads) > 1 and len({_compared((head.fields or {})[name]) for head in heads}) > 1


def _setters(changes: list[Change]) -> dict[str, list[Change]]:
    by_field: dict[str, list[Change]] = {}
    for change in changes:
        for name in change.fields or ():
            by_field.setdefault(name, []).append(change)
    return by_field


def _unsuperseded(setters: list[Change]) -> list[Change]:
    named = {before for change in setters for before in change.after if before != change.id}
    return [change for change in setters if change.id not in named]


def same_answer(one: Value, other: Value) -> bool:
    """Whether two values are the same answer."""
    return _compared(one) == _compared(other)


def _compared(value: Value) -> str:
    """Two values are the same answer when they differ in Unicode form or line endings only."""
    text = json.dumps(value, ensure_ascii=False)
    return unicodedata.normalize("NFC", text.replace("\\r\\n", "\\n").replace("\\r", "\\n"))


def _edits_against_delete(
    values: Mapping[str, Value], heads: Mapping[str, Sequence[Change]]
) -> dict[str, list[Change]]:
    """The deletion with the edits that did not know of it: a conflict, and the record stays visible."""
    if values.get("deleted") is not True:
        return {}
    deletions = heads["deleted"]
    seen = {before for change in deletions for before in change.after} | {change.id for change in deletions}
    unseen = {h.id: h for name, found in heads.items() if name != "deleted" for h in found if h.id not in seen}
    return {"deleted": sorted([*deletions, *unseen.values()], key=_rank)} if unseen else {}
