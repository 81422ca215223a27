"""The entry that a system starts with its desktop, one for each person, as each system writes it; no admin's rights."""

import hashlib
import plistlib
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.reminding.places import entry_folder, is_redirected, own_command
from rocb_desktop.services.session import Session
from rocb_desktop.store.settings import read_setting
from rocb_desktop.texts import _

VERB = "remind-me"
DEMO = "demo"  # a setting of a throw-away profile: nothing outside it may speak of it
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_RESERVED = '"`$\\'  # what has to be escaped inside quotes in a desktop entry


@dataclass(frozen=True, slots=True)
class ReminderState:
    """Whether the entry is there, and whether it can be."""

    on: bool
    possible: bool


def mark_of(profile: Path) -> str:
    """Eight letters that stand for a profile's folder in the name of its entry."""
    return hashlib.sha256(str(profile.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def command_for(profile: Path) -> list[str]:
    return [*own_command(), VERB, "--profile", str(profile.absolute())]


def desktop_entry(command: Sequence[str]) -> str:
    """A file of ~/.config/autostart, after the Desktop Entry Specification."""
    lines = ("[Desktop Entry]", "Type=Application", "Name=ROCB Desktop", f"Exec={_exec(command)}", "NoDisplay=true")
    return "\n".join((*lines, "X-GNOME-Autostart-enabled=true", "Terminal=false", ""))


def _exec(command: Sequence[str]) -> str:
    return " ".join(f'"{_escaped(word)}"' for word in command)


def _escaped(word: str) -> str:
    """Quoted once for the words of Exec, once more for a value of the file; a percent sign stands for itself twice."""
    quoted = "".join(f"\\{letter}" if letter in _RESERVED else letter for letter in word)
    return quoted.replace("%", "%%").replace("\\", "\\\\").replace("\n", "\\n")


def registry_value(command: Sequence[str]) -> str:
    """A value of HKCU's Run, as Windows splits it into words again."""
    return subprocess.list2cmdline(command)


def launch_agent(command: Sequence[str], label: str) -> bytes:
    """A file of ~/Library/LaunchAgents."""
    return plistlib.dumps({"Label": label, "ProgramArguments": list(command), "RunAtLoad": True})


@lane("read")
def reminder_state(session: Session) -> ReminderState:
    return ReminderState(is_installed(session.profile.path), not is_demo(session))


def is_demo(session: Session) -> bool:
    return bool(read_setting(session.db, DEMO))


@lane("write")
def switch_reminder(session: Session, on: bool) -> Outcome:
    """Put the entry where the system looks for it, or take it away. Raises UserError only_demo, bad_path."""
    if is_demo(session):
        raise UserError("only_demo")
    try:
        if on:
            install(session.profile.path)
        else:
            remove(session.profile.path)
    except OSError as error:
        raise UserError("bad_path", path=str(entry_folder())) from error
    said = _("You are reminded when you start this computer.") if on else _("You are not reminded any more.")
    return Outcome(frozenset({"setting"}), said)


def is_installed(profile: Path) -> bool:
    if _in_registry():
        return _read_run(_run_name(profile)) is not None
    return _entry_file(profile).is_file()


def install(profile: Path) -> None:
    """OSError when it cannot be written."""
    command = command_for(profile)
    if _in_registry():
        _write_run(_run_name(profile), registry_value(command))
        return
    file = _entry_file(profile)
    file.parent.mkdir(parents=True, exist_ok=True)
    if sys.platform == "darwin":
        file.write_bytes(launch_agent(command, file.stem))
    else:
        file.write_text(desktop_entry(command), encoding="utf-8")


def remove(profile: Path) -> None:
    """OSError when it cannot be removed; nothing when it is not there."""
    if _in_registry():
        _write_run(_run_name(profile), None)
    else:
        _entry_file(profile).unlink(missing_ok=True)


def _entry_file(profile: Path) -> Path:
    ending = "plist" if sys.platform == "darwin" else "desktop"
    return entry_folder() / f"org.rocb.desktop.reminder-{mark_of(profile)}.{ending}"


def _run_name(profile: Path) -> str:
    return f"ROCB Desktop reminder {mark_of(profile)}"


def _in_registry() -> bool:
    return sys.platform == "win32" and not is_redirected()


def _winreg() -> Any:
    import winreg

    return winreg


def _read_run(name: str) -> str | None:
    registry = _winreg()
    try:
        with registry.OpenKey(registry.HKEY_CURRENT_USER, _RUN) as key:
            return str(registry.QueryValueEx(key, name)[0])
    except FileNotFoundError:
        return None


def _write_run(name: str, value: str | None) -> None:
    registry = _winreg()
    with registry.CreateKey(registry.HKEY_CURRENT_USER, _RUN) as key:
        if value is not None:
            registry.SetValueEx(key, name, 0, registry.REG_SZ, value)
            return
        try:
            registry.DeleteValue(key, name)
        except FileNotFoundError:
            return
