"""A document as a Word file: real styles and heading levels, so that its reader can go on with it in Word."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rocb_desktop.reports.document import (
    Block,
    Document,
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Points,
    Signing,
    Table,
)
from rocb_desktop.reports.word_styles import begin_word, number_pages
from rocb_desktop.reports.word_table import add_facts, add_grid, add_note, add_signing
from rocb_desktop.reports.writable import one_line, writable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_LOOKS: Mapping[str, str] = {"plain": "Normal", "strong": "Strong paragraph", "soft": "Small note", "quote": "Quote"}


def word_bytes(document: Document) -> bytes:
    """The whole Word file. It names its author and nothing of this computer, and holds no date of its own."""
    word = begin_word(document)
    word.add_paragraph(one_line(document.title), "Title")
    if document.subtitle:
        word.add_paragraph(writable(document.subtitle), "Subtitle")
    new_page = False
    for block in document.blocks:
        if isinstance(block, PageBreak):
            new_page = True
            continue
        place = len(word.element.body) - 1  # the last child of a body is the shape of its pages
        _add(word, block)
        if new_page:
            _begin_page_at(word, place)
        new_page = False
    number_pages(word, document)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _add(word: "WordDocument", block: Block) -> None:
    match block:
        case Heading():
            word.add_heading(one_line(block.text), min(max(block.level, 1), 3))
        case Paragraph():
            word.add_paragraph(writable(block.text), _LOOKS[block.look])
        case Points():
            _add_points(word, block)
        case Table():
            add_grid(word, block)
        case _:
            _add_framed(word, block)


def _add_framed(word: "WordDocument", block: Block) -> None:
    match block:
        case Facts():
            add_facts(word, block)
        case Note():
            add_note(word, block)
        case Signing():
            add_signing(word, block)


def _add_points(word: "WordDocument", block: Points) -> None:
    style = "List Number" if block.numbered else "List Bullet"
    added = [word.add_paragraph(writable(item), style) for item in block.items]
    if not block.numbered:
        return
    # Word counts a style through the whole file; a number of its own lets every list begin at 1.
    numbering = word.part.numbering_part.element
    shape = word.styles["List Number"].element.pPr.numPr.numId.val
    of_shape = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == shape)
    number = numbering.add_num(of_shape)
    number.add_lvlOverride(0).add_startOverride(1)
    for paragraph in added:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = number.numId
        properties.get_or_add_ilvl().val = 0


def _begin_page_at(word: "WordDocument", place: int) -> None:
    """What was added at this place begins a page: a paragraph says so itself, before a table stands an empty one."""
    from docx.oxml.text.paragraph import CT_P
    from docx.text.paragraph import Paragraph as WordParagraph

    first = word.element.body[place]
    if isinstance(first, CT_P):
        WordParagraph(first, word._body).paragraph_format.page_break_before = True
        return
    before = word.add_paragraph("", "Small note")
    before.paragraph_format.page_break_before = True
    first.addprevious(before._p)
