"""Papers as Word and HTML: real headings and lists, the reader's language, and no text that breaks a file."""

import io
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import OFFICE, PDF_READER, office_pdf, paper, pdf_text

from rocb_desktop.domain.errors import UserError
from rocb_desktop.reports.document import Document, Paragraph, Points, Table
from rocb_desktop.reports.page_html import page_html
from rocb_desktop.reports.papers import save_papers
from rocb_desktop.reports.word import word_bytes
from rocb_desktop.reports.writable import one_line, writable

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


def opened(document: Document) -> docx.document.Document:
    return docx.Document(io.BytesIO(word_bytes(document)))


def test_headings_are_headings_and_lists_are_lists() -> None:
    word = opened(paper())
    styles = [(one.style.name if one.style else "", one.text) for one in word.paragraphs]
    assert styles[:2] == [("Title", "Mission report"), ("Subtitle", "April 2021")]
    assert ("Heading 1", "1 Summary") in styles
    assert ("Heading 2", "Gap analysis") in styles
    assert ("List Bullet", "second") in styles
    numbered = [one for one in word.paragraphs if one.style and one.style.name == "List Number"]
    lists = [one._p.xpath("./w:pPr/w:numPr/w:numId/@w:val") for one in numbered]
    assert lists[0] == lists[1] != lists[2]  # the second list begins at 1 again


def test_headings_of_a_table_come_again_on_every_page() -> None:
    grid = opened(paper()).tables[2]
    assert [cell.text for cell in grid.rows[0].cells] == ["Standard or good practice", "Our practice", "Number"]
    assert [len(row._tr.xpath("./w:trPr/w:tblHeader")) for row in grid.rows] == [1, 0, 0]
    assert [len(row._tr.xpath("./w:trPr/w:cantSplit")) for row in grid.rows] == [1, 1, 1]
    assert [round(cell.width.mm) for cell in grid.rows[1].cells if cell.width] == [66, 66, 33]


def test_the_paper_is_a4_and_its_spelling_is_checked_in_its_language() -> None:
    word = opened(paper())
    assert [round(side.mm) for side in (word.sections[0].page_width, word.sections[0].page_height) if side] == [
        210,
        297,
    ]
    tags = {tag.get(qn("w:val")) for tag in word.styles.element.iter(qn("w:lang"))}
    assert tags == {"fr-FR"}
    foot = word.sections[0].footer.paragraphs[0]
    assert "PAGE" in foot._p.xml
    assert "NUMPAGES" in foot._p.xml


def test_a_paper_says_its_author_and_nothing_of_the_computer() -> None:
    word = opened(paper())
    said = word.core_properties
    assert (said.title, said.author, said.last_modified_by) == ("Mission report", "Sina Leota", "Sina Leota")
    assert (said.comments, said.created, said.modified) == ("", None, None)
    with zipfile.ZipFile(io.BytesIO(word_bytes(paper()))) as parts:
        assert b"python" not in parts.read("docProps/core.xml")


@pytest.mark.parametrize("words", ["a\x00b", "a\x0bb", "\ud800", "\uffff", "<w:t>&", "=cmd|' /C calc'!A0", "", "\n"])
def test_no_text_breaks_a_word_file(words: str) -> None:
    word = opened(paper(words))
    assert word.tables[0].rows[0].cells[1].text == writable(words)


@given(ANY_TEXT, ANY_TEXT)
@settings(max_examples=25, deadline=None)
def test_any_text_comes_back_from_word(first: str, second: str) -> None:
    word = opened(Document(first, [Paragraph(second), Points([first]), Table([first], [[second]])]))
    assert word.paragraphs[0].text == one_line(first)
    assert word.paragraphs[1].text == writable(second)
    assert word.tables[0].rows[1].cells[0].text == writable(second)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@given(ANY_TEXT)
def test_any_text_is_only_text_in_html(words: str) -> None:
    plain, foreign = _Words(), _Words()
    plain.feed(page_html(paper("x")))
    foreign.feed(page_html(paper(words)))
    assert [tag for tag in foreign.tags if tag != "br"] == plain.tags
    assert "<script" not in page_html(paper("<script>alert(1)</script>"))


def test_line_breaks_of_every_program_are_one_thing() -> None:
    assert writable("a\r\nb\rc\x0bd\N{LINE SEPARATOR}e") == "a\nb\nc\nd\ne"
    assert one_line(" a\n b\tc ") == "a b c"


def test_both_files_or_none(tmp_path: Path) -> None:
    word, pdf = tmp_path / "report.docx", tmp_path / "gone" / "report.pdf"
    with pytest.raises(UserError, match="bad_path"):
        save_papers(paper(), word, pdf, b"%PDF")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_word_shows_stays_as_it_is(tmp_path: Path) -> None:
    word, pdf = tmp_path / "report.docx", tmp_path / "report.pdf"
    word.write_bytes(b"before")
    (tmp_path / "~$port.docx").write_bytes(b"")
    with pytest.raises(UserError, match="open_elsewhere") as refused:
        save_papers(paper(), word, pdf, b"%PDF")
    assert "report.docx" in refused.value.what()
    assert word.read_bytes() == b"before"
    assert not pdf.exists()


@pytest.mark.skipif(OFFICE is None or PDF_READER is None, reason="no other office program here")
def test_another_office_program_prints_it(tmp_path: Path) -> None:
    word = tmp_path / "report.docx"
    save_papers(paper(rows=60), word, None, b"")
    printed = pdf_text(office_pdf(word, tmp_path))
    pages = printed.split("\f")[:-1]
    assert len(pages) >= 3
    assert all("Standard or good practice" in page for page in pages[1:-1])
    assert f"sur {len(pages)}" in pages[-1]
    assert "To sign" in pages[-1]
