"""A .rocb file with the files its records name: a zip of both, written and read in streams.

Of an open file they are blobs/<sha256>; of a sealed one blobs/1.age, blobs/2.age ..., each sealed to the same readers,
so that no name tells what is inside. What a blob is called says nothing: its hash is taken, and a record has to name
it. Names in a zip are compared, and never used as paths.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import MAX_SIZE
from rocb_desktop.exchange.seal import AGE_MAGIC, GZIP_MAGIC, MAX_FILE, MAX_RATIO
from rocb_desktop.exchange.streams import Target, Tick, copy_stream, seal_stream, unseal_stream
from rocb_desktop.texts import _

ZIP_MAGIC = b"PK\x03\x04"
MAX_PARTS = 100
MAX_ALL = 2**30
_MAX_DIRECTORY = 128 * 1024  # bytes: zipfile reads all of it before anybody can count
_BLOB = re.compile(r"blobs/(?:([0-9a-f]{64})|[1-9][0-9]{0,2}\.age)\Z")
_END = struct.Struct("<4s4H2LH")  # the last record of a zip
_END_MAGIC, _BIG_MAGIC = b"PK\x05\x06", b"PK\x06\x07"
_NO_DAY = (1980, 1, 1, 0, 0, 0)  # a zip asks for a time, and nobody's clock travels
_NOT_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Blob:
    """A file to go along: its SHA-256 and where its bytes lie."""

    hash: str
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class Packed:
    """A blob in a bundle. `hash` is what its name says, "" in a sealed bundle; `size` what it takes up there."""

    name: str
    hash: str
    size: int


def is_blob_name(name: str) -> bool:
    """Whether a part of a zip is one that a record has to name, and not a file of ours."""
    return _BLOB.match(name) is not None


def write_bundle(
    target: IO[bytes],
    name: str,
    rocb: bytes,
    blobs: Sequence[Blob],
    recipients: Sequence[str],
    tick: Tick | None = None,
) -> None:
    """Write the zip: the .rocb under `name` first, then the blobs, sealed when there are recipients.

    Raises UserError file_gone when the bytes of a blob are no longer what its hash says.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        archive.writestr(_part(name), rocb)
        for number, blob in enumerate(blobs, 1):
            part = _part(f"blobs/{number}.age" if recipients else f"blobs/{blob.hash}")
            with blob.path.open("rb") as source, archive.open(part, "w") as packed:
                if recipients:
                    seal_stream(source, packed, recipients, tick)
                elif copy_stream(source, packed, MAX_SIZE, tick)[0] != blob.hash:
                    raise UserError("file_gone")


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _NO_DAY)
    part.external_attr = 0o644 << 16
    return part


def bundle_size(rocb: int, blobs: Sequence[int]) -> int:
    """Bytes of an open bundle, to the few that names and directory take."""
    return rocb + sum(blobs) + 120 + 240 * len(blobs)


