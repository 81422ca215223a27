"""Replicas for the simulation: people who edit apart and hand each other blocks in any order.

A replica is the plain reading of the rules: whatever it holds, it works out its state from nothing. One with a store
does the same to it, and is then held against it.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from rocb_desktop.domain.authority import NOBODY, Block, Erasures, Verdict, admit, held_in
from rocb_desktop.domain.change import Change, RecordState, Value, derive, erased_body, parse_change, state_of
from rocb_desktop.domain.staying import STAYING_KINDS, staying_blocks
from rocb_desktop.store import projections
from rocb_desktop.store.changes import Desk, add_blocks, all_records, rebuild, states_of
from rocb_desktop.store.database import Database, open_database
from rocb_desktop.store.erasures import wipe_erased
from rocb_desktop.store.migrations import SCHEMA
from rocb_desktop.store.settings import write_setting
from rocb_desktop.store.taken_back import bring_back_import, take_back_import

Place = tuple[str, str]  # of a change: its block and its id


@cache
def key_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


ANCHOR = (key_of("anchor"), key_of("paper"))
OFFICES = {"rocb": "", "focal-fj": "FJ", "focal-ws": "WS", "ana": "FJ", "ben": "FJ", "sina": "WS", "ana-2": "FJ"}
DESK = Desk(ANCHOR, "", "")


@dataclass(frozen=True)
class View:
    """What a set of blocks says: its verdicts, what counts, what is erased, and the state of every record."""

    verdicts: Mapping[str, Verdict]
    counted: Mapping[str, Change]
    erased: frozenset[Place]
    states: Mapping[str, RecordState]


def view_of(blocks: Iterable[Block]) -> View:
    """From nothing, as domain.authority.state does, with all that it goes through."""
    known = list(blocks)
    verdicts, erasures = admit(known, ANCHOR), Erasures(known)
    erased: set[Place] = set()
    counted: dict[str, Change] = {}
    records: dict[str, dict[str, Change]] = {}
    for block in known:
        gone = erasures.in_block(block, verdicts)
        erased.update((block.id, name) for name in gone)
        for change, held in held_in(block, verdicts.get(block.key, NOBODY), gone):
            if held is None:
                counted[change.id] = change
                records.setdefault(change.record, {})[change.id] = change
    states = {record: state_of(found.values()) for record, found in records.items()}
    return View(verdicts, counted, frozenset(erased), states)


@dataclass
class Replica:
    """One person's computer: the blocks it holds, those it took back, and the streams it writes."""

    name: str
    nonce: str = "00" * 8
    store: Database | None = None
    blocks: dict[str, Block] = field(default_factory=dict)
    last: dict[str, tuple[int, str]] = field(default_factory=dict)
    brought: dict[str, str] = field(default_factory=dict)  # block: the import that first brought it
    filled: dict[Place, str] = field(default_factory=dict)  # text: the import that brought it later
    taken: dict[str, tuple[str, Block]] = field(default_factory=dict)
    taken_texts: dict[Place, tuple[str, Change]] = field(default_factory=dict)
    wiped: set[Place] = field(default_factory=set)  # by author and id
    _view: View | None = None

    @property
    def key(self) -> str:
        return key_of(self.name)

    @property
    def view(self) -> View:
        if self._view is None:
            self._view = view_of(self.blocks.values())
        return self._view

    def copy(self, store: Database | None) -> "Replica":
        """A computer with the same disk."""
        return Replica(
            self.name,
            self.nonce,
            store,
            dict(self.blocks),
            dict(self.last),
            dict(self.brought),
            dict(self.filled),
            dict(self.taken),
            dict(self.taken_texts),
            set(self.wiped),
        )

    @property
    def imports(self) -> list[str]:
        """Those that brought something which counts."""
        return sorted({*self.brought.values(), *self.filled.values()})

    @property
    def undone(self) -> list[str]:
        return sorted({imported for imported, _what in (*self.taken.values(), *self.taken_texts.values())})

    def take(self, blocks: Sequence[Block], imported: str = "", again: bool = False) -> None:
        """Receive blocks in one import; "" for what is written here."""
        if again:
            self.taken_texts = {place: kept for place, kept in self.taken_texts.items() if place[0] not in ids(blocks)}
            for name in ids(blocks) & self.taken.keys():
                self._add(self.taken.pop(name)[1], imported)
        for block in blocks:
            if block.id not in self.blocks and block.id not in self.taken:
                self._add(block, imported)
        self._fill({change.id: change for block in blocks for change in block.changes if change.fields}, imported)
        if self.store is not None:
            add_blocks(self.store, DESK, [(block, b"", b"") for block in blocks], imported or None, again)

    def _add(self, block: Block, imported: str) -> None:
        self.blocks[block.id] = block
        if imported:
            self.brought[block.id] = imported
        self._view = None

    def _fill(self, texts: Mapping[str, Change], imported: str) -> None:
        """Take missing texts, as long as there are any: one may take back what hides another."""
        self._wipe_again()
        while places := self._missing(texts):
            for place in places:
                self._set(place, texts[place[1]])
                if imported:
                    self.filled[place] = imported
            self._wipe_again()

    def _missing(self, texts: Mapping[str, Change]) -> list[Place]:
        return [
            (block.id, change.id)
            for block in self.blocks.values()
            for change in block.changes
            if change.fields is None
            and change.id in texts
            and (block.id, change.id) not in self.view.erased
            and (block.id, change.id) not in self.taken_texts
            and (block.key, change.id) not in self.wiped
        ]

    @property
    def lacks(self) -> bool:
        """Whether a text was destroyed here that nobody asks to erase any more: it stays destroyed."""
        return any(
            change.fields is None and (block.key, change.id) in self.wiped and (block.id, change.id) not in erased
            for erased in [self.view.erased]
            for block in self.blocks.values()
            for change in block.changes
        )

    def _set(self, place: Place, change: Change) -> None:
        name = place[0]
        if name in self.blocks:
            self.blocks[name] = with_change(self.blocks[name], change)
            self._view = None
        elif name in self.taken:
            imported, block = self.taken[name]
            self.taken[name] = (imported, with_change(block, change))

    def _wipe_again(self) -> None:
        """What was wiped once and is erased has no text, whoever brings it."""
        if self.wiped:
            for block, name in self.view.erased:
                if (self.blocks[block].key, name) in self.wiped:
                    self._hollow((block, name))

    def _hollow(self, place: Place) -> Change | None:
        """Put the hash in place of a text; the change as it was, if it had one."""
        name, wanted = place
        block = self.blocks[name] if name in self.blocks else self.taken[name][1]
        (change,) = (change for change in block.changes if change.id == wanted)
        if change.fields is None:
            return None
        self._set(place, hollow(change))
        return change

    def wipe(self) -> None:
        """Destroy what is erased here, also where it was taken back."""
        everything = [*self.blocks.values(), *(block for _import, block in self.taken.values())]
        erasures = Erasures(self.blocks.values())
        apart = [block for _import, block in self.taken.values()]
        gone = {(block.id, name) for block in apart for name in erasures.in_block(block, self.view.verdicts)}
        authors = {block.id: block.key for block in everything}
        self.wiped |= {(authors[block], name) for block, name in (*self.view.erased, *gone)}
        for block in everything:
            for change in block.changes:
                place = (block.id, change.id)
                if place in self.view.erased or (block.id in self.taken and (block.key, change.id) in self.wiped):
                    self._hollow(place)
        texts = self.taken_texts.items()
        self.taken_texts = {place: kept for place, kept in texts if (authors[place[0]], place[1]) not in self.wiped}
        if self.store is not None:
            wipe_erased(self.store)

    def undo(self, imported: str) -> None:
        """Take an import back."""
        kept = self._staying(imported)
        for place in [place for place, by in self.filled.items() if by == imported and not self._stays(place, kept)]:
            was = self._hollow(place)
            if was is not None:
                self.taken_texts[place] = (imported, was)
            del self.filled[place]
        for name in [name for name, by in self.brought.items() if by == imported and name not in kept]:
            self.taken[name] = (imported, self.blocks.pop(name))
            del self.brought[name]
        self._view = None
        self._wipe_again()
        if self.store is not None:
            take_back_import(self.store, DESK, imported)

    def _staying(self, imported: str) -> set[str]:
        """What asks to erase is not taken back, nor what makes it count."""
        return staying_blocks(
            (block.id, block.key, change)
            for block in self.blocks.values()
            for change in block.changes
            if change.kind in STAYING_KINDS
            and imported in (self.brought.get(block.id), self.filled.get((block.id, change.id)))
        )

    def _stays(self, place: Place, kept: set[str]) -> bool:
        name, wanted = place
        kinds = [change.kind for change in self.blocks[name].changes if change.id == wanted] if name in kept else []
        return bool(kinds) and kinds[0] in STAYING_KINDS

    def redo(self, imported: str) -> None:
        for name in [name for name, (by, _block) in self.taken.items() if by == imported]:
            self._add(self.taken.pop(name)[1], imported)
        self._wipe_again()
        mine = {place: change for place, (by, change) in self.taken_texts.items() if by == imported}
        for place, change in mine.items():
            del self.taken_texts[place]
            if place[0] in self.taken:
                self._set(place, change)
                self.filled[place] = imported
        self._fill({change.id: change for place, change in mine.items() if place[0] in self.blocks}, imported)
        if self.store is not None:
            bring_back_import(self.store, DESK, imported)


