"""From the tables to what the charts show: points, sentences made by rule, and the same numbers as a table.

The rules are cautious on purpose: a title claims a difference only where the likely ranges allow it, never names an
administration, and says so when nothing stands out.
"""

from collections.abc import Iterable, Mapping

from rocb_desktop.analysis.intervals import newcombe
from rocb_desktop.analysis.labels import distinct
from rocb_desktop.domain.chart import (
    APART,
    ActionPoint,
    ActionShares,
    Cell,
    ChartWords,
    NumberTable,
    RatePoint,
    ReplyRates,
)
from rocb_desktop.domain.figures import DAGGER, Share
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.table_words import column_title, kind_title
from rocb_desktop.domain.tables import ReplyCount, Tables
from rocb_desktop.texts import N_, _, format_date, ngettext

SUB_REGIONAL, REGIONAL = "sub-regional", "regional"
MARKS = {SUB_REGIONAL: "\N{BLACK DIAMOND}", REGIONAL: "\N{BLACK CIRCLE}"}
OTHER_MARK = "\N{BLACK SQUARE}"
KINDS = {SUB_REGIONAL: N_("sub-regional"), REGIONAL: N_("regional")}
MOST_REPORTED = {
    "share_materials": N_("Sharing materials was reported most often: {share}"),
    "submit_report": N_("Submitting a report was reported most often: {share}"),
    "make_recommendations": N_("Making recommendations was reported most often: {share}"),
    "inhouse_workshop": N_("In-house workshops were reported most often: {share}"),
    "operational_manual": N_("Operational manuals were reported most often: {share}"),
    "others": N_("Other actions were reported most often: {share}"),
}


def reply_rates(tables: Tables) -> ReplyRates:
    """Reply rate per workshop, in the order of their numbers (never by rate), with the rate of all as a line."""
    rows, total = tables.replies.rows, tables.replies.all.share
    overall = total if total and total.range else None
    labels = distinct([row.short_title for row in rows], [row.workshop for row in rows])
    points = tuple(_rate_point(label, row) for label, row in zip(labels, rows, strict=True))
    finding = _kinds_differ(tables)
    title = finding or _rates_title(tables, total)
    return ReplyRates(
        words=ChartWords(
            title=title,
            subtitle=_("Replies of the administrations that took part. The band is the likely range (95 %)."),
            key=_key({row.kind for row in rows}, any(p.share and p.share.dagger for p in points)),
            source=_source(tables, 1),
            alt=_alt(title, ((point.label, point.share, point.counts) for point in points)),
        ),
        points=points,
        overall=overall,
        overall_label=_("all {rate}").format(rate=overall.percent_text()) if overall else "",
        accent=SUB_REGIONAL if finding else "",
        numbers=_rates_numbers(tables),
    )


def action_shares(tables: Tables) -> ActionShares:
    """The six actions, each out of the replies whose answer is known."""
    shares = tables.actions.shares
    points = tuple(_action_point(action, shares[action]) for action in ACTIONS)
    leader = _leader(shares)
    title = _actions_title(tables, leader)
    return ActionShares(
        words=ChartWords(
            title=title,
            subtitle=_("Share of the replies that reported the action, with the likely range (95 %)."),
            key=_key(set(), any(point.share.dagger for point in points)),
            source=_source(tables, 2),
            alt=_alt(title, ((point.label, point.share, point.counts) for point in points)),
        ),
        points=points,
        accent=ACTIONS.index(leader) if leader else None,
        numbers=NumberTable(
            (_("Action"), column_title("yes"), _("Known answers"), _("Share"), column_title("range")),
            tuple((point.label, point.share.k, point.share.n, *_share_cells(point.share)) for point in points),
        ),
    )


def _rate_point(label: str, row: ReplyCount) -> RatePoint:
    if row.waiting:
        return RatePoint(label, row.kind, None, "\N{EN DASH}", _("the survey has not opened yet"))
    if row.share is None:
        counts = ngettext("{n} reply", "{n} replies", row.replied).format(n=row.replied)
        return RatePoint(label, row.kind, None, counts, _("not known how many took part"))
    return RatePoint(label, row.kind, row.share, row.share.count_text(), _too_few(row.share))


def _action_point(action: str, share: Share) -> ActionPoint:
    return ActionPoint(column_title(action), share, share.count_text(), _too_few(share))


