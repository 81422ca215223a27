"""One paper with every kind of part, and what other programs read in it."""

import shutil
import subprocess
from pathlib import Path

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

OFFICE = shutil.which("soffice")
PDF_READER = shutil.which("pdftotext")


def paper(words: str = "Traders give papers to four agencies.", rows: int = 2) -> Document:
    """Every part once, each holding `words`."""
    heads = ["Standard or good practice", "Our practice", "Number"]
    blocks: list[Block] = [
        Facts([("Workshop", words)]),
        Note(words, "Example"),
        Heading("1 Summary"),
        Paragraph(words),
        Paragraph(words, "soft"),
        Points([words, "second"]),
        Points(["one", words], numbered=True),
        Points(["one again"], numbered=True),
        Heading("Gap analysis", 2),
        Table(heads, [[words, "nothing", "12"]] * rows, (40, 40, 20), frozenset({2})),
        PageBreak(),
        Heading("To sign"),
        Signing(["Name and post", "Signature"]),
    ]
    return Document("Mission report", blocks, "April 2021", "fr", "Samoa", "ROCB Desktop", "Sina Leota")


def pdf_text(pdf: Path) -> str:
    """What a PDF reader finds, page after page."""
    assert PDF_READER is not None
    found = subprocess.run([PDF_READER, "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return found.stdout


def office_pdf(word: Path, folder: Path) -> Path:
    """The Word file as another office program prints it."""
    assert OFFICE is not None
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [OFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "printed"), str(word)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return folder / "printed" / f"{word.stem}.pdf"
