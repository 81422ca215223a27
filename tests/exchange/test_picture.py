"""A code on a screen, photographed with a telephone, gives the bytes again; other pictures say what to do."""

import io
from time import perf_counter

import pytest
import segno
from authors import Author
from letters import READER, THIRD, reply_file
from photos import photo, png_of_size

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange import seal
from rocb_desktop.exchange.file import read_file
from rocb_desktop.exchange.picture import MAX_BYTES
from rocb_desktop.exchange.qr_form import MAX_VERSION, make_code
from rocb_desktop.exchange.wrapping import unwrap

SINA = Author("sina", "WS")
FILE = reply_file(SINA)
SMALL = seal.seal_small(seal.unseal(FILE, [READER]), [seal.recipient_of(READER), seal.recipient_of(THIRD)])
FORM = make_code(SMALL)
CODE = FORM.png if FORM is not None else b""
PLAIN = io.BytesIO()
segno.make_qr("https://example.org/menu").save(PLAIN, kind="png", scale=10)


def refusal(data: bytes) -> UserError:
    with pytest.raises(UserError) as refused:
        unwrap(data)
    return refused.value


def test_one_reply_fits_one_code() -> None:
    assert FORM is not None
    print(f"{len(SMALL)} bytes: version {FORM.version}, level {FORM.level}, {len(FORM.rows)} modules")
    assert FORM.version <= MAX_VERSION
    assert len(FORM.rows) == len(FORM.rows[0]) == 17 + 4 * FORM.version


def test_the_saved_code_is_read_as_the_reply() -> None:
    assert unwrap(CODE) == SMALL
    assert read_file(CODE, [READER]) == read_file(FILE, [READER])


@pytest.mark.parametrize(
    "taken",
    [
        photo(CODE, form="PNG"),
        photo(CODE, angle=90),
        photo(CODE, angle=7),
        photo(CODE, angle=33, blur=1.2),
        photo(CODE, size=900),
        photo(CODE, size=4000, angle=-4, blur=2),
        photo(CODE, grey=90),
    ],
    ids=["png", "turned", "tilted", "blurred", "small", "large", "dark"],
)
def test_a_photo_of_it_is_read(taken: bytes) -> None:
    assert unwrap(taken) == SMALL


def test_another_code_beside_it_does_no_harm() -> None:
    assert unwrap(photo(CODE, PLAIN.getvalue())) == SMALL
    assert unwrap(photo(CODE, CODE)) == SMALL


def test_a_code_with_the_bytes_themselves_is_read_too() -> None:
    raw = io.BytesIO()
    segno.make_qr(SMALL, mode="byte", error="L").save(raw, kind="png", scale=6)
    assert unwrap(raw.getvalue()) == SMALL


def test_a_picture_without_our_code_says_what_to_do() -> None:
    for picture in (photo(), photo(PLAIN.getvalue()), photo(CODE, blur=30)):
        error = refusal(picture)
        assert error.code == "not_rocb_file"
        assert "No code of ROCB Desktop was found" in error.what()


def test_two_of_ours_ask_for_one() -> None:
    other = make_code(reply_file(SINA)[:900])
    assert other is not None
    assert "several codes" in refusal(photo(CODE, other.png, size=2000)).what()


def test_too_long_for_a_code_makes_none() -> None:
    letters, plain = make_code(FILE[:1149]), make_code(FILE[:1273])
    assert letters is not None and plain is not None
    assert letters.version == plain.version == MAX_VERSION
    assert unwrap(plain.png) == FILE[:1273]
    assert make_code(FILE[:1274]) is None
    assert make_code(bytes(5000)) is None


@pytest.mark.parametrize("size", [(60_000, 60_000), (30_000, 3_000)])
def test_a_picture_that_would_fill_the_memory_is_not_opened(size: tuple[int, int]) -> None:
    began = perf_counter()
    assert refusal(png_of_size(*size)).code == "too_large"
    assert perf_counter() - began < 1


def test_a_picture_of_too_many_bytes_is_not_opened() -> None:
    assert refusal(CODE + bytes(MAX_BYTES)).code == "too_large"


def test_a_damaged_picture_is_said_to_be_damaged() -> None:
    for broken in (png_of_size(4000, 4000), CODE[:200], photo(CODE)[:3000], b"\xff\xd8\xff" + bytes(500)):
        assert refusal(broken).code in ("damaged_file", "not_rocb_file")
    assert refusal(CODE[:200]).what() == "The picture is damaged."
