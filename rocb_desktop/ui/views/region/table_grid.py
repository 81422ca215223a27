"""Tables 1-7 as rows of cells with their words: what each shows, its footers, its marks and what to know beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.figures import NBSP, Share, count_of
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.table_words import (
    MERGE_RULE,
    SMALL_RULE,
    column_title,
    footer_title,
    kind_title,
    mark_legend,
    table_title,
)
from rocb_desktop.domain.tables import (
    ActionCount,
    ActionTable,
    AnswerCount,
    AnswerTable,
    Marked,
    MarkTable,
    ReplyCount,
    ReplyTable,
    Tables,
)
from rocb_desktop.texts import _, format_date, ngettext
from rocb_desktop.ui.widgets.figure_model import Cell, Head, Row, Run

ANSWERS = ("replies", "yes", "not_yet", "no", "unknown")


@dataclass(frozen=True)
class Grid:
    """One table: `title`, columns and rows, then the lines below it in the order in which they are read."""

    number: int
    title: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    footers: tuple[str, ...] = ()
    legend: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def grid(tables: Tables, number: int) -> Grid:
    """Table `number` (1 to 7) of a round."""
    table = tables.numbered()[number]
    footers: tuple[str, ...] = ()
    legend: tuple[str, ...] = ()
    if isinstance(table, ReplyTable):
        heads, rows = _replies(table, late_known=tables.late_unknown < tables.n or not tables.n)
    elif isinstance(table, ActionTable):
        heads, rows = _actions(table, tables)
    elif isinstance(table, AnswerTable):
        heads, rows = _answers(table, tables)
        footers = (_("Yes: {share}").format(share=share_words(table.share)),)
    else:
        heads, rows = _marks(table, tables)
        footers = tuple(_footer(name, one.share, one.unknown) for name, one in table.footers.items())
        legend = mark_legend(number)
    return Grid(number, table_title(number), heads, rows, footers, legend, _notes(tables, number))


def basis(tables: Tables) -> str:
    """What is counted, from how many replies, how many of them late, and when."""
    said = ngettext(
        "{n} reply. Every count is of administrations.", "{n} replies. Every count is of administrations.", tables.n
    )
    parts = [said.format(n=tables.n)]
    if tables.late:
        late = ngettext("{n} came late and counts.", "{n} came late and count.", tables.late)
        parts.append(late.format(n=tables.late))
    if tables.counted_on is not None:
        parts.append(_("Counted on {date}.").format(date=format_date(tables.counted_on)))
    return " ".join(parts)


def share_words(share: Share) -> str:
    """38 of 58 (66 %). Likely range 53-76 %; only the counts where a share would mislead."""
    if share.range is None:
        return _("{count}. {why}").format(count=share.count_text(), why=why_no_share(share))
    return _("{count} ({percent}). Likely range {range}").format(
        count=share.count_text(), percent=share.percent_text(), range=share.range_text()
    )


def why_no_share(share: Share) -> str:
    """Why only the counts stand there."""
    if share.kind == "mostly_unknown":
        return _("Most answers are not known")
    return _("Too few for a share")


def _footer(name: str, share: Share, unknown: int) -> str:
    words = _("{what}: {share}").format(what=footer_title(name), share=share_words(share))
    if not unknown:
        return words
    said = ngettext(
        "{n} more is left out: the other answer is not known.",
        "{n} more are left out: the other answer is not known.",
        unknown,
    )
    return f"{words}. {said.format(n=unknown)}"


def _replies(table: ReplyTable, *, late_known: bool) -> tuple[tuple[Head, ...], tuple[Row, ...]]:
    keys = ("participated", "replied", "late", "rate", "range")
    heads = (Head(column_title("workshop"), "name"), *(Head(_unbroken(column_title(key))) for key in keys))
    rows = [Row((_named(row.workshop, row.short_title), *_reply_cells(row, late_known))) for row in table.rows]
    totals = [
        Row((Cell.words(kind_title(kind)), *_reply_cells(one, late_known)), total=True)
        for kind, one in table.totals.items()
        if one.replied or one.participated
    ]
    return heads, (*rows, *totals)


def _reply_cells(row: ReplyCount, late_known: bool) -> tuple[Cell, ...]:
    late = Cell.figure(row.late) if late_known else Cell.figure(None, _("not known"))
    took_part = Cell.figure(row.participated, "" if row.participated is not None else _("not known"))
    return (took_part, Cell.figure(row.replied), late, *_share_cells(row.share, waiting=row.waiting))


def _share_cells(share: Share | None, *, waiting: bool = False) -> tuple[Cell, Cell]:
    if share is None:
        why = _("The survey has not opened yet") if waiting else _("not known")
        return Cell.figure(None, why), Cell.figure(None, why)
    if share.range is None:
        why = why_no_share(share)
        return Cell.figure(f"–{NBSP}†" if share.dagger else None, why), Cell.figure(None, why)
    percent = f"{share.percent_text()}{NBSP}†" if share.dagger else share.percent_text()
    return Cell.figure(percent), Cell.figure(share.range_text())


def _actions(table: ActionTable, tables: Tables) -> tuple[tuple[Head, ...], tuple[Row, ...]]:
    keys = ("replies", *ACTIONS, "nothing_yet")
    heads = (Head(column_title("workshop"), "name"), *(Head(column_title(key)) for key in keys))
    rows = [Row((_title(tables, row.workshop), *_action_cells(row))) for row in table.rows]
    blank = Cell.figure("")
    shares = [table.shares[action] for action in ACTIONS]
    percents, ranges = zip(*(_share_cells(share) for share in shares), strict=True)
    totals = [
        Row((Cell.words(kind_title("all")), *_action_cells(table.totals)), total=True),
        Row((Cell.words(column_title("share")), blank, *percents, blank), total=True),
        Row((Cell.words(column_title("range")), blank, *ranges, blank)),
    ]
    return heads, (*rows, *totals)


def _action_cells(row: ActionCount) -> tuple[Cell, ...]:
    counts = (_known_count(row.yes[action], row.known[action], row.replies) for action in ACTIONS)
    return (Cell.figure(row.replies), *counts, Cell.figure(row.nothing_yet))


def _known_count(yes: int, known: int, replies: int) -> Cell:
    """10; 2 of 3 where only three of the answers are known; a dash where none is."""
    if not known and replies:
        return Cell.figure(None, _("not known"))
    return Cell.figure(yes if known == replies else count_of(yes, known))


def _answers(table: AnswerTable, tables: Tables) -> tuple[tuple[Head, ...], tuple[Row, ...]]:
    heads = (Head(column_title("workshop"), "name"), *(Head(column_title(key)) for key in ANSWERS))
    rows = [Row((_title(tables, row.workshop), *_answer_cells(row))) for row in table.rows]
    total = Row((Cell.words(kind_title("all")), *_answer_cells(table.totals)), total=True)
    return heads, (*rows, total)


def _answer_cells(row: AnswerCount) -> tuple[Cell, ...]:
    return tuple(Cell.figure(getattr(row, name)) for name in ANSWERS)


def _marks(table: MarkTable, tables: Tables) -> tuple[tuple[Head, ...], tuple[Row, ...]]:
    heads = (
        Head(column_title("workshop"), "name"),
        *(Head(column_title(column), "list") for column in table.columns),
    )
    rows = [
        Row(
            (
                _title(tables, row.workshop),
                *(_listed(table, column, row.lists[column], row.not_named[column]) for column in table.columns),
            )
        )
        for row in table.rows
    ]
    return heads, tuple(rows)


def _listed(table: MarkTable, column: str, listed: Sequence[Marked], more: int) -> Cell:
    """FJ, PG, TO with the marks of the column, and how many more are not named."""
    mark = "bold" if column == table.outcome else "underline"
    said = {"underline": _("{name} (underlined)"), "bold": _("{name} (bold)")}[mark]
    runs = [
        Run(one.code, "underline" if mark == "underline" else "bold") if one.marked else Run(one.code) for one in listed
    ]
    spoken = [said.format(name=name_of(one.code)) if one.marked else name_of(one.code) for one in listed]
    if more:
        runs.append(Run(f"+{more}"))
        spoken.append(ngettext("{n} more, not named", "{n} more, not named", more).format(n=more))
    return Cell(tuple(runs) or (Run("–"),), spoken=", ".join(spoken))


def _unbroken(title: str) -> str:
    """Likely range (95 %): a percent sign alone on its line would be read as nothing."""
    return title.replace(" %", f"{NBSP}%")


def _named(number: int | None, title: str) -> Cell:
    return Cell.words(f"{number}.{NBSP}{title}")


def _title(tables: Tables, number: int | None) -> Cell:
    return next(_named(row.workshop, row.short_title) for row in tables.replies.rows if row.workshop == number)


def _notes(tables: Tables, number: int) -> tuple[str, ...]:
    """What belongs to this table, then what belongs to all of them."""
    said = [note.text() for note in tables.notes if note.table == number]
    if number == 1:
        for one in tables.not_surveyed:
            sentence = _("Not surveyed: {number}. {title} ({reason})")
            reason = one.reason or kind_title(one.kind)
            said.append(sentence.format(number=one.workshop, title=one.title, reason=reason))
    said += [note.text() for note in tables.notes if not note.table]
    return (*said, _(MERGE_RULE), _(SMALL_RULE))