def ids(blocks: Iterable[Block]) -> set[str]:
    return {block.id for block in blocks}


def hollow(change: Change) -> Change:
    return parse_change(change.meta, erased_body(change.body))


def with_change(block: Block, change: Change) -> Block:
    return replace(block, changes=tuple(change if one.id == change.id else one for one in block.changes))


def with_texts_of(block: Block, other: Block | None) -> Block:
    """A block, with the texts that are missing in it taken from another copy."""
    if other is None:
        return block
    pairs = zip(block.changes, other.changes, strict=True)
    return replace(block, changes=tuple(one if one.fields is not None else two for one, two in pairs))


def stripped(block: Block) -> Block:
    """The block as somebody would pass it on who keeps the texts to himself: its id and signature stay good."""
    return replace(block, changes=tuple(hollow(change) for change in block.changes))


# Stores


def memory_store() -> Database:
    """An empty store in memory, as open_database makes it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(_empty())
    return Database(connection)


@cache
def _empty() -> bytes:
    db = fitted(sqlite3.connect(":memory:", isolation_level=None))
    write_setting(db, "anchor", json.dumps(ANCHOR))
    data = db.conn.serialize()
    db.close()
    return bytes(data)


def disk_store(path: Path) -> Database:
    """The same in a file, as in a profile."""
    path.write_bytes(_empty())
    return open_database(path)


def copy_of(store: Database, into: Database) -> Database:
    store.conn.backup(into.conn)
    return into


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
    """The store, built piece by piece, says what the model says from scratch, and keeps the texts that it keeps."""
    if replica.store is None:
        return
    assert plain(states_of(replica.store, all_records(replica.store))) == plain(replica.view.states)
    query = (
        "SELECT b.id, c.id FROM change c JOIN block b ON b.seq = c.block WHERE substr(c.body, 1, 7)=x'7368613235363a'"
    )
    mute = {(b.id, c.id) for b in replica.blocks.values() for c in b.changes if c.fields is None}
    assert set(replica.store.execute(query)) == mute
    apart = {row[0] for row in replica.store.execute("SELECT id FROM taken_back")}
    assert apart == replica.taken.keys()


def check_tables(replica: Replica) -> dict[str, list[projections.Row]]:
    """The typed tables are those that a rebuild makes."""
    assert replica.store is not None
    kept = projections.dump(replica.store)
    rebuild(replica.store, DESK)
    assert projections.dump(replica.store) == kept
    return kept


# What people say


def grant(key: str, administration: str, role: str = "focal_point", **more: Value) -> tuple[str, str, dict[str, Value]]:
    fields: dict[str, Value] = {"key": key, "role": role, "administration": administration, "name": "x", **more}
    return derive("grant", key), "grant", fields


def vouch(key: str, administration: str, **more: Value) -> tuple[str, str, dict[str, Value]]:
    fields: dict[str, Value] = {"key": key, "administration": administration, "checked": "words", **more}
    return derive("vouch", key), "vouch", fields
