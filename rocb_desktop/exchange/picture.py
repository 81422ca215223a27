"""Reads the QR codes in a picture file (PNG or JPEG): a photo of a screen or of paper."""

import io
import warnings

from rocb_desktop.domain.errors import UserError
from rocb_desktop.texts import _

MAX_PIXELS = 60_000_000
MAX_BYTES = 32 * 1024 * 1024
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_ENOUGH = 3000  # pixels of the longer side: a code of 117 modules is sharp enough, and a phone gives three times that


def is_picture(data: bytes) -> bool:
    return data.startswith(_MAGIC)


def read_codes(data: bytes) -> tuple[bytes, ...]:
    """What each QR code in the picture holds, each once. Raises UserError: too_large, damaged_file."""
    from PIL import Image, UnidentifiedImageError
    from zxingcpp import BarcodeFormat, BarcodeFormats, read_barcodes

    if len(data) > MAX_BYTES:
        raise UserError("too_large")
    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            opened = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        with opened as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise UserError("too_large")
            picture.draft("L", (_ENOUGH, _ENOUGH))  # a JPEG is unpacked no larger than that
            grey = picture.convert("L")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UserError("too_large") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:  # SyntaxError: a broken PNG
        raise UserError("damaged_file", problem=_("The picture is damaged.")) from error
    if max(grey.size) > _ENOUGH:
        grey.thumbnail((_ENOUGH, _ENOUGH))
    found = read_barcodes(grey, formats=BarcodeFormats([BarcodeFormat.QRCode]))
    return tuple(dict.fromkeys(bytes(code.bytes) for code in found))
