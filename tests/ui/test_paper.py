"""Papers as PDF: pages, headers, and the same words on them as in the document."""

from pathlib import Path

import pytest
from papers import PDF_READER, paper, pdf_text
from pytestqt.qtbot import QtBot

from rocb_desktop.domain.errors import UserError
from rocb_desktop.reports.document import Block, Document, Heading, Paragraph, Points, Table
from rocb_desktop.services.demo.demo import DAYS, make_demo
from rocb_desktop.services.session import Clock, open_session
from rocb_desktop.services.survey.mission_reports import report_document
from rocb_desktop.ui.paper import pdf_bytes, write_papers

needs_reader = pytest.mark.skipif(PDF_READER is None, reason="no PDF reader here")


def pages_of(document: Document, folder: Path) -> list[str]:
    (folder / "paper.pdf").write_bytes(pdf_bytes(document))
    return pdf_text(folder / "paper.pdf").split("\f")[:-1]


@needs_reader
def test_every_page_has_its_header_and_its_number(qtbot: QtBot, tmp_path: Path) -> None:
    pages = pages_of(paper(rows=60), tmp_path)
    assert len(pages) >= 3
    for number, page in enumerate(pages, 1):
        assert page.strip().startswith("Samoa")
        assert f"Page {number} sur {len(pages)}" in page
    assert all("Standard or good practice" in page for page in pages[1:-1])
    assert "To sign" in pages[-1]


@needs_reader
def test_a_heading_is_never_left_alone_at_the_foot(qtbot: QtBot, tmp_path: Path) -> None:
    for lines in range(30, 46):
        filling = [Paragraph("A line of the page before.")] * lines
        pages = pages_of(Document("Title", [*filling, Heading("Findings"), Paragraph("What was found.")]), tmp_path)
        assert [("Findings" in page) for page in pages] == [("What was found." in page) for page in pages]


@needs_reader
def test_the_whole_report_of_the_demo_is_on_paper(qtbot: QtBot, tmp_path: Path) -> None:
    """Two of its headings move to the next page, with tables around them."""
    profile = make_demo(tmp_path / "demo", "participant")
    session = open_session(profile, clock=Clock(DAYS["participant"]))
    document = report_document(session, "Trade Facilitation Agreement")
    session.close()
    words = " ".join(" ".join(pages_of(document, tmp_path)).split())
    for block in document.blocks:
        said = [block.text] if isinstance(block, Heading | Paragraph) else []
        said += list(block.items) if isinstance(block, Points) else []
        assert all(" ".join(one.split()) in words for one in said), said


@needs_reader
def test_nothing_is_lost_where_a_heading_moves(qtbot: QtBot, tmp_path: Path) -> None:
    table = Table(["What", "When"], [["Measure", "soon"]] * 3)
    last: list[Block] = [Heading("Three"), Heading("Four", 2), Points(["first", "last"])]
    ends: list[Block] = [Heading("Zero"), table, Heading("One"), table, Heading("Two"), table, *last]
    for lines in range(20, 34):
        filling: list[Block] = [Paragraph("A line of the page before.")] * lines
        pages = pages_of(Document("Title", [*filling, *ends]), tmp_path)
        words = " ".join(pages).split()
        assert words.count("Measure") == 9
        assert [word for word in words if word in ("One", "Two", "Three", "Four", "last")] == [
            *("One", "Two", "Three", "Four", "last")
        ]


@needs_reader
def test_foreign_text_is_shown_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    words = "<b>bold</b> <img src='file:///etc/passwd'> & =cmd"
    assert words in " ".join(" ".join(pages_of(Document("T", [Paragraph(words)]), tmp_path)).split())


def test_word_and_pdf_are_written_together(qtbot: QtBot, tmp_path: Path) -> None:
    write_papers(paper(), tmp_path / "a.docx", tmp_path / "a.pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(UserError, match="bad_path"):
        write_papers(paper(), tmp_path / "b.docx", tmp_path / "gone" / "b.pdf")
    assert not (tmp_path / "b.docx").exists()
