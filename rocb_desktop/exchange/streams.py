"""Files too large to hold: copied, counted, hashed, sealed and opened a piece at a time."""

import hashlib
from collections.abc import Callable, Sequence
from typing import IO, Protocol

from pyrage import DecryptError, EncryptError, RecipientError, decrypt_io, encrypt_io, x25519

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.seal import AGE_MAGIC, MAX_HEADER, check_header

STEP = 256 * 1024
Tick = Callable[[int], None]  # told how many bytes more are done; may raise Cancelled


class Target(Protocol):
    """What can be written to: an opened file, or nothing but a hash."""

    def write(self, data: bytes, /) -> object: ...


class Hashing:
    """Writes on to `target`, hashes what goes by, and refuses more than `limit` bytes (UserError too_large)."""

    def __init__(self, target: Target | None, limit: int, tick: Tick | None = None) -> None:
        self._target, self._limit, self._tick = target, limit, tick
        self._sum = hashlib.sha256()
        self.size = 0
        self.error: Exception | None = None

    @property
    def digest(self) -> str:
        return self._sum.hexdigest()

    def write(self, data: bytes, /) -> int:
        try:
            self.size += len(data)
            if self.size > self._limit:
                raise UserError("too_large")
            self._sum.update(data)
            if self._target is not None:
                self._target.write(data)
            if self._tick is not None:
                self._tick(len(data))
        except Exception as error:
            self.error = error  # age makes one of its own of it
            raise
        return len(data)

    def flush(self) -> None:
        """Age asks for it; the file that is behind flushes itself."""


class _Source:
    """A stream that age reads from, with bytes that were looked at before, and the error it ended with."""

    def __init__(self, stream: IO[bytes], head: bytes = b"", tick: Tick | None = None) -> None:
        self._stream, self._head, self._tick = stream, head, tick
        self.error: Exception | None = None

    def read(self, count: int = -1, /) -> bytes:
        try:
            if self._head:
                some, self._head = self._head[:count], self._head[count:]
            else:
                some = self._stream.read(count)
            if self._tick is not None:
                self._tick(len(some))
        except Exception as error:
            self.error = error
            raise
        return some


class _Sink:
    """A stream that age writes to, and the error it ended with."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.error: Exception | None = None

    def write(self, data: bytes, /) -> int:
        try:
            return self._stream.write(data)
        except Exception as error:
            self.error = error
            raise

    def flush(self) -> None:
        """Age asks for it; the file that is behind flushes itself."""


def copy_stream(source: IO[bytes], target: Target | None, limit: int, tick: Tick | None = None) -> tuple[str, int]:
    """Copy to the end (to nowhere: only look): SHA-256 as hex and size. Raises UserError too_large."""
    hashing = Hashing(target, limit, tick)
    while some := source.read(STEP):
        hashing.write(some)
    return hashing.digest, hashing.size


def seal_stream(source: IO[bytes], target: IO[bytes], recipients: Sequence[str], tick: Tick | None = None) -> None:
    """Encrypt to the public age keys. Raises UserError no_office_key for a key that is none."""
    try:
        readers = [x25519.Recipient.from_str(key) for key in dict.fromkeys(recipients)]
    except RecipientError as error:
        raise UserError("no_office_key") from error
    reading, writing = _Source(source, tick=tick), _Sink(target)
    try:
        encrypt_io(reading, writing, readers)
    except (EncryptError, OSError) as error:
        raise (reading.error or writing.error or error) from error


def unseal_stream(
    source: IO[bytes], target: Target | None, identities: Sequence[str], limit: int, tick: Tick | None = None
) -> tuple[str, int]:
    """Decrypt to the end: SHA-256 as hex and size of the plain bytes. What was written counts only when this returns.

    Raises UserError: damaged_file, not_for_you, too_large.
    """
    head = source.read(MAX_HEADER)
    if not head.startswith(AGE_MAGIC):
        raise UserError("damaged_file")
    check_header(head)
    reading, writing = _Source(source, head), Hashing(target, limit, tick)
    try:
        decrypt_io(reading, writing, [x25519.Identity.from_str(text) for text in identities])
    except DecryptError as error:
        code = "not_for_you" if "No matching keys" in str(error) else "damaged_file"
        raise (reading.error or writing.error or UserError(code)) from error
    except OSError as error:  # age's own word for a piece that does not fit its seal has no number
        raise (reading.error or writing.error or UserError("damaged_file")) from error
    return writing.digest, writing.size
