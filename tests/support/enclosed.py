"""Files to go with records: documents and photos of any size, and a workshop of the small region that has some."""

import io
from pathlib import Path
from random import Random

from region import WORKSHOP, Region

from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.survey.materials import add_material


def some_bytes(size: int, seed: int = 7) -> bytes:
    """Bytes that no zip makes smaller, the same each time."""
    return Random(seed).randbytes(size)


def document(folder: Path, name: str = "tfa-overview.pdf", size: int = 50_000, seed: int = 7) -> Path:
    """A file that begins as a PDF does."""
    path = folder / name
    path.write_bytes(b"%PDF-1.7\n" + some_bytes(size, seed))
    return path


def photo(folder: Path, name: str = "training.jpg", width: int = 4000, height: int = 3000) -> Path:
    """A photo as a telephone takes it: several MB, turned, and with the place where it was taken."""
    from PIL import Image

    small = Image.frombytes("RGB", (width // 4, height // 4), some_bytes(width // 4 * (height // 4) * 3))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Secret camera"
    path = folder / name
    small.resize((width, height)).save(path, "JPEG", quality=97, exif=exif)
    return path


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", (width, height), "teal").save(made, kind)
    return made.getvalue()


def with_materials(region: Region, *files: Path, pack: str = "full") -> list[str]:
    """ROCB A/P adds files to the workshop and makes its pack with them; the ids of the records."""
    with region.at("rocb") as session:
        records = [str(add_material(session, WORKSHOP, path).value) for path in files]
        make_pack(session, WORKSHOP, region.file(pack), with_files=True)
    return records
