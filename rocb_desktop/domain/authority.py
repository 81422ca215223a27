"""Who may say what: the admission of blocks, computed downwards from the anchor.

Anchor -> ROCB A/P officers -> focal points -> participants of their administration. A grant is an ordinary record per
key; only admitted blocks of the levels above count, and the highest level that has spoken decides. No clock, no order
of arrival and no local setting enters.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from rocb_desktop.domain.change import Change, RecordState, Value, state_of
from rocb_desktop.domain.erasure import ERASED, Hand, erased_ids, may_erase
from rocb_desktop.domain.kinds import TEXT_MISSING, Role, Standing, ends_itself, held_reason, natural_id, person_of

UNKNOWN = Standing(Role.UNKNOWN)
_LEVELS = (Role.ROCB, Role.FOCAL_POINT, Role.PARTICIPANT)
_SPEAKING = ("grant", "vouch")
_WHO = {"role", "administration", "deleted", "replaces"}  # fields that say what a key is
_LIMITS = {"ends", "admits"}
_RANK = {Role.ANCHOR: 0, Role.ROCB: 1, Role.FOCAL_POINT: 2, Role.PARTICIPANT: 3, Role.UNKNOWN: 4}


@dataclass(frozen=True, slots=True)
class Block:
    """What one author exported at once, as read from a file or made here."""

    id: str
    key: str  # the author's public signing key, 64 hex digits
    nonce: str
    audience: str
    administration: str
    number: int
    back: str  # id of the author's previous block of this class, or ""
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the levels above say about one key, and how high the level was that spoke (`by`).

    `admitted` None: no end-point was set, every block counts. Of the blocks `ending`, in which the key ends itself,
    that word counts, or nobody would pass it on. `values` are the fields of the grant.
    """

    standing: Standing
    by: Role = Role.UNKNOWN
    admitted: frozenset[str] | None = None
    disputed: bool = False
    values: Mapping[str, Value] | None = None
    ending: frozenset[str] = frozenset()

    def refusal(self, block: str) -> str | None:
        """Why a whole block of this key does not count; None when it does."""
        if self.disputed:
            return "key_in_dispute"
        if self.admitted is not None and block not in self.admitted:
            return "key_ended"
        return None

    def held(self, change: Change, author: str, block: str, audience: str, administration: str) -> str | None:
        """Why a change of this key does not count; None when it does. A text that is not here comes first: it may
        come later, whatever is said of its author until then.
        """
        if change.fields is None:
            return TEXT_MISSING
        refused = self.refusal(block)
        if refused == "key_ended" and block in self.ending and ends_itself(change.kind, change.fields, author):
            refused = None
        return refused or held_reason(change, author, self.standing, audience, administration)

    def held_in(self, change: Change, block: Block) -> str | None:
        return self.held(change, block.key, block.id, block.audience, block.administration)


