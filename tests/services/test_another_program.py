"""Another program writes and reads a .rocb file, from the page that describes the format and with stock tools alone."""

import base64
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from region import WORKSHOP, Region

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import find_reply

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" and not all(map(shutil.which, ("age", "gzip", "ssh-keygen", "sha256sum"))),
    reason="needs age, gzip, ssh-keygen and sha256sum",
)


def run(*command: object, stdin: bytes = b"") -> bytes:
    return subprocess.run([str(word) for word in command], input=stdin, capture_output=True, check=True).stdout


def sha256(data: bytes) -> str:
    return run("sha256sum", stdin=data)[:64].decode()


def line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def derived(kind: str, *keys: str) -> str:
    return sha256(f"kind {kind}".encode())[:4] + sha256("\x1f".join((kind, *keys)).encode())[:28]


class AnotherProgram:
    """Somebody's own script: it knows the page, and nothing of this app."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "id")
        run("age-keygen", "-o", folder / "age.txt")
        blob = base64.b64decode((folder / "id.pub").read_text(encoding="ascii").split()[1])
        self.key = blob[-32:].hex()
        self.office = run("age-keygen", "-y", folder / "age.txt").decode().strip()
        self.person = derived("person", self.key)

    def sign(self, text: bytes, namespace: str) -> bytes:
        return run("ssh-keygen", "-q", "-Y", "sign", "-f", self.folder / "id", "-n", namespace, stdin=text)

    def block(self, number: int, back: str, changes: list[tuple[bytes, bytes]]) -> tuple[str, list[bytes]]:
        fields = {"author": self.key, "nonce": "00" * 8, "class": "rocb", "administration": "WS", "no": number}
        header = line({**fields, "back": back, "changes": len(changes)})
        ids = [sha256(meta + b"\n" + sha256(body).encode())[:32].encode() for meta, body in changes]
        signed = b"\n".join([header, *ids, b""])
        armour = self.sign(signed, "rocb-block-v1").split(b"\n")
        raw = base64.b64decode(b"".join(armour[1:-2]))[-64:]
        signature = line(base64.b64encode(raw).decode())
        return sha256(signed)[:32], [header, *(part for change in changes for part in change), signature]

    def reply(self, readers: dict[str, str], to: str) -> bytes:
        """A name and an answered survey, sealed to the public age keys of `readers` by office."""
        stamp = 1_634_000_000_000 * 65_536
        person = {"name": "Tavita Sua", "administration": "WS"}
        answers = {"q1_none": "yes", "q3": "no", "q4": "no", "q5": "no", "q7": "public", "version": 1}
        reply = {"workshop": to, "person": self.person, "date": "2021-10-14", **answers}
        changes = [
            (line([self.person, "person", "person@1", stamp, []]), line([os.urandom(12).hex(), person])),
            (
                line([derived("reply", to, self.person), "reply", "followup@1", stamp + 1, []]),
                line([os.urandom(12).hex(), reply]),
            ),
        ]
        sender = {"key": self.key, "name": "Tavita Sua", "role": "participant", "administration": "WS"}
        header = {
            "format": "rocb/1",
            "reader": 1,
            "file": "0123456789abcdef",
            "kind": "reply",
            "sender": {**sender, "office": self.office},
            "to": [{"administration": code, "office": sha256(key.encode())[:16]} for code, key in readers.items()],
            "anchor": [],
            "created": "2021-10-14T09:05:00Z",
        }
        text = b"\n".join([line(header), *self.block(1, "", changes)[1], b""])
        packed = run("gzip", "-n", stdin=text + self.sign(text, "rocb-file-v1"))
        return run("age", *(word for key in readers.values() for word in ("-r", key)), stdin=packed)


def test_a_reply_written_by_another_program_is_one(region: Region, tmp_path: Path) -> None:
    other = AnotherProgram(tmp_path)
    workshop = workshop_record(region)
    with region.at("focal") as focal:
        path = region.folder / "theirs.rocb"
        path.write_bytes(other.reply({"WS": focal.keys.office}, workshop))
        done = accept(focal, [path], trust=True).value
        assert done.totals["new"] == 2 and not done.totals["held"]
        found = find_reply(focal, f"{WORKSHOP}/Tavita Sua")
        assert found.source == "own" and found.version == 1


def test_another_program_reads_what_was_sealed_for_it(region: Region) -> None:
    """With the focal point's exported key: every line is JSON, and the answers are there."""
    with region.at("focal") as focal:
        identity = focal.keys.identity
    text = run("gunzip", stdin=run("age", "-d", "-i", "-", region.file("reply"), stdin=identity.encode()))
    *signed, _end = text[: text.index(b"-----BEGIN")].split(b"\n")
    told = [json.loads(part) for part in signed]
    assert told[0]["kind"] == "reply"
    assert any(isinstance(part, list) and part[1:] and "q3_text" in str(part[1]) for part in told[1:])


def workshop_record(region: Region) -> str:
    with region.at("focal") as focal:
        return str(focal.db.execute("SELECT id FROM workshop").fetchone()[0])
