"""Where the app's resources and a person's files live: the only place that knows.

In the source tree resources stand beside the package; in a wheel and in a frozen bundle they are inside it
as `_resources`. A person's files go where each system keeps them. Three variables redirect them, for portable
use and for tests: ROCB_DATA_DIR (profiles), ROCB_CONFIG_DIR (settings, clone token), ROCB_CACHE_DIR.
"""

import os
import sys
from pathlib import Path

import platformdirs

APP_DIR = "rocb-desktop"
_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of a shipped file, `resource("icons", "inbox.svg")`; it may not exist."""
    inside = _PACKAGE / "_resources"
    root = inside if inside.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def resource_text(*parts: str) -> str:
    """The text of a shipped UTF-8 file; OSError when it is not there."""
    return resource(*parts).read_text(encoding="utf-8")


def default_profiles_dir() -> Path:
    """The folder that holds one folder per profile; not created here."""
    return _redirected("ROCB_DATA_DIR", platformdirs.user_data_path(APP_DIR, appauthor=False)) / "profiles"


def is_usual_place() -> bool:
    """Whether profiles lie where this system keeps them, and nobody put them elsewhere."""
    return not os.environ.get("ROCB_DATA_DIR")


def office_files() -> list[Path]:
    """Where office.rocb may lie: beside the program, among its resources, with the profiles; those that exist."""
    beside = Path(sys.executable).parent if getattr(sys, "frozen", False) else _PACKAGE.parent
    places = (beside, resource(), default_profiles_dir())
    return [found for place in places if (found := place / "office.rocb").is_file()]


def config_dir() -> Path:
    """The folder of settings.json and the clone token, of this computer and no profile; not created here."""
    return _redirected("ROCB_CONFIG_DIR", platformdirs.user_config_path(APP_DIR, appauthor=False))


def cache_dir() -> Path:
    """The folder of what can be made again; not created here."""
    return _redirected("ROCB_CACHE_DIR", platformdirs.user_cache_path(APP_DIR, appauthor=False))


def prepare_matplotlib() -> None:
    """Gives matplotlib a folder of ours for its font list; call before its first import, later is too late.

    Its own default is a dot folder in the home folder, which on shared laptops may be read-only.
    """
    if "matplotlib" in sys.modules or "MPLCONFIGDIR" in os.environ:
        return
    folder = cache_dir() / "matplotlib"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["MPLCONFIGDIR"] = str(folder)


def _redirected(variable: str, usual: Path) -> Path:
    wanted = os.environ.get(variable)
    return Path(wanted) if wanted else usual
