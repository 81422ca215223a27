"""A region at work, run by a tape of bytes: everything that people may do, theirs to do or not, in any order.

The same tape is the same run, so that a failing one can be made smaller, and kept.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from region_checks import check_end, check_replica
from replicas import (
    OFFICES,
    Replica,
    check_store,
    copy_of,
    disk_store,
    grant,
    hollow,
    key_of,
    memory_store,
    plain,
    stripped,
    vouch,
    with_change,
)

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.change import Change, Value, derive, make_change, own_record
from rocb_desktop.domain.kinds import KINDS, own_id, person_of
from rocb_desktop.exchange.block import block_id
from rocb_desktop.store.database import Database
from rocb_desktop.store.projections import dump

T = TypeVar("T")
Said = tuple[str, str, dict[str, Value]]

_NOW = 1_634_000_000_000
_YEARS_30 = 30 * 365 * 24 * 3600 * 1000
_MOST = 6  # replicas, copies among them
_CASTS = (
    ("anchor", "focal-fj", "ana", "rocb", "sina", "focal-ws"),
    ("anchor", "focal-fj", "ana", "ana-2", "rocb", "sina"),
    ("rocb", "focal-fj", "ana", "anchor", "ben", "ana-2"),
)
_WORKSHOPS = tuple(derive("workshop", "2021", str(number)) for number in (1, 2))
_ANSWERS: Sequence[Value] = ("yes", "no", "not_yet", "e\u0301", "\u00e9", "a\r\nb", "a\nb")


class Tape:
    """Bytes that decide; at their end the run ends."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def ended(self) -> bool:
        return self._at >= len(self._data)

    def number(self, below: int) -> int:
        self._at += 1
        return self._data[self._at - 1] % below if self._at <= len(self._data) else 0

    def pick(self, items: Sequence[T]) -> T:
        return items[self.number(len(items))]

    def some(self, items: Sequence[T]) -> list[T]:
        """Part of `items`, or all, in their order or the other way round."""
        share, first, back = self.number(5), self.number(7), self.number(2)
        found = [one for at, one in enumerate(items) if share < 2 or (at * 5 + first) % (share + 1)]
        return found[::-1] if back else found


