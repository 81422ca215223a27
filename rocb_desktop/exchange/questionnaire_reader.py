"""Reads a questionnaire that somebody filled in: by the cells that the hidden sheet names, else by the words of rows.

Whatever saved it last (Excel, LibreOffice, a phone), the answers are the same; every cell that is no answer is named.
"""

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from rocb_desktop.domain.change import Scalar, Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.domain.questionnaire import normalise
from rocb_desktop.exchange.answer_cells import NoAnswer, Reading, read_cell, takes_words
from rocb_desktop.exchange.questionnaire_sheet import (
    ANSWER_COLUMN,
    BETWEEN,
    DATE,
    FORMAT,
    HIDDEN,
    LABEL_COLUMN,
    MOST_ROWS,
    PERSONAL,
    Identity,
    Line,
    Place,
    checksum,
    first_line,
    lines,
)
from rocb_desktop.exchange.sheet_rows import Cell, open_workbook
from rocb_desktop.texts import LANGUAGES, _, speaking

Cells = Mapping[tuple[int, int], Cell]
_ADDRESS = re.compile(r"([A-Z]{1,2})([1-9]\d{0,4})")
_FACTS = ("format", "questionnaire", "workshop", "place", "administration", "participant", "language", "sheet")
_DIRECTORY = "xl/workbook.xml"
_MOST_DIRECTORY = 2**20
# all that a zip which is none, is damaged, or is locked raises
_DAMAGED = (zipfile.BadZipFile, zlib.error, KeyError, OSError, RuntimeError, EOFError, ValueError)
_SAID = 60  # characters of a cell that are quoted
_PLACE = re.compile(r"\s*(\d{4}/\d{1,4})\b")


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that is no answer: where it is, what it says, and what it takes."""

    sheet: str
    cell: str
    label: str
    says: str
    takes: str

    @property
    def line(self) -> str:
        """Sheet Questionnaire, cell C12 (How many people?): it says “many”. Write a whole number ..."""
        where = _("Sheet {sheet}, cell {cell} ({label})").format(sheet=self.sheet, cell=self.cell, label=self.label)
        if not self.says:
            return _("{where}: {text}").format(where=where, text=self.takes)
        said = _("{where}: it says “{says}”. {takes}")
        return said.format(where=where, says=self.says, takes=self.takes)


@dataclass(frozen=True, slots=True)
class FilledBook:
    """A workbook as it was read: its sheets, and whose it is, where the hidden sheet still says so."""

    sheets: Mapping[str, Cells]
    epoch: date
    identity: Identity | None = None
    places: tuple[Place, ...] = ()

    def said(self) -> tuple[str, str]:
        """Workshop (as 2021/7) and administration as the visible sheet names them, for a book without its ids."""
        for cells in self.sheets.values():
            rows = {first_line(cell.text): row for (row, column), cell in cells.items() if column == LABEL_COLUMN}
            for lang in LANGUAGES:
                with speaking(lang):
                    here = rows.get(_("Workshop")), rows.get(_("Administration"))
                found = [cells.get((row or 0, ANSWER_COLUMN), Cell()).text for row in here]
                place = _PLACE.match(found[0])
                if place is not None and found[1]:
                    return place[1], found[1]
        return "", ""


@dataclass(slots=True)
class FilledIn:
    """What was answered. `person` are the cells about the person ("@name" ...), `date` the day of the answers; with
    `problems` nothing of it may be kept. `by_words`: the ids were lost, and the rows were found by their words.
    """

    answers: dict[str, Value] = field(default_factory=dict)
    person: dict[str, str] = field(default_factory=dict)
    date: str = ""
    problems: list[BadCell] = field(default_factory=list)
    by_words: bool = False


def is_questionnaire(stream: BinaryIO) -> bool:
    """Whether an Excel workbook is one of our questionnaires, by the sheet with its ids; reads its directory alone."""
    try:
        with zipfile.ZipFile(stream) as archive, archive.open(_DIRECTORY) as part:
            return f'name="{HIDDEN}"'.encode() in part.read(_MOST_DIRECTORY)
    except _DAMAGED:
        return False


def open_filled(path: Path) -> FilledBook:
    """A workbook, whoever saved it last. Raises UserError bad_path, cannot_open, too_large, locked_workbook,
    bad_workbook.
    """
    with open_workbook(path) as book:
        sheets = {name: book.cells(name, 2 * MOST_ROWS) for name in book.names}
        hidden = sheets.pop(HIDDEN, {})
        return FilledBook(sheets, book.epoch, *_ids(hidden))


def read_answers(book: FilledBook, questionnaire: Questionnaire, lang: str = "en") -> FilledIn:
    """The answers, with every cell that is none. `lang` is the language to take for one that has lost its ids.

    Raises UserError bad_workbook when nobody can tell which row is which.
    """
    languages = [book.identity.language] if book.identity else [lang, *(one for one in LANGUAGES if one != lang)]
    for language in languages:
        identity = book.identity or Identity("", "", "", "", "", language)
        wanted = [line for line in lines(questionnaire, identity, "", "") if line.kind == "answer"]
        for name, cells in book.sheets.items():
            rows = _rows_of(book, wanted, cells)
            if rows is not None:
                return _read(name, cells, wanted, rows, Reading(language, book.epoch), questionnaire)
            rows = _rows_by_words(wanted, cells)
            if rows is not None:
                found = _read(name, cells, wanted, rows, Reading(language, book.epoch), questionnaire)
                found.by_words = True
                return found
    reason = _("its rows are not those of the questionnaire. Ask for a new form, or enter the reply on behalf.")
    raise UserError("bad_workbook", reason=reason)


def _ids(hidden: Cells) -> tuple[Identity | None, tuple[Place, ...]]:
    """What the hidden sheet says; nothing when it is not as it was written."""
    rows = max((row for row, _column in hidden), default=0)
    texts = [[hidden.get((row, column), Cell()).text for column in (1, 2, 3)] for row in range(1, rows + 1)]
    told = {key: value for key, value, _label in texts[: len(_FACTS) + 2]}
    count = told.get("answers", "")
    if told.get("format") != FORMAT or not count.isdecimal() or told.get("language") not in LANGUAGES:
        return None, ()
    begins = len(_FACTS) + 2
    places = tuple(Place(*text) for text in texts[begins : begins + min(int(count[:6]), MOST_ROWS)])
    names = ("questionnaire", "workshop", "place", "administration", "participant", "language")
    identity = Identity(*(told.get(name, "") for name in names))
    if told.get("checksum") != checksum(identity, places):
        return None, ()
    return identity, places


def _rows_of(book: FilledBook, wanted: Sequence[Line], cells: Cells) -> dict[str, tuple[int, int]] | None:
    """Row and column of each answer as the hidden sheet names them, while the same words still stand before them."""
    if {place.key for place in book.places} != {line.key for line in wanted}:
        return None
    found = {}
    for place in book.places:
        address = _ADDRESS.fullmatch(place.cell)
        if address is None:
            return None
        row, column = int(address[2]), _column(address[1])
        if first_line(cells.get((row, column - 1), Cell()).text) != place.label:
            return None
        found[place.key] = row, column
    return found


def _rows_by_words(wanted: Sequence[Line], cells: Cells) -> dict[str, tuple[int, int]] | None:
    """Row and column of each answer by its words, where the words come in the order of the questionnaire, each as often
    as it should: a row too many or one that is missing could shift the rest.
    """
    known = Counter(first_line(line.label) for line in wanted)
    for column in sorted({column for _row, column in cells}):
        rows = [(row, first_line(cell.text)) for (row, at), cell in sorted(cells.items()) if at == column]
        mine = [(row, text) for row, text in rows if text in known]
        if [text for _row, text in mine] == [first_line(line.label) for line in wanted]:
            return {line.key: (row, column + 1) for line, (row, _text) in zip(wanted, mine, strict=True)}
    return None


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = 26 * at + ord(letter) - 64
    return at


def _read(
    sheet: str,
    cells: Cells,
    wanted: Sequence[Line],
    rows: Mapping[str, tuple[int, int]],
    reading: Reading,
    questionnaire: Questionnaire,
) -> FilledIn:
    found, chosen = FilledIn(), dict[str, list[Scalar]]()
    for line in wanted:
        at = rows[line.key]
        cell = cells.get(at, Cell())
        is_date = line.key == DATE
        if cell.fault:
            found.problems.append(_bad(sheet, at, line, "", cell.fault))
            continue
        if not cell.text:
            continue
        try:
            value = read_cell(line.field, cell.text, reading, is_date=is_date)
        except NoAnswer:
            found.problems.append(_bad(sheet, at, line, cell.text, takes_words(line.field, is_date=is_date)))
            continue
        _keep(found, chosen, line, value)
    answers = {**found.answers, **{id: list(options) for id, options in chosen.items()}}
    found.answers = normalise(answers, questionnaire)
    return found


def _keep(found: FilledIn, chosen: dict[str, list[Scalar]], line: Line, value: Value) -> None:
    if line.key == DATE:
        found.date = str(value)
    elif line.key in PERSONAL:
        found.person[line.key] = str(value)
    elif line.field is not None and line.field.kind == "choices":
        if value == "yes":
            chosen.setdefault(line.field.id, []).append(line.key.partition(BETWEEN)[2])
    else:
        found.answers[line.key] = value


def _bad(sheet: str, at: tuple[int, int], line: Line, says: str, takes: str) -> BadCell:
    row, column = at
    letter = chr(64 + column) if column <= 26 else ""
    shown = says if len(says) <= _SAID else says[: _SAID - 1] + "…"
    return BadCell(sheet, f"{letter}{row}", first_line(line.label), " ".join(shown.split()), takes)
