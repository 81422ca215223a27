"""Saves the list of an import's results as a workbook."""

from collections.abc import Sequence
from pathlib import Path

from rocb_desktop.reports.file_list import save_file_list_xlsx
from rocb_desktop.services.lanes import lane


@lane("draw")
def save_file_list(
    path: Path, title: str, subtitle: str, headings: Sequence[str], rows: Sequence[Sequence[str]], foot: str = ""
) -> Path:
    """Write what became of each file; the value is where. Raises UserError: disk_full, bad_path, cannot_open."""
    save_file_list_xlsx(path, title, subtitle, headings, rows, foot)
    return path
