"""Forks: one key that wrote two blocks in the same place, because its store was copied or put back."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from rocb_desktop.domain.authority import Block
from rocb_desktop.store.blocks import known_ids
from rocb_desktop.store.database import Database
from rocb_desktop.store.taken_rows import taken_ids

_SAME_PLACE = """
    SELECT a.author, a.audience, a.id, b.id FROM block a JOIN block b ON b.author = a.author
        AND b.audience = a.audience AND b.id > a.id
        AND ((b.nonce = a.nonce AND b.number = a.number) OR (b.back = a.back AND a.back <> ''))
    WHERE a.author IN (
        SELECT author FROM block GROUP BY author, audience, nonce, number HAVING count(*) > 1
        UNION SELECT author FROM block WHERE back <> '' GROUP BY author, audience, back HAVING count(*) > 1)
    ORDER BY a.author, a.audience, a.seq, b.seq
"""


@dataclass(frozen=True, slots=True)
class Fork:
    """Two blocks of one author and class that both come after the same block: both are kept, and both count."""

    author: str
    audience: str
    blocks: tuple[str, str]


def list_forks(db: Database) -> list[Fork]:
    """Every pair of blocks that stand in one place of a stream."""
    return [Fork(author, audience, (one, other)) for author, audience, one, other in db.execute(_SAME_PLACE)]


def forked_by(db: Database, ids: Iterable[str]) -> set[str]:
    """Authors of those of the blocks `ids` here that stand in the place of another block of theirs."""
    query = """
        SELECT DISTINCT a.author FROM json_each(?) j CROSS JOIN block a ON a.id = j.value
        CROSS JOIN block b ON b.author = a.author AND b.audience = a.audience AND b.id <> a.id
            AND ((b.nonce = a.nonce AND b.number = a.number) OR (b.back = a.back AND a.back <> ''))
    """
    return {row[0] for row in db.execute(query, (json.dumps(list(ids)),))}


def strangers_of_mine(db: Database, key: str, arriving: Iterable[Block], nonce: str | None = None) -> list[str]:
    """Ids of arriving blocks that my own key signed and that I do not hold; `nonce` None for any of my origins.

    Ask before they are added. One of my present origin means that a copy of this store writes in my stream, or that I
    was put back to an earlier day: whoever goes on writing takes a new origin first.
    """
    mine = [block.id for block in arriving if block.key == key and nonce in (None, block.nonce)]
    here = known_ids(db, mine) | {*taken_ids(db, mine)}
    return [name for name in dict.fromkeys(mine) if name not in here]
