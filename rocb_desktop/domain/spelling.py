"""Spellings of one person's name: which were joined by somebody, and which are near enough to ask "Same person?"."""

import unicodedata
from collections.abc import Iterable, Mapping
from itertools import combinations

from rocb_desktop.domain.person import normalise_name

_SHORT_PART, _LONG_PART, _VERY_LONG = 4, 8, 24  # letters


def canonical(joins: Mapping[str, str], name: str) -> str:
    """The one spelling that stands for `name` (normalised): joins are followed to their end.

    `joins` says of a spelling which other it is; "" is taken apart. Joins that lead round in a circle, which two
    computers can make apart, end at the first name of the circle by letters: the same everywhere.
    """
    way: list[str] = []
    while name not in way:
        way.append(name)
        following = joins.get(name, "")
        if not following or following == name:
            return name
        name = following
    return min(way[way.index(name) :])


def is_joined(joins: Mapping[str, str], name: str) -> bool:
    """Whether somebody said that entries by this name, or by another that it was joined with, are one person."""
    one = canonical(joins, name)
    return any(target and canonical(joins, listed) == one for listed, target in joins.items())


def may_be_one(one: str, other: str) -> bool:
    """Whether two different spellings may mean one person: worth a question, never an answer.

    Accents, order of the parts, an initial for a first name, a middle name left out, one or two slips of typing.
    """
    return _near(_plain(one), _plain(other))


def near_pairs(names: Iterable[str]) -> list[tuple[str, str]]:
    """Every two of `names` (normalised) that may be one person, each pair once, by letters.

    Only names that have something in common are compared: a list of some hundred names has very many pairs.
    """
    listed = sorted(set(names))
    plain = [_plain(name) for name in listed]
    alike: dict[object, list[int]] = {}
    for place, parts in enumerate(plain):
        for sign in _signs(parts):
            alike.setdefault(sign, []).append(place)
    pairs = sorted({pair for places in alike.values() for pair in combinations(places, 2)})
    return [(listed[one], listed[other]) for one, other in pairs if _near(plain[one], plain[other])]


def _signs(parts: list[str]) -> set[object]:
    """What a name has in common with every name that is near to it, in one of the ways to be near."""
    if not parts:
        return set()
    slips = {(len(parts), sign) for sign in _without(parts[0])}
    shorter = {("last", parts[-1], part[0]) for part in parts[:-1]}
    return {("any order", *sorted(parts)), ("joined", "".join(parts)), *shorter, *slips}


def _without(part: str) -> set[str]:
    """A part with as many letters left out as it may have slips: two parts that near are the same so at least once.

    Very long ones, of which there would be too many, have one sign in common.
    """
    found = {part} if len(part) <= _VERY_LONG else set()
    for _slip in range(_most_slips(len(part)) if found else 0):
        found |= {short[:place] + short[place + 1 :] for short in found for place in range(len(short))}
    # two letters before: one of two near parts may be just short enough
    return found | {"..."} if len(part) > _VERY_LONG - 2 else found


def _near(first: list[str], second: list[str]) -> bool:
    if not first or not second:
        return False
    if sorted(first) == sorted(second) or _is_shorter(first, second) or _is_shorter(second, first):
        return True
    if len(first) == len(second):
        return all(_is_slip(part, other) for part, other in zip(first, second, strict=True))
    return "".join(first) == "".join(second)


def _plain(name: str) -> list[str]:
    """The parts of a name in plain letters: no accents, apostrophes, full stops or hyphens."""
    folded = unicodedata.normalize("NFD", normalise_name(name))
    return "".join(letter if letter.isalnum() else " " for letter in folded if not _is_mark(letter)).split()


def _is_mark(letter: str) -> bool:
    return bool(unicodedata.combining(letter)) or letter in "'`’‘ʻʼ."


def _is_shorter(short: list[str], whole: list[str]) -> bool:
    """Vani Kuru or V. Kuru for Vani Mele Kuru: at least two parts, in order, the last one in full."""
    if len(short) < 2 or len(short) > len(whole) or short == whole:
        return False
    if short[-1] != whole[-1]:
        return False
    rest = iter(whole[:-1])
    return all(any(_begins(part, other) for other in rest) for part in short[:-1])


def _begins(part: str, other: str) -> bool:
    return part == other or (len(part) == 1 and other.startswith(part))


def _is_slip(part: str, other: str) -> bool:
    """One slip in a part of four letters or more, two in a long one: Pita and Sina are two people."""
    most = _most_slips(min(len(part), len(other)))
    return _slips(part, other, most) <= most


def _most_slips(letters: int) -> int:
    return 2 if letters >= _LONG_PART else 1 if letters >= _SHORT_PART else 0


def _slips(one: str, other: str, most: int) -> int:
    """Letters added, left out, changed or swapped with the next between two texts; more than `most` is not counted."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        older, before, row = before, row, [place]
        for column, wanted in enumerate(other, 1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != wanted))
            swapped = place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == wanted
            row.append(min(cost, older[column - 2] + 1) if swapped else cost)
    return row[-1]
