"""`office make`: the file that tells new computers who ROCB A/P is."""

import argparse
from pathlib import Path

from rocb_desktop.cli.contents import add_dry_run, show_contents
from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.services.office_file import make_office_file
from rocb_desktop.texts import _


def add_to_office(nouns: Verbs) -> None:
    """The verb of `office` that is about what ROCB A/P is known by."""
    make = nouns.add_parser("make", help=_("write the office file, to lie beside the program of new computers"))
    make.add_argument("--out", required=True, type=Path, metavar="FILE", help=_("usually office.rocb"))
    add_dry_run(make)
    make.set_defaults(handler=write_office)


def write_office(parsed: argparse.Namespace) -> int:
    if parsed.dry_run:
        return show_contents(parsed, "office")
    with profile_session(parsed) as session:
        done = make_office_file(session, parsed.out)
    return show(parsed, {"file": done.value.path, "size": done.value.size}, f"{done.message}\n{done.value.path}")
