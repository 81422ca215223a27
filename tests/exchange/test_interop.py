"""Stock programs open and check what we make, and we open what they make: nobody's work is locked in."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from authors import Author
from letters import READER, STRANGER, reply_block, reply_file

from rocb_desktop.exchange import seal, sshsig
from rocb_desktop.exchange.block import SignedBlock, signed_bytes
from rocb_desktop.exchange.file import read_file
from rocb_desktop.services.profile.key_places import write_private

SINA = Author("sina", "WS")
_SIGNATURE = 6


def run(*command: str | Path, stdin: bytes = b"", good: bool = True) -> bytes:
    """Output of a stock program. On Linux it has to be there (installer/dev.py brings it); elsewhere it may not."""
    program = str(command[0])
    if shutil.which(program) is None and sys.platform != "linux":
        pytest.skip(f"{program} is not on this computer")
    result = subprocess.run([str(part) for part in command], input=stdin, capture_output=True)
    assert (result.returncode == 0) is good, result.stderr
    return result.stdout


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    write_private(tmp_path, "age-identity.txt", READER)
    return tmp_path / "age-identity.txt"


@pytest.fixture
def signers(tmp_path: Path) -> Path:
    """The list of known signers, as ssh-keygen reads it: our public line behind a name."""
    path = tmp_path / "allowed_signers"
    path.write_text(f"sina {sshsig.public_line(SINA.key)}\n", encoding="ascii")
    return path


def checked(signers: Path, text: bytes, armour: bytes, namespace: str, good: bool = True) -> None:
    """`ssh-keygen -Y verify` says so, or says no."""
    signature = signers.with_name("signature")
    signature.write_bytes(armour)
    verify: Sequence[str | Path] = ("ssh-keygen", "-Y", "verify", "-f", signers, "-I", "sina", "-n", namespace)
    run(*verify, "-s", signature, stdin=text, good=good)


def split(text: bytes) -> tuple[bytes, bytes]:
    """What was signed, and the signature behind it."""
    at = text.index(b"-----BEGIN SSH SIGNATURE-----")
    return text[:at], text[at:]


def test_age_and_gunzip_open_a_sealed_file(identity: Path, tmp_path: Path) -> None:
    (tmp_path / "reply.rocb").write_bytes(data := reply_file(SINA))
    text = run("gunzip", stdin=run("age", "-d", "-i", identity, tmp_path / "reply.rocb"))
    assert text == seal.unseal(data, [READER])
    assert json.loads(text.split(b"\n")[0])["format"] == "rocb/1"


def test_gunzip_opens_an_open_file() -> None:
    data = reply_file(SINA, sealed=False)
    assert run("gunzip", stdin=data) == seal.unseal(data, [])


def test_age_refuses_whoever_is_no_reader(tmp_path: Path) -> None:
    write_private(tmp_path, "stranger.txt", STRANGER)
    run("age", "-d", "-i", tmp_path / "stranger.txt", stdin=reply_file(SINA), good=False)


def test_ssh_keygen_checks_the_sender_of_a_file(signers: Path) -> None:
    signed, armour = split(seal.unseal(reply_file(SINA), [READER]))
    checked(signers, signed, armour, sshsig.FILE)
    checked(signers, signed.replace(b"yes", b"no "), armour, sshsig.FILE, good=False)
    checked(signers, signed, armour, sshsig.BLOCK, good=False)


def test_ssh_keygen_checks_the_author_of_one_block(signers: Path) -> None:
    """From the lines of the file alone: the header, and the id of each change by the rule that the format gives."""
    block = read_file(reply_file(SINA), [READER]).blocks[0]
    armour = sshsig.armour(SINA.key, block.signature, sshsig.BLOCK)
    checked(signers, by_hand(block), armour, sshsig.BLOCK)
    checked(signers, by_hand(reply_block(SINA)), armour, sshsig.BLOCK, good=False)


def by_hand(block: SignedBlock) -> bytes:
    """What an author signs, made with sha256sum."""
    lines = [block.header]
    for change in block.block.changes:
        body = run("sha256sum", stdin=change.body)[:64]
        lines.append(run("sha256sum", stdin=change.meta + b"\n" + body)[:32])
    assert b"\n".join([*lines, b""]) == signed_bytes(block.header, block.block.changes)
    return b"\n".join([*lines, b""])


def test_our_private_key_is_one_of_openssh(tmp_path: Path) -> None:
    write_private(tmp_path, "id_ed25519", sshsig.private_pem(SINA.seed, "Sina Leota").decode().rstrip("\n"))
    line = run("ssh-keygen", "-y", "-f", tmp_path / "id_ed25519").decode()
    assert line.split()[:2] == sshsig.public_line(SINA.key).split()


def test_what_ssh_keygen_signs_is_verified_here(tmp_path: Path) -> None:
    write_private(tmp_path, "id_ed25519", sshsig.private_pem(SINA.seed, "").decode().rstrip("\n"))
    message = b"what was said\n"
    armour = run("ssh-keygen", "-Y", "sign", "-f", tmp_path / "id_ed25519", "-n", sshsig.FILE, stdin=message)
    signature = sshsig.read_armour(SINA.key, armour.rstrip(b"\n").split(b"\n"), sshsig.FILE)
    assert signature is not None and sshsig.verify(SINA.key, message, signature, sshsig.FILE)
    assert signature == sshsig.sign(SINA.seed, message, sshsig.FILE)


def test_what_gzip_and_age_seal_is_opened_here() -> None:
    text = b"a text\n" * 100
    packed = run("gzip", "-n", stdin=text)
    assert seal.unseal(packed, []) == text
    sealed = run("age", "-r", seal.recipient_of(READER), stdin=packed)
    assert seal.unseal(sealed, [READER]) == text


def test_a_key_of_age_is_a_key_here(tmp_path: Path) -> None:
    run("age-keygen", "-o", tmp_path / "key.txt")
    identity = (tmp_path / "key.txt").read_text(encoding="ascii").splitlines()[-1]
    assert run("age-keygen", "-y", tmp_path / "key.txt").decode().strip() == seal.recipient_of(identity)
