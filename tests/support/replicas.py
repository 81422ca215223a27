"""Replicas for the simulation: people who edit apart and hand each other blocks in any order."""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rocb_desktop.domain.authority import NOBODY, Block, admit, held_in, state
from rocb_desktop.domain.change import (
    Change,
    RecordState,
    Value,
    derive,
    erased_body,
    make_change,
    own_record,
    parse_change,
)
from rocb_desktop.domain.kinds import KINDS, person_of
from rocb_desktop.exchange.block import block_id
from rocb_desktop.store import projections
from rocb_desktop.store.changes import Desk, add_blocks, all_records, rebuild, states_of
from rocb_desktop.store.database import Database
from rocb_desktop.store.migrations import SCHEMA


def key_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


ANCHOR = (key_of("anchor"), key_of("paper"))
OFFICES = {"rocb": "", "focal-fj": "FJ", "focal-ws": "WS", "ana": "FJ", "ben": "FJ", "sina": "WS"}
PEOPLE = ("ana", "ben", "sina")
WORKSHOPS = tuple(derive("workshop", "2021", str(number)) for number in (1, 2))


@dataclass
class Replica:
    """One person's computer: the blocks it holds, and the streams it writes."""

    name: str
    blocks: dict[str, Block] = field(default_factory=dict)
    last: dict[str, tuple[int, str]] = field(default_factory=dict)
    store: Database | None = None

    @property
    def key(self) -> str:
        return key_of(self.name)

    def view(self) -> dict[str, RecordState]:
        return state(self.blocks.values(), ANCHOR)

    def write(self, record: str, kind: str, fields: Mapping[str, Value], stamp: int, salt: bytes) -> Block:
        """One edit that names the heads this replica sees, signed at once as a block of its own."""
        seen = self.view().get(record)
        names = seen.heads if seen is not None and "deleted" in fields else fields
        after = seen.head_ids(names) if seen is not None else []
        change = make_change(record, kind, f"{kind.replace('_', '-')}@1", stamp, after, salt, fields)
        audience = str(KINDS[kind].audience)
        number, back = self.last.get(audience, (0, ""))
        office = OFFICES.get(self.name, "")
        header = f"{self.key} {audience} {office} {number + 1} {back}".encode()
        block = Block(block_id(header, [change]), self.key, "00" * 8, audience, office, number + 1, back, (change,))
        self.last[audience] = (number + 1, block.id)
        self.take([block])
        return block

    def take(self, blocks: Sequence[Block]) -> None:
        """Receive blocks; a replica with a store adds them to it in one import."""
        for block in blocks:
            self.blocks[block.id] = with_texts_of(block, self.blocks.get(block.id))
        if self.store is not None:
            add_blocks(self.store, Desk(ANCHOR, "", ""), [(block, b"", b"") for block in blocks], None)


def with_texts_of(block: Block, other: Block | None) -> Block:
    """A block, with the texts that are missing in it taken from another copy."""
    if other is None:
        return block
    pairs = zip(block.changes, other.changes, strict=True)
    return replace(block, changes=tuple(one if one.fields is not None else two for one, two in pairs))


def stripped(block: Block) -> Block:
    """The block as somebody would pass it on who keeps the texts to himself: its id and signature stay good."""
    changes = (parse_change(change.meta, erased_body(change.body)) for change in block.changes)
    return replace(block, changes=tuple(changes))


def memory_store() -> Database:
    return fitted(sqlite3.connect(":memory:", isolation_level=None))


def fitted(connection: sqlite3.Connection) -> Database:
    db = Database(connection)
    SCHEMA.apply(db)
    return db


def plain(states: Mapping[str, RecordState]) -> dict[str, tuple[object, ...]]:
    """What two replicas must agree on: shown values, the ids of all heads, and the conflicts."""
    return {
        record: (
            found.kind,
            dict(found.values),
            {name: [head.id for head in heads] for name, heads in found.heads.items()},
            {name: [head.id for head in heads] for name, heads in found.conflicts.items()},
            found.deleted,
        )
        for record, found in states.items()
    }


def check_store(replica: Replica) -> None:
    """The store, built piece by piece, says what the model says from scratch; so do its typed tables."""
    assert replica.store is not None
    assert plain(states_of(replica.store, all_records(replica.store))) == plain(replica.view())
    kept = projections.dump(replica.store)
    rebuild(replica.store, Desk(ANCHOR, "", ""))
    assert projections.dump(replica.store) == kept


def grant(key: str, administration: str, role: str = "focal_point") -> tuple[str, str, dict[str, Value]]:
    fields: dict[str, Value] = {"key": key, "role": role, "administration": administration, "name": "x"}
    return derive("grant", key), "grant", fields


def vouch(key: str, administration: str) -> tuple[str, str, dict[str, Value]]:
    fields: dict[str, Value] = {"key": key, "administration": administration, "checked": "words"}
    return derive("vouch", key), "vouch", fields


def reply(name: str, workshop: str, fields: Mapping[str, Value]) -> tuple[str, str, dict[str, Value]]:
    person = person_of(key_of(name))
    return derive("reply", workshop, person), "reply", {"workshop": workshop, "person": person, **fields}


def action(name: str, number: int, fields: Mapping[str, Value]) -> tuple[str, str, dict[str, Value]]:
    person = person_of(key_of(name))
    return own_record(person, bytes([number]) * 8), "action", {"person": person, **fields}


def admitted(blocks: Sequence[Block]) -> dict[str, Change]:
    verdicts = admit(blocks, ANCHOR)
    return {
        change.id: change
        for block in blocks
        for change, held in held_in(block, verdicts.get(block.key, NOBODY))
        if held is None
    }


def check_no_edit_is_lost(replica: Replica) -> None:
    """Every admitted edit of a field is a head of it, or an admitted edit of the same field names it."""
    view, changes = replica.view(), admitted(list(replica.blocks.values()))
    for change in changes.values():
        for name in change.fields or {}:
            named = any(
                change.id in later.after and later.record == change.record and name in (later.fields or {})
                for later in changes.values()
            )
            is_head = change.id in {head.id for head in view[change.record].heads[name]}
            assert is_head != named
