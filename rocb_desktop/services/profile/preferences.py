"""Choices of this computer, not of a person's data: the last profile, the theme, where the window stood.

They are a small JSON file outside every profile. Losing it loses nothing, so a damaged one counts as empty.
"""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from rocb_desktop import paths
from rocb_desktop.services.profile.logs import LOGGER

FILE = "settings.json"


@dataclass(frozen=True)
class Preferences:
    """profile: the one used last. theme: system, light, dark or contrast. window: the saved geometry, in hex. folder:
    where files were chosen or saved last.
    """

    profile: str = ""
    theme: str = "system"
    lang: str = ""
    window: str = ""
    folder: str = ""


def load_preferences() -> Preferences:
    """The preferences of this computer; the usual ones where nothing (readable) was kept."""
    try:
        kept: Any = json.loads((paths.config_dir() / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(kept, dict):
        return Preferences()
    names = {field.name for field in fields(Preferences)}
    return Preferences(**{name: text for name, text in kept.items() if name in names and isinstance(text, str)})


def keep_preferences(**changed: str) -> Preferences:
    """Change some preferences and leave the others; keys of other versions of the app stay. OSError if it cannot."""
    folder = paths.config_dir()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE
    kept = {**_all_keys(file), **asdict(replace(load_preferences(), **changed))}
    unfinished = file.with_name(f"{FILE}.part")
    unfinished.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    unfinished.replace(file)
    return load_preferences()


def remember_profile(folder: Path) -> None:
    """The profile used last from now on."""
    _remember(profile=str(folder.absolute()))


def remember_folder(folder: Path) -> None:
    """Where files were chosen or saved last."""
    _remember(folder=str(folder.absolute()))


def _remember(**chosen: str) -> None:
    """A choice that cannot be kept is asked for again; that stops nobody."""
    try:
        keep_preferences(**chosen)
    except OSError as error:
        LOGGER.warning("preferences not kept: %s", error.errno)


def last_profile() -> Path | None:
    """The folder of the profile used last, when it is still there."""
    named = load_preferences().profile
    return Path(named) if named and Path(named).is_dir() else None


def _all_keys(file: Path) -> dict[str, Any]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
