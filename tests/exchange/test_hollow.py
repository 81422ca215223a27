"""What a file says its sender holds, and blocks without their texts: for the chain, not for the reader."""

import json
from dataclasses import replace
from typing import Any

import pytest
from authors import Author
from letters import READER, header_of, reply_block, reply_file

from rocb_desktop.exchange import seal
from rocb_desktop.exchange.block import hollow, stream_name
from rocb_desktop.exchange.file import MAX_HAVE, read_file, read_file_header, write_file

SINA = Author("sina", "WS")
HAVE = {stream_name(SINA.key, "00" * 8, "rocb"): (3, "a" * 32), stream_name(SINA.key, "01" * 8, "all"): (1, "b" * 32)}


def test_a_sealed_file_says_what_its_sender_holds_and_an_open_one_does_not() -> None:
    header = replace(header_of(SINA), have=HAVE)
    sealed = read_file(write_file(header, [], SINA.seed, [seal.recipient_of(READER)]), [READER])
    assert sealed.header.have == HAVE
    data = write_file(header, [], SINA.seed, [])
    assert read_file(data, []).header.have == {}
    assert b"have" not in seal.unseal(data, [])


def test_a_header_that_says_nothing_of_it_costs_no_byte() -> None:
    assert b"have" not in seal.unseal(reply_file(SINA), [READER])


@pytest.mark.parametrize(
    "have",
    [
        [],
        "x",
        {"stream": [1, "a" * 32]},
        {"0" * 20 + "/ROCB": [1, "a" * 32]},
        {"0" * 20 + "/rocb": 1},
        {"0" * 20 + "/rocb": [1]},
        {"0" * 20 + "/rocb": [0, "a" * 32]},
        {"0" * 20 + "/rocb": [True, "a" * 32]},
        {"0" * 20 + "/rocb": [1, "a" * 31]},
        {"0" * 20 + "/rocb": [1, 1]},
        {f"{n:020x}/all": [1, "a" * 32] for n in range(MAX_HAVE + 1)},
    ],
)
def test_nonsense_about_what_is_held_is_nothing_said(have: Any) -> None:
    """It only spares sending: no reason to refuse a file that a later version may have made."""
    fields = json.loads(seal.unseal(reply_file(SINA, sealed=False), []).split(b"\n")[0])
    assert read_file_header(json.dumps({**fields, "have": have}).encode()).have == {}
    if isinstance(have, dict) and len(have) < MAX_HAVE:
        assert read_file_header(json.dumps({**fields, "have": {**have, **HAVE}}).encode()).have == HAVE


def test_a_hollow_block_keeps_its_id_and_its_signature() -> None:
    block = reply_block(SINA)
    person, contact, reply = block.block.changes
    bare = hollow(block, {person.id})
    assert bare.genuine and bare.block.id == block.block.id
    assert [change.fields for change in bare.block.changes] == [person.fields, None, None]
    assert [change.id for change in bare.block.changes] == [person.id, contact.id, reply.id]
    read = read_file(write_file(header_of(SINA), [bare], SINA.seed, []), []).blocks
    assert read == (bare,)
    assert b"sina.leota@example.ws" not in b"\n".join(read[0].lines())


def test_a_stream_is_named_without_its_key() -> None:
    name = stream_name(SINA.key, "00" * 8, "rocb")
    assert name.endswith("/rocb") and len(name) == 25
    assert SINA.key[:8] not in name
    assert name != stream_name(SINA.key, "01" * 8, "rocb")
