"""The verdicts on keys, kept beside the changes and recomputed for the keys that a change speaks about."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Set
from itertools import groupby
from typing import Any

from rocb_desktop.domain.authority import NOBODY, Block, Verdict, admit, replaced_by
from rocb_desktop.domain.change import Change, derive, parse_change
from rocb_desktop.domain.kinds import Audience, Role, Standing
from rocb_desktop.store.blocks import chain_of, chunks, marks
from rocb_desktop.store.database import Database
from rocb_desktop.store.erasures import named_ids

PENDING = "pending"  # block id of this computer's own changes that no file has carried yet
_GRANTS = (
    "SELECT coalesce(b.id, ?), coalesce(b.author, ?), coalesce(b.audience, ?), coalesce(b.administration, ?),"
    " coalesce(b.back, ''), c.meta, c.body FROM change c LEFT JOIN block b ON b.seq = c.block WHERE "
)
_COLUMNS = "key, role, administration, granted_by, disputed, ended, name, office, checked, person, replaces, counted"


def verdicts_on(
    db: Database, keys: Iterable[str], anchor: Collection[str], own: tuple[str, str], arriving: Iterable[Block] = ()
) -> dict[str, Verdict]:
    """Verdicts on `keys` (and on every officer and focal point), with blocks that are about to be written.

    `own` is the key and administration of this computer, whose newest words no block carries yet.

    Reads all grants, which are few, and only the vouches for `keys` and for those granted: the cost does not grow
    with the store.
    """
    spoken = [_only_grants(block) for block in arriving]
    blocks = [*_stored_grants(db, {*keys, *_said(spoken, "replaces")}, own), *spoken]
    blocks += _requests_on(db, blocks, own)
    ending = {
        str(change.fields["key"])
        for block in blocks
        for change in block.changes
        if change.fields and "ends" in change.fields and "key" in change.fields
    }
    if whole := ending | _contested(blocks):
        here = {block.id for block in blocks}
        blocks += [block for block in chain_of(db, whole) if block.id not in here]
    return admit(blocks, anchor)


def _contested(blocks: Iterable[Block]) -> set[str]:
    """The keys that vouches of more than one administration speak about: what their own blocks claim decides."""
    said = (change.fields for block in blocks for change in block.changes if change.kind == "vouch" and change.fields)
    pairs = {(str(fields.get("key")), str(fields.get("administration"))) for fields in said}
    counts = Counter(key for key, _office in pairs)
    return {key for key, count in counts.items() if count > 1}


def _only_grants(block: Block) -> Block:
    changes = tuple(change for change in block.changes if change.kind in ("grant", "vouch", "erase"))
    return Block(
        block.id,
        block.key,
        block.nonce,
        block.audience,
        block.administration,
        block.number,
        block.back,
        changes,
    )


def _stored_grants(db: Database, keys: Iterable[str], own: tuple[str, str]) -> list[Block]:
    blocks = _grouped(db.execute(_GRANTS + "c.kind = 'grant'", (PENDING, own[0], Audience.ALL, own[1])).fetchall())
    wanted = {*keys, *_said(blocks, "key"), *_said(blocks, "replaces")}
    asked: set[str] = set()
    while fresh := (wanted | _replacing(db, wanted)) - asked:
        vouches = _vouches(db, fresh, own)
        blocks += vouches
        asked |= fresh
        wanted = asked | _said(vouches, "replaces")
    return blocks


def _vouches(db: Database, keys: Collection[str], own: tuple[str, str]) -> list[Block]:
    rows: list[tuple[Any, ...]] = []
    for some in chunks([derive("vouch", key) for key in sorted(keys)]):
        query = _GRANTS + f"c.kind = 'vouch' AND c.record IN ({marks(some)})"
        rows += db.execute(query, (PENDING, own[0], Audience.ROCB, own[1], *some))
    return _grouped(rows)


def _requests_on(db: Database, blocks: Iterable[Block], own: tuple[str, str]) -> list[Block]:
    """Requests to erase one of the words in `blocks`."""
    names = json.dumps(sorted(named_ids(db, {change.id for block in blocks for change in block.changes})))
    query = _GRANTS + "c.seq IN (SELECT request FROM erasure WHERE id IN (SELECT value FROM json_each(?)))"
    return _grouped(db.execute(query, (PENDING, own[0], Audience.ROCB, own[1], names)).fetchall())


def _grouped(rows: list[tuple[Any, ...]]) -> list[Block]:
    blocks: list[Block] = []
    for (block, author, audience, office, back), found in groupby(sorted(rows), key=lambda row: row[:5]):
        changes = tuple(parse_change(meta, body) for *_block, meta, body in found)
        blocks.append(Block(block, author, "", audience, office, 0, back, changes))
    return blocks


def _said(blocks: Iterable[Block], name: str) -> set[str]:
    """The texts that the words of `blocks` give for the field `name`."""
    values = ((change.fields or {}).get(name) for block in blocks for change in block.changes)
    return {value for value in values if isinstance(value, str)}


def _replacing(db: Database, keys: Collection[str]) -> set[str]:
    """The keys that take the place of one of `keys`: what is said of that one decides whose words theirs are."""
    found: set[str] = set()
    for some in chunks(sorted(keys)):
        query = f"SELECT key FROM standing WHERE replaces <> '' AND replaces IN ({marks(some)})"  # for its index
        found.update(row[0] for row in db.execute(query, some))
    return found


def spoken_keys(changes: Iterable[Change]) -> set[str]:
    """The keys that grants and vouches among `changes` speak about."""
    spoken = (change.fields for change in changes if change.kind in ("grant", "vouch"))
    return {str(fields["key"]) for fields in spoken if fields and "key" in fields}


def vouched_keys(db: Database) -> set[str]:
    """Every key that a grant or vouch in the store speaks about."""
    rows = db.execute("SELECT meta, body FROM change WHERE kind IN ('grant', 'vouch')")
    fields = (parse_change(meta, body).fields for meta, body in rows)
    return {str(found["key"]) for found in fields if found and "key" in found}


def standing_of(db: Database, key: str) -> Standing:
    """What the store's levels say about a key now."""
    query = "SELECT role, administration, person FROM standing WHERE key=? AND disputed=0"
    row = db.execute(query, (key,)).fetchone()
    return Standing(Role(row[0]), row[1], row[2]) if row else NOBODY.standing


