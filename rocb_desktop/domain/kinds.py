"""The declared table of record kinds: who may see a kind, and who may write which record of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rocb_desktop.domain.change import Change, Value, derive, is_marked, is_own_record, own_record


class Role(StrEnum):
    """What a key may do, highest first. `UNKNOWN` is a key nobody above has spoken about."""

    ANCHOR = "anchor"
    ROCB = "rocb"
    FOCAL_POINT = "focal_point"
    PARTICIPANT = "participant"
    UNKNOWN = "unknown"


class Audience(StrEnum):
    """Class of a block: who may be shown it. A relay obeys it, also for kinds it does not know."""

    PERSON = "person"
    ADMINISTRATION = "administration"
    ROCB = "rocb"
    ALL = "all"


OFFICE = frozenset({Role.ANCHOR, Role.ROCB})
FOCAL_POINT = frozenset({Role.FOCAL_POINT})
ANYBODY = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the levels above say about a key. `administration` is empty for ROCB A/P and for unknown keys; `person`
    is empty for a key that speaks for its own person, else the record of the person whose lost key it replaces.
    """

    role: Role
    administration: str = ""
    person: str = ""

    def speaks_for(self, key: str) -> str:
        """The person whose words are those of `key`, which has this standing."""
        return self.person or person_of(key)


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table. Every record's id tells its kind, or whose it is: no kind can write into another."""

    audience: Audience  # the class of the blocks it is signed in
    writers: frozenset[Role]
    key: tuple[str, ...] = ()  # fields whose values the record id is derived from; repeated in every change
    own: bool = False  # the record belongs to the person of the author's key
    desk: bool = False  # the record belongs to the author's key
    national: bool = False  # the field `administration` must be the author's own
    apart: bool = False  # ids of own records name the kind too: no other kind of the same owner has such an id
    older: frozenset[Audience] = frozenset()  # classes that earlier versions signed it in; still read
    openly: bool = False  # a change that says `open` is signed in the class of all


KINDS: Mapping[str, Kind] = {
    "grant": Kind(Audience.ALL, OFFICE, key=("key",)),
    "vouch": Kind(Audience.ROCB, OFFICE | FOCAL_POINT, key=("key",), national=True),
    "card": Kind(Audience.ALL, ANYBODY, key=("key",)),
    "round": Kind(Audience.ALL, OFFICE),
    "workshop": Kind(Audience.ALL, OFFICE),
    "questionnaire": Kind(Audience.ALL, OFFICE),
    "office": Kind(Audience.ALL, OFFICE),
    "material": Kind(Audience.ALL, OFFICE),
    "name_list": Kind(Audience.ADMINISTRATION, OFFICE, key=("workshop",)),
    "participation": Kind(Audience.ROCB, OFFICE),
    "person": Kind(Audience.ROCB, ANYBODY, own=True),
    "contact": Kind(Audience.ROCB, ANYBODY, key=("person",), own=True),
    "action": Kind(Audience.ADMINISTRATION, ANYBODY, own=True),
    "evidence": Kind(Audience.ADMINISTRATION, ANYBODY, own=True, apart=True),
    "own_material": Kind(Audience.ADMINISTRATION, ANYBODY, own=True, apart=True),
    "recommendation": Kind(Audience.ADMINISTRATION, ANYBODY, own=True, apart=True),
    "project": Kind(Audience.ADMINISTRATION, ANYBODY, own=True, apart=True),
    "effect": Kind(Audience.ADMINISTRATION, ANYBODY, own=True, apart=True),
    "mission_report": Kind(Audience.ADMINISTRATION, ANYBODY, key=("workshop", "person"), own=True),
    "gap": Kind(Audience.ADMINISTRATION, ANYBODY, own=True, apart=True),
    "reply": Kind(Audience.ROCB, ANYBODY, key=("workshop", "person"), own=True),
    "reply_on_behalf": Kind(
        Audience.ROCB, OFFICE | FOCAL_POINT, key=("workshop", "administration", "participant"), national=True
    ),
    "review": Kind(Audience.ROCB, FOCAL_POINT, key=("reply", "administration"), national=True),
    "received": Kind(Audience.ALL, OFFICE | FOCAL_POINT, desk=True, older=frozenset({Audience.ROCB})),
    "erase": Kind(Audience.ROCB, ANYBODY, desk=True, apart=True, openly=True),
    "attendance": Kind(
        Audience.ROCB, OFFICE | FOCAL_POINT, key=("workshop", "administration", "listed"), national=True
    ),
    "same_as": Kind(Audience.ROCB, OFFICE | FOCAL_POINT, key=("administration", "listed"), national=True),
    "stand_in": Kind(Audience.ROCB, OFFICE | FOCAL_POINT, key=("administration", "listed"), national=True),
    "national_reply": Kind(Audience.ROCB, FOCAL_POINT, key=("workshop", "administration"), national=True),
    "clearance": Kind(Audience.ROCB, FOCAL_POINT, key=("round", "administration"), national=True),
    "quote_limit": Kind(Audience.ROCB, FOCAL_POINT, key=("reply", "field", "administration"), national=True),
    "national_return": Kind(Audience.ROCB, FOCAL_POINT, key=("round", "administration"), national=True),
    "desk_note": Kind(Audience.ADMINISTRATION, FOCAL_POINT, key=("about", "administration"), national=True),
    "reminder": Kind(Audience.ADMINISTRATION, OFFICE | FOCAL_POINT, desk=True, apart=True),
    "source_document": Kind(Audience.ADMINISTRATION, OFFICE | FOCAL_POINT, desk=True, apart=True),
    "feedback": Kind(Audience.ALL, OFFICE, key=("round", "workshop")),
}

