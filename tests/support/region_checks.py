"""What must hold in the simulation, after every step and at the end of a run."""

from collections.abc import Sequence

from plain_state import plain_state
from replicas import ANCHOR, OFFICES, Replica, check_store, check_tables, key_of, plain, view_of, with_texts_of

from rocb_desktop.domain.authority import Block, state
from rocb_desktop.domain.change import Change, Value
from rocb_desktop.domain.erasure import erased_ids
from rocb_desktop.domain.kinds import Role, person_of


def check_replica(replica: Replica) -> None:
    """The store agrees with the model, and the model with the plain reading of the rules."""
    check_store(replica)
    _check_states(replica)
    _check_words_are_their_authors(replica)
    _check_levels(replica)
    _check_ends(replica)
    _check_erased(replica)


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
    for first in _FIRST:
        hands[_PERSONS[first]].add(key_of("ana-2"))
    for change in replica.view.counted.values():
        person = (change.fields or {}).get("person")
        if change.kind in ("reply", "action") and isinstance(person, str) and person in hands:
            assert any((change.id, key) in signed for key in hands[person])


def _check_levels(replica: Replica) -> None:
    """Officers are made by the anchor alone, focal points by those two, and each by a word that counts."""
    makers: dict[tuple[str, Value], set[str]] = {}
    for change, author in _signed(replica):
        if change.kind == "grant" and change.id in replica.view.counted and change.fields:
            makers.setdefault((str(change.fields["key"]), change.fields.get("role")), set()).add(author)
    verdicts = replica.view.verdicts
    officers = {key for key, verdict in verdicts.items() if verdict.standing.role is Role.ROCB}
    for key, verdict in verdicts.items():
        role = verdict.standing.role
        if role is Role.ROCB:
            assert makers[key, role] & {*ANCHOR}
        if role is Role.FOCAL_POINT:
            assert makers[key, role] & {*ANCHOR, *officers}


def _check_ends(replica: Replica) -> None:
    """Where the anchor has once said where a key ends, what leads there counts, and nothing else."""
    words = [(c, a) for c, a in _signed(replica) if (c.fields or {}).keys() & {"ends", "admits"} and c.kind != "erase"]
    heads: dict[str, list[Change]] = {}
    for change, author in words:
        if author in ANCHOR and change.id in replica.view.counted and change.fields:
            heads.setdefault(str(change.fields["key"]), []).append(change)
    for key, said in heads.items():
        if key in ANCHOR or key not in replica.view.verdicts or len(said) != 1:
            continue  # what nobody has let in cannot be shut out
        if not isinstance(ends := (said[0].fields or {}).get("ends"), list):
            continue
        admits = (said[0].fields or {}).get("admits")
        good = _ancestors(replica, key, ends) | set(admits if isinstance(admits, list) else [])
        shut = [block for block in replica.blocks.values() if block.key == key and block.id not in good]
        counted = {change.id for block in replica.blocks.values() if block not in shut for change in block.changes}
        assert not {c.id for block in shut for c in block.changes} & replica.view.counted.keys() - counted
        verdict = replica.view.verdicts[key]
        if not verdict.disputed and key not in {author for _change, author in words}:
            assert all(verdict.refusal(str(name)) is None for name in good & replica.blocks.keys())


def _ancestors(replica: Replica, key: str, ends: Sequence[Value]) -> set[Value]:
    found: set[Value] = set()
    for end in ends:
        while isinstance(end, str) and end in replica.blocks and end not in found and replica.blocks[end].key == key:
            found.add(end)
            end = replica.blocks[end].back
    return found


def _check_erased(replica: Replica) -> None:
    """Who asked: the author or the key that took its place, the focal point of its administration, or the region."""
    verdicts = replica.view.verdicts
    asked: dict[str, set[str]] = {}
    for change, author in _signed(replica):
        for name in erased_ids(change):
            asked.setdefault(name, set()).add(author)
    for block, name in replica.view.erased:
        of = replica.blocks[block].key
        hands = {of, key_of("ana-2"), *(key_of(one) for one in _FIRST)} if of in _ONE_PERSON else {of}
        offices = {key for key, verdict in verdicts.items() if verdict.standing.role in _ERASERS}
        assert asked[name] & (hands | offices)


_FIRST = ("ana", "ben", "focal-fj")  # whose key ana-2 may take the place of
_ONE_PERSON = {key_of(name) for name in (*_FIRST, "ana-2")}
_ERASERS = {Role.ANCHOR, Role.ROCB, Role.FOCAL_POINT}


def _signed(replica: Replica) -> list[tuple[Change, str]]:
    return [(change, block.key) for block in replica.blocks.values() for change in block.changes]


def check_end(replicas: Sequence[Replica]) -> None:
    """Everybody brings back what was taken back, and gets all that anybody holds: one state, but for who destroyed a
    text on a request that then stopped counting.
    """
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
        shown = check_tables(replica) if replica.store is not None else None
        if replica.lacks:
            continue
        assert plain(replica.view.states) == expected
        if shown is not None:
            tables.append(shown)
    assert all(one == tables[0] for one in tables)