def _too_few(share: Share) -> str:
    if share.kind == "mostly_unknown":
        return _("most answers are not known")
    return "" if share.range else _("too few for a share")


def _kinds_differ(tables: Tables) -> str:
    """The finding about the two kinds, or "" where the likely range of their difference does not leave 0."""
    one, other = tables.replies.totals[SUB_REGIONAL].share, tables.replies.totals[REGIONAL].share
    if not (one and other and one.range and other.range):
        return ""
    difference = newcombe(one.k, one.n, other.k, other.n)
    if not difference.leaves_zero():
        return ""
    sentence = (
        _("Sub-regional workshops replied more often: {one} against {other}")
        if difference.low > 0
        else _("Sub-regional workshops replied less often: {one} against {other}")
    )
    return sentence.format(one=one.count_text(), other=other.count_text())


def _rates_title(tables: Tables, overall: Share | None) -> str:
    if not tables.n:
        return _("No replies to show yet")
    if overall is None:
        return ngettext("{n} reply received", "{n} replies received", tables.n).format(n=tables.n)
    return _("Replies received: {share}").format(share=overall.sentence())


def _leader(shares: Mapping[str, Share]) -> str:
    """The action whose likely range lies above those of all others, or ""."""
    ranges = {action: share.range for action, share in shares.items() if share.range}
    if len(ranges) < len(shares):
        return ""
    first = max(ranges, key=lambda action: ranges[action].low)
    above_all = all(ranges[first].low > ranges[action].high for action in ranges if action != first)
    return first if above_all else ""


def _actions_title(tables: Tables, leader: str) -> str:
    if not tables.n:
        return _("No replies to show yet")
    if leader:
        return _(MOST_REPORTED[leader]).format(share=tables.actions.shares[leader].sentence())
    if not any(share.range for share in tables.actions.shares.values()):
        return _("Too few replies to compare the actions")
    if any(share.kind == "mostly_unknown" for share in tables.actions.shares.values()):
        return _("Not all actions can be compared: most answers on some are not known")
    return _("No single action clearly stands out")


def _key(kinds: set[str], small: bool) -> str:
    """What the marks mean; a kind of its own name is a square."""
    known = [f"{MARKS[kind]} {_(KINDS[kind])}" for kind in MARKS if kind in kinds]
    others = [f"{OTHER_MARK} {kind}" for kind in sorted(kinds - set(MARKS))]
    dagger = [_("{mark} small number").format(mark=DAGGER)] if small else []
    return APART.join([*known, *others, *dagger])


def _source(tables: Tables, number: int) -> str:
    """Where the numbers come from: survey, table, replies counted, how many were late, how many answers are undecided,
    and the day of the count.
    """
    replies = ngettext("{n} reply", "{n} replies", tables.n).format(n=tables.n)
    late = [_("{n} late").format(n=tables.late)] if tables.late else []
    day = [format_date(tables.counted_on)] if tables.counted_on else []
    undecided = [_("{n} undecided").format(n=tables.undecided)] if tables.undecided else []
    facts = ", ".join([_("Table {number}").format(number=number), replies, *late, *undecided, *day])
    return _("Source: Survey {year}, {facts}.").format(year=tables.round, facts=facts)


def _alt(title: str, points: Iterable[tuple[str, Share | None, str]]) -> str:
    """The title and every point, as one would read the chart aloud."""
    read = [f"{label}: {share.sentence() if share else counts}" for label, share, counts in points]
    return f"{title}. {'; '.join(read)}." if read else f"{title}."


def _share_cells(share: Share | None) -> tuple[Cell, Cell]:
    return (share.percent_text(), share.range_text()) if share else ("", "")


def _rates_numbers(tables: Tables) -> NumberTable:
    keys = ("workshop", "participated", "replied", "late", "rate", "range")
    totals = [(kind_title(kind), total) for kind, total in tables.replies.totals.items()]
    lines = [(f"{row.workshop}. {row.title}", row) for row in tables.replies.rows] + totals
    late_known = tables.late_unknown < max(tables.n, 1)
    return NumberTable(
        tuple(column_title(key) for key in keys),
        tuple(
            (name, "" if row.participated is None else row.participated, row.replied, row.late if late_known else "")
            + _share_cells(row.share)
            for name, row in lines
        ),
    )
