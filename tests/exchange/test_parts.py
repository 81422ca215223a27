"""Parts as bytes: what was cut comes together; anything else is refused with one of two words."""

import io
import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.parts import LEAST, PART_MAGIC, copy_part, plan_parts, read_head, write_part


def cut(data: bytes, step: int = LEAST) -> list[bytes]:
    source, made = io.BytesIO(data), []
    for head in plan_parts(source, step, "a pack.rocb"):
        part = io.BytesIO()
        write_part(head, source, part)
        made.append(part.getvalue())
    return made


def line(**other: object) -> str:
    """A head as JSON with something else in it."""
    usual = {"file": "a" * 64, "size": 1, "step": 1, "part": 1, "name": "a", "parts": ["b" * 64]}
    return json.dumps(usual | other)


def opened(part: bytes) -> tuple[int, bytes]:
    """Number and bytes of a part."""
    source, inside = io.BytesIO(part), io.BytesIO()
    head = read_head(source)
    copy_part(head, source, inside)
    return head.number, inside.getvalue()


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 7 * LEAST), st.integers(LEAST, 3 * LEAST), st.randoms(use_true_random=False))
def test_parts_in_any_order_make_the_whole(size: int, step: int, chance: Random) -> None:
    data = chance.randbytes(size)
    parts = cut(data, step)
    chance.shuffle(parts)
    assert b"".join(inside for _number, inside in sorted(map(opened, parts))) == data
    assert len({read_head(io.BytesIO(part)).set for part in parts}) == 1


_PART = cut(bytes(range(256)) * 600)[1]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_harmed_part_is_never_taken_for_whole(data: st.DataObject) -> None:
    harmed = bytearray(_PART)
    kind = data.draw(st.sampled_from(["bit", "cut", "more", "head"]))
    if kind == "bit":
        at = data.draw(st.integers(0, len(_PART) - 1))
        harmed[at] ^= 1 << data.draw(st.integers(0, 7))
    elif kind == "cut":
        del harmed[data.draw(st.integers(0, len(_PART) - 1)) :]
    elif kind == "more":
        harmed += data.draw(st.binary(min_size=1, max_size=9))
    else:
        line = data.draw(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
        harmed[len(PART_MAGIC) : harmed.index(b"\n", len(PART_MAGIC))] = line
    if bytes(harmed) == _PART:
        return
    try:
        number, inside = opened(bytes(harmed))
    except UserError as refused:
        assert refused.code in ("damaged_file", "too_large")
    else:
        # a bit of the name, which is a hint, or of the number of the set: the bytes are those of its hash all the same
        assert (number, inside) == opened(_PART)


@pytest.mark.parametrize(
    "head",
    [
        "[]",
        "{}",
        line(file="x"),
        line(part=True),
        line(part=2),
        line(part=0),
        line(size=5),
        line(size=0),
        line(step=0),
        line(size=1.5),
        line(name="a\0"),
        line(name=""),
        line(parts=["../b"]),
        line(parts=[]),
        line(parts="b"),
        "[" * 100_000,
    ],
)
def test_a_head_that_no_app_writes_is_refused(head: str) -> None:
    with pytest.raises(UserError, match="damaged_file"):
        read_head(io.BytesIO(PART_MAGIC + head.encode() + b"\nx"))


def test_a_whole_beyond_the_limit_is_refused_before_anything_is_kept() -> None:
    head = line(size=1_200_000_000, step=60_000_000, parts=["b" * 64] * 20)
    with pytest.raises(UserError, match="too_large"):
        read_head(io.BytesIO(PART_MAGIC + head.encode() + b"\nx"))
