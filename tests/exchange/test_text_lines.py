"""Bytes as lines to type or read aloud: every slip of a hand is seen, and named by its line."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.exchange.text_lines import MAX_DATA, read_lines, write_code, write_lines

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEY = bytes(range(64))
LINES = write_lines(KEY)


def typed(*lines: str) -> str:
    return "\n".join(lines)


def substitutions(line: str) -> Iterator[str]:
    """The line with one of its letters another: every one of them, in every place after the number."""
    for place in range(line.index(" "), len(line)):
        if line[place] != " ":
            yield from (line[:place] + other + line[place + 1 :] for other in ALPHABET if other != line[place])


def transpositions(line: str) -> Iterator[str]:
    """The line with two neighbours changed about, across the gaps too."""
    places = [place for place in range(line.index(" "), len(line)) if line[place] != " "]
    for one, two in zip(places, places[1:], strict=False):
        if line[one] != line[two]:
            letters = list(line)
            letters[one], letters[two] = letters[two], letters[one]
            yield "".join(letters)


def test_they_never_change_from_release_to_release() -> None:
    assert write_lines(b"The same for ever.") == ("1/1 QJ 00958 T3541 SP2VB 541K6 YWH0C NV6AW HEGCT 2XGR0 7Q",)


@given(st.binary(min_size=1, max_size=MAX_DATA))
def test_what_was_written_is_read(data: bytes) -> None:
    assert read_lines(typed(*write_lines(data))).data == data


@given(st.binary(min_size=1, max_size=MAX_DATA))
def test_letters_in_one_piece_are_read_with_what_a_telephone_writes_around_them(data: bytes) -> None:
    code = write_code(data)
    assert read_lines(f"Scanned today: {code.lower()}").data == data
    assert read_lines(f"{code[:40]}\n{code[40:]}\nRegards, Sina").data == data
    assert read_lines(code[:-8]).data is None


@pytest.mark.parametrize("size", [0, MAX_DATA + 1])
def test_none_and_too_many_bytes_are_refused(size: int) -> None:
    with pytest.raises(ValueError, match="4096"):
        write_lines(bytes(size))


@given(st.binary(min_size=26, max_size=600), st.randoms(use_true_random=False))
def test_any_order_lower_case_doubled_and_letters_that_look_alike(data: bytes, chance: random.Random) -> None:
    lines = [line.lower().replace("0", "o").replace("1", chance.choice("il")) for line in write_lines(data)]
    lines.append(chance.choice(lines))
    chance.shuffle(lines)
    assert read_lines(typed(*lines)).data == data


def test_what_a_chat_puts_around_lines_is_passed_over() -> None:
    first, second, third = LINES
    chat = (
        f"[10/21 14:32] Sina Leota: Talofa! Here is my key\n"
        f"14/10/2021, 09:32 - Sina: {first}\n> 2 of 3: {second[4:].replace(' ', '-')}\n"
        f"Sina, 14:33\n{third[:30]}\n{third[30:]}\nThank you\nSent from my telephone"
    )
    assert read_lines(chat).data == KEY


def test_a_line_without_gaps_is_read() -> None:
    assert read_lines(typed(*(line.replace(" ", "").replace("/3", "/3 ") for line in LINES))).data == KEY


def test_what_is_mistyped_and_what_is_missing_is_named() -> None:
    wrong = LINES[2].replace("C", "D", 1) if "C" in LINES[2] else LINES[2].replace("W", "D", 1)
    found = read_lines(typed(LINES[0], wrong))
    assert (found.data, found.total, found.good, found.mistyped, found.missing) == (None, 3, (1,), (3,), (2,))
    found = read_lines(typed(LINES[0], wrong, LINES[2]))
    assert (found.good, found.mistyped, found.missing) == ((1, 3), (), (2,))


def test_lines_with_each_others_numbers_are_mistyped() -> None:
    swapped = typed(LINES[0], LINES[1].replace("2/3", "3/3"), LINES[2].replace("3/3", "2/3"))
    assert read_lines(swapped).mistyped == (2, 3)


def test_a_letter_left_out_or_twice_is_mistyped() -> None:
    line, tried, unseen = LINES[1], 0, 0
    for place in range(line.index(" ") + 1, len(line) - 1):
        for wrong in (line[:place] + line[place + 1 :], line[:place] + line[place] + line[place:]):
            if line[place] != " ":
                tried += 1
                unseen += 2 in read_lines(typed(LINES[0], wrong)).good
    print(f"a letter left out or twice: {tried - unseen} of {tried} seen")
    assert not unseen


@pytest.mark.parametrize("size", [8, 64, 120])
def test_every_single_wrong_letter_and_every_swap_of_neighbours_is_seen(size: int) -> None:
    lines = write_lines(bytes(random.Random(size).randbytes(size)))
    slips = {"substitution": substitutions, "transposition": transpositions}
    for name, slip in slips.items():
        tried = [wrong for line in lines for wrong in slip(line)]
        unseen = [wrong for wrong in tried if read_lines(wrong).good]
        print(f"{size} bytes: {name}: {len(tried) - len(unseen)} of {len(tried)} seen")
        assert not unseen


def test_wrong_numbers_are_seen() -> None:
    for number in range(1, 4):
        for other in range(1, 4):
            line = LINES[number - 1].replace(f"{number}/3", f"{other}/3", 1)
            assert bool(read_lines(line).good) is (number == other)


@given(st.data(), st.integers(2, 4))
def test_several_slips_at_once_are_seen_or_do_not_survive_the_whole(data: st.DataObject, slips: int) -> None:
    letters = list(typed(*LINES))
    places = [place for place, letter in enumerate(letters) if letter in ALPHABET and letter not in "123"]
    for place in data.draw(st.lists(st.sampled_from(places), min_size=slips, max_size=slips, unique=True)):
        letters[place] = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != letters[place]]))
    assert read_lines("".join(letters)).data is None


@given(st.binary(min_size=60, max_size=80), st.binary(min_size=60, max_size=80))
def test_lines_of_two_texts_are_told_apart(one: bytes, two: bytes) -> None:
    mine, theirs = write_lines(one), write_lines(two)
    found = read_lines(typed(*mine, theirs[1]))
    assert found.data == one if one == two or mine[0][4:6] != theirs[0][4:6] else found.data in (one, None)
    if mine[0][4:6] != theirs[0][4:6]:
        assert found.other == (2,)


def test_two_texts_that_share_their_letters_are_told_apart_by_the_whole() -> None:
    by_tag: dict[str, list[bytes]] = {}
    for number in range(3000):
        data = number.to_bytes(2, "big") * 20
        by_tag.setdefault(write_lines(data)[0][4:6], []).append(data)
    one, two = next(alike for alike in by_tag.values() if len(alike) > 1)[:2]
    found = read_lines(typed(write_lines(one)[0], write_lines(two)[1]))
    assert found.data is None
    assert found.wrong_together
    assert read_lines(typed(*write_lines(one), write_lines(two)[1])).twice == (2,)


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_slip_of_ours(text: str) -> None:
    assert read_lines(text).data is None


def test_a_long_text_of_nothing_takes_no_time() -> None:
    assert read_lines("1/1 " + "a " * 500_000).good == ()
    assert read_lines("1/1 a b c d e f g h" * 20_000).data is None
