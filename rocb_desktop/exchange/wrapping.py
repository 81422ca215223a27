"""Takes off what mail programs and gateways put around a .rocb file: a zip, or base64 text. Names say nothing."""

import base64
import io
import re
import zipfile
import zlib

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.seal import AGE_MAGIC, GZIP_MAGIC, MAX_FILE, MAX_RATIO

_ZIP_MAGIC = b"PK\x03\x04"
_MAX_PARTS = 100
_TEXT = re.compile(rb"[A-Za-z0-9+/=\s]{40,}\Z")


def unwrap(data: bytes) -> bytes:
    """The file inside, or `data` as it is when nothing known is around it. Raises UserError too_large, damaged_file."""
    if data.startswith((AGE_MAGIC, GZIP_MAGIC)) or len(data) > MAX_FILE:
        return data
    if data.startswith(_ZIP_MAGIC):
        return _from_zip(data)
    if _TEXT.match(data):
        return _from_base64(data)
    return data


def _from_zip(data: bytes) -> bytes:
    """The one file of ours among the parts; with none or several it is some other zip, and stays one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS or any(_is_bomb(part) for part in parts):
                raise UserError("too_large")
            ours = [part for part in parts if _begins_like_ours(archive, part)]
            return _read(archive, ours[0]) if len(ours) == 1 else data
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        # RuntimeError: a part behind a password; NotImplementedError: a packing that zipfile does not know
        raise UserError("damaged_file") from error


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """A part of the size that it says it has: zipfile would unpack what a false size hides before it looks at it."""
    with archive.open(part) as opened:
        return opened.read(part.file_size)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > MAX_FILE or part.file_size > MAX_RATIO * max(part.compress_size, 512)


def _begins_like_ours(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with archive.open(part) as opened:
        return opened.read(len(AGE_MAGIC)).startswith((AGE_MAGIC, GZIP_MAGIC))


def _from_base64(data: bytes) -> bytes:
    try:
        plain = base64.b64decode(b"".join(data.split()), validate=True)
    except ValueError:
        return data  # text that only looked like it
    return plain if plain.startswith((AGE_MAGIC, GZIP_MAGIC)) else data
