"""Reads the command line: finds the verb, runs its handler, turns what goes wrong into an exit code.

Every module of this floor that has `register(verbs)` adds its verbs there, each with a handler that takes the
parsed arguments and returns an exit code: `verbs.add_parser("check").set_defaults(handler=check)`.
"""

import argparse
import importlib
import os
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import rocb_desktop
from rocb_desktop import cli
from rocb_desktop.cli.output import be_utf8, show_error
from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.texts import _

DONE, REFUSED, WRONG_USAGE = 0, 1, 2

# What `register` is given; argparse has no public name for it.
Verbs: TypeAlias = "argparse._SubParsersAction[Parser]"


class Parser(argparse.ArgumentParser):
    """A parser whose every verb, at any depth, also takes --profile, --json and --today, before or after the verb."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)
        # Suppressed, or a verb's default would overwrite what was said before the verb.
        self.add_argument(
            "--profile",
            type=Path,
            metavar="DIR",
            default=argparse.SUPPRESS,
            help=_("the folder of one person's profile; without it, the one used last"),
        )
        self.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=_("print JSON, for scripts"))
        self.add_argument(
            "--today",
            type=iso_date,
            metavar="DATE",
            default=argparse.SUPPRESS,
            help=_("take this day for today, as 2021-10-14: for the demo, screens and tests"),
        )

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the command, and where to read more."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"{message}\n" + _("Try {command} --help.").format(command=self.prog) + "\n")


def iso_date(text: str) -> date:
    """A day as 2021-10-14, for an option."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        said = _("“{text}” is not a day as 2021-10-14.").format(text=text)
        raise argparse.ArgumentTypeError(said) from error


def make_parser() -> Parser:
    """The whole command line, with the verbs of every module of this floor."""
    parser = Parser(
        prog="rocb-desktop",
        description=_("Without a verb: opens the window, or the given files in it."),
    )
    parser.set_defaults(profile=None, json=False, today=None)
    parser.add_argument("--version", action="version", version=rocb_desktop.__version__)
    verbs = parser.add_subparsers(metavar=_("VERB"), required=True, title=_("verbs"))
    for module in sorted(found.name for found in pkgutil.iter_modules(cli.__path__)):
        register = getattr(importlib.import_module(f"{cli.__name__}.{module}"), "register", None)
        if register is not None:
            register(verbs)
    return parser


def run_command(arguments: Sequence[str]) -> int:
    """Runs one command to its exit code: 0 done, 1 refused or problem, 2 wrong usage."""
    be_utf8()
    try:
        parsed = make_parser().parse_args(arguments)
    except SystemExit as stop:  # argparse has said why
        return int(stop.code or DONE)
    return run_handler(parsed)


def run_handler(parsed: argparse.Namespace) -> int:
    """Runs the verb that was found; a refusal is told in words or JSON, our mistake with its traceback."""
    try:
        code = int(parsed.handler(parsed))
        print(end="", flush=True)  # so that a reader who left is met here and not at exit
        return code
    except UserError as error:
        show_error(parsed, error.code, error.what(), error.hint())
    except (Cancelled, KeyboardInterrupt):
        show_error(parsed, "cancelled", _("Stopped. Nothing was changed."), "")
    except BrokenPipeError:  # `| head` has read enough; nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as mistake:
        traceback.print_exc()
        hint = _("This is a mistake in the app. Send the lines above to the people who look after it.")
        show_error(parsed, "bug", f"{type(mistake).__name__}: {mistake}", hint)
    return REFUSED
