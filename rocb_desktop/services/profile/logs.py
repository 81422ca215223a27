"""The app's own log: what went wrong and where in our code, never an answer, a name or a folder of a person."""

import logging
import sys
import traceback
from pathlib import Path

import rocb_desktop

LOGGER = logging.getLogger("rocb_desktop")
_BYTES = 256 * 1024
_OLD_FILES = 3


def start_log(folder: Path) -> logging.Handler:
    """Begin (or go on) writing rocb.log in `folder`: at most 256 KB, three older files kept. OSError if it cannot."""
    from logging.handlers import RotatingFileHandler  # brings sockets and pickle with it: not before the window

    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "rocb.log", maxBytes=_BYTES, backupCount=_OLD_FILES, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """End a log begun by start_log."""
    LOGGER.removeHandler(handler)
    handler.close()


def describe_error(error: BaseException) -> str:
    """A mistake of the app for the help desk: versions, kinds of error and the places in the code.

    The message of an error may quote what a person typed, and paths hold their name; both are left out.
    """
    import platform

    lines = [
        f"ROCB Desktop {rocb_desktop.__version__}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()} {platform.machine()}"
    ]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{_kind(current)}:")
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__, limit=-30)
        ]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
        if current is not None:
            lines.append("because of")
    return "\n".join(lines)


def log_error(error: BaseException) -> str:
    """Write describe_error() into the log and hand it back; a source run also prints the whole traceback."""
    text = describe_error(error)
    LOGGER.error("%s", text)
    if not getattr(sys, "frozen", False):
        traceback.print_exception(error)
    return text


def _kind(error: BaseException) -> str:
    detail = getattr(error, "sqlite_errorname", None) or getattr(error, "errno", None)
    name = type(error).__qualname__
    return f"{name} ({detail})" if detail else name


def _place(filename: str) -> str:
    parts = Path(filename).parts
    for anchor in ("rocb_desktop", "site-packages"):
        if anchor in parts:
            at = len(parts) - 1 - parts[::-1].index(anchor)
            return "/".join(parts[at:])
    return Path(filename).name