class World:
    """Two to six computers. `folder` or `memory`: each of them with a store, held against the model at every step."""

    def __init__(self, tape: Tape, memory: bool = False, folder: Path | None = None) -> None:
        self.tape, self.memory, self.folder = tape, memory, folder
        self.said = 0
        self.stores: list[Database] = []
        self.files: list[list[Block]] = []
        cast, count = tape.pick(_CASTS), 2 + tape.number(_MOST - 1)
        self.replicas = [Replica(name, store=self._store()) for name in cast[:count]]
        if tape.number(4):  # somebody has said who is who
            self._organise(known=tape.number(3) > 0)

    def run(self) -> None:
        try:
            while not self.tape.ended:
                self.tape.pick(_MOVES)(self)
            check_end(self.replicas)
        finally:
            for store in self.stores:
                store.close()

    def _store(self) -> Database | None:
        if self.folder is not None:
            self.stores.append(disk_store(self.folder / f"store-{len(self.stores)}.sqlite"))
        elif self.memory:
            self.stores.append(memory_store())
        else:
            return None
        return self.stores[-1]

    def _organise(self, known: bool) -> None:
        self._write(self._by("anchor"), grant(key_of("rocb"), "", "rocb"))
        self._write(self._by("anchor"), grant(key_of("focal-fj"), "FJ"))
        self._write(self._by("rocb"), grant(key_of("focal-ws"), "WS"))
        self._write(self._by("focal-fj"), vouch(key_of("ana"), "FJ"))
        self._write(self._by("ana"), _reply("ana", _WORKSHOPS[0], {"q3": "yes", "version": 1}))
        if any(replica.name == "ana-2" for replica in self.replicas):
            self._write(self._by("focal-fj"), vouch(key_of("ana-2"), "FJ", replaces=key_of("ana")))
        for replica in self.replicas if known else ():
            replica.take([block for other in self.replicas for block in other.blocks.values()])

    def _by(self, name: str) -> Replica:
        """The replica of that name, or another: no step is spent on somebody who is not there."""
        found = [replica for replica in self.replicas if replica.name == name]
        return found[0] if found else self.replicas[len(name) % len(self.replicas)]

    def _someone(self) -> Replica:
        return self.tape.pick(self.replicas)

    def _write(self, by: Replica, what: Said) -> None:
        """One edit that names the heads this replica sees, signed at once as a block of its own."""
        record, kind, fields = what
        seen = by.view.states.get(record)
        names = seen.heads if seen is not None and "deleted" in fields else fields
        after = seen.head_ids(names) if seen is not None else []
        self.said += 1
        stamp = _NOW + (self.tape.number(256) - 128) * _YEARS_30 // 128
        salt = self.said.to_bytes(12, "big")
        change = make_change(record, kind, f"{kind.replace('_', '-')}@1", max(0, stamp) << 16, after, salt, fields)
        self._sign(by, change)

    def _sign(self, by: Replica, change: Change) -> None:
        audience = str(KINDS[change.kind].audience)
        number, back = by.last.get(audience, (0, ""))
        office = OFFICES.get(by.name, "")
        header = f"{by.key} {by.nonce} {audience} {office} {number + 1} {back}".encode()
        name = block_id(header, [change])
        by.last[audience] = (number + 1, name)
        by.take([Block(name, by.key, by.nonce, audience, office, number + 1, back, (change,))])

    # What people say

    def rest(self) -> None:
        """Nothing: what a smaller run has in place of a step."""

    def answer(self) -> None:
        by = self._someone()
        fields = {self.tape.pick(("q3", "q4")): self.tape.pick(_ANSWERS), "version": 1}
        of = "ana" if by.name == "ana-2" and self.tape.number(2) else by.name
        self._write(by, _reply(of, self.tape.pick(_WORKSHOPS), fields))

    def forge(self) -> None:
        """An answer in the name of somebody else, or one's own."""
        self._write(
            self._someone(), _reply(self.tape.pick(list(OFFICES)), _WORKSHOPS[0], {"q3": self.tape.pick(_ANSWERS)})
        )

    def log(self) -> None:
        by, gone = self._someone(), self.tape.number(3) == 0
        record = own_record(person_of(by.key), bytes([self.tape.number(2)]) * 8)
        fields: dict[str, Value] = {"deleted": True} if gone else {"text": self.tape.pick(_ANSWERS), "deleted": False}
        self._write(by, (record, "action", {"person": person_of(by.key), **fields}))

    def set_up(self) -> None:
        fields: dict[str, Value] = {"title": self.tape.pick("abc"), "round": 2021, "end": "2021-04-23"}
        self._write(self._someone(), (_WORKSHOPS[0], "workshop", fields))

    def grant(self) -> None:
        role = self.tape.pick(("focal_point", "focal_point", "rocb", "participant"))
        about = key_of(self.tape.pick(list(OFFICES)))
        self._write(self._someone(), grant(about, "" if role == "rocb" else self.tape.pick(("FJ", "WS")), role))

    def vouch(self) -> None:
        more: dict[str, Value] = {"deleted": True} if self.tape.number(6) == 0 else {}
        about = key_of(self.tape.pick((*OFFICES, "ana", "ana")))
        self._write(self._someone(), vouch(about, self.tape.pick(("FJ", "WS")), **more))

    def replace(self) -> None:
        """A new key takes the place of a lost one."""
        new, first = key_of("ana-2"), key_of(self.tape.pick(("ana", "ana", "ben", "focal-fj")))
        said = grant(new, "FJ", replaces=first) if self.tape.number(3) == 0 else vouch(new, "FJ", replaces=first)
        self._write(self._someone(), said)

    def end(self) -> None:
        """A key ends at blocks that were seen of it; some later ones may be let in, or the end be taken back."""
        by, about = self._someone(), key_of(self.tape.pick(("anchor", *OFFICES)))
        if self.tape.number(4) == 0:
            about = by.key
        seen = [block.id for block in by.blocks.values() if block.key == about]
        ends: Value = [*self.tape.some(seen)[:2]] if self.tape.number(5) else None
        limits: dict[str, Value] = {"ends": ends}
        if self.tape.number(3) == 0:
            limits["admits"] = [*self.tape.some(seen)[:2]]
        kind = self.tape.pick(("grant", "vouch", "vouch"))
        office: dict[str, Value] = {"administration": OFFICES.get(by.name, "")} if self.tape.number(2) else {}
        self._write(by, (derive(kind, about), kind, {"key": about, **office, **limits}))

    def erase(self) -> None:
        by = self._someone()
        names = [change.id for block in by.blocks.values() for change in block.changes]
        named: Value = [*self.tape.some(names)[: 1 + self.tape.number(3)]]
        record = own_id("erase", by.key, self.said.to_bytes(6, "big"))
        self._write(by, (record, "erase", {"ids": named}))

    def take_own_end_back(self) -> None:
        """What whoever finds the computer of an ended key would say."""
        by = self._someone()
        kind = self.tape.pick(("grant", "vouch"))
        self._write(by, (derive(kind, by.key), kind, {"key": by.key, "ends": None}))

    def claim_and_erase(self) -> None:
        """A focal point says that a key of elsewhere is its own, and asks to erase what that key wrote."""
        by, about = self._by(self.tape.pick(("focal-fj", "focal-ws"))), key_of(self.tape.pick(("ana", "sina")))
        self._write(by, vouch(about, OFFICES.get(by.name, "")))
        self._erase(by, [change.id for block in by.blocks.values() if block.key == about for change in block.changes])

    def copy_and_erase(self) -> None:
        """Somebody signs a change of another as well, and asks to erase it."""
        by = self._someone()
        theirs = [c for block in by.blocks.values() if block.key != by.key for c in block.changes if c.fields]
        if theirs:
            change = self.tape.pick(theirs)
            self.said += 1
            self._sign(by, change)
            self._erase(by, [change.id])

    def _erase(self, by: Replica, names: Sequence[str]) -> None:
        record = own_id("erase", by.key, (self.said + 1).to_bytes(6, "big"))
        self._write(by, (record, "erase", {"ids": [*names[:3]]}))

    def review(self) -> None:
        by, person = self._someone(), person_of(key_of(self.tape.pick(("ana", "ben", "sina"))))
        record, office = derive("reply", _WORKSHOPS[0], person), OFFICES.get(by.name, "")
        found = by.view.states.get(record)
        judged: Value = [*sorted({head.id for heads in found.heads.values() for head in heads})] if found else []
        fields: dict[str, Value] = {"reply": record, "administration": office, "judged": judged}
        fields["decision"] = self.tape.pick(("accept", "accept", "correct"))
        self._write(by, (derive("review", record, office), "review", fields))

    def note_received(self) -> None:
        by = self._someone()
        seen: Value = [*sorted(by.blocks)[: self.tape.number(5)]]
        record = own_record(by.key, self.said.to_bytes(6, "big"))
        self._write(by, (record, "received", {"date": "2021-10-14", "blocks": seen}))

    # What files do

    def hand_over(self) -> None:
        """Part of what one holds, in any order: relayed, reversed, some lost, some without texts."""
        giver = self._someone()
        blocks = [_as_given(giver, block) for block in self.tape.some(list(giver.blocks.values()))]
        mute = self.tape.number(4)
        if mute < 2:
            blocks = [stripped(block) if mute or at % 2 else block for at, block in enumerate(blocks)]
        self.files.append(blocks)
        self._arrive(self._someone(), blocks)

    def come_late(self) -> None:
        """A file that was sent before comes again, to whomever."""
        if self.files:
            self._arrive(self._someone(), self.tape.pick(self.files))

    def _arrive(self, taker: Replica, blocks: list[Block]) -> None:
        self.said += 1
        imported, again, how = f"import {self.said:04}", self.tape.number(6) == 0, self.tape.number(5)
        before = _seen(taker)
        taker.take(blocks, imported, again)
        after = _seen(taker)
        if how == 0:
            taker.take(blocks, f"{imported} twice")
            assert _seen(taker) == after
        if how == 1:
            taker.undo(imported)
            assert _seen(taker) == before or taker.wiped or imported in taker.imports  # a request to erase stays
            taker.redo(imported)
            assert _seen(taker) == after or taker.wiped
        check_replica(taker)

    def undo(self) -> None:
        by = self._someone()
        if by.imports:
            by.undo(self.tape.pick(by.imports))
            check_replica(by)

    def redo(self) -> None:
        by = self._someone()
        if by.undone:
            by.redo(self.tape.pick(by.undone))
            check_replica(by)

    def wipe(self) -> None:
        by = self._someone()
        by.wipe()
        check_replica(by)

    def clone(self) -> None:
        """A copied computer that goes on writing: under the same origin, which is a fork, or under one of its own."""
        if len(self.replicas) < _MOST:
            was = self._someone()
            store = self._store()
            if was.store is not None and store is not None:
                copy_of(was.store, store)
            copy = was.copy(store)
            if self.tape.number(2):
                copy.nonce, copy.last = f"{self.said:016x}", {}
            self.replicas.append(copy)


