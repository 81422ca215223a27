"""The small form gives back every byte of a file's text, fits one QR code, and refuses what it did not make."""

import hashlib
import zlib

import pyrage
import pytest
from authors import WORKSHOP, Author, contact, person, reply
from hypothesis import given, settings
from hypothesis import strategies as st
from letters import ANSWERS, READER, STRANGER, THIRD, reply_block, reply_file

from rocb_desktop import paths
from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange import seal, small_form
from rocb_desktop.exchange.block import SignedBlock, hollow
from rocb_desktop.exchange.file import read_file

SINA = Author("sina", "WS")
READERS = [seal.recipient_of(READER), seal.recipient_of(THIRD)]
PINNED = {1: "7c5395d64ad7bf6d76c139ea52b9a3847c7982bb5c25b2511b70d858c43f277b"}


def text_of(*blocks: SignedBlock) -> bytes:
    return seal.unseal(reply_file(SINA, *blocks), [READER])


def code(data: bytes) -> str:
    with pytest.raises(UserError) as refused:
        small_form.unpack(data)
    return refused.value.code


def shorter(packed: bytes) -> bytes:
    """A small form of the same magic around another stream."""
    return small_form.MAGIC + bytes([small_form.DICTIONARY]) + packed


def deflated(holes: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(holes) + packer.flush()


@pytest.mark.parametrize("number", sorted(PINNED))
def test_a_dictionary_that_has_shipped_never_changes(number: int) -> None:
    shipped = paths.resource("exchange", f"dictionary-{number}.bin").read_bytes()
    assert hashlib.sha256(shipped).hexdigest() == PINNED[number]
    assert len(shipped) < 32 * 1024  # what deflate can look back to


def test_a_reply_is_small_and_the_same() -> None:
    text = text_of()
    small = seal.seal_small(text, READERS)
    print(f"text {len(text)}, file {len(seal.seal(text, READERS))}, small {len(small)} bytes")
    assert seal.unseal(small, [READER]) == seal.unseal(small, [THIRD]) == text
    assert len(small) < 0.75 * len(seal.seal(text, READERS))
    assert len(small) < 950
    assert read_file(small, [READER]) == read_file(seal.seal(text, READERS), [READER])


def test_it_is_for_its_readers_only() -> None:
    with pytest.raises(UserError, match="not_for_you"):
        seal.unseal(seal.seal_small(text_of(), READERS), [STRANGER])
    with pytest.raises(UserError, match="no_office_key"):
        seal.seal_small(text_of(), ["age1nobody"])


def test_hollow_blocks_a_second_version_and_many_values_come_back() -> None:
    first = reply_block(SINA)
    said = reply(SINA, WORKSHOP, **ANSWERS)
    more = [SINA.sign(SINA.change(said)) for _time in range(150)]
    text = text_of(hollow(first, ()), *more, SINA.sign(SINA.change(person(SINA)), SINA.change(contact(SINA, post="x"))))
    assert small_form.unpack(small_form.pack(text)) == text


@given(st.lists(st.sampled_from([b"ab" * 8, b"0" * 64, b'"', b"\n", b"==", b"sha256:", "é".encode(), b"A" * 86])))
def test_any_text_comes_back_or_has_no_small_form(parts: list[bytes]) -> None:
    text = b"".join(parts)
    assert small_form.unpack(small_form.pack(text)) == text


@pytest.mark.parametrize("text", [b"\x01", b"a\x07!b", b"\x06", bytes(small_form.MAX_TEXT + 1)])
def test_what_would_not_come_back_has_none(text: bytes) -> None:
    with pytest.raises((ValueError, UserError)):
        small_form.pack(text)


def test_an_armour_of_another_spelling_is_kept_as_it_is() -> None:
    text = text_of()
    body, mark, armour = text.partition(b"-----BEGIN")
    odd = body + mark + armour.replace(b"\n", b"\n\n", 3)
    assert small_form.unpack(small_form.pack(odd)) == odd


def test_what_is_not_whole_is_refused() -> None:
    packed = small_form.pack(text_of())
    assert code(packed[:1] + b"\x02" + packed[2:]) == "newer_format"
    assert code(packed[:1]) == "newer_format"
    assert all(code(packed[:size]) == "damaged_file" for size in range(2, len(packed)))
    assert code(packed + b"\0") == "damaged_file"
    assert code(shorter(deflated(b"\x07!"))) == "damaged_file"
    assert code(shorter(deflated(b"\x06") + bytes(64))) == "damaged_file"


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    assert code(shorter(deflated(bytes(50 * 1024 * 1024)))) == "too_large"
    assert code(shorter(deflated(b"\x04" + b"\x07!" * 100_000) + bytes(32))) == "too_large"


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_nothing_else_is_read_by_chance(data: bytes) -> None:
    try:
        read_file(pyrage.encrypt(shorter(data), [pyrage.x25519.Recipient.from_str(READERS[0])]), [READER])
    except UserError as error:
        assert error.code in ("damaged_file", "too_large")
    else:
        pytest.fail("random bytes were a file")
