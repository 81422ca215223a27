"""The face of a profile: who it belongs to, readable without opening its store.

The window paints it before the store is open, and the chooser shows several of them. The store stays the truth:
the face is written anew each time the profile is opened.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rocb_desktop import paths

FILE = "face.json"
STORE = "store.sqlite"


@dataclass(frozen=True)
class Face:
    """role: participant, focal_point or rocb. administration: its code. lang: en or fr."""

    role: str
    administration: str
    name: str
    lang: str


def read_face(profile: Path) -> Face | None:
    """The face of a profile folder; None when it has none yet or it cannot be read."""
    try:
        kept: Any = json.loads((profile / FILE).read_text(encoding="utf-8"))
        return Face(*(str(kept[name]) for name in ("role", "administration", "name", "lang")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_face(profile: Path, face: Face) -> None:
    """Write the face when it is another one; OSError when the folder cannot be written."""
    if read_face(profile) == face:
        return
    unfinished = profile / f"{FILE}.part"
    unfinished.write_text(json.dumps(asdict(face), ensure_ascii=False), encoding="utf-8")
    unfinished.replace(profile / FILE)


def list_profiles() -> list[Path]:
    """The profiles in the default place of this computer, by name of their folder."""
    folder = paths.default_profiles_dir()
    if not folder.is_dir():
        return []
    return sorted(found for found in folder.iterdir() if (found / STORE).is_file())
