"""Signatures as OpenSSH makes them (SSHSIG with Ed25519), so that `ssh-keygen -Y verify` can check ours.

Format: PROTOCOL.sshsig in the OpenSSH sources. Public keys travel as 64 hex digits.
"""

import base64
import hashlib
from functools import cache

from nacl.bindings import crypto_sign_BYTES, crypto_sign_open
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey

BLOCK = "rocb-block-v1"
FILE = "rocb-file-v1"
_MAGIC = b"SSHSIG"
_BEGIN = b"-----BEGIN SSH SIGNATURE-----"
_END = b"-----END SSH SIGNATURE-----"


def _string(value: bytes) -> bytes:
    return len(value).to_bytes(4, "big") + value


def _preimage(message: bytes | memoryview, namespace: str) -> bytes:
    return _before_digest(namespace) + hashlib.sha512(message).digest()


@cache
def _before_digest(namespace: str) -> bytes:
    return _MAGIC + b"".join(map(_string, (namespace.encode(), b"", b"sha512"))) + (64).to_bytes(4, "big")


def public_key(seed: bytes) -> str:
    """Public key, 64 hex digits, of a 32-byte seed."""
    return bytes(SigningKey(seed).verify_key).hex()


def sign(seed: bytes, message: bytes, namespace: str) -> bytes:
    """The 64 raw bytes of the signature."""
    return SigningKey(seed).sign(_preimage(message, namespace)).signature


def verify(key: str, message: bytes | memoryview, signature: bytes, namespace: str) -> bool:
    """True when `signature` is that of `key` over `message`."""
    if len(signature) != crypto_sign_BYTES:
        return False
    try:
        crypto_sign_open(signature + _preimage(message, namespace), bytes.fromhex(key))
    except BadSignatureError:
        return False
    return True


def public_blob(key: str) -> bytes:
    return _string(b"ssh-ed25519") + _string(bytes.fromhex(key))


def public_line(key: str) -> str:
    """The key as a line of `allowed_signers` or of a .pub file, without its comment."""
    return "ssh-ed25519 " + base64.b64encode(public_blob(key)).decode()


def armour(key: str, signature: bytes, namespace: str) -> bytes:
    """The text that `ssh-keygen -Y verify -s` reads, with a newline at its end."""
    blob = (
        _MAGIC
        + (1).to_bytes(4, "big")
        + _string(public_blob(key))
        + b"".join(map(_string, (namespace.encode(), b"", b"sha512")))
        + _string(_string(b"ssh-ed25519") + _string(signature))
    )
    text = base64.b64encode(blob)
    lines = [text[i : i + 70] for i in range(0, len(text), 70)]
    return b"\n".join([_BEGIN, *lines, _END, b""])


def read_armour(key: str, lines: list[bytes], namespace: str) -> bytes | None:
    """The raw signature in an armoured text by `key`; None when it is anything else, also another spelling of it."""
    if len(lines) < 3 or lines[0] != _BEGIN or lines[-1] != _END:
        return None
    try:
        signature = base64.b64decode(b"".join(lines[1:-1]), validate=True)[-crypto_sign_BYTES:]
    except ValueError:
        return None
    same = armour(key, signature, namespace) == b"\n".join([*lines, b""])
    return signature if same else None


def private_pem(seed: bytes, comment: str) -> bytes:
    """The private key as OpenSSH keeps it (openssh-key-v1, no passphrase), for audit with stock tools."""
    key = public_key(seed)
    check = hashlib.sha256(seed).digest()[:4]
    inner = check * 2 + public_blob(key) + _string(seed + bytes.fromhex(key)) + _string(comment.encode())
    inner += bytes(range(1, 1 + -len(inner) % 8))
    none = _string(b"none")
    blob = b"openssh-key-v1\0" + none * 2 + _string(b"") + (1).to_bytes(4, "big")
    text = base64.b64encode(blob + _string(public_blob(key)) + _string(inner))
    lines = [text[i : i + 70] for i in range(0, len(text), 70)]
    return b"\n".join([b"-----BEGIN OPENSSH PRIVATE KEY-----", *lines, b"-----END OPENSSH PRIVATE KEY-----", b""])
