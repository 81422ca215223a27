"""Text as a document can hold it: XML knows no control characters, and a line break is one kind of thing."""

import re

# Characters that XML cannot hold; a whole file is refused for one of them.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What other programs mean by a new line: Word's own break inside a paragraph is a vertical tab.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")


def writable(text: str) -> str:
    """The text without what XML cannot hold; every kind of line break is "\\n"."""
    return UNWRITABLE.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The text on one line, for a title or a header."""
    return " ".join(writable(text).split())
