"""Many blocks are verified in pieces and on several threads: one forged among them is enough, wherever it lies."""

import hashlib

import pytest
from authors import Author, reply

from rocb_desktop.domain.change import BadLine
from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.exchange.block import SignedBlock, signature_line
from rocb_desktop.exchange.many_blocks import read_blocks

COUNT = 230


@pytest.fixture(scope="module")
def blocks() -> list[SignedBlock]:
    sina = Author("sina", "WS")
    return [sina.say(reply(sina, f"w{number}", q3="yes")) for number in range(COUNT)]


def lines_of(blocks: list[SignedBlock]) -> list[bytes]:
    return [line for block in blocks for line in block.lines()]


def test_all_come_back_in_their_order_and_progress_runs_to_the_end(blocks: list[SignedBlock]) -> None:
    told: list[tuple[int, int]] = []
    assert read_blocks(lines_of(blocks), lambda at, of: told.append((at, of))) == tuple(blocks)
    assert told == sorted(told)
    assert told[-1] == (4 * COUNT, 4 * COUNT)
    assert read_blocks([]) == ()


@pytest.mark.parametrize("place", [0, 99, 100, COUNT - 1])
def test_one_forged_block_refuses_the_file(blocks: list[SignedBlock], place: int) -> None:
    lines = lines_of(blocks)
    lines[4 * place + 3] = signature_line(hashlib.sha512(b"forged").digest())
    with pytest.raises(UserError) as refused:
        read_blocks(lines)
    assert refused.value.code == "forged"


@pytest.mark.parametrize("left", [1, 2, 3])
def test_a_block_cut_short(blocks: list[SignedBlock], left: int) -> None:
    with pytest.raises(BadLine):
        read_blocks(lines_of(blocks[:2])[: 4 + left])


@pytest.mark.parametrize("after", [10, COUNT + 1])
def test_stop_is_heard_while_reading_and_while_verifying(blocks: list[SignedBlock], after: int) -> None:
    calls = 0

    def stop(_at: int, _of: int) -> None:
        nonlocal calls
        calls += 1
        if calls == after:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_blocks(lines_of(blocks), stop)


def test_what_was_verified_before_is_not_verified_again(blocks: list[SignedBlock]) -> None:
    """The file's own signature covers every byte all the same; whose id is here said the very same."""
    lines = lines_of(blocks)
    lines[3] = signature_line(hashlib.sha512(b"another spelling").digest())
    ids = {block.block.id for block in blocks}
    assert [block.block for block in read_blocks(lines, known=ids.intersection)] == [one.block for one in blocks]
    with pytest.raises(UserError):
        read_blocks(lines, known=(ids - {blocks[0].block.id}).intersection)
    changed = [*lines_of(blocks[:1])]
    changed[2] = blocks[1].lines()[2]  # other words under the same header: another id
    with pytest.raises(UserError):
        read_blocks(changed, known=ids.intersection)
