"""A large file in parts for mail: each part names the whole and all its parts by their hashes, and comes in any order.

A part is a line with its format, a line of JSON, and its bytes. The hashes of all parts stand in each, so that a
damaged one is known by itself, and parts of different files never meet.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO

from rocb_desktop.domain.change import BadLine, read_json
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import is_hash
from rocb_desktop.exchange.streams import STEP, Hashing, Target, Tick, copy_stream

PART_MAGIC = b"rocb-part/1\n"
MAX_PARTS = 200
MAX_WHOLE = 2**30
LEAST = 100_000  # bytes of a part, or a large file would be too many
MOST = 60_000_000
_MAX_LINE = 32 * 1024
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,200}\Z")


@dataclass(frozen=True, slots=True)
class PartHead:
    """What a part says of itself. `file` is the SHA-256 of the whole of `size` bytes, `step` the bytes of every part
    but the last, `parts` the SHA-256 of each; `name` is a hint for people.
    """

    file: str
    size: int
    step: int
    parts: tuple[str, ...]
    name: str
    number: int

    @property
    def of(self) -> int:
        return len(self.parts)

    @property
    def length(self) -> int:
        """Bytes of the whole that this part holds."""
        return min(self.step, self.size - (self.number - 1) * self.step)

    @property
    def set(self) -> str:
        """What all parts of one cut have in common, as 32 hex digits: others of the same whole do not fit to them."""
        told = json.dumps([self.file, self.size, self.step, self.parts])
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def line(self) -> bytes:
        fields = {"file": self.file, "size": self.size, "step": self.step, "part": self.number, "name": self.name}
        return json.dumps({**fields, "parts": self.parts}, ensure_ascii=False, separators=(",", ":")).encode()


def plan_parts(source: IO[bytes], step: int, name: str, tick: Tick | None = None) -> tuple[PartHead, ...]:
    """The heads of all parts of a file. Raises UserError: bad_value for a size that will not do, too_large."""
    if not LEAST <= step <= MOST:
        raise UserError("bad_value", field="size", value=str(step))
    hashes: list[str] = []
    whole = Hashing(None, MAX_WHOLE, tick)
    while part := _hash_part(source, whole, step):
        hashes.append(part)
    if not hashes or len(hashes) > MAX_PARTS:
        raise UserError("bad_value", field="size", value=str(step))
    first = PartHead(whole.digest, whole.size, step, tuple(hashes), name, 1)
    return tuple(replace(first, number=number) for number in range(1, len(hashes) + 1))


def _hash_part(source: IO[bytes], whole: Hashing, step: int) -> str:
    one = Hashing(whole, step)
    for some in _pieces(source, step):
        one.write(some)
    return one.digest if one.size else ""


def _pieces(source: IO[bytes], count: int) -> Iterator[bytes]:
    """The next `count` bytes, or those that are left."""
    while count and (some := source.read(min(STEP, count))):
        count -= len(some)
        yield some


def write_part(head: PartHead, source: IO[bytes], target: Target, tick: Tick | None = None) -> None:
    """Write one part of the whole in `source`. Raises UserError file_gone when that is another by now."""
    source.seek((head.number - 1) * head.step)
    target.write(PART_MAGIC + head.line() + b"\n")
    copied = Hashing(target, head.length, tick)
    for some in _pieces(source, head.length):
        copied.write(some)
    if copied.digest != head.parts[head.number - 1]:
        raise UserError("file_gone")


def is_part(begins: bytes) -> bool:
    return begins.startswith(PART_MAGIC)


def read_head(source: IO[bytes]) -> PartHead:
    """Read up to the bytes of a part. Raises UserError damaged_file, too_large."""
    line = source.readline(len(PART_MAGIC)), source.readline(_MAX_LINE)
    if line[0] != PART_MAGIC or not line[1].endswith(b"\n"):
        raise UserError("damaged_file")
    try:
        return _head(line[1][:-1])
    except BadLine as error:
        raise UserError("damaged_file") from error


def _head(line: bytes) -> PartHead:
    fields = read_json(line)
    if not isinstance(fields, dict):
        raise BadLine("part")
    file, name, parts = fields.get("file"), fields.get("name"), fields.get("parts")
    size, step, number = (fields.get(key) for key in ("size", "step", "part"))
    if not (type(size) is int and type(step) is int and type(number) is int):
        raise BadLine("part numbers")
    if not (isinstance(name, str) and _NAME.match(name) and isinstance(file, str) and is_hash(file)):
        raise BadLine("part names")
    if not (isinstance(parts, list) and all(isinstance(part, str) and is_hash(part) for part in parts)):
        raise BadLine("part hashes")
    if size > MAX_WHOLE:
        raise UserError("too_large")
    fits = 0 < size and 0 < step <= MOST and -(-size // step) == len(parts) <= MAX_PARTS
    if not (fits and 1 <= number <= len(parts)):
        raise BadLine("part count")
    return PartHead(file, size, step, tuple(parts), name, number)


def copy_part(head: PartHead, source: IO[bytes], target: Target | None, tick: Tick | None = None) -> None:
    """Copy a part's bytes, `source` standing at their begin. They count only when this returns.

    Raises UserError damaged_file when they are not those that its head names, or more, or fewer.
    """
    try:
        digest, size = copy_stream(source, target, head.length, tick)
    except UserError as error:
        raise UserError("damaged_file") from error
    if (digest, size) != (head.parts[head.number - 1], head.length):
        raise UserError("damaged_file")