NOBODY = Verdict(UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Said:
    """One change about a key, in the block that says it."""

    change: Change
    block: Block

    @property
    def fields(self) -> Mapping[str, Value]:
        return self.change.fields or {}


def admit(blocks: Iterable[Block], anchor: Collection[str]) -> dict[str, Verdict]:
    """The verdict on every key that any admitted block above speaks about.

    `blocks` need to hold only those with grants or vouches, and the blocks of keys that have end-points or that two
    administrations claim.
    """
    known = list(blocks)
    spoken = _spoken(known)
    chains = _Chains(known)
    claims = _claims(known)
    erasures = Erasures(known)
    verdicts = {key: Verdict(Standing(Role.ANCHOR), Role.ANCHOR) for key in anchor}
    for level in _LEVELS:
        for key, said in spoken.items():
            if key not in verdicts:
                kept = [s for s in said if not erasures.cover(s.change, s.block, verdicts)]
                verdict = _judge_key(key, kept, level, verdicts, chains, claims.get(key, ()))
                if verdict is not None:
                    verdicts[key] = verdict
        verdicts |= _replacements(verdicts, level)
    return verdicts


def replaced_by(verdict: Verdict) -> str:
    """The person's first key, where the verdict's grant says that this one takes its place; else ""."""
    said = (verdict.values or {}).get("replaces")
    return said if isinstance(said, str) else ""


def _replacements(verdicts: Mapping[str, Verdict], level: Role) -> dict[str, Verdict]:
    """Keys of this level that speak for another key's person: only where both stand alike, and nobody disputes it."""
    found: dict[str, Verdict] = {}
    for key, verdict in verdicts.items():
        first = verdicts.get(replaced_by(verdict))
        if verdict.standing.role is level and first is not None and not first.disputed:
            same = (first.standing.role, first.standing.administration) == (level, verdict.standing.administration)
            if same and not verdict.disputed:
                person = person_of(replaced_by(verdict))
                found[key] = replace(verdict, standing=replace(verdict.standing, person=person))
    return found


def _claims(blocks: list[Block]) -> dict[str, set[str]]:
    """The administrations that the known blocks of each key name in their headers."""
    claims: dict[str, set[str]] = {}
    for block in blocks:
        claims.setdefault(block.key, set()).add(block.administration)
    return claims


def _spoken(blocks: list[Block]) -> dict[str, list[_Said]]:
    """The changes of grant and vouch records, by the key they are about."""
    spoken: dict[str, list[_Said]] = {}
    for block in blocks:
        for change in block.changes:
            if change.kind in _SPEAKING and change.fields and natural_id(change.kind, change.fields) == change.record:
                spoken.setdefault(str(change.fields["key"]), []).append(_Said(change, block))
    return dict(sorted(spoken.items()))


def _judge_key(
    key: str,
    said: list[_Said],
    level: Role,
    verdicts: Mapping[str, Verdict],
    chains: "_Chains",
    claimed: Collection[str],
) -> Verdict | None:
    """What the keys above `level` say of `key`, where that makes it one of this level. A grant outranks a vouch.

    `claimed`: the administrations that its own blocks name.
    """
    heard = [s for s in said if _is_heard(s, level, verdicts)]
    for kind in _SPEAKING:
        words = _deciding([s for s in heard if s.change.kind == kind], _WHO, verdicts)
        states = _spoken_states(words, verdicts, claimed)
        standings = [found for state in states if (found := _standing(state, level)) is not None]
        if standings:
            by = verdicts[words[0].block.key].standing.role
            disputed = len(states) > 1 or any(_WHO & state.conflicts.keys() for state in states)
            ends, ending = _ends(key, heard, said, standings[0], verdicts, chains)
            return Verdict(standings[0], by, ends, disputed, states[0].values, ending)
    return None


def _is_heard(said: _Said, level: Role, verdicts: Mapping[str, Verdict]) -> bool:
    """Only a counted change of a key above this level."""
    block = said.block
    speaker = verdicts.get(block.key)
    if speaker is None or _RANK[speaker.standing.role] >= _RANK[level]:
        return False
    return speaker.held_in(said.change, block) is None


def _deciding(words: list[_Said], fields: Set[str], verdicts: Mapping[str, Verdict]) -> list[_Said]:
    """The words of the highest level that has said any of `fields`: nobody below it can supersede them."""
    ranks = [_RANK[verdicts[s.block.key].standing.role] for s in words]
    spoke = [rank for s, rank in zip(words, ranks, strict=True) if fields & s.fields.keys()]
    return [s for s, rank in zip(words, ranks, strict=True) if spoke and rank == min(spoke)]


def _spoken_states(words: list[_Said], verdicts: Mapping[str, Verdict], claimed: Collection[str]) -> list[RecordState]:
    """What each administration says; focal points of two of them cannot supersede one another.

    Nobody is silenced by an administration that is not theirs: where one speaks that the key itself names as its own,
    those that it does not name are not heard.
    """
    by_office: dict[str, list[Change]] = {}
    for s in words:
        by_office.setdefault(verdicts[s.block.key].standing.administration, []).append(s.change)
    states = {office: state_of(changes) for office, changes in sorted(by_office.items())}
    standing = {office: state for office, state in states.items() if not state.deleted}
    own = [state for office, state in standing.items() if office in claimed]
    return own or list(standing.values())


def _standing(state: RecordState, level: Role) -> Standing | None:
    """The standing that a grant or vouch gives at this level; the highest of roles that are in conflict."""
    roles = [Role.PARTICIPANT]
    if state.kind == "grant":
        said = [(head.fields or {}).get("role") for head in state.heads.get("role", ())]
        roles = [role for role in _LEVELS if role in said]
    office = state.values.get("administration")
    code = office if isinstance(office, str) and level is not Role.ROCB else ""
    if roles[:1] != [level] or (level is Role.FOCAL_POINT and not code):
        return None
    return Standing(level, code)


def _ends(
    key: str,
    heard: list[_Said],
    said: list[_Said],
    standing: Standing,
    verdicts: Mapping[str, Verdict],
    chains: "_Chains",
) -> tuple[frozenset[str] | None, frozenset[str]]:
    """Blocks of `key` that count, None for all; and those in which it ends itself.

    It may do so in a block that those above let count. Who holds the key afterwards cannot take it back: only a word
    from above that names the end can.
    """
    above = [s for s in heard if verdicts[s.block.key].standing.administration in ("", standing.administration)]
    deciding = _deciding(above, _LIMITS, verdicts)
    limit = chains.limit(key, deciding)
    lifted = {before for s in deciding if "ends" in s.fields for before in s.change.after}
    own = [
        s
        for s in said
        if s.block.key == key
        and s.change.id not in lifted
        and (limit is None or s.block.id in limit)
        and held_reason(s.change, key, standing, s.block.audience, s.block.administration) is None
    ]
    own_limit, ending = chains.own_limit(key, own)
    limits = [one for one in (limit, own_limit) if one is not None]
    return (frozenset.intersection(*limits) if limits else None), ending


def _texts(value: Value) -> frozenset[str]:
    return frozenset(item for item in value if isinstance(item, str)) if isinstance(value, list) else frozenset()


class Erasures:
    """The requests to erase among the known blocks, by the change they name."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._named: dict[str, list[_Said]] = {}
        for block in blocks:
            for change in block.changes:
                for name in erased_ids(change):
                    self._named.setdefault(name, []).append(_Said(change, block))

    def cover(self, change: Change, block: Block, verdicts: Mapping[str, Verdict]) -> bool:
        """Whether a counted request erases this change in this block."""
        verdict = verdicts.get(block.key, NOBODY)
        author = Hand(block.key, verdict.standing, block.administration, verdict.disputed)
        return any(
            may_erase(Hand(asked.block.key, by.standing), change.record, change.kind, author)
            for asked in self._named.get(change.id, ())
            if (by := verdicts.get(asked.block.key, NOBODY)).held_in(asked.change, asked.block) is None
        )

    def in_block(self, block: Block, verdicts: Mapping[str, Verdict]) -> frozenset[str]:
        """Ids of the changes of a block that are erased."""
        named = [change for change in block.changes if change.id in self._named]
        return frozenset(change.id for change in named if self.cover(change, block, verdicts))


class _Chains:
    """The `back` links of the known blocks, by author."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._back = {(block.key, block.id): block.back for block in blocks}

    def limit(self, key: str, words: list[_Said]) -> frozenset[str] | None:
        """What `words` let count: the ancestors of the end-points and single later blocks; what all agree on."""
        heads: Mapping[str, Sequence[Change]] = state_of([s.change for s in words]).heads if words else {}
        ends = [self._ancestors(key, value) for value in _values(heads, "ends") if value is not None]
        if not ends:
            return None
        admits = [_texts(value) for value in _values(heads, "admits")]
        return frozenset.intersection(*ends) | (frozenset.intersection(*admits) if admits else frozenset())

    def own_limit(self, key: str, words: list[_Said]) -> tuple[frozenset[str] | None, frozenset[str]]:
        """What a key that ended itself lets count, and where it says so: no end said after another is heard."""
        ends = [s for s in words if s.fields.get("ends") is not None]
        said = frozenset(s.block.id for s in ends)
        first = [s for s in ends if not said & self._ancestors(key, [s.block.back])]
        each = [self._ancestors(key, s.fields["ends"]) for s in first]
        return (frozenset.intersection(*each) if each else None), said

    def _ancestors(self, key: str, ends: Value) -> frozenset[str]:
        seen: set[str] = set()
        for end in _texts(ends):
            while end and end not in seen and (key, end) in self._back:
                seen.add(end)
                end = self._back[(key, end)]
        return frozenset(seen)


def _values(heads: Mapping[str, Sequence[Change]], name: str) -> list[Value]:
    return [(head.fields or {}).get(name) for head in heads.get(name, ())]


def held_in(
    block: Block, verdict: Verdict, erased: Collection[str] = frozenset()
) -> Iterator[tuple[Change, str | None]]:
    """Each change of a block with the reason it is held, or None; `erased` are the ids that were erased in it."""
    for change in block.changes:
        yield change, ERASED if change.id in erased else verdict.held_in(change, block)


def state(blocks: Iterable[Block], anchor: Collection[str]) -> dict[str, RecordState]:
    """State of every record from scratch: the oracle that the incremental store is held against."""
    known = {block.id: block for block in blocks}
    verdicts = admit(known.values(), anchor)
    erasures = Erasures(known.values())
    changes: dict[str, dict[str, Change]] = {}
    for block in known.values():
        erased = erasures.in_block(block, verdicts)
        for change, held in held_in(block, verdicts.get(block.key, NOBODY), erased):
            if held is None:
                changes.setdefault(change.record, {})[change.id] = change
    return {record: state_of(found.values()) for record, found in changes.items()}
