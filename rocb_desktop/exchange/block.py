"""A block: the changes of one author, signed once, carried by everybody as they are."""

import base64
import hashlib
import json
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.change import BadLine, Change, erased_body, parse_change, read_json
from rocb_desktop.exchange import sshsig

_KEY = re.compile(r"[0-9a-f]{64}\Z")
_ID = re.compile(r"[0-9a-f]{32}\Z")
_NONCE = re.compile(r"[0-9a-f]{16}\Z")
_CODE = re.compile(r"[A-Z]{0,8}\Z")
_CLASS = re.compile(r"[a-z]{1,32}\Z")


@dataclass(frozen=True, slots=True)
class SignedBlock:
    """A block with the bytes that came: its header line and the author's signature."""

    block: Block
    header: bytes
    signature: bytes

    def lines(self) -> list[bytes]:
        """Header, two lines a change, signature: what a file holds of it."""
        changes = [line for change in self.block.changes for line in (change.meta, change.body)]
        return [self.header, *changes, signature_line(self.signature)]

    @property
    def genuine(self) -> bool:
        message = signed_bytes(self.header, self.block.changes)
        return sshsig.verify(self.block.key, message, self.signature, sshsig.BLOCK)


def signed_bytes(header: bytes, changes: Sequence[Change]) -> bytes:
    """What an author signs: the header line and the ids of the changes, a line each."""
    return b"\n".join([header, *(change.id.encode() for change in changes), b""])


def stream_name(key: str, nonce: str, audience: str) -> str:
    """What a stream of blocks is called where it is spoken of: its origin, which hides the key, and its class."""
    origin = hashlib.sha256(bytes.fromhex(key + nonce)).hexdigest()[:20]
    return f"{origin}/{audience}"


def hollow(signed: SignedBlock, shown: Container[str]) -> SignedBlock:
    """The block with the text of those changes only whose ids are in `shown`: id and signature stay good."""
    changes = tuple(
        c if c.id in shown else replace(c, body=erased_body(c.body), fields=None) for c in signed.block.changes
    )
    return replace(signed, block=replace(signed.block, changes=changes))


def block_id(header: bytes, changes: Sequence[Change]) -> str:
    return hashlib.sha256(signed_bytes(header, changes)).hexdigest()[:32]


def make_block(
    seed: bytes,
    nonce: str,
    audience: str,
    administration: str,
    number: int,
    back: str,
    changes: Sequence[Change],
) -> SignedBlock:
    """Sign `changes` as block `number` of the stream (key and nonce, class)."""
    key = sshsig.public_key(seed)
    fields = {
        "author": key,
        "nonce": nonce,
        "class": audience,
        "administration": administration,
        "no": number,
        "back": back,
        "changes": len(changes),
    }
    header = json.dumps(fields, separators=(",", ":")).encode()
    block = Block(block_id(header, changes), key, nonce, audience, administration, number, back, tuple(changes))
    return SignedBlock(block, header, sshsig.sign(seed, signed_bytes(header, changes), sshsig.BLOCK))


def signature_line(signature: bytes) -> bytes:
    return b'"' + base64.b64encode(signature) + b'"'


def read_signature(line: bytes) -> bytes:
    text = read_json(line)
    if not isinstance(text, str):
        raise BadLine("signature")
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise BadLine("signature") from error


def read_header(line: bytes) -> dict[str, Any]:
    """The fields of a block's header line; unknown fields are let be. Raises BadLine."""
    fields = read_json(line)
    if not isinstance(fields, dict):
        raise BadLine("block header")
    texts = (("author", _KEY), ("nonce", _NONCE), ("class", _CLASS), ("administration", _CODE))
    for name, pattern in texts:
        if not (isinstance(fields.get(name), str) and pattern.match(fields[name])):
            raise BadLine(f"block header {name}")
    back = fields.get("back")
    if not (isinstance(back, str) and (not back or _ID.match(back))):
        raise BadLine("block header back")
    for name in ("no", "changes"):
        if type(fields.get(name)) is not int or not 0 <= fields[name] <= 1_000_000:
            raise BadLine(f"block header {name}")
    return fields


def block_of(fields: dict[str, Any], header: bytes, lines: Sequence[bytes], signature: bytes) -> SignedBlock:
    """A block from its read header and its lines (two a change). Raises BadLine; `genuine` checks the signature."""
    if len(lines) != 2 * fields["changes"]:
        raise BadLine("count of changes")
    changes = tuple(parse_change(lines[i], lines[i + 1]) for i in range(0, len(lines), 2))
    block = Block(
        block_id(header, changes),
        fields["author"],
        fields["nonce"],
        fields["class"],
        fields["administration"],
        fields["no"],
        fields["back"],
        changes,
    )
    return SignedBlock(block, header, signature)
