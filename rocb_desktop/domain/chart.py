"""What a chart shows, as plain values: its words, its points, and the same numbers as a table beside it.

analysis builds these from the tables; reports draws them; the window shows the words and the table to everybody.
"""

from dataclasses import dataclass

from rocb_desktop.domain.figures import Share

Cell = str | int
# Between the parts of a line: an SVG reader makes one of several ordinary spaces.
APART = "\N{EM SPACE} "


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The sentences around a figure, already in the reader's language.

    `title` states the finding, `subtitle` what is drawn, `key` what the marks mean, `source` where the numbers come
    from; `alt` says for a screen reader what the eye would see.
    """

    title: str
    subtitle: str
    key: str
    source: str
    alt: str

    @property
    def foot(self) -> str:
        """Key and source in one line, for the foot of a card."""
        return APART.join(part for part in (self.key, self.source) if part)


@dataclass(frozen=True, slots=True)
class NumberTable:
    """The numbers behind a figure: one heading per column, one tuple per row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class RatePoint:
    """One workshop: `share` of those that took part, or None with `instead` saying why there is none."""

    label: str
    kind: str
    share: Share | None
    counts: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class ReplyRates:
    """Reply rate per workshop; `accent` is the kind that the title speaks about, "" for none."""

    words: ChartWords
    points: tuple[RatePoint, ...]
    overall: Share | None
    overall_label: str
    accent: str
    numbers: NumberTable


@dataclass(frozen=True, slots=True)
class ActionPoint:
    """One follow-up action: how many replies said yes, out of those whose answer is known."""

    label: str
    share: Share
    counts: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class ActionShares:
    """The six actions in the order of the questionnaire, so that rounds compare; `accent` is the one of the title."""

    words: ChartWords
    points: tuple[ActionPoint, ...]
    accent: int | None
    numbers: NumberTable
