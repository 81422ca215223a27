"""Writes a questionnaire as an Excel workbook that people fill in: lists to choose from, help beside each cell, and a
hidden sheet that says whose it is and where each answer stands.

Only the answer cells can be written into; there is no password, and no formula or macro. Foreign text stays text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, cast

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Answers, Questionnaire
from rocb_desktop.exchange.questionnaire_sheet import (
    ANSWER_COLUMN,
    BETWEEN,
    DATE,
    FORMAT,
    HIDDEN,
    LABEL_COLUMN,
    MOST_ROWS,
    Identity,
    Line,
    Place,
    answer_words,
    checksum,
    first_line,
    lines,
    option_words,
)
from rocb_desktop.texts import _, format_month, format_number, speaking

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LABEL_WIDTH, _ANSWER_WIDTH = 46, 46  # characters; together with the margin they fill an A4 page
_FONT, _SIZE, _LEADING = "Calibri", 11.0, 1.35
_SIZES = {"title": 16.0, "question": 12.0}  # points
_LONG_LINES, _MOST_LINES = 4, 24
_PROMPT, _PROMPT_TITLE = 255, 32  # what Excel takes at most
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read _x0041_ as a letter
_INK, _SOFT, _BAND, _LINE, _WHITE = "FF1B2B34", "FF5B6770", "FFE8EEF0", "FFB8C2C6", "FFFFFFFF"
_DAY_FORMAT, _TEXT_FORMAT = "d mmmm yyyy", "@"


@dataclass(frozen=True, slots=True)
class Filled:
    """What a workbook is filled in with: the words of the workshop and the administration on top, what is known of the
    person ("@name", "@post" ...), and the answers there are.
    """

    workshop: str
    administration: str
    person: Mapping[str, str]
    answers: Answers


def write_questionnaire(questionnaire: Questionnaire, identity: Identity, filled: Filled) -> bytes:
    """The whole workbook. Raises UserError bad_questionnaire for one with more rows than a person could fill in."""
    from openpyxl import Workbook
    from openpyxl.workbook.protection import WorkbookProtection

    made = lines(questionnaire, identity, filled.workshop, filled.administration)
    if len(made) > MOST_ROWS:
        raise UserError("bad_questionnaire")
    book = Workbook()
    book.remove(book.worksheets[0])
    with speaking(identity.language):
        sheet = book.create_sheet(_("Questionnaire"))
    hidden = book.create_sheet(HIDDEN)
    hidden.sheet_state = "hidden"
    places = _Writer(sheet, hidden, identity.language, filled).write(made)
    _write_hidden(hidden, identity, places, sheet.title)
    _set_page(sheet, identity)
    book.security = WorkbookProtection(lockStructure=True)
    book.active = 0
    _name(book, questionnaire, identity)
    unwritten = BytesIO()
    book.save(unwritten)
    return unwritten.getvalue()


class _Writer:
    """Writes the lines down the visible sheet, and the words of its lists into columns of the hidden one."""

    def __init__(self, sheet: "Worksheet", hidden: "Worksheet", lang: str, filled: Filled) -> None:
        self.sheet, self.hidden, self.lang, self.filled = sheet, hidden, lang, filled
        self._lists: dict[tuple[str, ...], str] = {}

    def write(self, made: Sequence[Line]) -> list[Place]:
        places = []
        for row, line in enumerate(made, start=1):
            label, answer = self._cell(row, LABEL_COLUMN), self._cell(row, ANSWER_COLUMN)
            put(label, "\n".join(filter(None, (line.label, line.hint))))
            self._dress(row, line, label, answer)
            if line.kind == "answer":
                self._answer(line, answer)
                places.append(Place(line.key, answer.coordinate, first_line(line.label)))
        return places

    def _cell(self, row: int, column: int) -> "Cell":
        return cast("Cell", self.sheet.cell(row, column))  # it is written before it is merged

    def _dress(self, row: int, line: Line, label: "Cell", answer: "Cell") -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        bold = line.kind in ("title", "question", "fact") or (line.field is not None and line.field.kind == "tick")
        soft = line.kind in ("words", "hint", "group")
        label.font = Font(_FONT, _SIZES.get(line.kind, _SIZE), bold=bold, color=_SOFT if soft else _INK)
        label.alignment = Alignment("left", "top", wrap_text=True, indent=2 if line.detail else 0)
        answer.font = Font(_FONT, _SIZE, color=_INK)
        answer.alignment = Alignment("left", "top", wrap_text=True)
        width, least = _LABEL_WIDTH - 3 * line.detail, _LONG_LINES if line.long else 1
        if line.kind in ("title", "words", "question", "hint"):
            width += _ANSWER_WIDTH
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=LABEL_COLUMN, end_column=ANSWER_COLUMN)
        if line.kind in ("question", "hint"):
            label.fill = PatternFill("solid", fgColor=_BAND)
        if line.kind == "fact":
            put(answer, line.fact)
        height = _SIZES.get(line.kind, _SIZE) * _LEADING
        width = int(width * _SIZE / _SIZES.get(line.kind, _SIZE))
        tall = max(_lines_in(str(label.value or ""), width), _lines_in(line.fact or self._text(line), _ANSWER_WIDTH))
        self.sheet.row_dimensions[row].height = height * min(max(tall, least), _MOST_LINES) + 3

    def _text(self, line: Line) -> str:
        given = self.filled.answers.get(line.key)
        return given if isinstance(given, str) and line.long else ""

    def _answer(self, line: Line, cell: "Cell") -> None:
        from openpyxl.styles import Border, PatternFill, Protection, Side

        edge = Side(style="thin", color=_LINE)
        cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
        cell.fill = PatternFill("solid", fgColor=_WHITE)
        cell.protection = Protection(locked=False)
        kind = line.field.kind if line.field is not None else "date" if line.key == DATE else "text"
        cell.number_format = {"text": _TEXT_FORMAT, "date": _DAY_FORMAT, "number": "0"}.get(kind, "General")
        self._put_value(line, cell, kind)
        self._guide(line, cell, kind)

    def _put_value(self, line: Line, cell: "Cell", kind: str) -> None:
        if line.field is None:
            given: Value = self.filled.person.get(line.key, "")
        else:
            given = self.filled.answers.get(line.field.id)
        if kind == "date" and isinstance(given, str) and given:
            day = PartialDate.parse(given)
            if day.exact:
                cell.value = day.first()
                cell.number_format = _DAY_FORMAT  # the library takes its own for a day
            else:
                with speaking(self.lang):
                    put(cell, format_month(day.year, day.month))
        elif kind == "number" and isinstance(given, int):
            cell.value = given
        elif words := _words(line, given, self.lang):
            put(cell, words)

    def _guide(self, line: Line, cell: "Cell", kind: str) -> None:
        """A list to choose from where there is one, and help when the cell is entered."""
        from openpyxl.worksheet.datavalidation import DataValidation

        with speaking(self.lang):
            title = _("This answer cannot be kept")
            if kind in ("tick", "choice", "choices"):
                choice = line.field is not None and kind == "choice"
                words = tuple(option_words(line.field, self.lang).values()) if choice and line.field else ()
                rule = DataValidation("list", self._list(words or answer_words(self.lang)), allow_blank=True)
                rule.error = _("Choose one of the list, or leave the cell empty.")
            elif kind == "number" and line.field is not None:
                rule = DataValidation("whole", "0", allow_blank=True, operator="between")
                rule.formula2 = str(line.field.max)
                rule.error = _("Write a whole number from 0 to {most}").format(most=format_number(line.field.max))
            else:
                rule = DataValidation(allow_blank=True)
        rule.showErrorMessage = rule.error is not None
        rule.errorTitle = title[:_PROMPT_TITLE]
        prompt = line.help or line.hint or line.label
        rule.promptTitle = _shortened(line.label, _PROMPT_TITLE)
        rule.prompt = _shortened(prompt, _PROMPT)
        rule.showInputMessage = True
        rule.add(cell)
        self.sheet.add_data_validation(rule)

    def _list(self, words: tuple[str, ...]) -> str:
        """Where the words of a list stand in the hidden sheet: in a formula they would be limited, and foreign text."""
        from openpyxl.utils import get_column_letter

        if words not in self._lists:
            column = 6 + len(self._lists)
            for row, word in enumerate(words, start=1):
                put(cast("Cell", self.hidden.cell(row, column)), word)
            letter = get_column_letter(column)
            self._lists[words] = f"'{HIDDEN}'!${letter}$1:${letter}${len(words)}"
        return self._lists[words]


def _words(line: Line, given: Value, lang: str) -> str:
    """What stands in an answer cell for a value; "" for none."""
    field = line.field
    if field is None or field.kind == "text":
        return given if isinstance(given, str) else ""
    yes, no = answer_words(lang)
    if field.kind == "tick":
        return {"yes": yes, "no": no}.get(str(given), "")
    if field.kind == "choices":
        chosen = given if isinstance(given, list) else []
        return yes if line.key.partition(BETWEEN)[2] in chosen else ""
    return option_words(field, lang).get(str(given), "") if isinstance(given, str) else ""


def _write_hidden(hidden: "Worksheet", identity: Identity, places: Sequence[Place], sheet: str) -> None:
    told = [
        ("format", FORMAT),
        ("questionnaire", identity.questionnaire),
        ("workshop", identity.workshop),
        ("place", identity.place),
        ("administration", identity.administration),
        ("participant", identity.participant),
        ("language", identity.language),
        ("sheet", sheet),
        ("checksum", checksum(identity, places)),
        ("answers", str(len(places))),
    ]
    rows = [*((key, value, "") for key, value in told), *((one.key, one.cell, one.label) for one in places)]
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            put(cast("Cell", hidden.cell(number, column)), text)
    hidden.protection.sheet = True


def _set_page(sheet: "Worksheet", identity: Identity) -> None:
    """A4 upright, as wide as the page; whoever fills it in can make rows higher."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.column_dimensions["A"].width = 1.5
    sheet.column_dimensions["B"].width = _LABEL_WIDTH
    sheet.column_dimensions["C"].width = _ANSWER_WIDTH
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = "A2"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 0.6)
    footer = HeaderFooterItem(center=_HeaderFooterPart("&P / &N"))
    sheet.HeaderFooter.oddFooter = footer
    sheet.print_title_rows = "1:1"
    sheet.protection.sheet = True
    sheet.protection.formatRows = False  # allowed
    sheet.protection.selectLockedCells = False


def _name(book: "Workbook", questionnaire: Questionnaire, identity: Identity) -> None:
    book.properties.creator = "ROCB Desktop"
    title = f"{questionnaire.wording.in_language(identity.language)} {identity.place}"
    book.properties.title = _UNWRITABLE.sub("", title)
    book.properties.language = identity.language


def put(cell: "Cell", text: str) -> None:
    """Text stays text: `=cmd` is shown as it was typed, here and after somebody edits the cell."""
    if not text:
        return
    cell.value = _ESCAPE.sub("_x005F_", _UNWRITABLE.sub("", text))
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _lines_in(text: str, width: int) -> int:
    return sum(1 + max(len(line) - 1, 0) // width for line in text.split("\n")) if text else 1


def _shortened(text: str, most: int) -> str:
    """As much as Excel takes: it repairs a workbook with longer ones by deleting them."""
    text = _UNWRITABLE.sub("", " ".join(text.split()))
    units = text.encode("utf-16-le")
    return text if len(units) // 2 <= most else units[: 2 * (most - 1)].decode("utf-16-le", "ignore").rstrip() + "…"
