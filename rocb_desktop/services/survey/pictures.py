"""Makes a photo small: for evidence, with nothing of where and with what it was taken, or only to be shown."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.lanes import lane

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

WANTED = 400_000  # bytes
_MOST_SHOWN = 20_000_000  # bytes of a picture that is shown small
MAX_PIXELS = 80_000_000  # more would cost an old laptop its memory
_SIDES = (2400, 2000, 1600, 1280, 1024)  # px of the longer side, tried until the file is small enough
_QUALITIES = (82, 72)


@lane("draw")
def make_smaller(path: Path, wanted: int = WANTED) -> bytes:
    """The picture as a JPEG of about `wanted` bytes, upright, without EXIF. Raises UserError bad_picture, bad_path."""
    from PIL import Image, ImageOps

    try:
        with Image.open(path, formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:  # told by its first bytes, before anything is unpacked
                raise UserError("bad_picture")
            if picture.format == "JPEG":
                picture.draft("RGB", (_SIDES[0], _SIDES[0]))  # unpacks a large photo at a fraction of its size
            upright = ImageOps.exif_transpose(picture)
            flat = _without_gaps(upright)
    except FileNotFoundError as error:
        raise UserError("bad_path", path=str(path)) from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UserError("bad_picture") from error  # SyntaxError is Pillow's word for a broken PNG
    for side in _SIDES:
        flat.thumbnail((side, side))
        for quality in _QUALITIES:
            packed = io.BytesIO()
            flat.save(packed, "JPEG", quality=quality, optimize=True)
            if packed.tell() <= wanted:
                return packed.getvalue()
    return packed.getvalue()


@lane("draw")
def small_picture(path: Path, width: int, height: int) -> bytes:
    """The picture as a PNG that fits into `width` x `height` pixels, upright; b"" for what is no picture, or more than
    is safe to unpack.
    """
    from PIL import Image, ImageOps

    try:
        if path.stat().st_size > _MOST_SHOWN:
            return b""
        with Image.open(path, formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return b""
            if picture.format == "JPEG":
                picture.draft("RGB", (width, height))
            flat = _without_gaps(ImageOps.exif_transpose(picture))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return b""
    flat.thumbnail((width, height))
    packed = io.BytesIO()
    flat.save(packed, "PNG")
    return packed.getvalue()


def _without_gaps(picture: "Picture") -> "Picture":
    """In plain colours, on white where it lets the ground shine through: a JPEG knows nothing else."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        flat = Image.new("RGB", clear.size, "white")
        flat.paste(clear, mask=clear.getchannel("A"))
        return flat
    return picture.convert("RGB")
