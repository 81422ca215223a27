"""A damaged file, met through the front door: a named refusal, no traceback, and not one byte of the store written."""

import base64
from collections.abc import Iterator
from random import Random

import pytest
from region import Region, everything

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.seal import unseal
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply

SAMPLE = 1000
SECTOR = 512
PEOPLE = tuple(f"person{number}" for number in range(9))


@pytest.fixture(scope="module")
def ten(made_region: Region, tmp_path_factory: pytest.TempPathFactory) -> Region:
    """A national return of ten replies, as ROCB A/P receives it."""
    region = made_region.copy(tmp_path_factory.mktemp("ten") / "region")
    for name in PEOPLE:
        region.join(name, "participant", "WS", name.title())
        region.receive(name, "pack")
        region.make_reply(name, name)
    with region.at("focal") as focal:
        accept(focal, [region.file(name) for name in PEOPLE], trust=True)
        for name in PEOPLE:
            review_reply(focal, find_reply(focal, f"2021/7/{name.title()}").id, "accept")
        make_return(focal, 2021, region.file("return"))
    return region


def damaged(data: bytes, chance: Random) -> Iterator[bytes]:
    """What sticks, mail programs and gateways do."""
    for _flip in range(SAMPLE):
        copy = bytearray(data)
        copy[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield bytes(copy)
    for _cut in range(SAMPLE // 4):
        yield data[: chance.randrange(len(data))]
    sectors = [data[at : at + SECTOR] for at in range(0, len(data), SECTOR)]
    for first in range(len(sectors) - 1):
        yield b"".join([*sectors[:first], sectors[first + 1], sectors[first], *sectors[first + 2 :]])
        yield b"".join([*sectors[:first], bytes(SECTOR), *sectors[first + 1 :]])
    yield data.replace(b"\n", b"\r\n")
    yield base64.b64encode(data)[:-30]
    yield data + data


def test_no_damage_goes_unseen_and_none_writes(ten: Region) -> None:
    data = ten.file("return").read_bytes()
    path = ten.file("damaged")
    before = everything(ten.folder / "rocb")
    codes = set()
    with ten.at("rocb") as rocb:
        for number, bad in enumerate(damaged(data, Random(10))):
            path.write_bytes(bad)
            found = preview(rocb, [path])
            assert found.refused == 1, number
            with pytest.raises(UserError) as refused:
                accept(rocb, [path])
            codes.add(refused.value.code)
    assert everything(ten.folder / "rocb") == before
    assert codes <= {"damaged_file", "not_rocb_file", "not_for_you", "too_large", "is_a_store", "forged"}


def test_every_bit_and_length_of_a_sealed_return_of_ten(ten: Region) -> None:
    """At the seal alone, where each costs a fraction of a millisecond."""
    data = ten.file("return").read_bytes()
    with ten.at("rocb") as rocb:
        identity = rocb.keys.identity
    codes = set()
    for bit in range(len(data) * 8):
        copy = bytearray(data)
        copy[bit // 8] ^= 1 << bit % 8
        with pytest.raises(UserError) as refused:
            unseal(bytes(copy), [identity])
        codes.add(refused.value.code)
    for length in range(len(data)):
        with pytest.raises(UserError) as refused:
            unseal(data[:length], [identity])
        codes.add(refused.value.code)
    assert codes <= {"damaged_file", "not_rocb_file", "not_for_you", "too_large", "is_a_store"}
