"""Eight words that stand for a key, for two people to compare by telephone: 88 bits, one list for both languages."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rocb_desktop import paths

COUNT = 8
_BITS = 11


@dataclass(frozen=True, slots=True)
class Word:
    """One of the eight: the word, and its number in the list for who would rather read digits."""

    text: str
    number: int

    @property
    def digits(self) -> str:
        return f"{self.number:04d}"


@cache
def word_list() -> tuple[str, ...]:
    return tuple(paths.resource_text("words.txt").split())


def words_of(keys: Sequence[str]) -> tuple[Word, ...]:
    """The words of one public key, or of the two anchor keys together (in any order)."""
    digest = hashlib.sha256(("rocb-words-v1 " + " ".join(sorted(keys))).encode()).digest()
    number = int.from_bytes(digest[: COUNT * _BITS // 8], "big")
    picks = [(number >> _BITS * (COUNT - 1 - i)) & (2**_BITS - 1) for i in range(COUNT)]
    return tuple(Word(word_list()[pick], pick + 1) for pick in picks)


def spoken(keys: Sequence[str]) -> str:
    """The eight words in one line."""
    return " ".join(word.text for word in words_of(keys))
