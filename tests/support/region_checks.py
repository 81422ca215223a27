"""What must hold in the simulation, after every step and at the end of a run."""

from collections.abc import Sequence

from plain_state import plain_state
from replicas import ANCHOR, OFFICES, Replica, check_store, check_tables, key_of, plain, view_of, with_texts_of

from rocb_desktop.domain.authority import Block, state
from rocb_desktop.domain.change import Change
from rocb_desktop.domain.kinds import person_of


def check_replica(replica: Replica) -> None:
    """The store agrees with the model, and the model with the plain reading of the rules."""
    check_store(replica)
    _check_states(replica)
    _check_words_are_their_authors(replica)


def _check_states(replica: Replica) -> None:
    """Values, heads and conflicts as the plain rules have them; every edit is a head, or named by a later one."""
    view = replica.view
    records: dict[str, list[Change]] = {}
    for change in view.counted.values():
        records.setdefault(change.record, []).append(change)
    assert records.keys() == view.states.keys()
    for record, changes in records.items():
        found = view.states[record]
        shown = {
            name: (found.values[name], frozenset(head.id for head in heads), name in found.conflicts)
            for name, heads in found.heads.items()
        }
        assert shown == plain_state(changes)


_PERSONS = {name: person_of(key_of(name)) for name in OFFICES}


def _check_words_are_their_authors(replica: Replica) -> None:
    """No reply or action counts that another person signed; a replacement key is the only other hand."""
    signed = {(change.id, block.key) for block in replica.blocks.values() for change in block.changes}
    hands = {person: {key_of(name)} for name, person in _PERSONS.items()}
    for first in ("ana", "ben", "focal-fj"):
        hands[_PERSONS[first]].add(key_of("ana-2"))
    for change in replica.view.counted.values():
        person = (change.fields or {}).get("person")
        if change.kind in ("reply", "action") and isinstance(person, str) and person in hands:
            assert any((change.id, key) in signed for key in hands[person])


def check_end(replicas: Sequence[Replica]) -> None:
    """Everybody brings back what was taken back, and gets all that anybody holds: one state."""
    for replica in replicas:
        for imported in replica.undone:
            replica.redo(imported)
    everything: dict[str, Block] = {}
    for block in (block for replica in replicas for block in replica.blocks.values()):
        everything[block.id] = with_texts_of(block, everything.get(block.id))
    expected = plain(view_of(reversed(everything.values())).states)
    assert plain(state(everything.values(), ANCHOR)) == expected
    tables = []
    for number, replica in enumerate(replicas):
        missing = sorted((b for b in everything.values() if b != replica.blocks.get(b.id)), key=lambda block: block.id)
        replica.take(missing[:: -1 if number % 2 else 1], "last")
        check_replica(replica)
        assert plain(replica.view.states) == expected
        if replica.store is not None:
            tables.append(check_tables(replica))
    assert all(one == tables[0] for one in tables)
