"""Takes off what mail programs and gateways put around a .rocb file: a zip, or base64 text. Names say nothing."""

import base64
import io
import re

from rocb_desktop.exchange.bundle import is_zip, open_bundle
from rocb_desktop.exchange.seal import AGE_MAGIC, GZIP_MAGIC, MAX_FILE

_TEXT = re.compile(rb"[A-Za-z0-9+/=\s]{40,}\Z")


def unwrap(data: bytes) -> bytes:
    """The file inside, or `data` as it is when nothing known is around it. Raises UserError too_large, damaged_file."""
    if data.startswith((AGE_MAGIC, GZIP_MAGIC)) or len(data) > MAX_FILE:
        return data
    if is_zip(data):
        return _from_zip(data)
    if _TEXT.match(data):
        return _from_base64(data)
    return data


def _from_zip(data: bytes) -> bytes:
    """The one file of ours among the parts; with none or several it is some other zip, and stays one."""
    with open_bundle(io.BytesIO(data)) as bundle:
        found = bundle.read_rocb()
    return data if found is None else found


def _from_base64(data: bytes) -> bytes:
    try:
        plain = base64.b64decode(b"".join(data.split()), validate=True)
    except ValueError:
        return data  # text that only looked like it
    return plain if plain.startswith((AGE_MAGIC, GZIP_MAGIC)) else data