_MOVES: Sequence[Callable[[World], None]] = (
    World.rest,
    *[World.hand_over] * 8,
    *[World.come_late] * 2,
    *[World.answer] * 5,
    *[World.end] * 3,
    *[World.undo] * 2,
    *[World.redo] * 2,
    *[World.erase] * 2,
    *[World.vouch] * 2,
    *(World.log, World.log, World.forge, World.set_up, World.grant, World.grant, World.replace),
    *(World.take_own_end_back, World.claim_and_erase, World.copy_and_erase),
    *(World.review, World.review, World.note_received, World.wipe, World.clone),
)


def _as_given(giver: Replica, block: Block) -> Block:
    """What is erased leaves nobody as more than its hash."""
    gone = [change for change in block.changes if (block.id, change.id) in giver.view.erased]
    for change in gone:
        block = with_change(block, hollow(change))
    return block


def _seen(replica: Replica) -> object:
    """What a person sees, and the tables where there is a store."""
    check_store(replica)
    tables = dump(replica.store) if replica.store is not None else None
    return plain(replica.view.states), tables


def _reply(name: str, workshop: str, fields: dict[str, Value]) -> Said:
    person = person_of(key_of(name))
    return derive("reply", workshop, person), "reply", {"workshop": workshop, "person": person, **fields}
