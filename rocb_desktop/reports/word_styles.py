"""The looks of a Word file: one font, the light colours, A4, its language, and the number of each page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rocb_desktop import tokens
from rocb_desktop.reports.document import Document
from rocb_desktop.reports.writable import one_line
from rocb_desktop.texts import _, speaking

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

FONT = "Calibri"  # on every computer with Word; other programs have one of the same widths
_LANGUAGES = {"en": "en-GB", "fr": "fr-FR"}
_MARGIN, _HEIGHT, _WIDTH = 22, 297, 210  # mm of an A4 page
TEXT_WIDTH = _WIDTH - 2 * _MARGIN


@dataclass(frozen=True, slots=True)
class _Look:
    """How a style looks: points, colour role, space before and after in points."""

    size: float
    colour: str
    before: float
    after: float
    bold: bool = False


_LOOKS: Mapping[str, _Look] = {
    "Normal": _Look(10.5, "ink", 0, 6),
    "Title": _Look(22, "primary", 0, 2, bold=True),
    "Subtitle": _Look(12, "ink_2", 0, 12),
    "Heading 1": _Look(15, "primary", 18, 6, bold=True),
    "Heading 2": _Look(12, "ink", 12, 4, bold=True),
    "Heading 3": _Look(10.5, "ink_2", 9, 3, bold=True),
    "Quote": _Look(10.5, "ink_2", 0, 6),
    "List Bullet": _Look(10.5, "ink", 0, 3),
    "List Number": _Look(10.5, "ink", 0, 3),
    "Header": _Look(9, "ink_3", 0, 0),
    "Footer": _Look(9, "ink_3", 0, 0),
}
_NEW: Mapping[str, _Look] = {
    "Strong paragraph": _Look(10.5, "ink", 0, 6, bold=True),
    "Small note": _Look(9, "ink_3", 0, 6),
    "Table cell": _Look(9.5, "ink", 0, 0),
    "Table heading": _Look(9.5, "on_primary_soft", 0, 0, bold=True),
    "Fact name": _Look(10, "ink_3", 0, 0),
    "Line label": _Look(9, "ink_3", 0, 8),
}


def begin_word(document: Document) -> "WordDocument":
    """An empty Word file with the looks, the language, the paper and what it says about itself."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    word = docx.Document()
    for name, look in _LOOKS.items():
        _put_look(word.styles[name], look)
    for name, look in _NEW.items():
        made = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = word.styles["Normal"]
        _put_look(made, look)
    _put_language(word, _LANGUAGES.get(document.lang, document.lang))
    _put_paper(word)
    _put_properties(word, document)
    return word


def number_pages(word: "WordDocument", document: Document) -> None:
    """The header, and at the foot what the paper says there with "Page 1 of 3", counted by Word itself."""
    section = word.sections[0]
    section.header.paragraphs[0].text = one_line(document.header)
    foot = section.footer.paragraphs[0]
    _clear_tabs(foot)
    foot.add_run(f"{one_line(document.footer)}\t")
    with speaking(document.lang):
        words = _("Page {page} of {pages}")
    for part in words.replace("{page}", "\0PAGE\0").replace("{pages}", "\0NUMPAGES\0").split("\0"):
        if part in ("PAGE", "NUMPAGES"):
            _add_field(foot, part)
        elif part:
            foot.add_run(part)


def _put_look(style: Any, look: _Look) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(look.size), look.bold, False
    font.color.rgb = RGBColor.from_string(tokens.load("light")[look.colour].lstrip("#"))
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):  # the template's own headings
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    spacing = style.element.rPr.find(qn("w:spacing"))
    if spacing is not None:
        style.element.rPr.remove(spacing)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(look.before), Pt(look.after)
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)
    if style.name == "Quote":
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = Pt(14)


def _put_language(word: "WordDocument", lang: str) -> None:
    from docx.oxml.ns import qn

    for tag in word.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), lang)
    for tag in word.settings.element.iter(qn("w:themeFontLang")):
        tag.set(qn("w:val"), lang)


def _put_paper(word: "WordDocument") -> None:
    from docx.shared import Mm

    section = word.sections[0]
    section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.header_distance = section.footer_distance = Mm(11)


def _put_properties(word: "WordDocument", document: Document) -> None:
    said = word.core_properties
    said.title, said.author = one_line(document.title)[:255], one_line(document.author)[:255]
    said.last_modified_by = said.author
    said.language = document.lang
    said.comments = said.subject = said.keywords = said.category = ""
    stamps = word.part.package.core_properties._element
    for tag in list(stamps):
        if tag.tag.endswith(("}created", "}modified")):  # nobody's clock travels in a paper
            stamps.remove(tag)


def _clear_tabs(foot: "Paragraph") -> None:
    """One stop at the right margin; the template has two for other paper."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    style_stops = foot.style.paragraph_format.tab_stops if foot.style is not None else []
    while len(style_stops):
        del style_stops[0]
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)


def _add_field(foot: "Paragraph", name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = foot.add_run("1")
    field.append(run._r)
    foot._p.append(field)
