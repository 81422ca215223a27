"""Who may say what: the admission of blocks, computed downwards from the anchor.

Anchor -> ROCB A/P officers -> focal points -> participants of their administration. A grant is an ordinary record per
key; only admitted blocks of the levels above count, and the highest level that has spoken decides. No clock, no order
of arrival and no local setting enters.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rocb_desktop.domain.change import Change, RecordState, Value, state_of
from rocb_desktop.domain.kinds import KINDS, Role, Standing, held_reason, natural_id

UNKNOWN = Standing(Role.UNKNOWN)
_LEVELS = (Role.ROCB, Role.FOCAL_POINT, Role.PARTICIPANT)
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

    `admitted` None: no end-point was set, every block counts. `values` are the fields of the grant.
    """

    standing: Standing
    by: Role = Role.UNKNOWN
    admitted: frozenset[str] | None = None
    disputed: bool = False
    values: Mapping[str, Value] | None = None

    def refusal(self, block: str) -> str | None:
        """Why a whole block of this key does not count; None when it does."""
        if self.disputed:
            return "key_in_dispute"
        if self.admitted is not None and block not in self.admitted:
            return "key_ended"
        return None


NOBODY = Verdict(UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Said:
    """One change about a key, with who said it."""

    change: Change
    author: str
    block: str


def admit(blocks: Iterable[Block], anchor: Collection[str]) -> dict[str, Verdict]:
    """The verdict on every key that any admitted block above speaks about.

    `blocks` need to hold only those with grants or vouches, and the blocks of keys that have end-points.
    """
    known = list(blocks)
    spoken = _spoken(known)
    chains = _Chains(known)
    verdicts = {key: Verdict(Standing(Role.ANCHOR), Role.ANCHOR) for key in anchor}
    for level in _LEVELS:
        for key, said in spoken.items():
            if key not in verdicts:
                verdict = _judge_key(key, said, level, verdicts, chains)
                if verdict is not None:
                    verdicts[key] = verdict
    return verdicts


def _spoken(blocks: list[Block]) -> dict[str, list[_Said]]:
    """The changes of grant and vouch records, by the key they are about."""
    spoken: dict[str, list[_Said]] = {}
    for block in blocks:
        for change in block.changes:
            if change.kind in ("grant", "vouch") and change.fields is not None and _well_made(change, block):
                spoken.setdefault(str(change.fields["key"]), []).append(_Said(change, block.key, block.id))
    return dict(sorted(spoken.items()))


def _well_made(change: Change, block: Block) -> bool:
    fields = change.fields or {}
    return natural_id(change.kind, fields) == change.record and block.audience == KINDS[change.kind].audience


def _judge_key(
    key: str, said: list[_Said], level: Role, verdicts: Mapping[str, Verdict], chains: "_Chains"
) -> Verdict | None:
    heard = [s for s in said if _may_grant(s, level, verdicts)]
    if not heard:
        return None
    by = min((verdicts[s.author].standing.role for s in heard), key=_RANK.__getitem__)
    heard = [s for s in heard if verdicts[s.author].standing.role is by]
    state = state_of([s.change for s in heard])
    ends = _ends(key, heard, said, chains)
    office = "" if level is Role.ROCB else str(state.values.get("administration", ""))
    disputed = bool({"role", "administration"} & state.conflicts.keys()) or state.deleted
    return Verdict(Standing(level, office), by, ends, disputed, state.values)


def _may_grant(said: _Said, level: Role, verdicts: Mapping[str, Verdict]) -> bool:
    """Only a counted block of a level above, about a role that this level hands out."""
    fields = said.change.fields or {}
    role = Role.PARTICIPANT if said.change.kind == "vouch" else fields.get("role")
    speaker = verdicts.get(said.author)
    if role != level or speaker is None or speaker.refusal(said.block) is not None:
        return False
    if _RANK[speaker.standing.role] >= _RANK[level]:
        return False
    if level is Role.ROCB:
        return speaker.standing.role is Role.ANCHOR
    own = speaker.standing.administration
    return not own or fields.get("administration") == own


def _ends(key: str, heard: list[_Said], said: list[_Said], chains: "_Chains") -> frozenset[str] | None:
    """Blocks of `key` that count: each set of end-points allows its ancestors, several allow what all allow."""
    own = [s for s in said if s.author == key and "ends" in (s.change.fields or {})]
    allowed: frozenset[str] | None = None
    for group in ([s.change for s in heard], [s.change for s in own]):
        if not group:
            continue
        state = state_of(group)
        for head in state.heads.get("ends", ()):
            these = chains.ancestors(key, _texts((head.fields or {}).get("ends")))
            these |= frozenset(_texts(state.values.get("admits")))
            allowed = these if allowed is None else allowed & these
    return allowed


def _texts(value: Value) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


class _Chains:
    """The `back` links of the known blocks, by author."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._back = {(block.key, block.id): block.back for block in blocks}

    def ancestors(self, key: str, ends: Iterable[str]) -> frozenset[str]:
        seen: set[str] = set()
        for end in ends:
            while end and end not in seen and (key, end) in self._back:
                seen.add(end)
                end = self._back[(key, end)]
        return frozenset(seen)


def held_in(block: Block, verdict: Verdict) -> Iterator[tuple[Change, str | None]]:
    """Each change of a block with the reason it is held, or None."""
    whole = verdict.refusal(block.id)
    for change in block.changes:
        yield (
            change,
            whole or held_reason(change, block.key, verdict.standing, block.audience, block.administration),
        )


def state(blocks: Iterable[Block], anchor: Collection[str]) -> dict[str, RecordState]:
    """State of every record from scratch: the oracle that the incremental store is held against."""
    known = {block.id: block for block in blocks}
    verdicts = admit(known.values(), anchor)
    changes: dict[str, dict[str, Change]] = {}
    for block in known.values():
        for change, held in held_in(block, verdicts.get(block.key, NOBODY)):
            if held is None:
                changes.setdefault(change.record, {})[change.id] = change
    return {record: state_of(found.values()) for record, found in changes.items()}
