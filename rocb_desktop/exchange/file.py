"""The .rocb file: a header, blocks as their authors signed them, and the sender's signature over all of it.

Text lines in UTF-8. A block is its header line, two lines a change, and a line with its signature.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rocb_desktop.domain.change import BadLine, read_json
from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.many_blocks import Known, Progress, read_blocks
from rocb_desktop.exchange.office_renewal import Renewal, read_renewals
from rocb_desktop.exchange.passed_keys import PassedKeys, read_passed
from rocb_desktop.exchange.seal import is_sealed, seal, unseal
from rocb_desktop.exchange.wrapping import unwrap

FORMAT = "rocb/1"
READER = 1
ENDING = ".rocb"
MAX_LINES = 100_000
MAX_HAVE = 10_000
_SIGNATURE_LINES = 6
_KEY = re.compile(r"[0-9a-f]{64}\Z")
_FILE = re.compile(r"[0-9a-f]{8,64}\Z")
_TEXT = re.compile(r"[^\x00-\x1f\x7f]{0,200}\Z")
_STREAM = re.compile(r"[0-9a-f]{20}/[a-z]{1,32}\Z")
_BLOCK = re.compile(r"[0-9a-f]{32}\Z")

Have = Mapping[str, tuple[int, str]]  # stream -> number and id of the last block up to which its holder lacks nothing


@dataclass(frozen=True, slots=True)
class Sender:
    """Who made the file, in the sender's own words: nothing here is trusted but the key, which signed it."""

    key: str
    name: str
    role: str
    administration: str
    office: str  # the sender's public age key


@dataclass(frozen=True, slots=True)
class Addressee:
    """An office that the sender meant to read the file; `office` is the mark of its public age key."""

    administration: str
    office: str


