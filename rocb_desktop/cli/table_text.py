"""Tables 1-7 as plain text for a terminal: an underlined code is _FJ_, a bold one *FJ*."""

from collections.abc import Iterator

from rocb_desktop.cli.output import table
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
    MarkRow,
    MarkTable,
    ReplyCount,
    ReplyTable,
    Tables,
)
from rocb_desktop.texts import _

SIGNS = {"underline": "_", "bold": "*"}
_ANSWERS = ("replies", "yes", "not_yet", "no", "unknown")


def tables_text(counted: Tables) -> str:
    """All seven, each with its notes, and the rules they are counted by."""
    parts = [_part(counted, number) for number in counted.numbered()]
    said = [note.text() for note in counted.notes if not note.table]
    return "\n\n".join([*parts, "\n".join([*said, _(MERGE_RULE), _(SMALL_RULE)])])


def _part(counted: Tables, number: int) -> str:
    one = counted.numbered()[number]
    if isinstance(one, ReplyTable):
        lines = [_replies(one)]
    elif isinstance(one, ActionTable):
        lines = [_actions(one)]
    elif isinstance(one, AnswerTable):
        lines = [_answers(one)]
    else:
        lines = [*_marks(one), *_mark_words(number)]
    notes = [note.text() for note in counted.notes if note.table == number]
    return "\n".join([table_title(number), *lines, *notes])


def _replies(one: ReplyTable) -> str:
    headings = [column_title(key) for key in ("workshop", "participated", "replied", "late", "rate", "range")]
    rows = [[f"{row.workshop}. {row.short_title or row.title}", *_reply_cells(row)] for row in one.rows]
    rows += [[kind_title(kind), *_reply_cells(total)] for kind, total in one.totals.items()]
    return table(headings, rows)


def _reply_cells(row: ReplyCount) -> list[object]:
    return [row.participated, row.replied, row.late, *_share_cells(row.share)]


def _share_cells(share: Share | None) -> list[object]:
    if share is None:
        return ["", ""]
    dagger = " †" if share.dagger else ""
    return [share.percent_text() + dagger, share.range_text()]


def _actions(one: ActionTable) -> str:
    headings = [column_title(key) for key in ("workshop", "replies", *ACTIONS, "nothing_yet")]
    rows = [[row.workshop, *_action_cells(row)] for row in one.rows]
    rows.append([kind_title("all"), *_action_cells(one.totals)])
    known = [one.totals.known[action] for action in ACTIONS]
    rows.append([_("Replies whose answer is known"), None, *known, None])
    return table(headings, rows)


def _action_cells(row: ActionCount) -> list[object]:
    return [row.replies, *(row.yes[action] for action in ACTIONS), row.nothing_yet]


def _answers(one: AnswerTable) -> str:
    headings = [column_title(key) for key in ("workshop", *_ANSWERS, "share", "range")]
    rows: list[list[object]] = [[row.workshop, *_answer_cells(row), "", ""] for row in one.rows]
    rows.append([kind_title("all"), *_answer_cells(one.totals), *_share_cells(one.share)])
    return table(headings, rows)


def _answer_cells(row: AnswerCount) -> list[object]:
    return [getattr(row, name) for name in _ANSWERS]


def _marks(one: MarkTable) -> Iterator[str]:
    headings = [column_title(key) for key in ("workshop", *one.columns)]
    yield table(headings, [[row.workshop, *(_list(one, row, column) for column in one.columns)] for row in one.rows])
    for name, footer in one.footers.items():
        yield f"{footer_title(name)}: {footer.share.sentence()}"


def _list(one: MarkTable, row: MarkRow, column: str) -> str:
    more = row.not_named[column]
    sign = SIGNS[one.mark_name(column)]
    codes = [f"{sign}{item.code}{sign}" if item.marked else item.code for item in row.lists[column]]
    return ", ".join([*codes, *([f"+{more}"] if more else [])])


def _mark_words(number: int) -> list[str]:
    return [f"{sign}FJ{sign}  {sentence}" for sign, sentence in zip(SIGNS.values(), mark_legend(number), strict=True)]
