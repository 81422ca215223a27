"""Where two texts differ, word by word: what is shown in bold when somebody has to choose between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
MOST_WORDS = 700  # between what is the same before and after; more take too long to compare


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text; `differs` when another version does not have it here."""

    text: str
    differs: bool


def mark_differences(text: str, others: Sequence[str]) -> tuple[Part, ...]:
    """The text in parts, in order; together they are the text. Spaces alone are never a difference."""
    words = _WORDS.findall(text)
    differs = [False] * len(words)
    for other in others:
        theirs = _WORDS.findall(other)
        begin, end = _same_around(words, theirs)
        mine, their = words[begin : len(words) - end], theirs[begin : len(theirs) - end]
        if max(len(mine), len(their)) > MOST_WORDS:
            continue
        for first, last in _unlike(mine, their):
            differs[begin + first : begin + last] = [True] * (last - first)
    return tuple(_joined(words, differs))


def _same_around(mine: list[str], theirs: list[str]) -> tuple[int, int]:
    """How many words are the same at the beginning, and how many of the others at the end."""
    most = min(len(mine), len(theirs))
    begin = next((place for place in range(most) if mine[place] != theirs[place]), most)
    end = next((n for n in range(most - begin) if mine[-1 - n] != theirs[-1 - n]), most - begin)
    return begin, end


def _unlike(mine: list[str], theirs: list[str]) -> Iterator[tuple[int, int]]:
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for tag, first, last, _start, _end in matcher.get_opcodes():
        if tag != "equal" and last > first and not all(word.isspace() for word in mine[first:last]):
            yield first, last


def _joined(words: list[str], differs: list[bool]) -> Iterator[Part]:
    start = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or differs[place] != differs[start]:
            yield Part("".join(words[start:place]), differs[start])
            start = place
