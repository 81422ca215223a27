"""Words as a search compares them: no case, no accents, no apostrophes; and where they stand in a text.

One rule for what is kept in the index and for what a person types, so that the two always meet.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

Parts = tuple[tuple[str, bool], ...]

MOST_WORDS = 16  # of what was typed; a seventeenth narrows nothing that a person still reads
_LONGEST = 64  # characters of a word that are compared
_BEFORE, _AFTER = 48, 120  # characters of an excerpt around its first found word

# Apostrophes and the letters that stand for a glottal stop: Tuʻi is typed Tu'i, Tu’i and Tui.
_JOINS = str.maketrans({**dict.fromkeys("’‘ʻʼʹ′`´＇", "'"), "‐": "-", "‑": "-"})
# Letters that no decomposition takes apart.
_LETTERS = str.maketrans(dict(zip("øđłðþæœıħ", "o d l d th ae oe i h".split(), strict=True)))
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# Scripts that write no spaces between words: each of their letters is a word.
_UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17b3"  # Burmese, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Japanese, Chinese
)
_PIECES = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")
_WRITTEN = re.compile("[^\\W_]+(?:['-][^\\W_]+)*")  # with what joins it, in a folded text
_APART = re.compile(f"[{_UNSPACED}]")


def fold(text: str) -> str:
    """The text without case and accents: Señor Ōkubo becomes senor okubo."""
    if text.isascii():  # most texts: the long way would say the same
        return text.lower().replace("`", "'")
    plain = unicodedata.normalize("NFKD", text.translate(_UNSEEN).translate(_JOINS)).casefold()
    letters = (one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.category(one).startswith("M"))
    return "".join(letters).translate(_LETTERS).translate(_JOINS)


def index_words(text: str) -> Iterator[str]:
    """The words under which a text is found: Tuʻi is tui, tu and i; follow-up is followup, follow and up."""
    for written in _written(fold(text)):
        pieces = _pieces(written)
        yield from pieces
        if len(pieces) > 1 and ("'" in written or "-" in written):
            yield "".join(pieces)[:_LONGEST]


def typed_words(text: str) -> tuple[str, ...]:
    """The words of what a person typed: a text that has a word beginning with each of them is found.

    An apostrophe joins (Tu'i is one word, tui); everything else that is no letter and no digit parts.
    """
    found: dict[str, None] = {}
    for written in _written(fold(text)):
        for part in written.split("-"):
            found.update(dict.fromkeys(_pieces(part.replace("'", ""))))
    return tuple(found)[:MOST_WORDS]


def holds(text: str, typed: Collection[str]) -> bool:
    """Whether a plain reading of the text finds all that was typed."""
    words = set(index_words(text))
    return all(any(word.startswith(one) for word in words) for one in typed)


def finds_any(text: str, typed: Collection[str]) -> bool:
    """Whether one of the typed words finds something in the text."""
    return any(word.startswith(one) for word in index_words(text) for one in typed)


def mark(text: str, typed: Collection[str]) -> Parts:
    """The text in parts, in order; those are marked that a typed word found."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for first, last in _found(text, typed):
        parts += [(text[end:first], False)] if first > end else []
        parts.append((text[first:last], True))
        end = last
    return tuple([*parts, *([(text[end:], False)] if end < len(text) else [])])


def excerpt(text: str, typed: Collection[str]) -> Parts:
    """The stretch of a long text around the first found word, on one line, marked."""
    line = " ".join(text.split())
    first = next((start for start, _end in _found(line, typed)), 0)
    begin = first - _BEFORE if first > _BEFORE else 0
    if begin:
        begin = min(line.find(" ", begin, first) + 1 or begin, first)  # not in the middle of a word
    cut = line[begin : first + _AFTER]
    parts = mark(cut, typed)
    before = (("… ", False),) if begin else ()
    return (*before, *parts, *((("…", False),) if begin + len(cut) < len(line) else ()))


def _found(text: str, typed: Collection[str]) -> Iterator[tuple[int, int]]:
    for written in _WRITTEN.finditer(text if text.isascii() else _of_same_length(text)):
        first, last = written.span()
        for start, end in _letters(text, first, last) or [(first, last)]:
            words = set(index_words(text[start:end]))
            if any(word.startswith(one) for word in words for one in typed):
                yield start, end


def _of_same_length(text: str) -> str:
    """The text with what joins words made plain, letter by letter, so that places stay what they are. What folding
    leaves out counts as a letter here.
    """
    left_out = (unicodedata.category(one)[0] == "M" or ord(one) in _UNSEEN for one in text)
    return "".join("a" if out else one for out, one in zip(left_out, text.translate(_JOINS), strict=True))


def _letters(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """The places of a stretch of a script without spaces, letter by letter; none where it has spaces."""
    if not _APART.search(text, first, last):
        return []
    return [found.span() for found in _PIECES.finditer(text, first, last)]


def _written(folded: str) -> Iterator[str]:
    return (found[0] for found in _WRITTEN.finditer(folded))


def _pieces(written: str) -> list[str]:
    return [piece[:_LONGEST] for piece in _PIECES.findall(written)]
