"""Where the program starts: a bare word is a command, anything else opens the window.

The window is what people wait for, so the commands and their modules are only imported when one is asked for.
"""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rocb_desktop.domain.errors import UserError


class WindowRequest(NamedTuple):
    """The files and the profile to open a window on, and the day to take for today."""

    files: list[Path]
    profile: Path | None = None
    today: date | None = None


def main(argv: Sequence[str] | None = None) -> int:
    """Runs `rocb-desktop ARGS`; returns the exit code: 0 done, 1 refused or problem, 2 wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    window = window_request(arguments)
    if window is None:
        from rocb_desktop.cli.parser import run_command

        return run_command(arguments)
    from rocb_desktop.ui.app import run

    clock = None
    if window.today is not None:
        from rocb_desktop.services.session import Clock

        clock = Clock(window.today)
    try:
        return run(window.files, window.profile, clock=clock)
    except UserError as error:  # before there is a window to say it in: no screen, no such folder
        print(error.what(), error.hint(), sep="\n", file=sys.stderr)
        return 1


def window_request(arguments: Sequence[str]) -> WindowRequest | None:
    """What to open a window on, or None when the arguments are for the command line.

    A verb is a bare word, so a file is named by its ending or its folder: `reply.rocb`, `./reply`.
    """
    files: list[Path] = []
    said: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if name in ("--profile", "--today") and (equals or rest):
            said[name] = value if equals else rest.pop(0)
        elif not word.startswith("-") and any(mark in word for mark in "./\\"):
            files.append(Path(word))
        else:
            return None
    try:
        today = date.fromisoformat(said["--today"]) if "--today" in said else None
    except ValueError:
        return None  # the command line says what is wrong with it
    return WindowRequest(files, Path(said["--profile"]) if "--profile" in said else None, today)


if __name__ == "__main__":
    sys.exit(main())
