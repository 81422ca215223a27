"""Tables 1-7 as an Excel workbook: one sheet each, marks as underline and bold, and what to know beside them."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rocb_desktop.domain.figures import Share
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
    MarkTable,
    ReplyCount,
    ReplyTable,
    Tables,
)
from rocb_desktop.reports.files import write_whole
from rocb_desktop.reports.workbook_sheet import Content, Rate, SheetWriter
from rocb_desktop.texts import _, format_date, ngettext

if TYPE_CHECKING:
    from openpyxl import Workbook

LISTS = 26
ANSWERS = ("yes", "not_yet", "no", "unknown")
SHARE = ("share", "low", "high")


def save_tables_xlsx(tables: Tables, path: Path) -> None:
    """Writes the workbook; UserError disk_full, bad_path or cannot_open, and then nothing has changed."""
    written = io.BytesIO()
    tables_workbook(tables).save(written)
    write_whole(path, written.getvalue())


def tables_workbook(tables: Tables) -> "Workbook":
    """The workbook in memory: sheets "Table 1" to "Table 7", each with its notes."""
    from openpyxl import Workbook

    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for number, table in tables.numbered().items():
        sheet = book.create_sheet(_("Table {number}").format(number=number))
        writer = SheetWriter(sheet, table_title(number), _basis(tables))
        if isinstance(table, ReplyTable):
            _replies(writer, table)
        elif isinstance(table, ActionTable):
            _actions(writer, table, tables)
        elif isinstance(table, AnswerTable):
            _answers(writer, table, tables)
        else:
            _marks(writer, table, tables, number)
        _notes(writer, tables, number)
    return book


def _basis(tables: Tables) -> str:
    counted = ngettext(
        "Survey {year}. {n} reply; every count is of administrations.",
        "Survey {year}. {n} replies; every count is of administrations.",
        tables.n,
    ).format(year=tables.round, n=tables.n)
    if tables.counted_on is None:
        return counted
    return counted + " " + _("Counted on {date}.").format(date=format_date(tables.counted_on))


def _replies(writer: SheetWriter, table: ReplyTable) -> None:
    writer.header([column_title(key) for key in ("workshop", "participated", "replied", "late", "rate", "low", "high")])
    for row in table.rows:
        writer.row([f"{row.workshop}. {row.title}", *_reply_cells(row)])
    for kind, total in table.totals.items():
        writer.row([kind_title(kind), *_reply_cells(total)], bold=True)


def _reply_cells(row: ReplyCount) -> list[Content]:
    return [row.participated, row.replied, row.late, *_share_cells(row.share)]


def _share_cells(share: Share | None) -> list[Content]:
    if share is None or share.range is None:
        return [None, None, None]
    low, high = Rate(share.range.low), Rate(share.range.high)
    return [Rate(share.k / share.n, small=share.dagger), low, high]


def _actions(writer: SheetWriter, table: ActionTable, tables: Tables) -> None:
    writer.header([column_title(key) for key in ("workshop", "replies", *ACTIONS, "nothing_yet")])
    for row in table.rows:
        writer.row([_workshop(tables, row.workshop), *_action_cells(row)])
    writer.row([kind_title("all"), *_action_cells(table.totals)], bold=True)
    known = [table.totals.known[action] for action in ACTIONS]
    writer.row([_("Replies whose answer is known"), None, *known])
    for place, name in enumerate(SHARE):
        writer.row([column_title(name), None, *(_share_cells(table.shares[a])[place] for a in ACTIONS)])


def _action_cells(row: ActionCount) -> list[Content]:
    return [row.replies, *(row.yes[action] for action in ACTIONS), row.nothing_yet]


def _answers(writer: SheetWriter, table: AnswerTable, tables: Tables) -> None:
    writer.header([column_title(key) for key in ("workshop", "replies", *ANSWERS, *SHARE)])
    for row in table.rows:
        writer.row([_workshop(tables, row.workshop), *_answer_cells(row)])
    writer.row([kind_title("all"), *_answer_cells(table.totals), *_share_cells(table.share)], bold=True)
    writer.words(_("The share is yes out of the known answers; not yet counts as no."))


def _answer_cells(row: AnswerCount) -> list[Content]:
    return [row.replies, row.yes, row.not_yet, row.no, row.unknown]


def _marks(writer: SheetWriter, table: MarkTable, tables: Tables, number: int) -> None:
    mark = ["", *(table.mark_name(column) for column in table.columns)]
    writer.header([column_title(key) for key in ("workshop", *table.columns, "not_named")], width=LISTS)
    for row in table.rows:
        lists: Sequence[Content] = [row.lists[column] for column in table.columns]
        more = [f"{column_title(c)}: {row.not_named[c]}" for c in table.columns if row.not_named[c]]
        writer.row([_workshop(tables, row.workshop), *lists, "; ".join(more)], mark=mark)
    writer.line += 1
    writer.row(["", *(column_title(key) for key in ("count", "of", *SHARE))], bold=True)
    for name, footer in table.footers.items():
        writer.row([footer_title(name), footer.share.k, footer.share.n, *_share_cells(footer.share)])
    for sentence in mark_legend(number):
        writer.words(sentence)


def _workshop(tables: Tables, number: int | None) -> str:
    return next(f"{row.workshop}. {row.title}" for row in tables.replies.rows if row.workshop == number)


def _notes(writer: SheetWriter, tables: Tables, number: int) -> None:
    writer.line += 1
    for note in tables.notes:
        if note.table in (0, number):
            writer.words(note.text())
    writer.words(_(MERGE_RULE))
    writer.words(_(SMALL_RULE))
    if number == 1:
        for left_out in tables.not_surveyed:
            named = {"number": left_out.workshop, "title": left_out.title}
            sentence = _("Not surveyed: {number}. {title} ({reason})")
            writer.words(sentence.format(reason=left_out.reason or kind_title(left_out.kind), **named))
