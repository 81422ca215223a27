"""Two to six people edit apart, and hand each other parts of what they hold, twice, late and in any order.

Run against the model alone, against stores in memory and against stores on disk. The long run:
`ROCB_SIMULATION=200000 pytest tests/store/test_simulation.py`.
"""

import os
import random
import sqlite3
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from replicas import (
    ANCHOR,
    OFFICES,
    PEOPLE,
    WORKSHOPS,
    Replica,
    action,
    check_no_edit_is_lost,
    check_store,
    fitted,
    grant,
    key_of,
    memory_store,
    plain,
    reply,
    stripped,
    vouch,
    with_texts_of,
)

from rocb_desktop.domain.authority import Block, state
from rocb_desktop.domain.change import Value, derive, own_record
from rocb_desktop.domain.kinds import person_of
from rocb_desktop.store.database import Database

_YEARS_30 = 30 * 365 * 24 * 3600 * 1000
_NOW = 1_634_000_000_000
WRITERS = (*OFFICES, "anchor")
ANSWERS = st.sampled_from(["yes", "no", "not_yet"])
NAMES = st.sampled_from(WRITERS)


class Region(RuleBasedStateMachine):
    """The rules: edit, decide, grant, end, forge, and exchange."""

    def store(self) -> Database | None:
        return None

    @initialize(count=st.integers(2, 6), organised=st.booleans())
    def begin(self, count: int, organised: bool) -> None:
        names = ("anchor", "focal-fj", "ana", "rocb", "sina", "focal-ws", "ben")
        self.replicas = {name: Replica(name, store=self.store()) for name in names[:count]}
        self.salt = 0
        if organised:  # somebody has said who is who, but nobody has heard of it yet
            self._write("anchor", grant(key_of("rocb"), "", "rocb"), 0)
            self._write("anchor", grant(key_of("focal-fj"), "FJ"), 0)
            self._write("focal-fj", vouch(key_of("ana"), "FJ"), 0)
            self._write("ana", reply("ana", WORKSHOPS[0], {"q3": "yes", "version": 1}), 0)

    def at(self, name: str) -> Replica:
        """The replica of that name, or another one: no step of a run is spent on somebody who is not there."""
        known = list(self.replicas.values())
        return self.replicas.get(name) or known[WRITERS.index(name) % len(known)]

    def _write(self, name: str, what: tuple[str, str, dict[str, Value]], clock: int) -> None:
        replica = self.at(name)
        self.salt += 1
        stamp = max(0, _NOW + clock) << 16
        replica.write(*what, stamp, self.salt.to_bytes(12, "big"))

    clocks = st.integers(-_YEARS_30, _YEARS_30)

    @rule(
        name=NAMES, place=st.sampled_from(WORKSHOPS), field=st.sampled_from(["q3", "q4"]), value=ANSWERS, clock=clocks
    )
    def answer(self, name: str, place: str, field: str, value: str, clock: int) -> None:
        self._write(name, reply(self.at(name).name, place, {field: value, "version": 1}), clock)

    @rule(name=NAMES, other=st.sampled_from(PEOPLE), value=ANSWERS, clock=clocks)
    def write_for_another(self, name: str, other: str, value: str, clock: int) -> None:
        """A forged answer when `name` is not `other`; the same person's second copy when it is."""
        self._write(name, reply(other, WORKSHOPS[0], {"q3": value}), clock)

    @rule(name=NAMES, number=st.integers(0, 1), gone=st.booleans(), text=st.text(max_size=3), clock=clocks)
    def log(self, name: str, number: int, gone: bool, text: str, clock: int) -> None:
        self._write(name, action(self.at(name).name, number, {"deleted": gone} if gone else {"text": text}), clock)

    @rule(name=NAMES, title=st.sampled_from("abc"), clock=clocks)
    def set_up(self, name: str, title: str, clock: int) -> None:
        self._write(name, (WORKSHOPS[0], "workshop", {"title": title, "round": 2021, "end": "2021-04-23"}), clock)

    @rule(name=NAMES, other=st.sampled_from(list(OFFICES)), office=st.sampled_from(["FJ", "WS"]), clock=clocks)
    def grant_office(self, name: str, other: str, office: str, clock: int) -> None:
        self._write(name, grant(key_of(other), office), clock)

    @rule(clock=clocks)
    def open_the_office(self, clock: int) -> None:
        self._write("anchor", grant(key_of("rocb"), "", "rocb"), clock)

    @rule(name=NAMES, other=st.sampled_from(PEOPLE), office=st.sampled_from(["FJ", "WS"]), clock=clocks)
    def vouch_for(self, name: str, other: str, office: str, clock: int) -> None:
        self._write(name, vouch(key_of(other), office), clock)

    @rule(name=NAMES, other=st.sampled_from(list(OFFICES)), clock=clocks)
    def end_a_key(self, name: str, other: str, clock: int) -> None:
        """From the newest block that `name` has seen of the key on."""
        replica = self.at(name)
        if replica.blocks:
            seen = [block for block in replica.blocks.values() if block.key == key_of(other)]
            ends: Value = [*sorted(block.id for block in seen)[-1:]]
            record, kind, fields = grant(key_of(other), OFFICES[other] or "FJ")
            self._write(name, (record, kind, {**fields, "ends": ends}), clock)

    @rule(name=NAMES, person=st.sampled_from(PEOPLE), decision=st.sampled_from(["accept", "correct"]), clock=clocks)
    def review(self, name: str, person: str, decision: str, clock: int) -> None:
        replica = self.at(name)
        record = derive("reply", WORKSHOPS[0], person_of(key_of(person)))
        if record in (view := replica.view()):
            judged: Value = [*sorted({head.id for heads in view[record].heads.values() for head in heads})]
            office = OFFICES.get(replica.name, "")
            fields: dict[str, Value] = {"reply": record, "administration": office, "decision": decision}
            self._write(name, (derive("review", record, office), "review", {**fields, "judged": judged}), clock)

    @rule(name=NAMES, blocks=st.integers(0, 5), clock=clocks)
    def note_received(self, name: str, blocks: int, clock: int) -> None:
        seen: Value = [*sorted(self.at(name).blocks)[:blocks]]
        record = own_record(self.at(name).key, self.salt.to_bytes(6, "big"))
        self._write(name, (record, "received", {"date": "2021-10-14", "blocks": seen}), clock)

    @rule(
        source=NAMES,
        taker_name=NAMES,
        pick=st.randoms(use_true_random=False),
        whole=st.booleans(),
        twice=st.booleans(),
        mute=st.integers(0, 5),
    )
    def hand_over(self, source: str, taker_name: str, pick: random.Random, whole: bool, twice: bool, mute: int) -> None:
        """Part of what `source` holds, in any order: relayed, duplicated, reversed, some lost, some without texts."""
        giver, taker = self.at(source), self.at(taker_name)
        some = list(giver.blocks.values()) if whole else _some(list(giver.blocks.values()), pick)
        if not mute:
            some = [stripped(block) for block in some]
        taker.take(some)
        if twice:
            before = plain(taker.view())
            taker.take(some)
            assert plain(taker.view()) == before

    @invariant()
    def nothing_is_lost(self) -> None:
        for replica in getattr(self, "replicas", {}).values():
            check_no_edit_is_lost(replica)

    def teardown(self) -> None:
        replicas = getattr(self, "replicas", {})
        everything: dict[str, Block] = {}
        for block in (block for replica in replicas.values() for block in replica.blocks.values()):
            everything[block.id] = with_texts_of(block, everything.get(block.id))
        expected = plain(state(reversed(everything.values()), ANCHOR))
        for replica in replicas.values():
            missing = [block for block in everything.values() if block != replica.blocks.get(block.id)]
            replica.take(sorted(missing, key=lambda block: block.id))
            assert plain(replica.view()) == expected
            if replica.store is not None:
                check_store(replica)
                replica.store.close()


