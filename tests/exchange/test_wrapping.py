"""What mail puts around a file comes off; anything else is left as it is, or refused."""

import base64
import io
import zipfile

import pytest

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.seal import AGE_MAGIC, GZIP_MAGIC
from rocb_desktop.exchange.wrapping import unwrap

SEALED = AGE_MAGIC + bytes(range(256)) * 4
OPEN = GZIP_MAGIC + bytes(range(256)) * 4

PART = b"PK\x01\x02\x14\x03\x14\x00\x00"  # begins a part in a zip's directory; the last byte holds flags


def zipped(*parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, data in enumerate(parts):
            archive.writestr(f"{number}.bin", data)
    return packed.getvalue()


@pytest.mark.parametrize("data", [SEALED, OPEN])
def test_a_wrapping_comes_off(data: bytes) -> None:
    assert unwrap(data) == data
    assert unwrap(zipped(data)) == data
    assert unwrap(zipped(b"read me", data, b"")) == data
    assert unwrap(base64.encodebytes(data)) == data
    assert unwrap(b"\r\n" + base64.b64encode(data) + b"\r\n") == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Dear Sir, attached please find our reply to the survey of the year, with thanks",
        base64.b64encode(b"nothing of ours, but text in base64 all the same"),
        b"A" * 41,  # the letters of base64, and no base64
        zipped(b"a photo"),
        zipped(),
    ],
)
def test_anything_else_stays_what_it_is(data: bytes) -> None:
    assert unwrap(data) == data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped(*[b"x"] * 101), "too_large"),
        (zipped(b"0" * 1_000_000), "too_large"),
        (zipped(SEALED)[:-40], "damaged_file"),
        (zipped(SEALED, OPEN), "not_rocb_file"),  # several: the person unpacks it
        (zipped(SEALED).replace(PART, PART[:-1] + b"\x01"), "damaged_file"),  # says it has a password
    ],
)
def test_a_harmed_or_hostile_zip_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UserError, match=code):
        unwrap(data)
