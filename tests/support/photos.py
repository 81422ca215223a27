"""Pictures as telephones take them: a code at an angle, small, blurred, in bad light, packed as JPEG."""

import io
import struct
import zlib

from PIL import Image, ImageFilter


def photo(
    *codes: bytes, angle: float = 0, size: int = 1600, blur: float = 0, grey: int = 200, form: str = "JPEG"
) -> bytes:
    """PNG codes on a grey table, photographed."""
    table = Image.new("RGB", (size * max(1, len(codes)), size), (grey, grey, grey - 10))
    for number, code in enumerate(codes):
        with Image.open(io.BytesIO(code)) as opened:
            drawn = opened.convert("RGB").resize((size * 3 // 5, size * 3 // 5))
        turned = drawn.rotate(angle, expand=True, fillcolor=(grey, grey, grey - 10), resample=Image.Resampling.BICUBIC)
        table.paste(turned, (number * size + (size - turned.width) // 2, (size - turned.height) // 2))
    if blur:
        table = table.filter(ImageFilter.GaussianBlur(blur))
    packed = io.BytesIO()
    table.save(packed, form, **({"quality": 60} if form == "JPEG" else {}))
    return packed.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that says it is this large, and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
