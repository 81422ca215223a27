"""`office make` and `office renew`: what ROCB A/P is known by, and a new pair of keys for it."""

import argparse
import sys
from pathlib import Path

from rocb_desktop.cli.contents import add_dry_run, show_contents
from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import WRONG_USAGE, Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.exchange.words import spoken
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.profile.office_file import make_office_file
from rocb_desktop.services.profile.renewing_office import renew_office
from rocb_desktop.texts import _


def add_to_office(nouns: Verbs) -> None:
    """The verb of `office` that is about what ROCB A/P is known by."""
    make = nouns.add_parser("make", help=_("write the office file, to lie beside the program of new computers"))
    make.add_argument("--out", required=True, type=Path, metavar="FILE", help=_("usually office.rocb"))
    add_dry_run(make)
    make.set_defaults(handler=write_office)
    renew = nouns.add_parser("renew", help=_("a new pair of office keys, when one was lost or stolen"))
    renew.add_argument("--second", type=Path, metavar="FILE", help=_("the typed sheet of the second office key"))
    renew.add_argument("--yes", action="store_true", help=_("yes: everybody compares eight new words"))
    renew.set_defaults(handler=renew_keys)


def write_office(parsed: argparse.Namespace) -> int:
    if parsed.dry_run:
        return show_contents(parsed, "office")
    with profile_session(parsed) as session:
        done = make_office_file(session, parsed.out)
    return show(parsed, {"file": done.value.path, "size": done.value.size}, f"{done.message}\n{done.value.path}")


def renew_keys(parsed: argparse.Namespace) -> int:
    if not parsed.yes:
        print(_("After this everybody has to compare eight new words. Say yes to that: --yes"), file=sys.stderr)
        return WRONG_USAGE
    typed = read_bytes(parsed.second).decode("utf-8", "replace") if parsed.second is not None else ""
    with profile_session(parsed) as session:
        done = renew_office(session, typed)
        words = spoken(session.anchor)
    return show(parsed, {"words": words}, f"{done.message}\n{words}")
