"""What is wrong in a workbook, cell by cell: collected all together, so that a person corrects them in one
go.
"""

from dataclasses import dataclass, field

from rocb_desktop.texts import _, ngettext

MOST = 1_000


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell and what to do about it. `column` is the header's word; row 0 and column "" mean a whole sheet
    or row.
    """

    sheet: str
    row: int
    column: str
    letter: str
    text: str

    @property
    def where(self) -> str:
        """Sheet Replies, row 5, column “project” (M), in the reader's language."""
        if not self.row:
            return _("Sheet {sheet}").format(sheet=self.sheet)
        if not self.column:
            return _("Sheet {sheet}, row {row}").format(sheet=self.sheet, row=self.row)
        if not self.letter:  # the column itself is not there
            return _("Sheet {sheet}, row {row}, column “{column}”").format(
                sheet=self.sheet, row=self.row, column=self.column
            )
        return _("Sheet {sheet}, row {row}, column “{column}” ({letter})").format(
            sheet=self.sheet, row=self.row, column=self.column, letter=self.letter
        )

    @property
    def line(self) -> str:
        return _("{where}: {text}").format(where=self.where, text=self.text)


@dataclass(slots=True)
class Problems:
    """A list that stops growing: a workbook of the wrong kind can have a bad cell in each of its 100,000
    rows.
    """

    found: list[CellProblem] = field(default_factory=list)
    count: int = 0

    def add(self, problem: CellProblem) -> None:
        self.count += 1
        if self.count <= MOST:
            self.found.append(problem)

    def lines(self) -> list[str]:
        """One sentence for each cell, and how many more there are."""
        more = self.count - len(self.found)
        rest = [ngettext("and {n} more cell", "and {n} more cells", more).format(n=more)] if more else []
        return [problem.line for problem in self.found] + rest
