"""One QR code that holds a few bytes as letters, drawn as rows of dark and light, or as a PNG file."""

import io
from dataclasses import dataclass

from rocb_desktop.exchange.text_lines import MAX_DATA, write_code

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
    import segno

    if len(data) > MAX_DATA:
        return None
    try:
        # error correction is raised to what fits the same size
        code = segno.make_qr(write_code(data), error="L", version=None, mode="alphanumeric", boost_error=True)
    except segno.DataOverflowError:
        return None
    if int(code.version) > MAX_VERSION:
        return None
    packed = io.BytesIO()
    code.save(packed, kind="png", scale=scale, border=4)
    rows = tuple(tuple(bool(module) for module in row) for row in code.matrix)
    return QrForm(rows, int(code.version), str(code.error), packed.getvalue())
