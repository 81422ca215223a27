"""One QR code that holds a few bytes, drawn as rows of dark and light, or as a PNG file.

It holds them as letters, which any telephone reads and passes on as a text; when these are too many for a code that a
picture still shows sharply, as the bytes themselves, a tenth shorter, which only this app reads.
"""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rocb_desktop.exchange.text_lines import MAX_DATA, write_code

if TYPE_CHECKING:
    import segno

MAX_VERSION = 25  # 117 modules: what a phone still takes a sharp picture of, from a screen


@dataclass(frozen=True, slots=True)
class QrForm:
    """The code without its quiet zone: `rows` from the top, true where it is dark."""

    rows: tuple[tuple[bool, ...], ...]
    version: int
    level: str
    png: bytes


def make_code(data: bytes, *, scale: int = 8) -> QrForm | None:
    """A code of at most MAX_VERSION; None when the bytes do not fit one. `scale`: pixels of a module in the PNG."""
    code = _fitting(write_code(data), "alphanumeric") or _fitting(data, "byte") if 0 < len(data) <= MAX_DATA else None
    if code is None:
        return None
    packed = io.BytesIO()
    code.save(packed, kind="png", scale=scale, border=4)
    rows = tuple(tuple(bool(module) for module in row) for row in code.matrix)
    return QrForm(rows, int(code.version), str(code.error), packed.getvalue())


def _fitting(content: str | bytes, mode: str) -> "segno.QRCode | None":
    import segno

    try:
        code = segno.make_qr(content, error="L", mode=mode)  # error correction is raised to what fits the same size
    except segno.DataOverflowError:
        return None
    return code if int(code.version) <= MAX_VERSION else None
