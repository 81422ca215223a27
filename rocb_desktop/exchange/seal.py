"""The seal of a file: gzip, then age to its readers. Everything here distrusts what it reads.

`age -d -i key file | gunzip` opens it with stock tools. An open file (a pack, a card) is the gzip alone. What has to
fit a QR code is sealed in its small form instead of gzip.
"""

import io
import zlib
from collections.abc import Sequence

from pyrage import DecryptError, IdentityError, RecipientError, decrypt, decrypt_io, encrypt, x25519

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange import small_form

AGE_MAGIC = b"age-encryption.org/v1\n"
GZIP_MAGIC = b"\x1f\x8b"
STORE_MAGIC = b"SQLite format 3\0"
MAX_FILE = 64 * 1024 * 1024
MAX_RATIO = 200
MAX_HEADER = 8 * 1024
MAX_STANZAS = 16
_STEP = 1024 * 1024
_TRIES = 32  # age adds a stanza of chance, 18 to 170 bytes long: the shortest of these is within a few bytes of none
_GZIP = 31  # zlib's window bits for gzip framing


def new_identity() -> str:
    """A fresh private age key, as its text."""
    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public text (age1...) of a private age key."""
    return str(x25519.Identity.from_str(identity).to_public())


def is_identity(text: str) -> bool:
    """Whether this is a private age key: its letters carry a check of their own."""
    try:
        x25519.Identity.from_str(text)
    except IdentityError:
        return False
    return True


def is_recipient(text: str) -> bool:
    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True


def is_sealed(data: bytes) -> bool:
    return data.startswith(AGE_MAGIC)


def seal(text: bytes, recipients: Sequence[str]) -> bytes:
    """Compress `text`, and encrypt it to the public age keys; to nobody = an open file.

    Raises UserError no_office_key for a key that is none.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    packed = packer.compress(text) + packer.flush()
    return _encrypt(packed, recipients) if recipients else packed


def seal_small(text: bytes, recipients: Sequence[str]) -> bytes:
    """`text` in its small form, encrypted to the public age keys; ValueError for a text that has none.

    Raises UserError no_office_key for a key that is none.
    """
    packed = small_form.pack(text)
    return min((_encrypt(packed, recipients) for _try in range(_TRIES)), key=len)


def _encrypt(packed: bytes, recipients: Sequence[str]) -> bytes:
    try:
        readers = [x25519.Recipient.from_str(key) for key in dict.fromkeys(recipients)]
    except RecipientError as error:
        raise UserError("no_office_key") from error
    return encrypt(packed, readers)


def unseal(data: bytes, identities: Sequence[str]) -> bytes:
    """The text of a sealed or open file. Raises UserError: not_rocb_file, is_a_store,
    damaged_file, not_for_you, too_large.
    """
    if len(data) > MAX_FILE:
        raise UserError("too_large")
    if is_sealed(data):
        check_header(data)
        data = _decrypt(data, identities)
        if small_form.is_small(data):
            return small_form.unpack(data)
        if not data.startswith(GZIP_MAGIC):
            raise UserError("damaged_file")
    elif data.startswith(STORE_MAGIC):
        raise UserError("is_a_store")
    elif not data.startswith(GZIP_MAGIC):
        # the first words are ours, the end of that line is not: a gateway took the file for text
        raise UserError("damaged_file" if data.startswith(AGE_MAGIC[:-1]) else "not_rocb_file")
    return _unpack(data)


def check_header(data: bytes) -> None:
    """Refuse what costs age minutes before it says no: thousands of stanzas, or a passphrase's work factor."""
    end = data.find(b"\n---", 0, MAX_HEADER)
    if end < 0:
        raise UserError("damaged_file")
    stanzas = [line for line in data[:end].split(b"\n") if line.startswith(b"-> ")]
    if not 1 <= len(stanzas) <= MAX_STANZAS or any(line.startswith(b"-> scrypt") for line in stanzas):
        raise UserError("damaged_file")


def _decrypt(data: bytes, identities: Sequence[str]) -> bytes:
    keys = [x25519.Identity.from_str(text) for text in identities]
    try:
        return decrypt(data, keys) if len(data) <= _STEP else _decrypt_in_pieces(data, keys)
    except DecryptError as error:
        # age's own words mislead: only a header with no stanza of ours is "not for you"
        code = "not_for_you" if "No matching keys" in str(error) else "damaged_file"
        raise UserError(code) from error
    except OSError as error:  # age's word for a piece that does not fit its seal, when it works in pieces
        raise UserError("damaged_file") from error


class _Pieces:
    """Bytes to read or write, in Python: between two pieces the window's thread has its turn, and within one call of
    age it has none (5 ms for each MB).
    """

    def __init__(self, data: bytes = b"") -> None:
        self.stream = io.BytesIO(data)

    def read(self, count: int = -1, /) -> bytes:
        return self.stream.read(count)

    def write(self, data: bytes, /) -> int:
        return self.stream.write(data)

    def flush(self) -> None:
        """There is nothing behind it."""


def _decrypt_in_pieces(data: bytes, keys: Sequence[x25519.Identity]) -> bytes:
    plain = _Pieces()
    decrypt_io(_Pieces(data), plain, keys)
    return plain.stream.getvalue()


def _unpack(data: bytes) -> bytes:
    """Decompress with a limit on size and ratio; one gzip member, nothing after it."""
    limit = min(MAX_FILE, max(len(data), 512) * MAX_RATIO)
    unpacker = zlib.decompressobj(_GZIP)
    text = io.BytesIO()
    try:
        while not unpacker.eof:
            part = unpacker.decompress(data, _STEP)
            data = unpacker.unconsumed_tail
            if text.tell() + len(part) > limit:
                raise UserError("too_large")
            if not part and not data and not unpacker.eof:
                raise UserError("damaged_file")
            text.write(part)
    except zlib.error as error:
        raise UserError("damaged_file") from error
    if unpacker.unused_data:
        raise UserError("damaged_file")
    return text.getvalue()