class Bundle:
    """An opened zip whose directory was looked at, and nothing else yet."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = {part.filename: part for part in archive.infolist()}
        found = [(name, _BLOB.match(name)) for name in self._parts]
        self.blobs = tuple(
            Packed(name, match[1] or "", self._parts[name].compress_size) for name, match in found if match is not None
        )

    def read_rocb(self) -> bytes | None:
        """The one file of ours among the parts that are no blobs; None when there is none. Raises UserError
        not_rocb_file for several.
        """
        with _told():
            others = [part for name, part in self._parts.items() if not is_blob_name(name)]
            ours = [part for part in others if self._begins_like_ours(part)]
            if len(ours) > 1:
                several = _("This zip holds several files. Unpack it, then open the folder.")
                raise UserError("not_rocb_file", problem=several)
            if not ours:
                return None
            if ours[0].file_size > MAX_FILE:
                raise UserError("too_large")
            with self._archive.open(ours[0]) as opened:
                # never more than the part says it has: zipfile would unpack what a false size hides first
                return opened.read(ours[0].file_size)

    def heads(self, length: int) -> Iterator[bytes]:
        """The first bytes of every part. Raises UserError damaged_file."""
        with _told():
            for part in self._parts.values():
                with self._archive.open(part) as opened:
                    yield opened.read(length)

    def extract(
        self, packed: Packed, target: Target | None, identities: Sequence[str], tick: Tick | None = None
    ) -> tuple[str, int]:
        """Write a blob's plain bytes (to nowhere: only look): SHA-256 and size. They count only when this returns.

        Raises UserError: damaged_file (also when it is not what its name says), not_for_you, too_large.
        """
        with _told(), self._archive.open(self._parts[packed.name]) as opened:
            if not packed.hash:
                return unseal_stream(opened, target, identities, MAX_SIZE, tick)
            digest, size = copy_stream(opened, target, MAX_SIZE, tick)
        if digest != packed.hash:
            raise UserError("damaged_file")
        return digest, size

    def _begins_like_ours(self, part: zipfile.ZipInfo) -> bool:
        with self._archive.open(part) as opened:
            return opened.read(len(AGE_MAGIC)).startswith((AGE_MAGIC, GZIP_MAGIC))


@contextmanager
def open_bundle(source: IO[bytes]) -> Iterator[Bundle]:
    """Look at a zip's directory and refuse what means harm, before anything is unpacked.

    Raises UserError: damaged_file, too_large.
    """
    _check_end(source)
    with _told():
        archive = zipfile.ZipFile(source)
    with archive:
        _check_parts(archive.infolist())
        yield Bundle(archive)


def is_zip(begins: bytes) -> bool:
    return begins.startswith(ZIP_MAGIC)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except _NOT_ZIP as error:
        # RuntimeError: a part behind a password; NotImplementedError: a packing that zipfile does not know
        raise UserError("damaged_file") from error


def _check_end(source: IO[bytes]) -> None:
    """The size of the directory, as zipfile will find it: what it reads before the first look may cost minutes."""
    length = source.seek(0, 2)
    source.seek(max(0, length - _END.size - 0xFFFF))
    tail = source.read(_END.size + 0xFFFF)
    at = len(tail) - _END.size
    if at < 0 or tail[at : at + 4] != _END_MAGIC or tail[-2:] != b"\0\0":
        at = tail.rfind(_END_MAGIC)
    if at < 0 or len(tail) - at < _END.size:
        raise UserError("damaged_file")
    if tail[max(0, at - 20) : at].startswith(_BIG_MAGIC):
        raise UserError("too_large")
    directory, offset = _END.unpack_from(tail, at)[5:7]
    if directory > _MAX_DIRECTORY:
        raise UserError("too_large")
    if directory + offset > length - len(tail) + at:
        raise UserError("damaged_file")  # it would begin before the file does
    source.seek(0)


def _check_parts(parts: Sequence[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_ALL:
        raise UserError("too_large")
    if any(_is_bomb(part) for part in parts):
        raise UserError("too_large")
    names = [part.filename.casefold() for part in parts]
    if len(set(names)) != len(names) or any(_is_unsafe(part) for part in parts):
        raise UserError("damaged_file")


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    """A sealed blob is a little larger than what it holds."""
    limit = MAX_SIZE + MAX_SIZE // 1024 + 64 * 1024
    return part.file_size > limit or part.file_size > MAX_RATIO * max(part.compress_size, 512)


def _is_unsafe(part: zipfile.ZipInfo) -> bool:
    """No name of a zip becomes a path here; one that leads out of a folder is a sign of somebody who means harm."""
    name = part.orig_filename
    leads_out = name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/")
    hidden = any(ord(letter) < 32 for letter in name) or part.flag_bits & 0x1
    packing = part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return bool(leads_out or hidden or packing or stat.S_ISLNK(part.external_attr >> 16))
