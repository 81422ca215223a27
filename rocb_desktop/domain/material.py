"""Materials and evidence: what is signed about a file, which types of files the app opens, and a name safe to use."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from rocb_desktop.texts import N_, _

MAX_SIZE = 64 * 1024 * 1024  # bytes of one file, as of one part of what travels
MAX_NAME = 120
MAX_TITLE = 200
SMALLER_FROM = 1_000_000  # bytes from which a picture is worth making smaller
_HASH = re.compile(r"[0-9a-f]{64}\Z")
_UNSAFE = re.compile(r'[<>:"/\\|?*]')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)


@dataclass(frozen=True, slots=True)
class FileType:
    """A type by its ending. `opens`: the app hands a copy to the computer's own program; `begins`: the first bytes of a
    true one, any of them; none when there is no telling.
    """

    media: str
    word_key: str
    icon: str
    opens: bool = True
    begins: tuple[bytes, ...] = ()

    @property
    def word(self) -> str:
        """Slides, Document, Picture ..."""
        return _(self.word_key)


_ZIP = (b"PK\x03\x04",)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OASIS = "application/vnd.oasis.opendocument."
_JPEG = FileType("image/jpeg", N_("Picture"), "image", begins=(b"\xff\xd8\xff",))
TYPES: Mapping[str, FileType] = {
    "pdf": FileType("application/pdf", N_("Document"), "file-text", begins=(b"%PDF-",)),
    "docx": FileType(_OFFICE + "wordprocessingml.document", N_("Document"), "file-text", begins=_ZIP),
    "xlsx": FileType(_OFFICE + "spreadsheetml.sheet", N_("Spreadsheet"), "table-2", begins=_ZIP),
    "pptx": FileType(_OFFICE + "presentationml.presentation", N_("Slides"), "presentation", begins=_ZIP),
    "odt": FileType(_OASIS + "text", N_("Document"), "file-text", begins=_ZIP),
    "ods": FileType(_OASIS + "spreadsheet", N_("Spreadsheet"), "table-2", begins=_ZIP),
    "odp": FileType(_OASIS + "presentation", N_("Slides"), "presentation", begins=_ZIP),
    "png": FileType("image/png", N_("Picture"), "image", begins=(b"\x89PNG\r\n\x1a\n",)),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "txt": FileType("text/plain", N_("Text"), "file-text"),
    "csv": FileType("text/csv", N_("Text"), "table-2"),
    "mp4": FileType("video/mp4", N_("Film"), "presentation"),
    "mp3": FileType("audio/mpeg", N_("Sound recording"), "message-square-text"),
    "zip": FileType("application/zip", N_("Packed files"), "archive", opens=False, begins=_ZIP),
}
OTHER = FileType("application/octet-stream", N_("Other file"), "file-text", opens=False)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What a record says of a file: SHA-256 (64 hex digits), size in bytes, the name it had, and a title for people."""

    hash: str
    size: int
    name: str
    title: str

    @property
    def type(self) -> FileType:
        """By the ending of its name: what a record calls its type is only its author's word."""
        return type_of(self.name)

    @property
    def shown(self) -> str:
        """The title, else the name."""
        return self.title or self.name


@dataclass(frozen=True, slots=True)
class Material:
    """A file of a workshop, given by ROCB A/P. `here`: a file of this size lies on this computer."""

    id: str
    workshop: str
    file: StoredFile
    version: int = 1
    date: str = ""
    here: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that a person keeps with an action of the log; it stays in the administration."""

    id: str
    person: str
    action: str
    file: StoredFile
    date: str = ""
    here: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class OwnMaterial:
    """A file that a person made or brought home, listed with a workshop; it stays in the administration."""

    id: str
    person: str
    workshop: str
    file: StoredFile
    date: str = ""
    here: bool = field(default=False)


def is_hash(text: str) -> bool:
    """Whether a text is a SHA-256 as records write it, and so may name a file in the store."""
    return _HASH.match(text) is not None


def ending_of(name: str) -> str:
    """The ending without its dot, in small letters; "" for a name that has none."""
    stem, dot, ending = name.rpartition(".")
    return ending.strip().casefold() if dot and stem else ""


def type_of(name: str) -> FileType:
    return TYPES.get(ending_of(name), OTHER)


def is_picture(name: str) -> bool:
    """A picture that the app can make smaller."""
    return ending_of(name) in ("png", "jpg", "jpeg")


def fits(name: str, begins: bytes) -> bool:
    """Whether a file begins as its ending says. A PDF may have a few bytes before its mark."""
    wanted = type_of(name).begins
    if ending_of(name) == "pdf":
        return wanted[0] in begins[:1024]
    return not wanted or begins.startswith(wanted)


def _is_plain(letter: str) -> bool:
    """No control, no direction, no half of a letter, no end of a line."""
    kind = unicodedata.category(letter)
    return not kind.startswith("C") and kind not in ("Zl", "Zp")


def safe_name(name: str) -> str:
    """A name of our own making for a copy: no way to another folder, no sign that turns the reading direction, no name
    that a system keeps for itself, of a length every disk takes. The ending stays.
    """
    plain = "".join(letter for letter in unicodedata.normalize("NFC", name) if _is_plain(letter))
    plain = _UNSAFE.sub("_", plain).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    stem = stem.strip(" .")
    if not stem or stem.partition(".")[0].strip().casefold() in _RESERVED:
        stem = f"file {stem}".strip()
    ending = ending[:16]
    room = MAX_NAME - len(ending.encode()) - 1
    stem = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .")
    return f"{stem}.{ending}" if ending else stem
