"""Zips that cost much, or fail in ways of their own, when somebody only looks into them."""

import io
import struct
import zipfile
from pathlib import Path


def spoiled_lzma(path: Path) -> None:
    """A packing whose library has errors of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.rocb", bytes(range(256)) * 200)
    data = bytearray(made.getvalue())
    begins = 30 + len("a.rocb") + 9
    for at in range(begins, begins + 50):
        data[at] ^= 0xFF
    path.write_bytes(data)


def directory_bomb(path: Path) -> None:
    """70 MB of directory: more than a million parts, each of which zipfile would remember."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    body = b"PK\x03\x04" + bytes(40)
    size = len(entry) * 1_500_000
    with path.open("wb") as written:
        written.write(body)
        for _ in range(15):
            written.write(entry * 100_000)
        written.write(struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, size, len(body), 0))
