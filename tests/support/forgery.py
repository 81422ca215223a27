"""Files that no well-meaning program writes: lines of one's own, signed by whoever one likes."""

import base64
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from region import Region

from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.seal import seal, unseal
from rocb_desktop.services.profile.keys import Keys, load_keys

_SIGNATURE = 6


def keys_of(region: Region, who: str) -> Keys:
    return load_keys(region.folder / who / "keys")


def lines_of(region: Region, name: str, reader: str) -> list[bytes]:
    """The signed lines of a file, opened by one of its readers: header, blocks, no signature."""
    text = unseal(region.file(name).read_bytes(), [keys_of(region, reader).identity])
    return text.split(b"\n")[: -_SIGNATURE - 1]


def write_signed(path: Path, lines: Sequence[bytes], signer: Keys, readers: Sequence[Keys] = ()) -> Path:
    """A file of these lines, signed as a whole by `signer` and sealed to `readers` (none: open)."""
    text = b"\n".join([*lines, b""])
    armour = sshsig.armour(signer.key, sshsig.sign(signer.seed, text, sshsig.FILE), sshsig.FILE)
    path.write_bytes(seal(text + armour, [one.office for one in readers]))
    return path


def with_fields(line: bytes, **fields: Any) -> bytes:
    """A header line with some fields said otherwise."""
    return json.dumps({**json.loads(line), **fields}, separators=(",", ":")).encode()


def passphrase_header(stanzas: int = 1) -> bytes:
    """What an age file for a passphrase begins with: opening it would cost minutes by design."""
    salt = base64.b64encode(b"s" * 16).rstrip(b"=")
    body = base64.b64encode(b"k" * 32).rstrip(b"=")
    one = b"-> scrypt " + salt + b" 30\n" + body + b"\n"
    return b"age-encryption.org/v1\n" + one * stanzas + b"--- " + body + b"\n" + b"x" * 100


def many_readers_header(stanzas: int) -> bytes:
    """An age header with very many readers, each of which costs the library time that grows with their square."""
    share = base64.b64encode(b"p" * 32).rstrip(b"=")
    one = b"-> X25519 " + share + b"\n" + share + b"\n"
    return b"age-encryption.org/v1\n" + one * stanzas + b"--- " + share + b"\n" + b"x" * 100
