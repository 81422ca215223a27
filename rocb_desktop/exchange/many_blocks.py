"""The blocks of a file: read one after another, then verified on every core, since that is what takes time."""

import os
from collections.abc import Callable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor

from rocb_desktop.domain.change import BadLine
from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.block import SignedBlock, block_of, read_header, read_signature

Progress = Callable[[int, int], None]
Known = Callable[[Sequence[str]], Set[str]]
_PIECE = 100  # blocks that are verified in one go
_MOST_THREADS = 4


def read_blocks(
    lines: list[bytes], progress: Progress | None = None, known: Known | None = None
) -> tuple[SignedBlock, ...]:
    """The blocks in the lines of a file, each of them genuine. Raises BadLine, or UserError forged.

    `progress` is told lines, of all lines: half of them when they are read, the others when they are verified. `known`
    says which ids were verified before: an id is the hash of all that was signed, so that they need not be again.
    """
    told = progress or (lambda at, of: None)
    blocks: list[SignedBlock] = []
    at = 0
    while at < len(lines):
        fields = read_header(lines[at])
        end = at + 1 + 2 * int(fields["changes"])
        if end >= len(lines):
            raise BadLine("block cut short")
        blocks.append(block_of(fields, lines[at], lines[at + 1 : end], read_signature(lines[end])))
        at = end + 1
        told(at // 2, len(lines))
    before = known([block.block.id for block in blocks]) if known is not None else frozenset[str]()
    fresh = [block for block in blocks if block.block.id not in before]
    for number, genuine in enumerate(_verified(fresh), 1):
        if not genuine:
            raise UserError("forged")
        verified = min(number * _PIECE, len(fresh))
        told((len(lines) + len(lines) * verified // len(fresh)) // 2, len(lines))
    return tuple(blocks)


def _verified(blocks: Sequence[SignedBlock]) -> Iterator[bool]:
    """Whether all blocks of each piece are genuine. The library that verifies lets other threads run meanwhile."""
    pieces = [blocks[at : at + _PIECE] for at in range(0, len(blocks), _PIECE)]
    if len(pieces) < 2:
        yield from map(_all_genuine, pieces)
        return
    with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1), "verify") as pool:
        yield from pool.map(_all_genuine, pieces)


def _all_genuine(piece: Sequence[SignedBlock]) -> bool:
    return all(block.genuine for block in piece)
