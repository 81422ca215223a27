"""A few bytes as numbered lines to type, to read aloud or to paste into a chat; each line checks itself.

A line is `3/5 K7 ABCDE FGHJK ... 8C`: its number and how many there are, two letters that all lines of one text
share, the data, and two letters of check. Letters are Crockford's base 32. Read number, count and letters as digits
in base 32: line by line they make a number that 1021 divides, so no single wrong letter and no two neighbours that
changed places go unseen. What the lines hold together: two bytes of size, the data, four bytes of its SHA-256, zeros.
The same letters in one piece behind `ROCB:` are what a QR code holds: letters that any telephone reads and passes on.
"""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

MAX_DATA = 4096
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_PRIME = 1021
_GROUP = 5
_FULL = 8 * _GROUP  # letters of data in a line
_BYTES = _FULL * 5 // 8
_TAG = 2
_CHECK = 2
_SIZE = 2
_DIGEST = 4
_MOST_LINES = -(-(_SIZE + MAX_DATA + _DIGEST) // _BYTES)
# A number, a stroke (or "of" where it was read aloud) and a count; a date with two strokes is none.
_MARK = re.compile(r"(?<![\w/])([0-9OIL]{1,3})\s*(?:/|\bof\b|\bsur\b)\s*([0-9OIL]{1,3})(?![\w/])", re.IGNORECASE)
_CODE = re.compile(r"(?<!\w)ROCB:([0-9A-Z\s-]+)", re.IGNORECASE)
_LEAST = 8  # letters after a mark that make it an attempt at a line; less is a date in a chat


@dataclass(frozen=True, slots=True)
class Reading:
    """What lines hold so far. `data` is there when all of it is.

    total: how many lines there are, 0 while none was read. mistyped: numbers of lines that do not check, as typed.
    missing: numbers not seen yet, those mistyped apart. other: numbers of whole lines of another text. twice: numbers
    that came as two different lines, both of which check. whole: all lines are here, but not as they were written.
    """

    data: bytes | None = None
    total: int = 0
    good: tuple[int, ...] = ()
    mistyped: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    other: tuple[int, ...] = ()
    twice: tuple[int, ...] = ()
    wrong_together: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    total: int
    tag: str
    letters: str  # "" when the line does not check


def write_lines(data: bytes) -> tuple[str, ...]:
    """The lines of at most MAX_DATA bytes; ValueError for more, and for none."""
    letters, tag = _letters(_told(data), _BYTES), _tag(hashlib.sha256(data).digest())
    total = len(letters) // _FULL
    return tuple(
        _line(number, total, tag, letters[(number - 1) * _FULL : number * _FULL]) for number in range(1, total + 1)
    )


def write_code(data: bytes) -> str:
    """All letters in one piece, for a QR code; ValueError as in write_lines."""
    return "ROCB:" + _letters(_told(data), 5)


def _told(data: bytes) -> bytes:
    if not 0 < len(data) <= MAX_DATA:
        raise ValueError("text lines carry 1 to 4096 bytes")
    return len(data).to_bytes(_SIZE, "big") + data + hashlib.sha256(data).digest()[:_DIGEST]


def _line(number: int, total: int, tag: str, part: str) -> str:
    check = -_remainder(number, total, tag + part) * 32**_CHECK % _PRIME
    groups = " ".join(part[at : at + _GROUP] for at in range(0, len(part), _GROUP))
    return f"{number}/{total} {tag} {groups} {_ALPHABET[check >> 5]}{_ALPHABET[check & 31]}"


def read_lines(text: str) -> Reading:
    """What lines typed or pasted in any order hold. What a chat writes around them is passed over."""
    for code in _CODE.finditer(text):
        data = _checked(_first_letters("".join(code[1].split()).replace("-", "")))
        if data is not None:
            return Reading(data, 1, (1,))
    lines = _found_lines(text)
    good = [line for line in lines if line.letters]
    if not good:
        return Reading(mistyped=_numbers(lines))
    (tag, total), _count = Counter((line.tag, line.total) for line in good).most_common(1)[0]
    mine = {line for line in good if (line.tag, line.total) == (tag, total)}
    by_number = {line.number: line.letters for line in mine}
    twice = tuple(sorted(number for number, count in Counter(line.number for line in mine).items() if count > 1))
    # an attempt with another count is a date, or a fraction, in what surrounds the lines
    attempts = [line for line in lines if not line.letters and line.total == total and line.number not in by_number]
    mistyped = _numbers(attempts)
    missing = tuple(n for n in range(1, total + 1) if n not in by_number and n not in mistyped)
    whole = len(by_number) == total and not twice
    data = _checked("".join(by_number[number] for number in range(1, total + 1))) if whole else None
    return Reading(
        data,
        total,
        tuple(sorted(by_number)),
        mistyped,
        missing,
        _numbers([line for line in good if line not in mine]),
        twice,
        whole and data is None,
    )


def _numbers(lines: list[_Line]) -> tuple[int, ...]:
    return tuple(sorted({line.number for line in lines}))


def _found_lines(text: str) -> list[_Line]:
    """The lines of ours, and the attempts at one: what stands between one mark and the next."""
    marks = list(_MARK.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    lines: list[_Line] = []
    for mark, end in zip(marks, ends, strict=True):
        number, total = (int(part.upper().translate(_ROUND)) for part in mark.groups())
        after = text[mark.end() : end]
        if 1 <= total <= _MOST_LINES and sum(letter.isalnum() for letter in after) >= _LEAST:
            lines.append(_read(number, total, after))
    return lines


_ROUND = str.maketrans("OIL", "011")


def _read(number: int, total: int, after: str) -> _Line:
    """All lines are equally long, so that what a chat has written after one is left away."""
    long = _TAG + _FULL + _CHECK
    words = (word[0] for word in islice(re.finditer(r"[^\W_]+", after), long))
    plain = _plain("".join(words)[:long])
    right = 1 <= number <= total and len(plain) == long and _remainder(number, total, plain) == 0
    return _Line(number, total, plain[:_TAG], plain[_TAG:-_CHECK] if right else "")


def _plain(letters: str) -> str:
    """Letters as they were written; "" when one of them is none of the alphabet."""
    values = [_VALUES.get(letter) for letter in letters.upper()]
    return "" if None in values else "".join(_ALPHABET[value] for value in values if value is not None)


def _remainder(number: int, total: int, letters: str) -> int:
    rest = (number * 32 + total) % _PRIME
    for letter in letters:
        rest = (rest * 32 + _VALUES[letter]) % _PRIME
    return rest


def _letters(data: bytes, width: int) -> str:
    """Base 32 of `data`, filled up with zeros to a multiple of `width` bytes, itself one of five."""
    whole = data.ljust(-(-len(data) // width) * width, b"\0")
    value, count = int.from_bytes(whole, "big"), len(whole) * 8 // 5
    return "".join(_ALPHABET[value >> (5 * place) & 31] for place in range(count - 1, -1, -1))


def _tag(digest: bytes) -> str:
    value = int.from_bytes(digest[-2:], "big")
    return _ALPHABET[value >> 5 & 31] + _ALPHABET[value & 31]


def _first_letters(letters: str) -> str:
    """As many as the size at their beginning asks for; what follows is not ours."""
    size = 0
    for letter in _plain(letters[:4]):
        size = size * 32 + _VALUES[letter]
    return _plain(letters[: -(-(_SIZE + (size >> 4) + _DIGEST) // 5) * 8])


def _checked(letters: str) -> bytes | None:
    """The data of all letters, when they are the ones that were written."""
    value = 0
    for letter in letters:
        value = value * 32 + _VALUES[letter]
    told = value.to_bytes(-(-len(letters) * 5 // 8), "big")
    end = _SIZE + int.from_bytes(told[:_SIZE], "big")
    data = told[_SIZE:end]
    return data if data and hashlib.sha256(data).digest()[:_DIGEST] == told[end : end + _DIGEST] else None