TEXT_MISSING = "text_missing"


@lru_cache(maxsize=1024)
def person_of(key: str) -> str:
    """Record id of the person whose first signing key (64 hex digits) this is."""
    return derive("person", key)


def contact_id(person: str) -> str:
    """Record id of a person's post, division and e-mail: apart from the name, for files that may not hold them."""
    return derive("contact", person)


def own_id(kind: str, owner: str, token: bytes) -> str:
    """Id of a new record of a kind without key fields, which belongs to `owner`: a person, or a key (`desk`)."""
    return own_record(_owner(kind, owner), token)


def _owner(kind: str, owner: str) -> str:
    return derive(kind, owner) if KINDS[kind].apart else owner


def natural_id(kind: str, fields: Mapping[str, Value]) -> str | None:
    """Id derived from the key fields of `kind`; None when a field is missing, no text, or holds the separator."""
    parts = [fields.get(name) for name in KINDS[kind].key]
    texts = [part for part in parts if isinstance(part, str) and "\x1f" not in part]
    return derive(kind, *texts) if len(texts) == len(parts) else None


def audience_of(change: Change) -> Audience:
    """The class in which a change of a known kind is signed: what everybody holds can only be erased openly."""
    kind = KINDS[change.kind]
    return Audience.ALL if kind.openly and (change.fields or {}).get("open") is True else kind.audience


def held_reason(change: Change, author: str, standing: Standing, audience: str, administration: str) -> str | None:
    """Why this change may not be applied, as a stable word; None when it may.

    `audience` and `administration` are what the block's header says. A change whose body came as its hash alone has
    nothing to apply, until a file brings the text.
    """
    if change.fields is None:
        return TEXT_MISSING
    kind = KINDS.get(change.kind)
    if kind is None:
        return "kind_unknown"
    if audience not in (kind.audience, *kind.older, audience_of(change)):
        return "wrong_class"
    if standing.administration and administration != standing.administration:
        return "wrong_administration"
    if standing.role not in kind.writers and not ends_itself(change.kind, change.fields, author):
        return "sender_unknown" if standing.role is Role.UNKNOWN else "not_their_role"
    if change.kind == "grant" and change.fields.get("role") == Role.ROCB and standing.role is not Role.ANCHOR:
        return "not_their_role"
    return _ownership(change, change.fields, kind, author, standing)


def ends_itself(kind: str, fields: Mapping[str, Value], author: str) -> bool:
    """Nobody ends an equal or higher key, except its own."""
    return kind in ("grant", "vouch") and fields.get("key") == author and set(fields) <= {"key", "ends", "admits"}


def _ownership(change: Change, fields: Mapping[str, Value], kind: Kind, author: str, standing: Standing) -> str | None:
    if not _may_hold(change, fields, kind, author, standing):
        return "not_their_record"
    if kind.national and standing.role is Role.FOCAL_POINT and fields.get("administration") != standing.administration:
        return "wrong_administration"
    return None


def _may_hold(change: Change, fields: Mapping[str, Value], kind: Kind, author: str, standing: Standing) -> bool:
    """Whether this record is one of its kind, and the author's own where the kind asks for it."""
    if kind.own:
        return _is_own(change, fields, kind, standing.speaks_for(author))
    if kind.desk:
        return is_own_record(change.record, _owner(change.kind, author))
    if kind.key:
        mine = change.kind != "card" or fields.get("key") == author
        return mine and natural_id(change.kind, fields) == change.record
    return is_marked(change.record, change.kind)


def _is_own(change: Change, fields: Mapping[str, Value], kind: Kind, person: str) -> bool:
    if change.kind == "person":
        return change.record == person
    if fields.get("person") != person:
        return False
    if kind.key:
        return natural_id(change.kind, fields) == change.record
    return is_own_record(change.record, _owner(change.kind, person))
