"""The .rocb file: what comes out is what went in, and nothing else is ever taken for it."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from authors import Author, person, reply, without_texts, workshop
from letters import READER, STRANGER, THIRD, header_of, reply_block, reply_file

from rocb_desktop.domain.change import BadLine
from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.exchange import seal, sshsig
from rocb_desktop.exchange.file import (
    MAX_LINES,
    Addressee,
    default_name,
    office_mark,
    read_file,
    read_file_header,
    write_file,
)

SINA, MALLORY = Author("sina", "WS"), Author("mallory", "WS")
_SIGNATURE = 6
CODES = {"damaged_file", "forged", "newer_format"}


def lines_of(data: bytes) -> list[bytes]:
    """The signed lines of a file, without its signature."""
    return seal.unseal(data, [READER]).split(b"\n")[: -_SIGNATURE - 1]


def signed_again(lines: list[bytes], by: Author = SINA) -> bytes:
    """An open file of these lines under a good signature."""
    text = b"\n".join([*lines, b""])
    return seal.seal(text + sshsig.armour(by.key, sshsig.sign(by.seed, text, sshsig.FILE), sshsig.FILE), [])


def refusal(data: bytes) -> str:
    try:
        read_file(data, [READER])
    except UserError as error:
        return error.code
    return ""


def with_header(**fields: Any) -> bytes:
    header, *rest = lines_of(reply_file(SINA))
    return signed_again([json.dumps({**json.loads(header), **fields}).encode(), *rest])


# Round trips


def test_a_file_comes_back_as_it_was_made() -> None:
    blocks = [reply_block(SINA), SINA.say(person(SINA)), MALLORY.say(workshop())]
    header = header_of(SINA, to=[Addressee("WS", "0" * 16), Addressee("ROCB", office_mark("age1"))])
    data = write_file(header, blocks, SINA.seed, [seal.recipient_of(READER)])
    found = read_file(data, [READER])
    assert (found.header, found.blocks, found.sealed) == (header, tuple(blocks), True)
    opened = read_file(write_file(header, blocks, SINA.seed, []), [])
    assert (opened.header, opened.blocks, opened.sealed) == (header, tuple(blocks), False)


def test_a_relay_passes_blocks_on_to_the_letter() -> None:
    """Also those whose header or text is spelled as no version of ours spells it, and kinds from later versions."""
    odd = Author("odd", "WS")
    later = odd.sign(odd.change(("0" * 32, "later_kind", {"x": [1, None, True, "é"]})), audience="later")
    first = read_file(write_file(header_of(odd), [later, without_texts(reply_block(SINA))], odd.seed, []), [])
    again = read_file(write_file(header_of(SINA), first.blocks, SINA.seed, []), [])
    assert again.blocks == first.blocks
    assert [block.lines() for block in again.blocks] == [block.lines() for block in first.blocks]


def test_a_file_without_blocks_is_a_file() -> None:
    data = write_file(header_of(SINA), [], SINA.seed, [])
    assert read_file(data, []).blocks == ()


def test_a_later_version_may_add_to_the_header() -> None:
    assert refusal(with_header(have={"x": 1}, counts=[1, 2])) == ""


def test_progress_is_told_and_stop_is_heard() -> None:
    told: list[tuple[int, int]] = []
    read_file(reply_file(SINA), [READER], lambda at, of: told.append((at, of)))
    assert told and told[-1][0] == told[-1][1]

    def stop(_at: int, _of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_file(reply_file(SINA), [READER], stop)


def test_a_file_opens_for_its_readers_only() -> None:
    data = reply_file(SINA)
    assert read_file(data, [THIRD]).header.sender.key == SINA.key
    with pytest.raises(UserError) as refused:
        read_file(data, [STRANGER])
    assert refused.value.code == "not_for_you"


# Forged


def test_a_forged_block_inside_a_genuine_file() -> None:
    lines = lines_of(reply_file(SINA, reply_block(SINA), MALLORY.say(person(MALLORY))))
    at = next(number for number, line in enumerate(lines) if b'"mallory"' in line)
    lines[at] = lines[at].replace(b'"mallory"', b'"Mallory"')
    assert refusal(signed_again(lines)) == "forged"


def test_a_block_under_another_name() -> None:
    lines = lines_of(reply_file(SINA))
    lines[1] = lines[1].replace(SINA.key.encode(), MALLORY.key.encode())
    assert refusal(signed_again(lines)) == "forged"


def test_a_header_that_was_changed() -> None:
    header, *rest = lines_of(reply_file(SINA))
    lines = [header.replace(b'"WS"', b'"FJ"'), *rest]
    genuine = seal.unseal(reply_file(SINA), [READER]).split(b"\n")[-_SIGNATURE - 1 :]
    assert refusal(seal.seal(b"\n".join([*lines, *genuine]), [])) == "forged"


def test_a_sender_who_did_not_sign() -> None:
    lines = lines_of(reply_file(SINA))
    assert refusal(signed_again(lines, MALLORY)) == "forged"
    changed = [lines[0].replace(SINA.key.encode(), MALLORY.key.encode()), *lines[1:]]
    assert refusal(signed_again(changed, SINA)) == "forged"


def test_a_block_signature_does_not_sign_a_file() -> None:
    text = b"\n".join([*lines_of(reply_file(SINA)), b""])
    armour = sshsig.armour(SINA.key, sshsig.sign(SINA.seed, text, sshsig.BLOCK), sshsig.BLOCK)
    assert refusal(seal.seal(text + armour, [])) == "forged"


def test_every_line_dropped_doubled_or_moved() -> None:
    genuine = seal.unseal(reply_file(SINA), [READER]).split(b"\n")[-_SIGNATURE - 1 :]
    lines = lines_of(reply_file(SINA, reply_block(SINA), MALLORY.say(person(MALLORY))))
    for at in range(len(lines)):
        for changed in (
            lines[:at] + lines[at + 1 :],
            lines[:at] + lines[at : at + 1] + lines[at:],
            lines[:at] + lines[at + 1 : at + 2] + lines[at : at + 1] + lines[at + 2 :],
        ):
            if changed != lines:
                assert refusal(seal.seal(b"\n".join([*changed, *genuine]), [])) in CODES
                assert refusal(signed_again(changed)) in CODES


def test_every_flipped_bit_of_the_text() -> None:
    """As if the seal were not there: somebody who can open a file cannot change it either."""
    text = seal.unseal(reply_file(Author("ana", "FJ")), [READER])
    for bit in range(0, len(text) * 8, 3):
        flipped = bytearray(text)
        flipped[bit // 8] ^= 1 << bit % 8
        assert refusal(seal.seal(bytes(flipped), [])) in CODES


# Not well made


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"reader": 2}, "newer_format"),
        ({"reader": 10**40, "format": "rocb/9", "sender": "later"}, "newer_format"),
        ({"format": "rocb/2"}, ""),
        ({"format": "zip/1"}, "damaged_file"),
        ({"format": 1}, "damaged_file"),
        ({"reader": "1"}, "damaged_file"),
        ({"reader": True}, "damaged_file"),
        ({"file": "../../etc"}, "damaged_file"),
        ({"file": ""}, "damaged_file"),
        ({"file": 5}, "damaged_file"),
        ({"kind": None}, "damaged_file"),
        ({"kind": "a\nb"}, "damaged_file"),
        ({"kind": "x" * 201}, "damaged_file"),
        ({"sender": "sina"}, "damaged_file"),
        ({"sender": {"key": "x"}}, "damaged_file"),
        ({"to": {}}, "damaged_file"),
        ({"to": ["WS"]}, "damaged_file"),
        ({"to": [{"administration": "WS", "office": "x"}] * 17}, "damaged_file"),
        ({"anchor": ["x"]}, "damaged_file"),
        ({"anchor": [None]}, "damaged_file"),
        ({"anchor": "0" * 64}, "damaged_file"),
        ({"created": "\x7f"}, "damaged_file"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_headers(fields: dict[str, Any], code: str) -> None:
    assert refusal(with_header(**fields)) == code


def test_a_header_is_one_object() -> None:
    for line in (b"", b"[]", b"null", b"{}", b'{"format":"rocb/1"}'):
        with pytest.raises(BadLine):
            read_file_header(line)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [],
        lambda lines: [b""],
        lambda lines: lines[1:],
        lambda lines: lines[:-1],
        lambda lines: lines[:3],
        lambda lines: lines[:2],
        lambda lines: [*lines, b""],
        lambda lines: [*lines, lines[1]],
        lambda lines: [*lines, lines[0]],
        lambda lines: [lines[0], b"[" * 100_000, *lines[2:]],
        lambda lines: [lines[0], lines[1], b"9" * 100_000, *lines[3:]],
        lambda lines: [lines[0], lines[1].replace(b'"changes":3', b'"changes":2'), *lines[2:]],
        lambda lines: [lines[0], lines[1].replace(b'"changes":3', b'"changes":1000000'), *lines[2:]],
        lambda lines: [lines[0], lines[1].replace(b'"changes":3', b'"changes":3.0'), *lines[2:]],
        lambda lines: [*lines[:-1], b'"' + b"A" * 80 + b'"'],
        lambda lines: [line + b"\r" for line in lines],
        lambda lines: [b"\xef\xbb\xbf" + lines[0], *lines[1:]],
        lambda lines: [lines[0], *(line.replace(b'"q3":"yes"', b'"q3":"yes","q3":"no"') for line in lines[1:])],
        lambda lines: [lines[0], *(line.replace(b'"q3":"yes"', b'"q3":"\\ud800"') for line in lines[1:])],
        lambda lines: [lines[0], *(line.replace(b'"q3":"yes"', b'"q3":"\\u0000"') for line in lines[1:])],
        lambda lines: [lines[0], *(line.replace(b'"q3":"yes"', b'"q3":1.0') for line in lines[1:])],
    ],
    ids=range(21),
)
def test_lines_that_no_app_writes_are_refused_also_under_a_good_signature(
    spoil: Callable[[list[bytes]], list[bytes]],
) -> None:
    assert refusal(signed_again(spoil(lines_of(reply_file(SINA))))) in {"damaged_file", "forged"}


def test_no_signature_no_file() -> None:
    text = seal.unseal(reply_file(SINA), [READER])
    assert refusal(seal.seal(b"", [])) == "damaged_file"
    assert refusal(seal.seal(b"\n" * 7, [])) == "damaged_file"
    assert refusal(seal.seal(text[:-1], [])) == "damaged_file"
    assert refusal(seal.seal(text + b"\n", [])) == "forged"
    assert refusal(seal.seal(b"\n".join([*lines_of(reply_file(SINA)), b""]), [])) == "forged"


def test_more_lines_than_any_round_has() -> None:
    lines = Random(1).randbytes(8 * (MAX_LINES + 1)).hex(" ", 8).replace(" ", "\n")
    data = seal.seal(lines.encode() + b"\n", [])
    assert seal.unseal(data, []).count(b"\n") == MAX_LINES + 1
    assert refusal(data) == "too_large"


# Names and sizes


def test_names_are_hints() -> None:
    assert default_name("FJ", "reply", "2021-07", "3f9a" * 8, 2) == "FJ_reply_2021-07_3f9a_v2.rocb"
    assert default_name("", "pack", "", "3f9a" * 8, 0) == "pack_3f9a_v0.rocb"


def test_a_reply_fits_its_budget(record_property: Callable[[str, object], None]) -> None:
    """The design's aim is 1.5 KB for a whole file, sealed to its reader and its sender."""
    size = len(reply_file(SINA))
    record_property("bytes of a reply file", size)
    print(f"a reply file: {size} bytes")
    assert size <= 2048


def test_each_further_reply_costs_little(record_property: Callable[[str, object], None]) -> None:
    people = [Author(f"person {number}", "WS") for number in range(20)]
    blocks = [one.say(reply(one, q3="yes", q4="no", version=1)) for one in people]
    size = len(write_file(header_of(SINA), blocks, SINA.seed, [seal.recipient_of(READER)])) / len(blocks)
    record_property("bytes of a reply in a return", round(size))
    print(f"a reply in a return: {size:.0f} bytes")
    assert size <= 600
