"""Figures to files: a picture for a page, or a drawing whose text stays text."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from rocb_desktop.domain.errors import UserError
from rocb_desktop.reports.files import write_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Format = Literal["png", "svg", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)
# No date inside, so that the same figures give the same file and nobody's clock travels.
METADATA: dict[Format, dict[str, str | None]] = {
    "png": {},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
}


def figure_bytes(figure: "Figure", format: Format = "png", title: str = "") -> bytes:
    """The figure as a file in memory, at the size and dpi it was drawn for; `title` is kept inside for readers."""
    if format not in FORMATS:
        raise UserError("bad_value", value=format)
    written = io.BytesIO()
    named = {"Title": title} if title else {}
    figure.savefig(written, format=format, dpi=figure.dpi, metadata=METADATA[format] | named)
    return written.getvalue()


def save_figure(figure: "Figure", path: Path, format: Format = "png", title: str = "") -> None:
    """Writes the figure; UserError disk_full, bad_path or cannot_open, and then nothing has changed."""
    write_whole(path, figure_bytes(figure, format, title))
