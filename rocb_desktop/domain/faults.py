"""What is wrong with a record that a person fills in: which field, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from rocb_desktop.texts import _, format_number

MAX_LINE, MAX_TEXT = 200, 2000  # characters of a title or a name, and of a text


@dataclass(frozen=True, slots=True)
class Fault:
    """A field of the record, and a sentence that says how to put it right."""

    field: str
    text: str


def too_long(texts: Mapping[str, str], lines: frozenset[str] = frozenset(), most: int = MAX_TEXT) -> list[Fault]:
    """The texts that are longer than they may be; those named in `lines` have one line."""
    faults = []
    for name, text in texts.items():
        limit = MAX_LINE if name in lines else most
        if len(text) > limit:
            words = _("The text is too long: {length} of {most} characters")
            faults.append(Fault(name, words.format(length=format_number(len(text)), most=format_number(limit))))
    return faults
