"""Tables of a Word file: a grid whose headings are said again on every page, facts, a tinted note, lines to sign."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rocb_desktop import tokens
from rocb_desktop.reports.document import Facts, Note, Signing, Table
from rocb_desktop.reports.word_styles import TEXT_WIDTH
from rocb_desktop.reports.writable import writable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table as WordTable
    from docx.table import _Cell, _Row

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_PADDING = 85  # twentieths of a point around the text of a cell


def add_grid(word: "WordDocument", table: Table) -> None:
    """A table with lines; no row is cut in two by the end of a page."""
    made = _begin(word, table.shares(), _SIDES)
    head = _row(made)
    _repeat(head)
    for place, text in enumerate(table.heads):
        _put(head.cells[place], text, "Table heading", right=place in table.numbers)
        _tint(head.cells[place], "primary_soft")
    for cells in table.rows:
        row = _row(made)
        _keep_whole(row)
        for place, text in enumerate(cells):
            _put(row.cells[place], text, "Table cell", right=place in table.numbers)
    _end(word, made)


def add_facts(word: "WordDocument", facts: Facts) -> None:
    """Two columns without lines: what it is, and what it is here."""
    made = _begin(word, (0.28, 0.72), ())
    for name, value in facts.rows:
        row = _row(made)
        _put(row.cells[0], name, "Fact name")
        _put(row.cells[1], value, "Normal")
        row.cells[1].paragraphs[0].paragraph_format.space_after = 0
    _end(word, made)


def add_note(word: "WordDocument", note: Note) -> None:
    """A tinted box."""
    made = _begin(word, (1.0,), _SIDES[:4])
    cell = _row(made).cells[0]
    _tint(cell, "surface_alt")
    if note.title:
        _put(cell, note.title, "Strong paragraph")
        cell.add_paragraph(writable(note.text), "Normal")
    else:
        _put(cell, note.text, "Normal")
    cell.paragraphs[-1].paragraph_format.space_after = 0
    _end(word, made)


def add_signing(word: "WordDocument", signing: Signing) -> None:
    """A line to write on above each label."""
    from docx.shared import Pt

    made = _begin(word, (0.6, 0.4), ())
    for label in signing.labels:
        room, row = _row(made), _row(made)
        room.height = Pt(26)
        _keep_whole(row)
        _put(row.cells[0], label, "Line label")
        _edge(row.cells[0])
    _end(word, made)


def _begin(word: "WordDocument", shares: Sequence[float], lines: Sequence[str]) -> "WordTable":
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    made: WordTable = word.add_table(rows=0, cols=len(shares))
    made.autofit = False
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Mm(TEXT_WIDTH * share)
    borders = OxmlElement("w:tblBorders")
    for side in lines:
        borders.append(_line(side, "line"))
    margins = OxmlElement("w:tblCellMar")
    for side, padding in (("top", 50), ("left", _PADDING if lines else 0), ("bottom", 50), ("right", _PADDING)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(padding))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = made._tbl.tblPr
    # The schema wants borders before the layout, and margins before the look.
    layout, look = properties.find(qn("w:tblLayout")), properties.find(qn("w:tblLook"))
    (layout if layout is not None else look).addprevious(borders)
    look.addprevious(margins)
    return made


def _row(made: "WordTable") -> "_Row":
    row: _Row = made.add_row()  # type: ignore[no-untyped-call]  # python-docx forgot to say it
    return row


def _end(word: "WordDocument", made: "WordTable") -> None:
    """The width of every cell, which Word wants to hear again, and room below the table."""
    for row in made.rows:
        for cell, column in zip(row.cells, made.columns, strict=True):
            cell.width = column.width
    gap = word.add_paragraph("", "Small note")
    gap.paragraph_format.space_after = 0


def _put(cell: "_Cell", text: str, style: str, *, right: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = cell.paragraphs[0]
    paragraph.text, paragraph.style = writable(text), style
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat(row: "_Row") -> None:
    from docx.oxml import OxmlElement

    _keep_whole(row)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: "_Row") -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _tint(cell: "_Cell", colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), tokens.load("light")[colour].lstrip("#"))
    cell._tc.get_or_add_tcPr().append(shade)


def _edge(cell: "_Cell") -> None:
    from docx.oxml import OxmlElement

    borders = OxmlElement("w:tcBorders")
    borders.append(_line("top", "line_strong"))
    cell._tc.get_or_add_tcPr().append(borders)


def _line(side: str, colour: str) -> "BaseOxmlElement":
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", tokens.load("light")[colour][1:])):
        line.set(qn(f"w:{name}"), value)
    return line
