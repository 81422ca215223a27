"""Table 1: how many administrations took part and how many of them replied, with the likely range of the rate."""

from collections.abc import Iterable, Mapping, Sequence

from rocb_desktop.analysis.intervals import share
from rocb_desktop.analysis.labels import short_title
from rocb_desktop.analysis.types import NationalRow, WorkshopFacts
from rocb_desktop.domain.tables import ReplyCount, ReplyTable

# The report's two sub-totals stand even when empty; another surveyed kind adds its own.
KINDS = ("sub-regional", "regional")


def count_replies(workshops: Sequence[WorkshopFacts], rows: Mapping[int, Sequence[NationalRow]]) -> ReplyTable:
    """Rows and totals; a workshop without a number it can be held against has no rate and is not in that of a total."""
    counts = [_row(facts, rows.get(facts.number, ())) for facts in workshops]
    kinds = [*KINDS, *sorted({row.kind for row in counts} - set(KINDS))]
    totals = {kind: _total(row for row in counts if row.kind == kind) for kind in kinds}
    return ReplyTable(tuple(counts), totals | {"all": _total(counts)})


def _row(facts: WorkshopFacts, replies: Sequence[NationalRow]) -> ReplyCount:
    replied, took_part = len(replies), facts.participated
    waiting = facts.state == "not_open" and not replied
    # More replies than took part is a mistake in the number: a rate over 100 % is never shown (rule 2).
    rated = None if waiting or took_part is None or replied > took_part else share(replied, took_part)
    return ReplyCount(
        participated=took_part,
        replied=replied,
        share=rated,
        workshop=facts.number,
        title=facts.title,
        short_title=facts.short_title or short_title(facts.title),
        kind=facts.kind,
        late=sum(reply.late is True for reply in replies),
        non_members=facts.non_members,
        waiting=waiting,
    )


def _total(counts: Iterable[ReplyCount]) -> ReplyCount:
    rows = list(counts)
    known = [row.participated for row in rows if row.participated is not None]
    rated = [row.share for row in rows if row.share]
    return ReplyCount(
        participated=sum(known) if known or not rows else None,
        replied=sum(row.replied for row in rows),
        share=share(sum(s.k for s in rated), sum(s.n for s in rated)) if rated else None,
        late=sum(row.late for row in rows),
        non_members=sum(row.non_members for row in rows),
    )
