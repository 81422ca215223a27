"""Takes off what people and programs put around a .rocb file; names say nothing.

A zip, a mail, base64 in a text, lines that were typed, a QR code in a picture.
"""

import binascii
import io
import quopri
import re
from collections.abc import Iterable
from itertools import islice

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.bundle import is_zip, open_bundle
from rocb_desktop.exchange.line_words import line_problems
from rocb_desktop.exchange.mail import is_mail, mail_parts
from rocb_desktop.exchange.picture import is_picture, read_codes
from rocb_desktop.exchange.recognition import BASE64_BEGINS, begins_like_ours
from rocb_desktop.exchange.seal import AGE_MAGIC, GZIP_MAGIC, MAX_FILE
from rocb_desktop.exchange.text_lines import read_lines
from rocb_desktop.texts import _

MAX_TEXT = 8 * 1024 * 1024  # bytes of a text in which base64 is looked for
MAX_TYPED = 256 * 1024  # bytes of a text in which lines are looked for: 4 KB are 164 lines
_WHOLE = re.compile(rb"[A-Za-z0-9+/=\s]{40,}\Z")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,2}\Z")
_QUOTED = re.compile(rb"=3D|=\r?\n[^\n]*=\r?\n")  # quoted-printable: no base64 has two such ends in a row
_MAIL_LINE = 76
_MOST_TRIES = 20


def unwrap(data: bytes) -> bytes:
    """The file inside, or `data` as it is when nothing known is around it. Raises UserError: too_large, damaged_file,
    not_rocb_file (a picture without a code, or with several).
    """
    if _is_ours(data) or len(data) > MAX_FILE:
        return data
    if is_zip(data):
        return _from_zip(data)
    if is_mail(data):
        return _from_mail(data)
    if is_picture(data):
        return _from_picture(data)
    found = _from_text(data)
    return data if found is None else found


def _is_ours(data: bytes) -> bool:
    return data.startswith((AGE_MAGIC, GZIP_MAGIC))


def _from_zip(data: bytes) -> bytes:
    """The one file of ours among the parts; with none or several it is some other zip, and stays one."""
    with open_bundle(io.BytesIO(data)) as bundle:
        found = bundle.read_rocb()
    return data if found is None else found


def _from_mail(data: bytes) -> bytes:
    """The one file of ours that a mail carries: attached, as base64 in the text, as lines, or as the picture of a code.

    The first part with lines that are not whole says why; a signature's picture without a code says nothing.
    """
    refused: UserError | None = None
    found: list[bytes] = []
    for part in mail_parts(data):
        try:
            inside = part if is_mail(part) else unwrap(part)
        except UserError as error:
            refused = refused or (error if error.code != "not_rocb_file" else None)
            continue
        if begins_like_ours(inside[:4096]):
            found.append(inside)
    if found:
        return _the_one(found, _("This mail carries several files. Save them in a folder, and open them there."))
    if refused is not None:
        raise refused
    return data


def bundle_inside(mail: bytes) -> bytes | None:
    """The zip that a mail carries with a file of ours and other files; None when there is none.

    Raises UserError: too_large, damaged_file.
    """
    for part in mail_parts(mail):
        if not is_zip(part):
            continue
        with open_bundle(io.BytesIO(part)) as bundle:
            if bundle.blobs and bundle.read_rocb() is not None:
                return part
    return None


def _from_picture(data: bytes) -> bytes:
    codes = read_codes(data)
    found = [ours for ours in map(_from_code, codes) if ours is not None]
    if not found:
        none = _("No code of ROCB Desktop was found in this picture. Take it from straight above, with the whole code.")
        raise UserError("not_rocb_file", problem=none)
    return _the_one(found, _("This picture shows several codes. Take a picture of one of them."))


def _from_code(code: bytes) -> bytes | None:
    """What a QR code holds: letters, or by another program the bytes of a file."""
    return code if _is_ours(code) else read_lines(code.decode("ascii", "replace")).data


def _the_one(found: Iterable[bytes], several: str) -> bytes:
    different = list(dict.fromkeys(found))
    if len(different) > 1:
        raise UserError("not_rocb_file", problem=several)
    return different[0]


def _from_text(data: bytes) -> bytes | None:
    """What a text carries: base64, or lines. Raises UserError damaged_file for lines that are not whole."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and len(data) <= MAX_TEXT:  # as Notepad calls Unicode
        data = data.decode("utf-16", "replace").encode()
    if b"\0" in data[:4096]:
        return None
    plain = _from_base64(data.translate(None, b" \t\r\n\v\f")) if _WHOLE.match(data) else None
    if plain is None and len(data) <= MAX_TEXT:
        plain = _first_base64(quopri.decodestring(data) if _QUOTED.search(data) else data)
    if plain is not None:
        return plain
    return _from_lines(data) if len(data) <= MAX_TYPED else None


def _first_base64(text: bytes) -> bytes | None:
    tries = islice(BASE64_BEGINS.finditer(text), _MOST_TRIES)
    return next((plain for found in tries if (plain := _from_base64(_block(text, found.start()))) is not None), None)


def _block(text: bytes, start: int) -> bytes:
    """The letters of base64 from `start` on: lines of one width, then one that may be shorter; quoting is cut."""
    lines: list[bytes] = []
    stream = io.BytesIO(text)
    stream.seek(start)
    for line in stream:
        bare = line.strip(b"> \t\r\n")
        if not _BASE64.match(bare):
            break
        lines.append(bare)
        if len(bare) < len(lines[0]) or bare.endswith(b"="):
            break
    return b"".join(lines[:-1] if _ends_in_words(lines) else lines)


def _ends_in_words(lines: list[bytes]) -> bool:
    """Whether the last line is what a person wrote below: a whole number of fours stands before it, and it breaks that,
    or all before it is one line, longer than a mail breaks it.
    """
    if len(lines) < 2 or lines[-1].endswith(b"="):
        return False
    before = sum(map(len, lines[:-1]))
    return before % 4 == 0 and (len(lines[-1]) % 4 != 0 or (len(lines) == 2 and before > _MAIL_LINE))


def _from_base64(letters: bytes) -> bytes | None:
    """What the letters stand for, when that begins like a file of ours, or is a zip with one."""
    try:
        plain = binascii.a2b_base64(letters + b"=" * (-len(letters) % 4), strict_mode=True)
    except binascii.Error:
        return None  # text that only looked like it
    if is_zip(plain):
        return _from_zip(plain)
    return plain if _is_ours(plain) else None


def _from_lines(data: bytes) -> bytes | None:
    found = read_lines(data.decode("utf-8", "replace"))
    if found.data is not None:
        return found.data if _is_ours(found.data) else None
    if found.good:
        raise UserError("damaged_file", problem=" ".join(line_problems(found)))
    return None