def office_mark(recipient: str) -> str:
    """Sixteen hex digits that stand for a public age key in a header, where every byte counts."""
    return hashlib.sha256(recipient.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Header:
    """First line of a file. `anchor` holds the two public keys of ROCB A/P that the sender goes by, or nothing; `have`
    what the sender holds of the addressees' streams, and `passes` the keys of an office, both in sealed files only;
    `renewals` how ROCB A/P came from older office keys to these.
    """

    file: str
    kind: str
    sender: Sender
    to: tuple[Addressee, ...]
    anchor: tuple[str, ...]
    created: str
    have: Have = field(default_factory=dict)
    passes: PassedKeys | None = field(default=None, repr=False)
    renewals: tuple[Renewal, ...] = ()


@dataclass(frozen=True, slots=True)
class RocbFile:
    header: Header
    blocks: tuple[SignedBlock, ...]
    sealed: bool


def write_file(header: Header, blocks: Iterable[SignedBlock], seed: bytes, recipients: Sequence[str]) -> bytes:
    """The bytes of a file, signed with `seed`, sealed to the public age keys (none = an open file)."""
    lines = [_header_line(header, bool(recipients))]
    for block in blocks:
        lines.extend(block.lines())
    text = b"\n".join([*lines, b""])
    signature = sshsig.sign(seed, text, sshsig.FILE)
    return seal(text + sshsig.armour(header.sender.key, signature, sshsig.FILE), recipients)


def _header_line(header: Header, sealed: bool) -> bytes:
    sender = header.sender
    fields: dict[str, object] = {
        "format": FORMAT,
        "reader": READER,
        "file": header.file,
        "kind": header.kind,
        "sender": {
            "key": sender.key,
            "name": sender.name,
            "role": sender.role,
            "administration": sender.administration,
            "office": sender.office,
        },
        "to": [{"administration": to.administration, "office": to.office} for to in header.to],
        "anchor": list(header.anchor),
        "created": header.created,
    }
    if header.have and sealed:
        fields["have"] = {stream: list(last) for stream, last in header.have.items()}
    if header.passes is not None and sealed:
        fields["passes"] = header.passes.fields()
    if header.renewals:
        fields["renewals"] = [one.fields() for one in header.renewals]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def read_file(
    data: bytes, identities: Sequence[str], progress: Progress | None = None, known: Known | None = None
) -> RocbFile:
    """Open and verify a whole file. `identities` are this profile's private age keys; `known` picks ids of blocks that
    are kept here, and were verified when they came.

    Raises UserError: not_rocb_file, is_a_store, damaged_file, too_large, not_for_you, newer_format, forged. Nothing
    of a file is used before all of it was checked.
    """
    data = unwrap(data)
    text = unseal(data, identities)
    if text.count(b"\n") > MAX_LINES:  # before splitting, which costs many times the text when lines are short
        raise UserError("too_large")
    *lines, end = text.split(b"\n")
    lines, signature = lines[:-_SIGNATURE_LINES], lines[-_SIGNATURE_LINES:]
    if not lines or end:
        raise UserError("damaged_file")
    signed = memoryview(text)[: len(text) - sum(len(line) + 1 for line in signature)]
    try:
        header = read_file_header(lines[0])
        raw_signature = sshsig.read_armour(header.sender.key, signature, sshsig.FILE)
        if raw_signature is None or not sshsig.verify(header.sender.key, signed, raw_signature, sshsig.FILE):
            raise UserError("forged")
        blocks = read_blocks(lines[1:], progress, known)
    except BadLine as error:
        raise UserError("damaged_file") from error
    return RocbFile(header, blocks, is_sealed(data))


def read_file_header(line: bytes) -> Header:
    """Raises BadLine, or UserError newer_format for a file that asks for a newer reader."""
    fields = read_json(line)
    if not isinstance(fields, dict) or not str(fields.get("format", "")).startswith("rocb/"):
        raise BadLine("file header")
    if type(fields.get("reader")) is not int:
        raise BadLine("file header reader")
    if fields["reader"] > READER:
        raise UserError("newer_format")
    file = _text(fields, "file")
    if not _FILE.match(file):
        raise BadLine("file header file")
    return Header(
        file,
        _text(fields, "kind"),
        _sender(fields.get("sender")),
        tuple(_addressee(item) for item in _list(fields, "to")),
        tuple(_key(item) for item in _list(fields, "anchor")),
        _text(fields, "created"),
        _have(fields.get("have", {})),
        read_passed(fields["passes"]) if "passes" in fields else None,
        read_renewals(fields.get("renewals", [])),
    )


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not (isinstance(value, str) and _TEXT.match(value)):
        raise BadLine(f"file header {name}")
    return value


def _list(fields: Mapping[str, Any], name: str) -> list[Any]:
    value = fields.get(name)
    if not isinstance(value, list) or len(value) > 16:
        raise BadLine(f"file header {name}")
    return value


def _key(value: Any) -> str:
    if not (isinstance(value, str) and _KEY.match(value)):
        raise BadLine("key")
    return value


def _sender(value: Any) -> Sender:
    if not isinstance(value, dict):
        raise BadLine("sender")
    names = ("name", "role", "administration", "office")
    return Sender(_key(value.get("key")), *(_text(value, name) for name in names))


def _addressee(value: Any) -> Addressee:
    if not isinstance(value, dict):
        raise BadLine("addressee")
    return Addressee(_text(value, "administration"), _text(value, "office"))


def _have(value: Any) -> Have:
    """What can be read of it: it only spares sending, so that nonsense is nothing said, and no reason to refuse."""
    said = value.items() if isinstance(value, dict) and len(value) <= MAX_HAVE else ()
    return {name: (last[0], last[1]) for name, last in said if _STREAM.match(name) and _is_last(last)}


def _is_last(value: Any) -> bool:
    if not (isinstance(value, list) and len(value) == 2 and type(value[0]) is int and value[0] > 0):
        return False
    return isinstance(value[1], str) and _BLOCK.match(value[1]) is not None


def default_name(code: str, kind: str, what: str, file: str, version: int) -> str:
    """A hint of a file name, e.g. WS_reply_2021-07_k3f9_v2.rocb; names are never trusted.

    The short id is the end of the record's: its beginning tells the kind, alike for all replies.
    """
    return "_".join(part for part in (code, kind, what, file[-4:], f"v{version}") if part) + ENDING
