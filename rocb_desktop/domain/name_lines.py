"""Names pasted as text, one a line: as in a mail, a numbered list, or cells copied from a table."""

import re
from dataclasses import dataclass

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.person import clean_name

MOST_LINES = 500
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,3}[.)]|[-*•–])\s+")
_BREAKS = re.compile(r"\t|;|\s{3,}")
_ADDRESS = re.compile(r"<?([^\s<>@,;]{1,64}@[^\s<>@,;]{1,190})>?")


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A name as it is kept, with what stood beside it; `role` and `attended` as in a list of participants."""

    name: str
    post: str = ""
    email: str = ""
    role: str = "participant"
    attended: str = ""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that holds no name the app can keep; `number` counts from 1."""

    number: int
    text: str
    problem: str


def read_name_lines(text: str) -> tuple[list[NamedLine], list[BadLine]]:
    """Names with posts and addresses, and the lines that could not be read. Blank lines say nothing.

    After the name, parted by a tab, a semicolon or wide blanks, come the post and the e-mail address in any order.
    """
    found, bad = list[NamedLine](), list[BadLine]()
    for number, line in enumerate(text.splitlines()[:MOST_LINES], 1):
        if not line.strip():
            continue
        try:
            found.append(_read(line))
        except UserError as error:
            bad.append(BadLine(number, line.strip()[:80], error.what()))
    return found, bad


def _read(line: str) -> NamedLine:
    address = _ADDRESS.search(line)
    rest = line if address is None else line[: address.start()] + "\t" + line[address.end() :]
    parts = [part.strip(" ,") for part in _BREAKS.split(_NUMBERING.sub("", rest))]
    parts = [part for part in parts if part]
    if parts and parts[0].isdecimal():
        parts = parts[1:]  # the number of the row in a table
    name = clean_name(parts[0] if parts else "")
    return NamedLine(name, ", ".join(parts[1:])[:200], address.group(1) if address else "")
