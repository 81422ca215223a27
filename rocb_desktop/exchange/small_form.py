"""The text of a small file in as few bytes as can be, for one QR code or some lines to type; inside the age seal.

`R`, the number of a shipped dictionary, then raw deflate of the text with that dictionary, in which the values that
nothing shortens are holes, then the bytes of these values as the holes come. A hole is a control character, which no
line of a file holds: 1, 2, 3, 4, 8 a value of 16, 24, 32, 64, 20 hex digits; 5 the base64 of a block's signature; 6
the armoured signature at the end, by the first key of the text; 7 and a byte from 33 on (33 the first) a value again.
"""

import base64
import re
import zlib
from collections.abc import Iterator
from functools import cache

from rocb_desktop import paths
from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange import sshsig

MAGIC = b"R"
DICTIONARY = 1
MAX_TEXT = 1024 * 1024
_RAW = -15  # zlib's window bits for deflate without a frame
_BLOCK, _FILE, _AGAIN = 5, 6, 7
_SIZES = {1: 8, 2: 12, 3: 16, 4: 32, 8: 10, _BLOCK: 64, _FILE: 64}  # hole: bytes of its value
_HOLES = {8: 1, 12: 2, 16: 3, 32: 4, 10: 8}  # bytes of a value written in hex digits: its hole
_KEY_SIZE = 32
_FIRST = 33
_MOST_AGAIN = 256 - _FIRST
_VALUE = re.compile(
    rb"(?<![0-9a-f])(?P<hex>[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{24}|[0-9a-f]{20}|[0-9a-f]{16})(?![0-9a-f])"
    rb'|(?<=^")(?P<block>[A-Za-z0-9+/]{86}==)(?="$)'
    rb"|(?P<file>^-----BEGIN SSH SIGNATURE-----\n[A-Za-z0-9+/=\n]*-----END SSH SIGNATURE-----\n\Z)",
    re.MULTILINE,
)
_HOLE = re.compile(rb"\x07([\x21-\xff])|([\x01-\x06\x08])")
_KEY = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")

_Value = tuple[int, bytes]  # hole, bytes


def is_small(data: bytes) -> bool:
    return data.startswith(MAGIC)


@cache
def _dictionary() -> bytes:
    return paths.resource("exchange", f"dictionary-{DICTIONARY}.bin").read_bytes()


def pack(text: bytes) -> bytes:
    """The small form of a file's text; ValueError for a text that it would not give back byte for byte."""
    values: list[_Value] = []

    def hole(found: re.Match[bytes]) -> bytes:
        value = _value(found, text)
        if value is None:
            return found[0]
        if value in values[:_MOST_AGAIN]:
            return bytes([_AGAIN, _FIRST + values.index(value)])
        values.append(value)
        return bytes([value[0]])

    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW, 9, zlib.Z_DEFAULT_STRATEGY, _dictionary())
    stream = packer.compress(_VALUE.sub(hole, text)) + packer.flush()
    packed = MAGIC + bytes([DICTIONARY]) + stream + b"".join(value for _hole, value in values)
    if unpack(packed) != text:
        raise ValueError("this text has no small form")
    return packed


def _value(found: re.Match[bytes], text: bytes) -> _Value | None:
    """What a hole is made of; None for what could not be written again from it."""
    if found["hex"]:
        value = bytes.fromhex(found["hex"].decode())
        return _HOLES[len(value)], value
    if found["block"]:
        value = base64.b64decode(found["block"])
        return (_BLOCK, value) if base64.b64encode(value) == found["block"] else None
    key = _KEY.search(text)
    signature = sshsig.read_armour(key[0].decode(), found["file"].split(b"\n")[:-1], sshsig.FILE) if key else None
    return (_FILE, signature) if signature is not None else None


def unpack(data: bytes) -> bytes:
    """The text again. Raises UserError: damaged_file, too_large, newer_format (a dictionary that is not here)."""
    if data[1:2] != bytes([DICTIONARY]):
        raise UserError("newer_format")
    unpacker = zlib.decompressobj(_RAW, _dictionary())
    try:
        holes = unpacker.decompress(data[2:], MAX_TEXT + 1)
    except zlib.error as error:
        raise UserError("damaged_file") from error
    if len(holes) > MAX_TEXT:
        raise UserError("too_large")
    if not unpacker.eof:
        raise UserError("damaged_file")
    filled = _Filled(unpacker.unused_data)
    text = b"".join(filled.parts(holes))
    if filled.rest:
        raise UserError("damaged_file")
    return text


class _Filled:
    """Holes filled with the values that follow the stream, one after the other."""

    def __init__(self, rest: bytes) -> None:
        self.rest = rest
        self._written: list[bytes] = []
        self._size = 0

    def parts(self, holes: bytes) -> Iterator[bytes]:
        at = 0
        key = b""
        for found in _HOLE.finditer(holes):
            yield holes[at : found.start()]
            at = found.end()
            written = self._again(found[1][0] - _FIRST) if found[1] else self._next(found[2][0], key)
            if not key and len(written) == 2 * _KEY_SIZE:
                key = written  # the sender's stands first in a file
            self._size += len(written)
            if self._size > MAX_TEXT:
                raise UserError("too_large")
            yield written
        yield holes[at:]

    def _again(self, place: int) -> bytes:
        if place >= len(self._written):
            raise UserError("damaged_file")
        return self._written[place]

    def _next(self, hole: int, key: bytes) -> bytes:
        size = _SIZES[hole]
        value, self.rest = self.rest[:size], self.rest[size:]
        if len(value) < size or (hole == _FILE and not key):
            raise UserError("damaged_file")
        self._written.append(_in_full(hole, value, key))
        return self._written[-1]


def _in_full(hole: int, value: bytes, key: bytes) -> bytes:
    if hole == _BLOCK:
        return base64.b64encode(value)
    if hole == _FILE:
        return sshsig.armour(key.decode(), value, sshsig.FILE)
    return value.hex().encode()
