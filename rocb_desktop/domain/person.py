"""A person: name, administration, and no more about them than post and e-mail."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One officer. `administration` is a code, or ROCB for an officer of ROCB A/P."""

    id: str
    name: str
    administration: str
    post: str = ""
    division: str = ""
    email: str = ""


def normalise_name(name: str) -> str:
    """A name for comparing, never for showing: one form of each letter, no case, single spaces.

    "SINA  Leota" and "Sina Leota" are one; nothing is dropped or reordered, since one-word names, four-part
    names and family names first all exist here.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def may_be_same(one: Person, other: Person) -> bool:
    """Whether to ask "Same person?": two records of one administration, one name but for its writing."""
    return (
        one.id != other.id
        and one.administration == other.administration
        and normalise_name(one.name) == normalise_name(other.name)
    )
