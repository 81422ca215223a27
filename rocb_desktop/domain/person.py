"""A person: name, administration, and no more about them than post and e-mail."""

import unicodedata
from dataclasses import dataclass

from rocb_desktop.domain.errors import UserError
from rocb_desktop.texts import _

MAX_NAME = 120


@dataclass(frozen=True, slots=True)
class Person:
    """One officer. `administration` is a code, or ROCB for an officer of ROCB A/P."""

    id: str
    name: str
    administration: str
    post: str = ""
    division: str = ""
    email: str = ""


def clean_name(text: str) -> str:
    """A name as it is kept: single spaces, no control characters. Raises UserError missing_name, bad_value."""
    name = " ".join(text.split())
    if not normalise_name(name):
        raise UserError("missing_name", field="name")
    if len(name) > MAX_NAME:
        problem = _("The name is too long. Write at most {most} characters.").format(most=MAX_NAME)
        raise UserError("bad_value", field="name", problem=problem)
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name):
        raise UserError("bad_value", field="name", problem=_("The name has a character that nobody can read."))
    return name


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
