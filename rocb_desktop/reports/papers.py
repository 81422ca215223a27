"""Saves one paper as a Word file, as a PDF file or as both: all of them or none."""

import os
from contextlib import ExitStack
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.reports.document import Document
from rocb_desktop.reports.files import staged
from rocb_desktop.reports.word import word_bytes


def save_papers(document: Document, word: Path | None, pdf: Path | None, printed: bytes) -> None:
    """Writes the files that have a path; `printed` is the paper as PDF. Nothing is written when one of them cannot be.

    Raises UserError: open_elsewhere, disk_full, bad_path, cannot_open.
    """
    contents = [(word, word_bytes(document))] if word is not None else []
    contents += [(pdf, printed)] if pdf is not None else []
    for path, _content in contents:
        _refuse_open(path)
    with ExitStack() as all_or_none:
        for path, content in contents:
            put = all_or_none.enter_context(staged(path))
            put(content)


def _refuse_open(path: Path) -> None:
    """Word keeps a file that it shows to itself; other programs leave only their mark beside it."""
    if not path.exists() or not os.access(path, os.W_OK):
        return  # a new file, or one that `staged` refuses with a sentence of its own
    marks = (f".~lock.{path.name}#", f"~${path.name[2:]}", f"~${path.name}")
    try:
        with path.open("r+b"):
            pass
    except OSError as error:
        raise UserError("open_elsewhere", name=path.name) from error
    if any(path.with_name(mark).exists() for mark in marks):
        raise UserError("open_elsewhere", name=path.name)
