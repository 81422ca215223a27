"""Writes a round workbook: the same sheets and columns that are read, text always as text and never as a
formula.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.workshop import Participation, Workshop
from rocb_desktop.exchange.round_book import BookReply, RoundBook
from rocb_desktop.exchange.round_replies import ANSWERS, APPLIED, REPLY_COLUMNS, TEXTS
from rocb_desktop.exchange.round_workshops import PARTICIPANT_COLUMNS, WORKSHOP_COLUMNS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | PartialDate | None


def write(book: RoundBook, path: Path | str) -> None:
    """Writes the book, whole or not at all; UserError cannot_open when the place cannot be written."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "ROCB Desktop"
    sheets = [
        ("Workshops", WORKSHOP_COLUMNS, [_workshop(one) for one in book.workshops]),
        ("Participants", PARTICIPANT_COLUMNS, [_participation(one) for one in book.participations]),
        ("Replies", REPLY_COLUMNS, [_reply(one) for one in book.replies]),
    ]
    for name, columns, rows in sheets:
        if rows or name == "Workshops":
            _fill(workbook.create_sheet(name), list(dict.fromkeys(columns.values())), rows)
    if book.note:
        about = workbook.create_sheet("About")
        for number, line in enumerate(book.note.splitlines(), start=1):
            _put(about, number, 1, line)
        about.column_dimensions["A"].width = 110
    unwritten = BytesIO()
    workbook.save(unwritten)
    path = Path(path)
    unfinished = path.with_name(path.name + ".part")
    try:
        unfinished.write_bytes(unwritten.getvalue())
        unfinished.replace(path)
    except OSError as error:
        raise UserError("cannot_open", path=str(path)) from error


def _workshop(one: Workshop) -> dict[str, Cell]:
    return {
        "number": one.number,
        "title": one.title,
        "short_title": one.short_title,
        "kind": one.kind,
        "mode": one.mode,
        "status": one.status,
        "start": one.start,
        "end": one.end,
        "administrations": ";".join(one.administrations),
        "participated": one.participated,
        "surveyed": "yes" if one.surveyed else "no",
        "reason_not_surveyed": one.reason_not_surveyed,
    }


def _participation(one: Participation) -> dict[str, Cell]:
    return {
        "workshop": one.workshop,
        "name": one.name,
        "administration": one.administration,
        "post": one.post,
        "email": one.email,
        "role": one.role,
        "attended": one.attended,
        "mode": one.mode,
    }


def _reply(one: BookReply) -> dict[str, Cell]:
    answer = {id: value for id, value in one.answers.items() if isinstance(value, str)}
    applied = one.answers.get("q2")
    cells: dict[str, Cell] = {
        "workshop": one.workshop,
        "administration": one.administration,
        "participant": one.participant,
        "consent": answer.get("q7"),
        "received": one.received,
        "source": one.source,
    }
    cells |= {action: answer.get(f"q1_{action}") for action in ACTIONS}
    cells |= {column: answer.get(id, "").replace("_", " ") for column, id in ANSWERS.items()}
    cells |= {column: answer.get(id) for column, id in TEXTS.items()}
    for column, option in APPLIED.items():
        chosen = isinstance(applied, list) and option in applied
        cells[column] = answer.get(f"q2_{option}_text") or ("yes" if chosen else None)
    return cells


def _fill(sheet: "Worksheet", columns: Sequence[str], rows: Iterable[dict[str, Cell]]) -> None:
    """A header row that stays in sight, then one row each."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(columns, start=1):
        _put(sheet, 1, at, column)
        sheet.cell(1, at).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = 60 if column == "title" else len(column) + 4
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows, start=2):
        for at, column in enumerate(columns, start=1):
            _put(sheet, number, at, row[column])


def _put(sheet: "Worksheet", row: int, column: int, value: Cell) -> None:
    """One cell. Text is marked as text, since a leading = or # means a formula or an error to Excel."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None or value == "":
        return
    cell = sheet.cell(row, column)
    if isinstance(value, PartialDate) and value.exact:
        cell.value = value.first()
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, int):
        cell.value = value
    else:
        text = ILLEGAL_CHARACTERS_RE.sub(" ", str(value))
        cell.value = text
        cell.data_type = "s"
        if text.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True  # it stays text when somebody edits the cell
