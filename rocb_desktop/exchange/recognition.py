"""Tells a file of ours from any other by its first bytes: in a folder of photos and letters names say nothing."""

import base64
import re
import zlib
from typing import BinaryIO

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.bundle import MAX_ALL, is_zip, open_bundle
from rocb_desktop.exchange.mail import MAX_MAIL, is_mail, mail_parts
from rocb_desktop.exchange.parts import is_part
from rocb_desktop.exchange.seal import AGE_MAGIC, GZIP_MAGIC

_HEAD = 4096
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]{40,}\Z")
# age, gzip and zip, as base64 begins
BASE64_BEGINS = re.compile(rb"(?<![A-Za-z0-9+/])(?:YWdlLWVuY3J5cHRpb24ub3JnL3Yx|H4sI|UEsDB)")
_FORMAT = b'"rocb/'
_SEALED = AGE_MAGIC[:-1]  # also with the line ends of Windows: harmed, but ours


def is_ours(stream: BinaryIO, size: int) -> bool:
    """Whether a file is one of ours, or carries one: sealed, open, zipped, as base64 text, or in a saved mail. Reads
    little of it, but for a mail.
    """
    head = stream.read(_HEAD)
    if is_zip(head):
        return size <= MAX_ALL and _zip_holds_ours(stream)
    if is_mail(head):
        return size <= MAX_MAIL and _mail_carries_ours(head + stream.read(MAX_MAIL))
    return is_part(head) or begins_like_ours(head) or _is_base64_of_ours(head)


def _mail_carries_ours(mail: bytes) -> bool:
    try:
        return any(begins_like_ours(part[:_HEAD]) or BASE64_BEGINS.search(part) for part in mail_parts(mail))
    except UserError:
        return False  # deeper or larger than mails are


def begins_like_ours(head: bytes) -> bool:
    """Whether these first bytes are those of a sealed or an open file: gzip alone may hold anything."""
    return head.startswith(_SEALED) or (head.startswith(GZIP_MAGIC) and _FORMAT in _unpacked(head))


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, _HEAD)
    except zlib.error:
        return b""


def _zip_holds_ours(stream: BinaryIO) -> bool:
    try:
        with open_bundle(stream) as bundle:
            return any(begins_like_ours(head) for head in bundle.heads(_HEAD))
    except UserError:
        return False  # whatever it is, nobody can take a file of ours out of it


def _is_base64_of_ours(head: bytes) -> bool:
    if not _BASE64.match(head):
        return False
    text = b"".join(head.split())
    try:
        return begins_like_ours(base64.b64decode(text[: len(text) // 4 * 4], validate=True))
    except ValueError:
        return False
