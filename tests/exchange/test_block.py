"""A block: signed by its author once, carried by everybody as it is, and good for nothing once a letter changed."""

import base64
import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from authors import STAMP, Author, person, reply, without_texts
from hypothesis import given
from hypothesis import strategies as st
from letters import reply_block

from rocb_desktop.domain.change import BadLine, Value, make_change
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.block import (
    SignedBlock,
    block_id,
    block_of,
    make_block,
    read_header,
    read_signature,
    signature_line,
    signed_bytes,
)

SINA = Author("sina", "WS")
GOOD = json.loads(reply_block(SINA).header)
texts = st.dictionaries(st.sampled_from(["q3", "q3_text", "q4"]), st.text(max_size=20) | st.integers(-9, 9), max_size=3)


def read_block(header: bytes, lines: list[bytes], signature: bytes) -> SignedBlock:
    return block_of(read_header(header), header, lines, signature)


def read(lines: list[bytes]) -> SignedBlock:
    return read_block(lines[0], lines[1:-1], read_signature(lines[-1]))


@given(st.lists(texts, min_size=1, max_size=4))
def test_a_block_comes_back_to_the_letter(said: list[dict[str, Value]]) -> None:
    changes = [
        make_change(*reply(SINA)[:2], "reply@1", STAMP, [], number.to_bytes(12, "big"), fields)
        for number, fields in enumerate(said)
    ]
    block = make_block(SINA.seed, "0123456789abcdef", "rocb", "WS", 7, "f" * 32, changes)
    again = read(block.lines())
    assert again == block
    assert again.genuine
    assert again.lines() == block.lines()


def test_the_id_is_of_header_and_change_ids() -> None:
    block = reply_block(SINA)
    signed = block.header + b"\n" + b"".join(change.id.encode() + b"\n" for change in block.block.changes)
    assert signed == signed_bytes(block.header, block.block.changes)
    assert block.block.id == hashlib.sha256(signed).hexdigest()[:32] == block_id(block.header, block.block.changes)


# Changed after signing


@pytest.mark.parametrize(
    "fields",
    [
        {"author": Author("mallory").key},
        {"nonce": "f" * 16},
        {"class": "all"},
        {"administration": "FJ"},
        {"administration": ""},
        {"no": 999},
        {"back": "f" * 32},
        {"later": True},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_changed_header_is_not_genuine(fields: dict[str, Any]) -> None:
    header, *rest = reply_block(SINA).lines()
    changed = json.dumps({**json.loads(header), **fields}, separators=(",", ":")).encode()
    assert not read([changed, *rest]).genuine


def test_another_spelling_of_the_same_header_is_not_genuine() -> None:
    header, *rest = reply_block(SINA).lines()
    assert not read([header.replace(b",", b", "), *rest]).genuine


def test_no_change_can_be_added_left_out_or_moved() -> None:
    block = reply_block(SINA)
    one, two, three = block.block.changes
    for changes in ((one, two), (two, one, three), (one, one, three), (one, two, three, one)):
        count = json.dumps({**json.loads(block.header), "changes": len(changes)}, separators=(",", ":")).encode()
        lines = [line for change in changes for line in (change.meta, change.body)]
        assert not read_block(count, lines, block.signature).genuine
        if len(changes) != 3:
            with pytest.raises(BadLine):
                read_block(block.header, lines, block.signature)
        else:
            assert not read_block(block.header, lines, block.signature).genuine


def test_every_flipped_bit_is_refused() -> None:
    block = reply_block(Author("ana", "FJ"))
    text = b"\n".join(block.lines())
    for bit in range(0, len(text) * 8):
        flipped = bytearray(text)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            found = read(bytes(flipped).split(b"\n"))
        except BadLine:
            continue
        assert not found.genuine or found == block  # base64 has letters whose last bits nobody reads


def test_words_of_another_author_do_not_become_ones_own() -> None:
    block = reply_block(SINA)
    mallory = Author("mallory", "WS")
    stolen = SignedBlock(replace(block.block, key=mallory.key), block.header, block.signature)
    assert not stolen.genuine
    assert not replace(block, signature=reply_block(mallory).signature).genuine


def test_a_signature_for_another_purpose_does_not_count() -> None:
    block = reply_block(SINA)
    signed = signed_bytes(block.header, block.block.changes)
    assert not replace(block, signature=sshsig.sign(SINA.seed, signed, sshsig.FILE)).genuine


def test_a_text_that_was_erased_leaves_the_signature_good() -> None:
    block = reply_block(SINA)
    erased = without_texts(block)
    assert read(erased.lines()).genuine
    assert read(erased.lines()).block.id == block.block.id
    assert b"sina.leota@example.ws" not in b"\n".join(erased.lines())


# Not well made


BAD_HEADERS: list[Any] = [
    [],
    None,
    {},
    *({name: value for name, value in GOOD.items() if name != missing} for missing in GOOD),
    {**GOOD, "author": GOOD["author"].upper()},
    {**GOOD, "author": GOOD["author"][1:]},
    {**GOOD, "author": GOOD["author"] + "\n"},
    {**GOOD, "author": 5},
    {**GOOD, "nonce": "xyz"},
    {**GOOD, "class": "ROCB"},
    {**GOOD, "class": ""},
    {**GOOD, "administration": "ws"},
    {**GOOD, "administration": "ADMINISTRATION"},
    {**GOOD, "back": "f"},
    {**GOOD, "back": None},
    {**GOOD, "no": -1},
    {**GOOD, "no": True},
    {**GOOD, "no": "1"},
    {**GOOD, "no": 1_000_001},
    {**GOOD, "changes": 10**30},
]


@pytest.mark.parametrize("fields", BAD_HEADERS, ids=range(len(BAD_HEADERS)))
def test_a_bad_header_is_refused(fields: object) -> None:
    with pytest.raises(BadLine):
        read_header(json.dumps(fields).encode())


def test_a_header_may_say_more_than_we_know() -> None:
    assert read_header(json.dumps({**GOOD, "later": [1, {"a": None}]}).encode())["later"] == [1, {"a": None}]


@pytest.mark.parametrize("line", [b"", b"null", b"5", b'"!"', b'"AAA"', b"[]", '"é"'.encode()])
def test_a_bad_signature_line_is_refused(line: bytes) -> None:
    with pytest.raises(BadLine):
        read_signature(line)


def test_a_signature_line_is_base64() -> None:
    assert read_signature(signature_line(b"x" * 64)) == b"x" * 64
    assert signature_line(b"x" * 64) == b'"' + base64.b64encode(b"x" * 64) + b'"'


def test_a_person_alone_is_a_small_block() -> None:
    block = SINA.say(person(SINA))
    assert len(b"\n".join(block.lines())) < 700
