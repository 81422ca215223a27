"""A zip of a file and its blobs: written and read in streams; what means harm is refused before it costs anything."""

import hashlib
import io
import resource
import stat
import struct
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.exchange.bundle import MAX_PARTS, Blob, Bundle, open_bundle, write_bundle
from rocb_desktop.exchange.file import read_file
from rocb_desktop.exchange.seal import AGE_MAGIC, GZIP_MAGIC, new_identity, recipient_of
from rocb_desktop.exchange.streams import seal_stream, unseal_stream

ROCB = GZIP_MAGIC + b"a file of ours"
IDENTITY = new_identity()


def blob(folder: Path, data: bytes) -> Blob:
    digest = hashlib.sha256(data).hexdigest()
    path = folder / digest
    path.write_bytes(data)
    return Blob(digest, len(data), path)


def written(folder: Path, *datas: bytes, sealed: bool = False) -> bytes:
    made = io.BytesIO()
    readers = [recipient_of(IDENTITY)] if sealed else []
    write_bundle(made, "a.rocb", ROCB, [blob(folder, data) for data in datas], readers)
    return made.getvalue()


def extracted(data: bytes, identity: str = IDENTITY) -> list[bytes]:
    found = []
    with open_bundle(io.BytesIO(data)) as bundle:
        assert bundle.read_rocb() == ROCB
        for packed in bundle.blobs:
            plain = io.BytesIO()
            digest, size = bundle.extract(packed, plain, [identity])
            assert (digest, size) == (hashlib.sha256(plain.getvalue()).hexdigest(), len(plain.getvalue()))
            found.append(plain.getvalue())
    return found


@pytest.mark.parametrize("sealed", [False, True])
def test_what_goes_in_comes_out(tmp_path: Path, sealed: bool) -> None:
    datas = [b"", b"x" * 100_000, bytes(range(256)) * 2_000]
    data = written(tmp_path, *datas, sealed=sealed)
    assert extracted(data) == datas
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert names[0] == "a.rocb"
    if sealed:
        assert names[1:] == ["blobs/1.age", "blobs/2.age", "blobs/3.age"]
        with pytest.raises(UserError, match="not_for_you"):
            extracted(data, new_identity())