def refusal_of(db: Database, key: str) -> str | None:
    """Why nothing new of a key counts, or None."""
    row = db.execute("SELECT disputed, ended FROM standing WHERE key=?", (key,)).fetchone()
    disputed, ended = row or (0, 0)
    return "key_in_dispute" if disputed else "key_ended" if ended else None


def has_ended(db: Database, keys: Collection[str]) -> bool:
    """Whether one of `keys` has end-points, so that another block of it can complete its chain."""
    query = "SELECT 1 FROM standing WHERE ended=1 AND key IN (SELECT value FROM json_each(?)) LIMIT 1"
    return db.execute(query, (json.dumps(sorted(keys)),)).fetchone() is not None


def write_standings(db: Database, verdicts: Mapping[str, Verdict], keys: Set[str]) -> set[str]:
    """Keep the verdicts on `keys`; returns the keys whose verdict is another than before.

    The anchor's own keys have no row: what is pinned is a setting, and nobody below can say anything of it.
    """
    query = f"SELECT {_COLUMNS} FROM standing WHERE key IN (SELECT value FROM json_each(?))"
    before = {row[0]: row for row in db.execute(query, (json.dumps(sorted(keys)),))}
    told = {key for key in keys & verdicts.keys() if verdicts[key].standing.role is not Role.ANCHOR}
    now = {key: _row(key, verdicts[key]) for key in told}
    gone = before.keys() - now.keys()
    fresh = [row for key, row in now.items() if before.get(key) != row]
    db.conn.executemany("DELETE FROM standing WHERE key=?", [(key,) for key in gone])
    db.conn.executemany(f"INSERT OR REPLACE INTO standing({_COLUMNS}) VALUES ({marks(range(12))})", fresh)
    return {*gone, *(str(row[0]) for row in fresh)}


def _row(key: str, verdict: Verdict) -> tuple[object, ...]:
    values = verdict.values or {}
    return (
        key,
        str(verdict.standing.role),
        verdict.standing.administration,
        str(verdict.by),
        int(verdict.disputed),
        int(verdict.admitted is not None),
        str(values.get("name", "")),
        str(values.get("office", "")),
        str(values.get("checked", "")),
        verdict.standing.person,
        replaced_by(verdict),
        _digest(None if verdict.admitted is None else {*verdict.admitted, *(f"{one}*" for one in verdict.ending)}),
    )


def _digest(admitted: Collection[str] | None) -> str:
    """Stands for the blocks of an ended key that count: a late one may complete its chain."""
    return "" if admitted is None else hashlib.sha256("".join(sorted(admitted)).encode()).hexdigest()[:32]
