"""Where the entries lie that a system starts with its desktop, and what was said today; each can be redirected."""

import os
import sys
from pathlib import Path

from rocb_desktop import paths


def said_folder() -> Path:
    """When each person of this computer was reminded last."""
    return paths.config_dir() / "reminders"


def entry_folder(system: str = sys.platform) -> Path:
    """The folder of a person's own entries, where a system has one; Windows keeps them in its registry."""
    redirected = os.environ.get("ROCB_AUTOSTART_DIR")
    if redirected:
        return Path(redirected)
    if system == "darwin":
        return Path.home() / "Library" / "LaunchAgents"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "autostart"


def is_redirected() -> bool:
    """Whether somebody put the entries elsewhere, for a portable app or a test."""
    return bool(os.environ.get("ROCB_AUTOSTART_DIR"))


def own_command() -> list[str]:
    """How this very app is started again, without a console window where there is such a way."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    quiet = Path(sys.executable).with_name("pythonw.exe")
    return [str(quiet) if quiet.is_file() else sys.executable, "-m", "rocb_desktop"]