def test_stock_tools_open_it(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(IDENTITY + "\n")
    (tmp_path / "a.zip").write_bytes(written(tmp_path, b"some words", sealed=True))
    subprocess.run(["unzip", "-q", "a.zip", "-d", "out"], cwd=tmp_path, check=True)
    opened = subprocess.run(
        ["age", "-d", "-i", "key", "out/blobs/1.age"], cwd=tmp_path, check=True, capture_output=True
    )
    assert opened.stdout == b"some words"


def test_a_blob_that_changed_on_the_disk_does_not_leave(tmp_path: Path) -> None:
    one = blob(tmp_path, b"as it was signed")
    one.path.write_bytes(b"as it is now....")
    with pytest.raises(UserError, match="file_gone"):
        write_bundle(io.BytesIO(), "a.rocb", ROCB, [one], [])


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_no_harm_to_a_bundle_goes_unseen(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()
    datas = [b"one", b"two" * 50]
    whole = written(folder, *datas, sealed=data.draw(st.booleans()))
    harmed = bytearray(whole)
    at = data.draw(st.integers(0, 10_000)) % len(whole)  # age makes a file of another length each time
    if data.draw(st.booleans()):
        harmed[at] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del harmed[at:]
    try:
        with open_bundle(io.BytesIO(bytes(harmed))) as bundle:
            if bundle.read_rocb() != ROCB:
                return  # its own signature tells
            for packed in bundle.blobs:
                plain = io.BytesIO()
                bundle.extract(packed, plain, [IDENTITY])
                assert plain.getvalue() in datas
    except UserError as refused:
        assert refused.code in ("damaged_file", "too_large", "not_for_you")


def hostile(name: str = "a.rocb", data: bytes = ROCB, packing: int = zipfile.ZIP_STORED, mode: int = 0o644) -> bytes:
    """A zip with our file and another part."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("ours.rocb", ROCB)
        part = zipfile.ZipInfo(name)
        part.external_attr = mode << 16
        part.compress_type = packing
        archive.writestr(part, data)
    return made.getvalue()


def many() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(MAX_PARTS + 1):
            archive.writestr(str(number), b"")
    return made.getvalue()


def large_directory() -> bytes:
    """200,000 entries, of which zipfile would read each before anybody could count."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFE, 0xFFFE, len(entry) * 200_000, 0, 0)
    return entry * 200_000 + end


ZEROS = bytes(30_000_000)
HOSTILE = {
    "../ in a name": (hostile("../../etc/passwd"), "damaged_file"),
    "../ in a blob's name": (hostile("blobs/../x"), "damaged_file"),
    "an absolute name": (hostile("/etc/passwd"), "damaged_file"),
    "a drive": (hostile("C:evil"), "damaged_file"),
    "a network share": (hostile("\\\\host\\share"), "damaged_file"),
    "a name with NUL": (hostile("a?b").replace(b"a?b", b"a\0b"), "damaged_file"),
    "the same name twice": (hostile("OURS.rocb"), "damaged_file"),
    "a link": (hostile("link", b"/etc/passwd", mode=stat.S_IFLNK | 0o777), "damaged_file"),
    "a bomb": (hostile("blobs/" + "a" * 64, ZEROS, zipfile.ZIP_DEFLATED), "too_large"),
    "a bomb of another packing": (hostile("b", ZEROS, zipfile.ZIP_LZMA), "too_large"),
    "a packing that unpacks without end": (hostile("b", bytes(50_000), zipfile.ZIP_BZIP2), "damaged_file"),
    "too many parts": (many(), "too_large"),
    "a directory without end": (large_directory(), "too_large"),
    "a large zip's locator": (ROCB + b"PK\x06\x07" + bytes(16) + hostile()[-22:], "too_large"),
    "no end": (hostile()[:-22], "damaged_file"),
    "nothing": (b"PK\x03\x04", "damaged_file"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_zips_are_refused_at_once(name: str) -> None:
    data, code = HOSTILE[name]
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(UserError, match=code), open_bundle(io.BytesIO(data)) as bundle:
        read_all(bundle)
    with pytest.raises(UserError):
        read_file(data, [IDENTITY])
    assert time.monotonic() - started < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # KB


def read_all(bundle: Bundle) -> None:
    bundle.read_rocb()
    for packed in bundle.blobs:
        bundle.extract(packed, None, [IDENTITY])


def test_a_part_that_unpacks_to_more_than_it_says_gives_no_more_than_that() -> None:
    data = bytearray(hostile("blobs/" + "a" * 64, bytes(500_000) + b"end", zipfile.ZIP_DEFLATED))
    real = struct.pack("<L", 500_003)
    while real in data:
        at = data.index(real)
        data[at : at + 4] = struct.pack("<L", 1000)
    with open_bundle(io.BytesIO(bytes(data))) as bundle:
        plain = io.BytesIO()
        with pytest.raises(UserError, match="damaged_file"):
            bundle.extract(bundle.blobs[0], plain, [])
        assert len(plain.getvalue()) <= 1000


@pytest.mark.parametrize(
    ("begins", "code"),
    [
        (b"not age at all", "damaged_file"),
        (AGE_MAGIC, "damaged_file"),
        (AGE_MAGIC + b"-> scrypt AAAA 18\nAAAA\n--- ", "damaged_file"),
        (AGE_MAGIC + b"-> X25519 a\nb\n" * 300 + b"--- ", "damaged_file"),
    ],
)
def test_a_sealed_blob_is_looked_at_before_age_sees_it(begins: bytes, code: str) -> None:
    with pytest.raises(UserError, match=code):
        unseal_stream(io.BytesIO(begins + bytes(100)), io.BytesIO(), [IDENTITY], 1000)


def test_stop_and_limits_come_through_the_seal() -> None:
    sealed = io.BytesIO()
    seal_stream(io.BytesIO(bytes(300_000)), sealed, [recipient_of(IDENTITY)])

    def stop(_more: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        seal_stream(io.BytesIO(bytes(300_000)), io.BytesIO(), [recipient_of(IDENTITY)], stop)
    with pytest.raises(Cancelled):
        unseal_stream(io.BytesIO(sealed.getvalue()), io.BytesIO(), [IDENTITY], 10**6, stop)
    with pytest.raises(UserError, match="too_large"):
        unseal_stream(io.BytesIO(sealed.getvalue()), io.BytesIO(), [IDENTITY], 1000)
    with pytest.raises(UserError, match="damaged_file"):
        unseal_stream(io.BytesIO(sealed.getvalue()[:-9]), io.BytesIO(), [IDENTITY], 10**6)
    with pytest.raises(UserError, match="no_office_key"):
        seal_stream(io.BytesIO(b""), io.BytesIO(), ["age1nonsense"])
