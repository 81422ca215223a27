"""A paper before it is Word, PDF or HTML: title, headings, paragraphs, lists, tables and facts, as plain text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3; the document's title stands above them all."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a line break in it stays one. `soft` is small and grey, `strong` is bold, `quote` stands apart."""

    text: str
    look: Literal["plain", "strong", "soft", "quote"] = "plain"


@dataclass(frozen=True, slots=True)
class Points:
    """A list, with dots or with numbers."""

    items: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings that are said again on every page. `widths` are parts of the page's width; none given: equal.

    `numbers` are the places of columns that hold figures, which stand at the right.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()
    numbers: frozenset[int] = frozenset()

    def shares(self) -> list[float]:
        """The width of each column as a part of 1."""
        parts = list(self.widths) or [1] * len(self.heads)
        return [part / sum(parts) for part in parts]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, side by side: date, place, author."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in a tinted box: what to know before one reads on."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """Lines to be filled in by hand, each with its label under it: name, post, date, signature."""

    labels: Sequence[str]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Points | Table | Facts | Note | Signing | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper. `lang` is the language of its words ("en" or "fr"), for the spelling check of its reader.

    `header` stands small at the top of every page, the page's number at its foot with `footer`.
    """

    title: str
    blocks: Sequence[Block]
    subtitle: str = ""
    lang: str = "en"
    header: str = ""
    footer: str = ""
    author: str = ""
