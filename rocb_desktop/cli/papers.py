"""Writes a paper as Word or PDF from a command; the window's own drawing makes the PDF, and is loaded only then."""

from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.reports.document import Document
from rocb_desktop.reports.papers import save_papers

ENDINGS = (".docx", ".pdf")


def check_ending(path: Path) -> None:
    """Raises UserError bad_value for a name that is neither Word nor PDF."""
    if path.suffix.lower() not in ENDINGS:
        raise UserError("bad_value", value=path.name, field="--out")


def save_paper(document: Document, path: Path) -> None:
    """Write one paper; its ending says which kind. Raises UserError: bad_value, open_elsewhere, disk_full, ..."""
    check_ending(path)
    if path.suffix.lower() == ".docx":
        save_papers(document, path, None, b"")
    else:
        save_papers(document, None, path, _as_pdf(document))


def _as_pdf(document: Document) -> bytes:
    from rocb_desktop.ui.paper import pdf_bytes
    from rocb_desktop.ui.screens import offscreen

    offscreen()
    return pdf_bytes(document)