def _some(blocks: list[Block], pick: random.Random) -> list[Block]:
    return pick.sample(blocks, pick.randint(0, len(blocks)))


class RegionInMemory(Region):
    """Every replica also keeps a store, and after every exchange it agrees with the model."""

    def store(self) -> Database | None:
        return memory_store()

    @invariant()
    def stores_agree(self) -> None:
        for replica in getattr(self, "replicas", {}).values():
            check_store(replica)


class RegionOnDisk(Region):
    """The same with files, as in a profile; their folder goes when the run ends."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="rocb-simulation-")
        self.stores: list[Database] = []

    def store(self) -> Database | None:
        file = Path(self.folder.name) / f"store-{len(self.stores)}.sqlite"
        self.stores.append(fitted(sqlite3.connect(file, isolation_level=None)))
        return self.stores[-1]

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            for store in self.stores:
                store.close()
            self.folder.cleanup()


def _run(machine: type[Region], examples: int) -> None:
    wanted = int(os.environ.get("ROCB_SIMULATION", "0"))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=max(examples, wanted if machine is Region else 0),
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_model_converges() -> None:
    _run(Region, 400)


def test_store_in_memory_agrees_with_the_model() -> None:
    _run(RegionInMemory, 100)


def test_store_on_disk_agrees_with_the_model() -> None:
    _run(RegionOnDisk, 25)
