"""Our signatures: OpenSSH's format to the byte, one spelling, and nothing but the signed words under the right key."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.exchange import sshsig

SEED, OTHER = bytes(range(32)), bytes(range(1, 33))
KEY = sshsig.public_key(SEED)
MESSAGE = b"what was said\n"
ORDER = 2**252 + 27742317777372353535851937790883648493  # of the curve's group


def armoured(key: str = KEY, message: bytes = MESSAGE, namespace: str = sshsig.FILE) -> list[bytes]:
    signature = sshsig.sign(SEED, message, namespace)
    return sshsig.armour(key, signature, namespace).split(b"\n")[:-1]


@given(st.binary(max_size=200), st.sampled_from([sshsig.FILE, sshsig.BLOCK]))
def test_what_is_signed_is_verified(message: bytes, namespace: str) -> None:
    signature = sshsig.sign(SEED, message, namespace)
    assert sshsig.verify(KEY, message, signature, namespace)
    assert sshsig.verify(KEY, memoryview(message), signature, namespace)
    lines = sshsig.armour(KEY, signature, namespace).split(b"\n")[:-1]
    assert sshsig.read_armour(KEY, lines, namespace) == signature


def test_another_key_message_or_purpose_is_refused() -> None:
    signature = sshsig.sign(SEED, MESSAGE, sshsig.FILE)
    assert not sshsig.verify(sshsig.public_key(OTHER), MESSAGE, signature, sshsig.FILE)
    assert not sshsig.verify(KEY, MESSAGE + b"x", signature, sshsig.FILE)
    assert not sshsig.verify(KEY, MESSAGE, signature, sshsig.BLOCK)


@pytest.mark.parametrize("length", [0, 63, 65, 128])
def test_a_signature_of_another_length_is_refused(length: int) -> None:
    assert not sshsig.verify(KEY, MESSAGE, b"x" * length, sshsig.FILE)


def test_every_flipped_bit_of_a_signature_is_refused() -> None:
    signature = sshsig.sign(SEED, MESSAGE, sshsig.FILE)
    for bit in range(len(signature) * 8):
        flipped = bytearray(signature)
        flipped[bit // 8] ^= 1 << bit % 8
        assert not sshsig.verify(KEY, MESSAGE, bytes(flipped), sshsig.FILE)


def test_a_signature_has_no_second_form() -> None:
    """S plus the group's order satisfies the equation too; it must not be taken."""
    signature = sshsig.sign(SEED, MESSAGE, sshsig.FILE)
    second = int.from_bytes(signature[32:], "little") + ORDER
    assert not sshsig.verify(KEY, MESSAGE, signature[:32] + second.to_bytes(32, "little"), sshsig.FILE)


@pytest.mark.parametrize("weak", ["00" * 32, "01" + "00" * 31, "ff" * 32, "ec" + "ff" * 30 + "7f"])
def test_a_key_that_anybody_can_sign_for_is_refused(weak: str) -> None:
    for signature in (bytes(64), bytes.fromhex(weak) + bytes(32), b"\x01" + bytes(63)):
        assert not sshsig.verify(weak, MESSAGE, signature, sshsig.FILE)


def test_the_armour_is_that_of_openssh() -> None:
    lines = armoured()
    assert lines[0] == b"-----BEGIN SSH SIGNATURE-----" and lines[-1] == b"-----END SSH SIGNATURE-----"
    assert all(len(line) == 70 for line in lines[1:-2]) and 1 <= len(lines[-2]) <= 70
    blob = base64.b64decode(b"".join(lines[1:-1]))
    assert blob.startswith(b"SSHSIG\x00\x00\x00\x01") and b"rocb-file-v1" in blob
    assert sshsig.public_line(KEY).startswith("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5")


def test_every_changed_letter_of_the_armour_is_refused() -> None:
    lines = armoured()
    text = b"\n".join(lines)
    for at in range(len(text)):
        changed = text[:at] + (b"B" if text[at : at + 1] != b"B" else b"C") + text[at + 1 :]
        found = sshsig.read_armour(KEY, changed.split(b"\n"), sshsig.FILE)
        assert found is None or not sshsig.verify(KEY, MESSAGE, found, sshsig.FILE)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [],
        lambda lines: lines[:2],
        lambda lines: lines[1:],
        lambda lines: lines[:-1],
        lambda lines: [*lines[:-1], b"-----END SSH SIGNATURE-----\r"],
        lambda lines: [lines[0], b"!" * 70, *lines[2:]],
        lambda lines: [lines[0], b"".join(lines[1:-1]), lines[-1]],
        lambda lines: [lines[0], *lines[1:-1], b"", lines[-1]],
        lambda lines: [lines[0], lines[1] + b" ", *lines[2:]],
        lambda lines: [lines[0], b"AAAA", lines[-1]],
    ],
    ids=["nothing", "short", "no begin", "no end", "CR", "no base64", "one line", "blank", "space", "other"],
)
def test_another_spelling_of_the_armour_is_refused(spoil: object) -> None:
    assert callable(spoil)
    assert sshsig.read_armour(KEY, spoil(armoured()), sshsig.FILE) is None


def test_the_armour_is_of_one_key_and_one_purpose() -> None:
    assert sshsig.read_armour(sshsig.public_key(OTHER), armoured(), sshsig.FILE) is None
    assert sshsig.read_armour(KEY, armoured(namespace=sshsig.BLOCK), sshsig.FILE) is None


@pytest.mark.parametrize("comment", ["", "a", "Sina Leota", "é" * 9])
def test_a_private_key_fills_its_last_block(comment: str) -> None:
    pem = sshsig.private_pem(SEED, comment)
    blob = base64.b64decode(b"".join(pem.split(b"\n")[1:-2]))
    assert blob.startswith(b"openssh-key-v1\0")
    assert blob.count(SEED) == 1 and blob.count(bytes.fromhex(KEY)) == 3
