"""Reads the cells of one row as what they should be: numbers, dates, codes, words; what is not so is named."""

from collections.abc import Iterable, Mapping

from rocb_desktop.domain.administration import by_code
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.cell_problems import Problems
from rocb_desktop.exchange.sheet_rows import Row
from rocb_desktop.texts import _

YES = frozenset({"yes", "y", "true", "1", "x", "oui"})
NO = frozenset({"no", "n", "false", "0", "non"})
NOT_YET = frozenset({"not yet", "pas encore"})


class CellReader:
    """One row and the lists its problems and warnings go to. A blank cell reads as None, "" or ()."""

    def __init__(self, row: Row, problems: Problems, warnings: Problems) -> None:
        self.row = row
        self._problems = problems
        self._warnings = warnings
        self._named: set[str] = set()  # columns whose fault is on the list already

    def complain(self, column: str, text: str) -> None:
        self._problems.add(self.row.problem(column, text))

    def warn(self, column: str, text: str) -> None:
        self._warnings.add(self.row.problem(column, text))

    def text(self, column: str) -> str:
        cell = self.row.cell(column)
        if cell.fault and column not in self._named:
            self._named.add(column)
            self.complain(column, cell.fault)
        return cell.text

    def needed(self, column: str) -> str:
        cell = self.row.cell(column)
        if not cell.text and not cell.fault:
            self.complain(column, _("This cell is empty. It is needed."))
        return self.text(column)

    def whole(self, column: str, low: int, high: int) -> int | None:
        """A whole number; text that is one will do."""
        text = self.text(column)
        if not text:
            return None
        if text.isascii() and text.isdigit() and len(text) <= len(str(high)) and low <= int(text) <= high:
            return int(text)
        self.complain(column, _("Write a whole number from {low} to {high}.").format(low=low, high=high))
        return None

    def day(self, column: str) -> PartialDate | None:
        """A date, or a month alone."""
        text = self.text(column)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except UserError:
            # the cell's place is what a person needs here; the list of problems says it
            self.complain(column, _("Write a date as 2021-04-29, or a month as 2021-04."))
            return None

    def code(self, column: str) -> str:
        """An administration by its codes, name or alias; its alpha-2 code."""
        return self._code(column, self.text(column))

    def codes(self, column: str) -> tuple[str, ...]:
        """Administrations between semicolons; the report prints a list of nobody as 0, which is no code."""
        parts = [part.strip() for part in self.text(column).replace("\n", ";").split(";")]
        found = [self._code(column, part) for part in parts if part not in ("", "0")]
        twice = sorted({code for code in found if code and found.count(code) > 1})
        if twice:
            text = _("Listed twice: {codes}. Each counts once.").format(codes=", ".join(twice))
            self.warn(column, text)
        return tuple(dict.fromkeys(code for code in found if code))

    def answer(self, column: str, *, not_yet: bool) -> str:
        """yes, not_yet, no, or "" when the cell is blank: not known."""
        text = self.text(column)
        found = answer_word(text)
        if found == "not_yet" and not not_yet:
            found = ""
        if text and not found:
            wanted = _("Write yes, not yet or no, or leave the cell empty.") if not_yet else ""
            self.complain(column, wanted or _("Write yes or no, or leave the cell empty."))
        return found

    def word(self, column: str, choices: Mapping[str, str] | Iterable[str]) -> str:
        """One of a list of words, whatever its case, spaces and hyphens."""
        text = self.text(column)
        found = {squeeze(choice): choice for choice in choices}.get(squeeze(text), "")
        if text and not found:
            wanted = _("Write one of these words: {words}.").format(words=", ".join(choices))
            self.complain(column, wanted)
        return found

    def _code(self, column: str, text: str) -> str:
        known = by_code(text)
        if text and known is None:
            self.complain(
                column,
                _("The app does not know the administration “{text}”. Write a code such as FJ.").format(text=text),
            )
        return known.code if known else ""


def answer_word(text: str) -> str:
    """yes, not_yet or no for a word that means it, else ""."""
    word = " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
    if word in YES:
        return "yes"
    if word in NO:
        return "no"
    return "not_yet" if word in NOT_YET else ""


def squeeze(text: str) -> str:
    """Only the letters and digits: sub-regional, Sub regional and subregional are one word."""
    return "".join(char for char in text.casefold() if char.isalnum())
